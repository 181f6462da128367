"""combination: several rules found something in one story within a time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from schemas.rules import RuleParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall, grounds_told
from services.alerts.situations.situation import Slot

FINGERPRINT: Final = "together"


class Combination(RuleParameters):
    """Due when `at_least` of the rules in `of` have an open alert in one story, last due within `within_hours`.

    Alerts that are silenced, muted or cooling down count. Due again when one more of the rules joins in.
    """

    type: Literal["combination"]
    of: tuple[str, ...] = Field(min_length=2, description="names of rules in this file")
    at_least: int = Field(default=2, ge=2, description="so many of them")
    within_hours: float = Field(
        default=48, gt=0, le=8_760, allow_inf_nan=False, description="hours of story time between them, at most"
    )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if len(set(self.of)) != len(self.of):
            raise ValueError("of: each rule once")
        if self.at_least > len(self.of):
            raise ValueError(f"at_least: {self.at_least} of {len(self.of)} rules can never be")
        if self.name in self.of:
            raise ValueError("of: a rule cannot wait for itself")
        return self


def find(rule: Combination, moment: Moment) -> Iterator[Finding]:
    """Count the rules that have an alert."""
    met = _met(rule, moment)
    slot = moment.slot(rule.name, FINGERPRINT)
    if len(met) >= rule.at_least and (slot is None or not set(met) <= set(slot.due_after["rules"])):
        yield _finding(rule, moment, met, slot)
    elif slot is not None and not any(moment.slots(name) for name in rule.of if name in slot.due_after["rules"]):
        yield Finding(
            fingerprint=FINGERPRINT,
            change="retracted",
            severity=rule.severity,
            title=f"No longer told: {slot.data['title']}",
            message=wording.board(moment.after),
            before=slot.data["after"],
        )


def _finding(rule: Combination, moment: Moment, met: tuple[str, ...], slot: Slot | None) -> Finding:
    alerts = [one for name in met for one in moment.slots(name)]
    return Finding(
        fingerprint=FINGERPRINT,
        change="due",
        severity=rule.severity,
        title=f"{wording.where(moment.after)}: {len(met)} of {len(rule.of)} signs together: {', '.join(met)}",
        message=" ".join(f"{one.data['title']}." for one in alerts),
        before={"rules": list(slot.due_after["rules"])} if slot else {},
        after={"rules": list(met), "alerts": [one.alert for one in alerts]},
        grounds=tuple(dict.fromkeys(ground for one in alerts for ground in grounds_told(one))),
    )


def _met(rule: Combination, moment: Moment) -> tuple[str, ...]:
    """Return the rules that have an alert near enough to the last one."""
    newest = {name: max((slot.due for slot in moment.slots(name)), default=None) for name in rule.of}
    latest = max((due for due in newest.values() if due is not None), default=None)
    if latest is None:
        return ()
    span = timedelta(hours=rule.within_hours)
    return tuple(name for name, due in newest.items() if due is not None and latest - due <= span)


def near(rule: Combination, moment: Moment) -> Shortfall:
    """Say how many of the rules had an alert."""
    met = _met(rule, moment)
    which = f" ({', '.join(met)})" if met else ""
    text = (
        f"{len(met)} of the rules have an alert within {rule.within_hours:g} hours{which}; {rule.at_least} are needed"
    )
    return Shortfall(min(1.0, len(met) / rule.at_least), text)
