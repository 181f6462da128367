"""Counts of another story: a report often names the toll of the bombing before, or adds two stories up.

Such a count says nothing about the report's own story, and nothing new about the other one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from services.alerts.situations.claim import Claim
from services.alerts.situations.inputs import Told
from services.alerts.situations.parts import WHOLE_GROUPS
from services.alerts.situations.situation import Situation
from services.alerts.situations.statements import KILLED
from services.alerts.situations.vocabulary import SINGLE, SPREADING

APART: Final = timedelta(days=2)
"""What happened so long after a story's toll, in another place, is another attack or accident."""
A_DAY: Final = timedelta(days=1)
SLIDE: Final = "slide"
"""A cause that strikes several villages at once, and others days later."""
TELLING: Final = 10
"""A count from this size on is hardly by chance the same as that of another story."""

SUMMAND: Final = 2
"""A count from this size on, with that of another story, is hardly by chance just what a third one says."""


class _Standing(NamedTuple):
    """A figure that stands in a story."""

    span: tuple[int, int | None]
    group: str


def background(told: Sequence[Told], own: Situation | None, others: Iterable[Situation]) -> frozenset[int]:
    """Return the positions of counts that are those of other open stories, or of this one and another together.

    Args:
        told: The report's events.
        own: The story that the report belongs to; None where it opens one.
        others: Other open stories that it could speak of.
    """
    totals = [
        (position, one, one.claim)
        for position, one in enumerate(told)
        if one.claim is not None and one.claim.scope == "total"
    ]
    found: set[int] = set()
    for other in others if totals else ():
        if own is None or other.id != own.id:
            found |= _of(other, totals, own) or _with(other, totals, own)
    if found:
        found |= _sums(told, found)
    return frozenset(found)


def corrects(told: Sequence[Told], story: Situation) -> bool:
    """True when a report names as earlier the very count that stands in a story."""
    return any(
        one.claim.min >= TELLING
        and one.claim.country in (None, *story.countries)
        and _stands(story, one.data["measure"], _Standing(one.claim.span, one.claim.group))
        for one in told
        if one.claim is not None and one.claim.scope == "previous"
    )


def only_named(told: Sequence[Told], story: Situation, cause: str, lead: Sequence[int]) -> bool:
    """True when a report tells of victims in a place that a story knows nothing of, and names the story's toll beside.

    So does a report on the second train accident of the week. Where the cause may strike many places at once, only
    the day on which they were struck tells the two apart.

    Args:
        told: The report's events.
        story: A story that it could belong to.
        cause: The cause that the report names most; "" for none.
        lead: The words that it leads with.
    """
    totals = [
        one for one in told if one.claim is not None and one.claim.scope == "total" and one.data["measure"] == KILLED
    ]
    if not totals or not totals[0].where:
        return False
    known = _knows(story, totals[0])
    if not known and not totals[0].where.isdisjoint(lead):
        # It leads with a place and a day of its own.
        slid = SLIDE in story.causes and story.causes[SLIDE] == max(story.causes.values())
        if slid and _leads(totals[0], story, lead) and _is_later(totals[0], story, APART):
            return True
        if cause in SINGLE and _is_later(totals[0], story, A_DAY):
            return True
    if cause in SPREADING:
        return False
    if known:
        return _days_after(totals, story)
    beside = [one for one in totals[1:] if one.claim is not None]
    if not cause:
        return _days_after(totals, story) and any(_knows(story, one) for one in beside)
    return any(
        (_told_in(story, one.claim) and (_knows(story, one) or (one.claim.min >= TELLING and not one.where)))
        for one in beside
        if one.claim is not None
    )


def _leads(one: Told, story: Situation, lead: Sequence[int]) -> bool:
    """True where the place of an event is named before that of the story."""
    first = next((term for term in lead if term in one.where or term in story.seat), None)
    return first in one.where


def _is_later(one: Told, story: Situation, since: timedelta) -> bool:
    """True for victims of a day so long after the story's first."""
    held = story.ledgers.get(KILLED)
    day = None if one.claim is None else one.claim.day
    if held is None or day is None or not held.board.begun:
        return False
    return date.fromisoformat(day) - date.fromisoformat(held.board.begun) >= since


def _told_in(story: Situation, claim: Claim) -> bool:
    """True for a count that a report of the story told as its total once, or that is about what is known now."""
    held = story.ledgers.get(KILLED)
    if held is None:
        return False
    known = held.known
    if known is not None and claim.approx and claim.min <= known.min and (claim.max is None or known.min <= claim.max):
        return True
    return _stands(story, KILLED, _Standing(claim.span, claim.group)) or any(
        _same_count(other.span, claim.span) and other.scope == "total" and _same_group(other.group, claim.group)
        for statement in held.statements
        for other in statement.claims
    )


def _days_after(totals: Sequence[Told], story: Situation) -> bool:
    """True when the first count is of a day well after those told beside, and not of the story's own place."""
    first = totals[0].claim
    days = [one.claim.day for one in totals[1:] if one.claim is not None]
    if first is None or first.day is None or not days or None in days:
        return False
    if not totals[0].where.isdisjoint(story.seat):
        return False
    return all(date.fromisoformat(first.day) - date.fromisoformat(day) >= APART for day in days if day)


def _with(other: Situation, totals: Sequence[tuple[int, Told, Claim]], own: Situation | None) -> set[int]:
    """Return counts that add up all that the other story knows and a count of the report, or all of its own story."""
    found: set[int] = set()
    for position, one, claim in totals:
        measure = one.data["measure"]
        known = other.known(measure)
        if known is None or known.max != known.min or claim.country not in other.countries:
            continue
        rest = claim.min - known.min
        if claim.max != claim.min or min(rest, known.min) < SUMMAND or max(rest, known.min) < TELLING:
            continue
        here = None if own is None else own.known(measure)
        sums = here is not None and (here.min, here.max) == (rest, rest) and min(rest, known.min) >= TELLING
        if sums or any(rest == its.min and two.data["measure"] == measure for at, two, its in totals if at != position):
            found.add(position)
    return found


def _of(other: Situation, totals: Iterable[tuple[int, Told, Claim]], own: Situation | None) -> set[int]:
    sure: set[int] = set()
    maybe: set[int] = set()
    for position, one, claim in totals:
        measure = one.data["measure"]
        standing = _Standing(claim.span, claim.group)
        if claim.country is not None and claim.country not in other.countries:
            continue
        if not _stands(other, measure, standing) and not (measure == KILLED and _told_in(other, claim)):
            continue
        here, there = own is not None and _knows(own, one), _knows(other, one)
        if own is not None and (_stands(own, measure, standing) or (here and not there)):
            continue
        there = there and not here
        (sure if claim.min >= TELLING or there else maybe).add(position)
    return sure | maybe if sure else set()


def _stands(situation: Situation, measure: str, wanted: _Standing) -> bool:
    held = situation.ledgers.get(measure)
    if held is None:
        return False
    if held.known is not None and _same_count((held.known.min, held.known.max), wanted.span):
        return True
    return any(
        _same_count((voice.min, voice.max), wanted.span) and _same_group(part.group, wanted.group)
        for part, figure in held.board.figures
        for voice in figure.voices
    )


def _same_count(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """True for one count, told with or without an "at least"."""
    return one[0] == other[0] and (one[1] == other[1] or one[1] is None or other[1] is None)


def _same_group(one: str, other: str) -> bool:
    return one == other or one in WHOLE_GROUPS or other in WHOLE_GROUPS


def _knows(situation: Situation, told: Told) -> bool:
    """True when a story's reports hold the name of an event's place."""
    return any(word in situation.terms for word in told.where)


def _sums(told: Sequence[Told], background: set[int]) -> set[int]:
    """Return counts that add counts of this story and of another: the two blasts together."""
    counts = {position: one.claim.min for position, one in enumerate(told) if one.claim is not None}
    own = [count for position, count in counts.items() if position not in background]
    sums = {counts[position] + count for position in background for count in own}
    return {position for position, count in counts.items() if position not in background and count in sums}
