"""sources_conflict: two sources tell tolls that cannot both be right, and neither gave way."""

from collections.abc import Iterator
from math import ceil
from typing import Literal

from pydantic import Field

from schemas.rules import TollParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall


class SourcesConflict(TollParameters):
    """Due when sources disagree on a toll by `by` people and by `times`; retracted when they agree again."""

    type: Literal["sources_conflict"]
    by: int = Field(default=10, ge=1, description="people between the lower and the higher count, at least")
    times: float = Field(
        default=2, ge=1, le=1_000, allow_inf_nan=False, description="and so many times the lower count, at least"
    )


def find(rule: SourcesConflict, moment: Moment) -> Iterator[Finding]:
    """Look at whether what is known is contested, and how far apart the sides are."""
    measure = rule.measure.value
    known, was = moment.after.known(measure), moment.known_before(measure)
    slot = moment.slot(rule.name, measure)
    if not moment.counts(measure) or (known == was and not moment.again):
        return
    apart = (
        known is not None
        and known.contested
        and (known.max is None or (known.max - known.min >= rule.by and known.max >= rule.times * known.min))
    )
    if apart == (slot is not None):
        return
    words = wording.MEASURES[measure]
    title = f"sources disagree on {words}: {wording.between(known)}" if apart else f"sources agree on {words} again"
    yield Finding(
        fingerprint=measure,
        change="due" if apart else "retracted",
        severity=rule.severity,
        title=f"{wording.where(moment.after)}: {title}",
        message=wording.board(moment.after),
        before=wording.facts(measure, was),
        after=wording.facts(measure, known),
        grounds=moment.after.ledgers[measure].grounds,
    )


def near(rule: SourcesConflict, moment: Moment) -> Shortfall:
    """Say how far from a conflict it was."""
    measure = rule.measure.value
    known = moment.after.known(measure)
    words = wording.MEASURES[measure]
    if known is None or not known.contested:
        return Shortfall(0.0, f"no two sources disagree on {words}")
    apart = (known.max or known.min) - known.min
    needed = max(rule.by, ceil((rule.times - 1) * known.min))
    text = f"{words} {wording.interval(known)}: {apart:,} apart; {needed:,} are needed"
    return Shortfall(min(1.0, apart / needed), text)
