"""Parts of a toll: by group and by place, and which of them cannot hold the same person twice."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from services.alerts.situations.claim import Claim
from services.alerts.situations.figures import Figure, ceiling

PEOPLE: Final = "people"
WHOLE_GROUPS: Final = frozenset({PEOPLE, "other"})
"""Groups that say no more than that they were people (miners, passengers, pilgrims)."""
FORCES: Final = "security_forces"
REST: Final = "rest"
"""People told of beside a group that is larger than they are: they can only be others."""


class Part(NamedTuple):
    """A set of victims: a group, in a place where the report parts places; "" stands for everywhere."""

    place: str
    group: str


class Known(NamedTuple):
    """What is known of one measure: at least `min`, at most `max` (None: no ceiling)."""

    min: int
    max: int | None
    contested: bool = False
    """true while sources disagree"""


def apart(one: Part, other: Part, together: frozenset[frozenset[str]]) -> bool:
    """True when nobody can be in both parts.

    Args:
        one: A part.
        other: Another.
        together: Pairs of groups that one report told side by side as separate counts.
    """
    if one.place and other.place and one.place != other.place:
        return True
    groups = frozenset((one.group, other.group))
    if len(groups) == 1:
        return False
    # Police are never protesters; protesters and "armed men" may be the same people in two mouths.
    if FORCES in groups and PEOPLE not in groups and groups.isdisjoint({"women", "children"}):
        return True
    return groups in together


def add_up(parts: Iterable[tuple[Part, Figure]], together: frozenset[frozenset[str]]) -> tuple[Known, list[Part]]:
    """Add parts that are apart; of parts that may overlap, the larger minimum counts alone.

    Returns:
        The sum, and the parts that were counted.
    """
    counted: list[tuple[Part, Figure]] = []
    left: list[tuple[Part, Figure]] = []
    for part, figure in sorted(parts, key=lambda item: (-item[1].min, -item[1].at.timestamp(), item[0])):
        fits = all(apart(part, other, together) for other, _ in counted)
        (counted if fits else left).append((part, figure))
    tops = [figure.max for _, figure in counted]
    # A newer word on people who may be others as well leaves room above; an older one is settled by the newer.
    room = [
        figure.max
        for part, figure in left
        if all(figure.at > other.at for rival, other in counted if not apart(part, rival, together))
    ]
    top = None if None in tops else sum(top for top in tops if top is not None)
    if room:
        top = ceiling([top, *room])
    known = Known(sum(f.min for _, f in counted), top, any(f.contested for _, f in counted))
    return known, [part for part, _ in counted]


def parts_of(totals: Sequence[Claim], known_places: frozenset[str]) -> list[Part]:
    """Say which part each total of one report counts; the whole is `Part("", "people")`.

    A place makes a part where the report tells of two places, or where an earlier report did; else it is just where
    the story is. Where two sources each name a place of their own, they disagree on one toll and do not part it.
    A group that says nothing is the whole, unless the report sets it beside another group.

    Args:
        totals: The report's totals, in order.
        known_places: Places that earlier reports told apart.
    """
    if len(totals) == 1 and not known_places:
        group = totals[0].group
        return [Part("", PEOPLE if group in WHOLE_GROUPS else group)]
    names = {claim.place for claim in totals if claim.place}
    speakers = {claim.speaker for claim in totals if claim.place and claim.speaker}
    told_apart = names if len(names) > 1 and len(speakers) < 2 else names & known_places
    groups = {claim.group for claim in totals}
    lone = len(groups) == 1 or PEOPLE in groups
    return [
        Part(
            claim.place if claim.place and claim.place in told_apart else "",
            PEOPLE if claim.group == PEOPLE or (claim.group == "other" and lone) else claim.group,
        )
        for claim in totals
    ]
