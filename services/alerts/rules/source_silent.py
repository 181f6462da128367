"""source_silent: a source that always reports has not been heard."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from schemas.base import day_told
from schemas.rules import RuleParameters
from services.alerts.rules.finding import Finding
from services.alerts.situations.situation import Slot, SlotKey


class SourceSilent(RuleParameters):
    """Due when no report of a source was recorded for `after_hours`; retracted when it is heard again.

    This is desk time: what counts is when reports came in, not what they are dated. A source that never reported is
    waited for from the activation of the rules on. The alert belongs to no situation.
    """

    type: Literal["source_silent"]
    sources: tuple[str, ...] = Field(min_length=1, description="names of sources, as reports give them")
    after_hours: float = Field(gt=0, le=8_760, allow_inf_nan=False, description="hours without a report")


def due_at(rule: SourceSilent, source: str, heard: Mapping[str, datetime], since: datetime) -> datetime:
    """Return when a source will have been silent for too long, unless it is heard before."""
    return heard.get(source.casefold(), since) + timedelta(hours=rule.after_hours)


def listen(
    rule: SourceSilent,
    heard: Mapping[str, datetime],
    since: datetime,
    desk: datetime,
    slots: Mapping[SlotKey, Slot],
) -> Iterator[Finding]:
    """Look for sources that fell silent, and for those that are heard again.

    Args:
        rule: The rule.
        heard: Recorded time of the last report of each source, by its name in lower case.
        since: When the rules came into force.
        desk: Recorded time now.
        slots: Open alerts about sources.
    """
    for source in dict.fromkeys(rule.sources):
        slot = slots.get((rule.name, source.casefold()))
        last = heard.get(source.casefold())
        silent = due_at(rule, source, heard, since) <= desk
        if slot is None and not silent:
            continue
        if slot is not None and (last is None or last <= slot.due_desk):
            # Rules that are activated anew begin to wait anew; what was told stays true until the source is heard.
            continue
        ago = (
            f"its last came on {day_told(last)} at {last:%H:%M} UTC"
            if last
            else "it never did since the rules are in force"
        )
        yield Finding(
            fingerprint=source.casefold(),
            change="due" if silent else "retracted",
            severity=rule.severity,
            title=f"{source}: no report for {rule.after_hours:g} hours" if silent else f"{source} reports again",
            message=f"No report of {source} was recorded; {ago}." if silent else f"A report of {source} was recorded.",
            after={"source": source, "last": last.isoformat() if last else None},
        )
