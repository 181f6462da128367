"""A claim: one count of one measure for one group of victims, as a report makes it."""

from typing import Any, Final, NamedTuple

from schemas.events.casualties import CasualtiesReported
from schemas.evidence import Standing
from services.alerts.situations.sources import standing_of

CASUALTIES: Final = CasualtiesReported.kind
RANKS: Final = {standing.value: rank for rank, standing in enumerate(Standing)}
"""Standing to rank: 0 is best placed."""
UNNAMED: Final = len(RANKS) - 1
"""Rank of a count that is told as fact, on nobody's word."""

ACRONYM: Final = 3
"""Letters of the longest name that is written in capitals anyway: USA, UAE."""


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
    were_missing: bool = False
    """true when the report tells of as many missing: perhaps they are those who were found dead"""

    @property
    def span(self) -> tuple[int, int | None]:
        """The interval alone."""
        return self.min, self.max


def is_dateline(name: str) -> bool:
    """True for a name in capitals: where the report was filed."""
    return name.isupper() and len(name) > ACRONYM


def claim_of(event: str, data: dict[str, Any], source: str) -> Claim:
    """Turn the data of a casualty event into a claim.

    Args:
        event: The event's id.
        data: Its data.
        source: The report's source, on whose word it is where the report names nobody.
    """
    quantity, place = data["quantity"], data.get("place") or {}
    said_by, date = data.get("attribution") or {}, data.get("date") or {}
    name = place.get("name")
    standing, speaker = said_by.get("standing"), said_by.get("speaker")
    if standing is None:
        standing = standing_of(source)
        speaker = source.casefold() if standing else None
    # By position: by name takes twice as long, and this is done for every count.
    return Claim(
        event,
        quantity["min"],
        quantity["max"],
        bool(quantity.get("approx")),
        data.get("group", "people"),
        data.get("scope", "total"),
        data.get("certainty", "asserted"),
        name.casefold() if name and not is_dateline(name) else None,
        place.get("country"),
        RANKS[standing] if standing else UNNAMED,
        speaker or standing,
        date.get("start"),
    )
