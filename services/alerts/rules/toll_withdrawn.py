"""toll_withdrawn: a figure on the board was withdrawn or corrected down."""

from collections.abc import Iterator
from math import ceil
from typing import Final, Literal

from pydantic import Field

from schemas.rules import TollParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall

TYPE: Final = "toll_withdrawn"


class TollWithdrawn(TollParameters):
    """Due when the least that is known falls by `by` people, and by `share` of what it was.

    Sources that begin to disagree may lower what is established; that is no withdrawal.
    """

    type: Literal["toll_withdrawn"]
    by: int = Field(default=10, ge=1, description="people fewer than before, at least")
    share: float = Field(default=1 / 3, gt=0, le=1, description="and this share of the figure before, at least")


def find(rule: TollWithdrawn, moment: Moment) -> Iterator[Finding]:
    """Compare what is known with what was known before this report."""
    measure = rule.measure.value
    known, was = moment.after.known(measure), moment.known_before(measure)
    if was is None or not moment.counts(measure) or (known is not None and known.contested):
        return
    fell = was.min - (known.min if known else 0)
    if fell < rule.by or fell < rule.share * was.min:
        return
    words = wording.MEASURES[measure]
    yield Finding(
        fingerprint=measure,
        change="due",
        severity=rule.severity,
        title=f"{wording.where(moment.after)}: {words} fell from {wording.between(was)} to {wording.between(known)}",
        message=f"A figure was withdrawn or corrected. {wording.board(moment.after)}",
        before=wording.facts(measure, was),
        after=wording.facts(measure, known),
        grounds=moment.after.ledgers[measure].grounds,
    )


def near(rule: TollWithdrawn, moment: Moment) -> Shortfall:
    """Say how far from a withdrawal it was."""
    measure = rule.measure.value
    known, was = moment.after.known(measure), moment.known_before(measure)
    if was is None:
        return Shortfall(0.0, f"no count of {wording.MEASURES[measure]} stood that could fall")
    fell = was.min - (known.min if known else 0)
    if fell <= 0:
        return Shortfall(
            0.0, f"{wording.MEASURES[measure]} did not fall: at least {was.min:,} before, and no fewer after"
        )
    needed = max(rule.by, ceil(rule.share * was.min))
    text = f"{wording.MEASURES[measure]} fell by {fell:,} from at least {was.min:,}; a withdrawal needs {needed:,}"
    if known is not None and known.contested:
        return Shortfall(min(0.99, fell / needed), f"{text}; and sources that disagree withdraw nothing")
    return Shortfall(min(1.0, fell / needed), text)
