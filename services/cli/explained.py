"""What was read out of a report, shown to a person: each sentence, its words underlined, what they were taken for."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, Protocol

from schemas.events.casualties import CasualtiesReported, Certainty
from schemas.events.data import Reading
from schemas.events.deployment import TroopsDeployment
from schemas.evidence import Attribution, Standing
from schemas.quantity import Quantity
from schemas.report import Report
from services.cli.marks import Paint, plain, underline
from services.ingest.reading.confidence import deductions

__all__ = ["Paint", "explain", "in_words"]

WIDTH: Final = 100
"""Columns of a line where the terminal does not tell."""
_STANDINGS: Final = {
    Standing.AUTHORITY: "a national authority or UN body",
    Standing.LOCAL: "a local authority or service",
    Standing.ORGANISATION: "an organisation",
    Standing.MEDIA: "media or witnesses",
}
_PLACE_RULES: Final = {
    "clause": "told beside it",
    "sentence": "told in the sentence",
    "carried": "from a sentence before",
    "dateline": "from the dateline",
    "title": "from the title",
    "lead": "where the report leads",
    "demonym": "from a people or government that is named",
    "several": "more than one country",
    "only": "the only country of the report",
    "untold": "not told",
}


class ReadReport(Protocol):
    """What a reader makes of a report."""

    @property
    def events(self) -> Sequence[Reading]:
        """What was read."""

    @property
    def language(self) -> str | None:
        """The language, where it is not English."""


def explain(report: Report, read: ReadReport, paint: Paint, width: int = WIDTH) -> str:
    """Return a report's events in the order of its text, each with the words and the rules that it stands on."""
    heading = (f"{report.published_at:%Y-%m-%d %H:%M}", report.source, report.title)
    lines = [paint("1", plain(" · ".join(filter(None, heading))))]
    if read.language is not None:
        lines.append(f"  not read: its language is {read.language}, not English")
    elif not read.events:
        lines.append("  nothing is told in it that the reader looks for")
    numbered = list(enumerate(read.events, start=1))
    for (field, (start, end)), group in groupby(numbered, key=lambda entry: _sentence(entry[1])):
        events = list(group)
        whole = report.title if field == "title" else report.text
        marks = [(number, e.evidence.start - start, e.evidence.end - start) for number, e in events]
        lines.append("")
        lines += [f"  {line}" for line in underline(whole[start:end], marks, paint, width - 2)]
        for number, event in events:
            lines += _event(number, event, paint)
    return "\n".join(lines)


def _sentence(event: Reading) -> tuple[str, tuple[int, int]]:
    at = event.evidence
    return at.field, at.sentence if at.sentence is not None else (at.start, at.end)


def _event(number: int, event: Reading, paint: Paint) -> Iterable[str]:
    yield f"    {paint.of(number, str(number))} {paint('1', plain(in_words(event)))}"
    yield paint("2", f"      {event.kind} · {_when(event)} · {plain(_where(event))} · {_who(event.attribution)}")
    rules = [rule for rule in event.reading if not rule.startswith("place: ")]
    yield paint("2", f"      read by: {plain(' · '.join(rules))}")
    taken = "".join(f" − {cost:.2f} {rule}" for rule, cost in deductions(event.reading))
    yield paint("2", f"      confidence {event.confidence:.2f}" + (f" = 1.00{taken}" if taken else ""))


def in_words(event: Reading) -> str:
    """Return what an event claims: `killed: at least 9 (civilians, part of another count)`."""
    if isinstance(event, CasualtiesReported):
        details = [event.group.value.replace("_", " "), event.scope.value]
        if event.certainty is not Certainty.ASSERTED:
            details.append(event.certainty.value)
        return f"{event.measure.value} {count_in_words(event.quantity)} ({', '.join(details)})"
    if isinstance(event, TroopsDeployment):
        size = f", {count_in_words(event.quantity)} persons" if event.quantity is not None else ""
        own = "" if event.foreign else ", its own force"
        actors = " and ".join(event.actors)
        host = event.host or "an unnamed country"
        return f"force of {actors} in {host}: {event.status.value}{size} ({event.mission.value}{own})"
    facts = event.model_dump(mode="json", exclude=set(Reading.model_fields))
    told = [_fact(name, value) for name, value in facts.items() if value]
    return f"{event.kind.replace('.', ' ')}: {', '.join(told)}" if told else event.kind.replace(".", " ")


def _fact(name: str, value: object) -> str:
    if value is True:
        return name
    if isinstance(value, list):
        words = [str(v.get("text") or v.get("structure")) if isinstance(v, dict) else str(v) for v in value]
        return f"{name} {' and '.join(words)}"
    return f"{name} {value}".replace("_", " ")


def count_in_words(quantity: Quantity) -> str:
    """Return a quantity in words: `exactly 14`, `at least 8`, `27 to 33`, `none`."""
    low, high = quantity.min, quantity.max
    if high is None:
        return f"at least {low:,}"
    if high == 0:
        return "none"
    if low == high:
        return f"exactly {low:,}"
    return f"{low:,} to {high:,}" + (", roughly" if quantity.approx else "")


def _when(event: Reading) -> str:
    if event.date is None:
        return "no day told"
    return event.date.start if event.date.start == event.date.end else f"{event.date.start} to {event.date.end}"


def _where(event: Reading) -> str:
    name = ", ".join(part for part in (event.place.name, event.place.country) if part) or "no one country"
    rule = next((rule.removeprefix("place: ") for rule in event.reading if rule.startswith("place: ")), "")
    return f"{name} ({_PLACE_RULES.get(rule, rule)})" if rule else name


def _who(attribution: Attribution | None) -> str:
    if attribution is None:
        return "nobody named says so"
    words = plain(attribution.text or attribution.speaker or "somebody")
    return f"says {words} ({_STANDINGS[attribution.standing]})"
