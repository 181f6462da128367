"""event_surge: reports of a kind of event come far faster than this story's own average."""

from collections.abc import Iterator
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from schemas.events.registry import READINGS
from schemas.rules import RuleParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall, grounds_of
from services.alerts.situations.situation import HOUR, Tempo

_KINDS: Final = tuple(model.kind for model in READINGS)


class EventSurge(RuleParameters):
    """Due when the last `window_hours` hold so many reports of an event, and so many times the average before.

    Copies of one wire text count once. The average is that of the story's own `baseline_hours` before the window, for
    as long as it is old; a story younger than the window has none, and cannot surge. It is due again when the reports
    of a window are `times` as many as at the last alert.
    """

    type: Literal["event_surge"]
    event: str = Field(description="kind of event, such as unrest")
    window_hours: int = Field(default=6, ge=1, le=96, description="hours of story time that are looked at")
    baseline_hours: int = Field(default=72, ge=2, le=240, description="hours before them that they are compared with")
    at_least: int = Field(default=5, ge=2, description="reports in the window, at least")
    times: float = Field(
        default=3, gt=1, le=1_000, allow_inf_nan=False, description="and so many times the average, at least"
    )

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.event not in _KINDS:
            raise ValueError(f"event: {self.event!r} is not one of {', '.join(sorted(_KINDS))}")
        if self.baseline_hours < self.window_hours:
            raise ValueError(f"baseline_hours: must be at least window_hours, {self.window_hours}")
        return self


def find(rule: EventSurge, moment: Moment) -> Iterator[Finding]:
    """Compare the window that ends with the story's newest report with what was before it."""
    window, earlier, before = _counted(rule, moment)
    if before < 1 or window < rule.at_least:
        return
    # Whole numbers compared as they are: an average in floating point would be decided by its last bit.
    if window * before < rule.times * earlier * rule.window_hours:
        return
    slot = moment.slot(rule.name, rule.event)
    if slot is not None and window < rule.times * slot.due_after["reports"]:
        return
    kind = rule.event.replace(".", " ")
    yield Finding(
        fingerprint=rule.event,
        change="due",
        severity=rule.severity,
        title=f"{wording.where(moment.after)}: {window} reports of {kind} in {rule.window_hours} hours",
        message=f"In the {before} hours before: {earlier}. {wording.board(moment.after)}",
        before={"reports": earlier, "hours": before},
        after={"reports": window, "hours": rule.window_hours},
        grounds=grounds_of(tuple(one for one in moment.told if one.kind == rule.event)),
    )


def _reports(tempo: Tempo, after: int, until: int) -> int:
    return sum(count for hour, count in tempo if after < hour <= until)


def _counted(rule: EventSurge, moment: Moment) -> tuple[int, int, int]:
    """Return reports in the window, reports before it, and for how many hours those were counted."""
    now = int(moment.after.newest.timestamp()) // HOUR
    opened = int(moment.after.opened.timestamp()) // HOUR
    tempo = moment.after.tempo.get(rule.event, ())
    before = min(rule.baseline_hours, now - rule.window_hours - opened + 1)
    return (
        _reports(tempo, now - rule.window_hours, now),
        _reports(tempo, now - rule.window_hours - before, now - rule.window_hours),
        before,
    )


def near(rule: EventSurge, moment: Moment) -> Shortfall:
    """Say how far from a surge it was."""
    window, earlier, before = _counted(rule, moment)
    text = f"{window:,} reports of {rule.event} in {rule.window_hours} hours"
    if window < rule.at_least:
        return Shortfall(window / rule.at_least, f"{text}; {rule.at_least:,} are needed")
    if before < 1:
        return Shortfall(0.9, f"{text}; the situation is younger than the window")
    needed = rule.times * earlier * rule.window_hours / before
    text = f"{text}, and {earlier:,} in the {before} hours before; {rule.times:g} times the average is {needed:.1f}"
    return Shortfall(min(1.0, window / needed) if needed else 1.0, text)
