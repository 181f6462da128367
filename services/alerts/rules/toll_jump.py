"""toll_jump: what is known rose by so much, and by so many times, since the last alert."""

from collections.abc import Iterator
from math import ceil
from typing import Literal

from pydantic import Field

from schemas.rules import Change, TollParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall
from services.alerts.rules.toll_withdrawn import TYPE as WITHDRAWN
from services.alerts.situations.ledger import tellers


class TollJump(TollParameters):
    """Due when the least that is known reaches the baseline plus `by`, and `times` the baseline.

    The baseline is the least that was known at the last toll_jump or toll_withdrawn alert of the story, whichever is
    later; 0 at first.
    """

    type: Literal["toll_jump"]
    by: int = Field(default=10, ge=1, description="people more than at the last alert, at least")
    times: float = Field(
        default=1.5, ge=1, le=1_000, allow_inf_nan=False, description="and so many times as many, at least"
    )


def find(rule: TollJump, moment: Moment) -> Iterator[Finding]:
    """Compare what is known with the last alert."""
    measure = rule.measure.value
    known, was = moment.after.known(measure), moment.known_before(measure)
    slot = moment.slot(rule.name, measure)
    if (known == was and not moment.again) or not moment.counts(measure):
        return
    least = known.min if known else 0
    baseline = _baseline(rule, moment)
    jumped = least >= baseline + rule.by and least >= rule.times * baseline
    told = 0 if slot is None else slot.data["after"]["min"] or 0
    if not jumped and least >= told:
        return
    held = moment.after.ledgers[measure]
    change: Change
    support: tuple[str, ...] = ()
    words = wording.MEASURES[measure]
    if jumped:
        rose = was is not None and was.min > 0
        title = (
            f"{words} rose from {wording.between(was)} to {wording.between(known)}"
            if rose
            else f"{wording.interval(known)} {words}"
        )
        change, why = "due", f"At the last alert {baseline:,}. " if baseline else ""
        support = tellers(held, max(baseline + rule.by, ceil(rule.times * baseline)))
    else:
        gone = least < rule.by and not (known and known.contested)
        title = f"{words} no longer {told:,} or more, now {wording.interval(known)}"
        change, why = "retracted" if gone else "revised", "Sources disagree. " if known and known.contested else ""
    yield Finding(
        fingerprint=measure,
        change=change,
        severity=rule.severity,
        title=f"{wording.where(moment.after)}: {title}",
        message=f"{why}{wording.board(moment.after)}",
        before=wording.facts(measure, was),
        after={**wording.facts(measure, known), "baseline": baseline},
        grounds=held.grounds,
        support=support,
    )


def near(rule: TollJump, moment: Moment) -> Shortfall:
    """Say how far from a jump it was."""
    known = moment.after.known(rule.measure.value)
    if known is None:
        return Shortfall(0.0, f"no count of {wording.MEASURES[rule.measure.value]} stands")
    baseline = _baseline(rule, moment)
    needed = max(baseline + rule.by, ceil(rule.times * baseline))
    since = f"the {baseline:,} of the last alert" if baseline else "nothing"
    text = (
        f"{wording.MEASURES[rule.measure.value]} {wording.interval(known)}; a jump from {since} "
        f"needs at least {needed:,} ({rule.by:,} more, and {rule.times:g} times as many)"
    )
    return Shortfall(min(1.0, known.min / needed), text)


def _baseline(rule: TollJump, moment: Moment) -> int:
    """Return the least that was known at the last alert of the kinds that set a baseline."""
    latest: tuple[int, int] = (0, 0)
    for slot in moment.after.alerts.values():
        own = slot.rule == rule.name
        if own or (slot.type == WITHDRAWN and slot.fingerprint == rule.measure.value):
            latest = max(latest, (slot.due_cause, slot.due_after["min"] or 0))
    return latest[1]
