"""toll_threshold: what is known reached the next step of a ladder."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.alert import Severity
from schemas.base import Frozen
from schemas.rules import Change, TollParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall
from services.alerts.situations.ledger import tellers


class Step(Frozen):
    """One step of the ladder."""

    at: int = Field(ge=1, description="people, at least")
    severity: Severity = Field(description="how bad from here on")


class TollThreshold(TollParameters):
    """Due when the least that is known reaches a step above the one that was told; `severity` is that of the step."""

    type: Literal["toll_threshold"]
    steps: tuple[Step, ...] = Field(min_length=1, description="rising, each with its severity")

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if any(upper.at <= lower.at for lower, upper in zip(self.steps, self.steps[1:], strict=False)):
            raise ValueError("steps: each `at` must be higher than the one before")
        return self


def find(rule: TollThreshold, moment: Moment) -> Iterator[Finding]:
    """Compare the step that is reached with the step that was told."""
    measure = rule.measure.value
    known, was = moment.after.known(measure), moment.known_before(measure)
    if (known == was and not moment.again) or not moment.counts(measure):
        return
    least = known.min if known else 0
    reached = max((step for step in rule.steps if step.at <= least), key=lambda step: step.at, default=None)
    slot = moment.slot(rule.name, measure)
    told = slot.data["after"]["step"] if slot else 0
    at = reached.at if reached else 0
    if at == told:
        return
    change: Change
    words, country = wording.MEASURES[measure], wording.where(moment.after)
    contested = known is not None and known.contested
    if at > told:
        change, title = "due", f"{wording.interval(known)} {words}, {at:,} or more"
    elif reached or contested:
        change, title = "revised", f"{words} back under {told:,}: {wording.interval(known)}"
    else:
        change, title = "retracted", f"{words} no longer {told:,} or more: {wording.interval(known)}"
    yield Finding(
        fingerprint=measure,
        change=change,
        severity=reached.severity if reached else rule.steps[0].severity,
        title=f"{country}: {title}",
        message=wording.board(moment.after),
        before={**wording.facts(measure, was), "step": told},
        after={**wording.facts(measure, known), "step": at},
        grounds=moment.after.ledgers[measure].grounds,
        support=tellers(moment.after.ledgers[measure], at),
    )


def near(rule: TollThreshold, moment: Moment) -> Shortfall:
    """Say how far from the next step it was."""
    measure = rule.measure.value
    known = moment.after.known(measure)
    if known is None:
        return Shortfall(0.0, f"no count of {wording.MEASURES[measure]} stands")
    slot = moment.slot(rule.name, measure)
    told = slot.data["after"]["step"] if slot else 0
    following = next((step.at for step in rule.steps if step.at > told), None)
    if following is None:
        return Shortfall(1.0, f"the highest step, {told:,}, was told already")
    text = f"{wording.MEASURES[measure]} at least {known.min:,}; the next step is {following:,}"
    return Shortfall(min(1.0, known.min / following), text)
