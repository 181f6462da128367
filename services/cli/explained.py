"""What was read out of a report, shown to a person: each event with its words."""

from collections.abc import Sequence
from typing import Final, Protocol

from schemas.events.casualties import CasualtiesReported
from schemas.events.data import Reading
from schemas.events.deployment import TroopsDeployment
from schemas.quantity import Quantity
from schemas.report import Report

AROUND: Final = 60
"""Characters shown on each side of the words."""


class Paint:
    """Colours and underlines, on a terminal only."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, code: str, text: str) -> str:
        """Return `text` in the style of an ANSI code, or as it is."""
        return f"\033[{code}m{text}\033[0m" if self._on else text

    def underlined(self, text: str) -> str:
        """Return `text` underlined; between arrows where there is no terminal."""
        return f"\033[4m{text}\033[0m" if self._on else f">{text}<"


class ReadReport(Protocol):
    """What a reader makes of a report."""

    @property
    def events(self) -> Sequence[Reading]:
        """What was read."""


def explain(report: Report, read: ReadReport, paint: Paint) -> str:
    """Return the events of a report, each with the words that it stands on and the rules that read it."""
    lines = [paint("1", f"{report.published_at:%Y-%m-%d %H:%M} {report.source}: {report.title}")]
    if not read.events:
        lines.append("  nothing")
    for event in read.events:
        lines.append(f"  {paint('36', event.kind)}  {summary(event)}")
        lines.append(f"      {_words(report, event, paint)}")
        if event.reading:
            lines.append(paint("2", f"      {' · '.join(event.reading)}  (confidence {event.confidence:.2f})"))
    return "\n".join(lines)


def summary(event: Reading) -> str:
    """Return the facts of an event in one line."""
    parts: list[str] = []
    if isinstance(event, CasualtiesReported):
        parts = [event.measure.value, interval(event.quantity), event.group.value, event.scope.value]
        parts.append(event.certainty.value)
    elif isinstance(event, TroopsDeployment):
        parts = ["+".join(event.actors), "to", event.host or "?", event.status.value, event.mission.value]
        if event.quantity is not None:
            parts.append(interval(event.quantity))
    else:
        facts = event.model_dump(mode="json", exclude=set(Reading.model_fields))
        parts = [f"{name}={value}" for name, value in facts.items() if value]
    where = ", ".join(part for part in (event.place.name, event.place.country) if part)
    return " ".join(parts) + (f"  [{where}]" if where else "")


def interval(quantity: Quantity) -> str:
    """Return a quantity as an interval: 14, [24, 99], [8, ∞)."""
    if quantity.max is None:
        return f"[{quantity.min}, ∞)"
    return str(quantity.min) if quantity.min == quantity.max else f"[{quantity.min}, {quantity.max}]"


def _words(report: Report, event: Reading, paint: Paint) -> str:
    whole = report.title if event.evidence.field == "title" else report.text
    start, end = event.evidence.start, event.evidence.end
    before, after = whole[max(0, start - AROUND) : start], whole[end : end + AROUND]
    return " ".join(f"…{before}{paint.underlined(whole[start:end])}{after}…".split())
