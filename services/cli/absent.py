"""Shows why no alert came."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from services.cli.marks import Paint, plain
from services.cli.table import table

if TYPE_CHECKING:
    from schemas.events.envelope import Event
    from services.audit.absence import Absence, Look, RuleLooked


def shown(found: "Absence", paint: Paint, day: date | None = None) -> Iterator[str]:
    """Yield why no alert came for a reader, line by line.

    Args:
        found: What the record says.
        paint: Colours, on a terminal.
        day: Only looks at what was published on this day (UTC).
    """
    yield paint("1", f"why no {found.kind} in situation {found.situation}")
    if not found.rules:
        names = ", ".join(found.names) or "none"
        yield f"  no rule of that kind or name was in force; in force were: {names}"
    for rule in found.rules:
        yield ""
        yield from _rule(rule, paint, day)


def _rule(rule: "RuleLooked", paint: Paint, day: date | None) -> Iterator[str]:
    yield paint("1", f"rule {rule.rule} ({rule.type})")
    if rule.never is not None:
        yield f"  {rule.never}"
        return
    for one in rule.messages:
        yield f"  it did come: {_told(one)}: {plain(one.data['title'])} ({one.data['alert']})"
    for one in rule.withheld:
        yield f"  due and not sent ({one.data['withheld']}): {_told(one)}: {plain(one.data['title'])}"
    looks = [look for look in rule.looks if day is None or (look.published and look.published.date() == day)]
    nearest = rule.nearest if day is None else max(looks, key=lambda look: (look.share, look.sequence), default=None)
    if nearest is None:
        yield "  nothing came that it could have looked at"
        return
    due = {one.data["decided"]["cause"] for one in rule.due}
    yield f"  nearest: {_when(nearest)} {plain(nearest.text)}"
    yield ""
    rows = [
        (
            _when(look),
            plain(look.source or ""),
            f"{look.share:.0%}",
            "it came" if look.sequence in due else plain(look.text),
        )
        for look in looks
    ]
    for line in table(("published", "source", "near", "what there was, and what was needed"), rows).splitlines():
        yield f"  {line}"


def _when(look: "Look") -> str:
    return f"{look.published or look.recorded:%Y-%m-%d %H:%M}"


def _told(entry: "Event") -> str:
    """Tell when a decision was recorded, and how old the news was that it was made on."""
    return f"{entry.recordedtime:%Y-%m-%d %H:%M:%S}, on news of {entry.time:%Y-%m-%d %H:%M}"
