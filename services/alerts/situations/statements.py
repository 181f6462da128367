"""Statements: all that one report says of one measure, and the ground that a figure stands on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from schemas.events.casualties import Measure
from services.alerts.situations.claim import Claim
from services.alerts.situations.inputs import Source, Told

KILLED: Final = Measure.KILLED.value
MISSING: Final = Measure.MISSING.value
HISTORY: Final = timedelta(days=30)
"""What happened so long before a report was published is no part of the story that it tells."""


class Ground(NamedTuple):
    """What a figure stands on: an event of a report."""

    report: str
    event: str


class Statement(NamedTuple):
    """All that one report says about one measure."""

    report: str
    source: str
    story: datetime
    family: str
    """the first report of this wording that was seen: copies of one wire text are one source"""
    claims: tuple[Claim, ...]

    @property
    def order(self) -> tuple[datetime, str]:
        """Statements are weighed in the order of publication, whenever they came in."""
        return self.story, self.report

    @property
    def figures(self) -> tuple[tuple[Any, ...], ...]:
        """What it says, without who says it where in the text: equal for copies."""
        return tuple(sorted((c.min, c.max or -1, c.group, c.scope, c.certainty) for c in self.claims))


def statements(source: Source, family: str, told: Iterable[Told]) -> dict[str, Statement]:
    """Group a report's casualty events by measure, in the order of their first mention; history is left out."""
    claims: dict[str, list[Claim]] = {}
    oldest = (source.story - HISTORY).date().isoformat()
    for one in told:
        if one.claim is not None:
            # A count "since the end of November" runs on to the end of that time.
            until = (one.data.get("date") or {}).get("end")
            if until is None or until >= oldest:
                claims.setdefault(one.data["measure"], []).append(one.claim)
    if KILLED in claims and MISSING in claims:
        claims[KILLED] = [_found(claim, claims[MISSING]) for claim in claims[KILLED]]
    return {
        measure: Statement(source.id, source.source, source.story, family, tuple(listed))
        for measure, listed in claims.items()
    }


def _found(dead: Claim, missing: Iterable[Claim]) -> Claim:
    """Mark a count of dead that equals a count of missing in the same report."""
    return dead._replace(were_missing=True) if any(claim.span == dead.span for claim in missing) else dead
