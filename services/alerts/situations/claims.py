"""Claims: what one report says about how many people were killed, hurt or held."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from schemas.events.casualties import CasualtiesReported
from schemas.evidence import Standing
from services.alerts.situations.inputs import Source, Told

CASUALTIES: Final = CasualtiesReported.kind
RANKS: Final = {standing.value: rank for rank, standing in enumerate(Standing)}
"""Standing to rank: 0 is best placed."""
UNNAMED: Final = len(RANKS) - 1
"""Rank of a count that is told as fact, on nobody's word."""
HISTORY: Final = timedelta(days=30)
"""What happened so long before a report was published is no part of the story that it tells."""


class Ground(NamedTuple):
    """What a figure stands on: an event of a report."""

    report: str
    event: str


class Claim(NamedTuple):
    """One count. Groups and places as in `CasualtiesReported`, the place's name in lower case."""

    event: str
    min: int
    max: int | None
    approx: bool
    group: str
    scope: str
    certainty: str
    place: str | None
    country: str | None
    rank: int
    speaker: str | None
    day: str | None

    @property
    def span(self) -> tuple[int, int | None]:
        """The interval alone."""
        return self.min, self.max


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


def claim_of(told: Told) -> Claim:
    """Turn a casualty event into a claim."""
    data = told.data
    quantity, place = data["quantity"], data.get("place") or {}
    said_by, date = data.get("attribution") or {}, data.get("date") or {}
    name = place.get("name")
    standing = said_by.get("standing")
    return Claim(
        event=told.id,
        min=quantity["min"],
        max=quantity["max"],
        approx=bool(quantity.get("approx")),
        group=data.get("group", "people"),
        scope=data.get("scope", "total"),
        certainty=data.get("certainty", "asserted"),
        place=name.casefold() if name else None,
        country=place.get("country"),
        rank=RANKS[standing] if standing else UNNAMED,
        speaker=said_by.get("speaker") or standing,
        day=date.get("start"),
    )


def statements(source: Source, family: str, told: Iterable[Told]) -> dict[str, Statement]:
    """Group a report's casualty events by measure, in the order of their first mention; history is left out."""
    claims: dict[str, list[Claim]] = {}
    oldest = (source.story - HISTORY).date().isoformat()
    for one in told:
        if one.kind == CASUALTIES:
            claim = claim_of(one)
            if claim.day is None or claim.day >= oldest:
                claims.setdefault(one.data["measure"], []).append(claim)
    return {
        measure: Statement(source.id, source.source, source.story, family, tuple(listed))
        for measure, listed in claims.items()
    }
