"""Counts that one report tells side by side: which of them are totals, and which of them are two sides of one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from services.alerts.situations.claim import Claim
from services.alerts.situations.figures import Figure, Voice
from services.alerts.situations.parts import PEOPLE, REST, Known, Part

LEAD: Final = 5
OUTSIZE: Final = 15
"""In one report, a total so many times what is told before it (of so many people at least) counts something else."""
SUMMED: Final = 2
"""A total is the sum of those of so many places at least."""
LONG_AFTER: Final = timedelta(days=3)
"""Who die so long after the last word on a toll that is told again were not counted in it."""
SOMEBODY: Final = "?"
"""Speaks for a side that the report names by nothing that is known."""

Spans = frozenset[tuple[int, int | None]]


def in_size(totals: Sequence[Claim]) -> list[Claim]:
    """Leave out totals that dwarf what the report leads with: statistics, a drill, an old disaster, people saved."""
    kept: list[Claim] = []
    lead = 0
    for claim in totals:
        if lead < LEAD or claim.min < OUTSIZE * lead:
            kept.append(claim)
            lead += claim.min
    return kept


def not_sums(
    totals: Sequence[Claim], increments: Sequence[Claim], strange: Sequence[Claim], stands: Known | None
) -> list[Claim]:
    """Leave out totals that another total of the report takes in, or that count another story in.

    Args:
        totals: The report's totals.
        increments: Its increments: what only adds them up is no total beside a larger one.
        strange: Its counts of other stories: what adds one of them up with a total is no total.
        stands: What stood before: what takes a larger total from there is an increment that it holds already.
    """
    counts = {claim.min for claim in totals}
    added = sum(claim.min for claim in increments)
    left = []
    for claim in totals:
        held = stands is not None and stands.min > claim.min > 0 and stands.min + claim.min in counts
        beyond = any(claim.min == other.min + count for other in strange for count in counts)
        if not (held or beyond or (increments and claim.min == added < max(counts))):
            left.append(claim)
    return left


def summed_up(totals: Sequence[Claim]) -> list[Claim]:
    """Take the place from a total that adds up those of several places: eleven around the city, seven and four."""
    placed = [claim for claim in totals if claim.place]
    if len({claim.place for claim in placed}) <= SUMMED:
        return list(totals)
    most = max(placed, key=lambda claim: claim.min)
    rest = [claim for claim in placed if claim is not most]
    apart = len({claim.place for claim in rest}) == len(rest) and most.place not in {claim.place for claim in rest}
    if not apart or sum(claim.min for claim in rest) != most.min:
        return list(totals)
    return [claim._replace(place=None) if claim is most else claim for claim in totals]


def rivals(earlier: Sequence[Claim], totals: Sequence[Claim], stood: Figure | None) -> list[Claim]:
    """Return earlier counts that another speaker stands for: 22, five fewer than the hospital had counted.

    Nobody but its own speaker, or one who is better placed, takes a count back.
    """
    if stood is None:
        return []
    speakers = {claim.speaker for claim in totals}
    least = min(claim.rank for claim in totals)
    voices = {(voice.min, voice.max, voice.speaker) for voice in stood.voices}
    return [
        claim._replace(scope="total")
        for claim in earlier
        if claim.certainty == "asserted"
        and claim.speaker is not None
        and None not in speakers
        and claim.speaker not in speakers
        and claim.rank <= least
        and (*claim.span, claim.speaker) in voices
    ]


def on_top(
    totals: Sequence[Claim], increments: Sequence[Claim], stands: Known | None, as_of: date | None, told: datetime
) -> list[Claim]:
    """Return the counts that come on top of what stands, where the report tells only that beside them.

    Nine more dead beside the five that are known since yesterday are told against these five. So are four who died
    on a day after the last word on the fourteen that the report tells again.

    Args:
        totals: The report's totals.
        increments: Its increments.
        stands: What stood before.
        as_of: The day of the last word on it.
        told: When the report was published.
    """
    if stands is None or as_of is None or stands.contested or not stands.min:
        return []
    span = (stands.min, stands.max)
    again = [claim for claim in totals if claim.span == span]
    if not again:
        return []
    later = [
        claim
        for claim in totals
        if claim.span != span and claim.max is not None and claim.day and _after(claim.day, as_of, told.date())
    ]
    if len(again) + len(later) < len(totals):
        return []
    today = told.date().isoformat()
    # What is more than the total was not in it; else it must be of a later day.
    beyond = sum(claim.min for claim in increments) > stands.min
    if increments and (beyond or all((claim.day or today) > as_of.isoformat() for claim in increments)):
        return [*increments, *later]
    return [] if increments else later


def _after(day: str, as_of: date, told: date) -> bool:
    """True for a day after the last word; the day of the report is often that on which somebody said so."""
    died = date.fromisoformat(day)
    return died > as_of and (died < told or died - as_of >= LONG_AFTER)


def claimed(denied: Sequence[Claim], totals: Sequence[Claim]) -> list[Claim]:
    """Return denied counts that a worse-placed side stands by, against another side's "none": they stay possible."""
    nobody = [claim for claim in totals if claim.max == 0 and claim.speaker is not None]
    return [
        claim
        for claim in denied
        if claim.speaker is not None
        and claim.scope == "total"
        # Of two as well placed, both may be the one who denies it.
        and any(none.rank < claim.rank and none.group in (PEOPLE, claim.group) for none in nobody)
    ]


def gainsaid(totals: Sequence[Claim]) -> tuple[list[Claim], Spans]:
    """Take "none" beside a count as what it is: the denial of that count, where somebody else as well placed says it.

    Returns:
        The totals without a "none" that stands beside others, and the intervals that it denies.
    """
    counted = [claim for claim in totals if claim.max != 0]
    nobody = [claim for claim in totals if claim.max == 0]
    if not counted:
        return list(totals), frozenset()
    denied = frozenset(
        claim.span
        for claim in counted
        for none in nobody
        if none.speaker is not None
        and none.speaker != claim.speaker
        and none.rank <= claim.rank
        and none.group in (PEOPLE, claim.group)
    )
    return counted, denied


def others(told: Mapping[Part, list[Claim]], denied: Spans) -> dict[Part, list[Claim]]:
    """Sort out a "total" for all that is smaller than one of the groups beside it.

    In one mouth it counts the others. In two, it is the other side's word on the same dead.
    """
    sorted_out: dict[Part, list[Claim]] = {}
    for part, claims in told.items():
        larger = [
            other
            for rival, theirs in told.items()
            if rival.group != PEOPLE
            for other in theirs
            if other.span not in denied and all(claim.max is not None and claim.max < other.min for claim in claims)
        ]
        if part.group != PEOPLE or not larger:
            sorted_out.setdefault(part, []).extend(claims)
            continue
        speakers = {claim.speaker for claim in claims}
        if any(other.speaker in speakers for other in larger):
            sorted_out.setdefault(part._replace(group=REST), []).extend(claims)
            continue
        sorted_out.setdefault(part, []).extend(_somebodys(claim) for claim in (*claims, *larger))
    taken = {claim.event for part, claims in sorted_out.items() if part.group == PEOPLE for claim in claims}
    return {
        part: claims
        for part, claims in sorted_out.items()
        if part.group == PEOPLE or any(claim.event not in taken for claim in claims)
    }


def _somebodys(claim: Claim) -> Claim:
    return claim if claim.speaker is not None else claim._replace(speaker=SOMEBODY)


def taken_in(claims: list[Claim], told: Sequence[Claim]) -> list[Claim]:
    """Leave out counts of one set of victims that another of them adds up: the victims and the attackers, 17 in all."""
    if len(claims) < 2 or len(told) < 3:
        return claims
    most = max(claims, key=lambda claim: claim.min)
    rest = [claim.min for claim in told if claim is not most]
    return [most] if sum(rest) == most.min else claims


def not_vague(claims: list[Claim]) -> list[Claim]:
    """Leave out a vague count ("several", "dozens") that is lower than a plain one beside it: it is a part of that."""
    most = max((claim.min for claim in claims if not claim.approx), default=0)
    return [claim for claim in claims if not (claim.approx and claim.max is not None and claim.max < most)]


def not_lower(claims: list[Claim], figure: Figure | None) -> list[Claim]:
    """Leave out counts on nobody's word that are lower than what stands, where another count of the report is not.

    Such a count is a part, or an old one told again.
    """
    if figure is None or len(claims) < 2 or not any(claim.min >= figure.min for claim in claims):
        return claims
    return [claim for claim in claims if claim.speaker is not None or claim.max is None or claim.max >= figure.min]


def known_by(claims: list[Claim], figure: Figure | None) -> list[Claim]:
    """Give a count on nobody's word that is the same as one that stands to whoever said that.

    A lower count on nobody's word beside it is then the other side's, who stood against it before or does now.
    A third who names a new count beside theirs told again on nobody's word settles it: theirs are told as history.
    """
    if figure is None or len(claims) < 2:
        return claims
    sides = {voice.speaker for voice in figure.voices}
    thirds = [claim for claim in claims if claim.speaker is not None and claim.speaker not in sides]
    spans = {(voice.min, voice.max) for voice in figure.voices}
    if (
        len(sides) > 1
        and thirds
        and all(claim in thirds or (claim.speaker is None and claim.span in spans) for claim in claims)
    ):
        return thirds
    named = {(voice.min, voice.max): voice for voice in figure.voices if voice.named}
    again = [claim.speaker is None and claim.span in named for claim in claims]
    if not any(again):
        return claims
    given = [_as(claim, named[claim.span]) if told else claim for claim, told in zip(claims, again, strict=True)]
    speakers = {claim.speaker for claim in given}
    rivals = [voice for voice in figure.voices if voice.named and voice.speaker not in speakers]
    least = min(claim.min for claim, told in zip(given, again, strict=True) if told)
    return [
        claim
        if claim.speaker is not None or claim.max is None or claim.max >= least
        else _as(claim, rivals[0])
        if rivals
        else _somebodys(claim)
        for claim in given
    ]


def _as(claim: Claim, voice: Voice) -> Claim:
    return claim._replace(speaker=voice.speaker, rank=voice.rank)
