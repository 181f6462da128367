"""Claims in the making, and the choice of those that stand."""

from dataclasses import dataclass, field
from typing import Final

from schemas.events.casualties import Certainty, Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.document import Sentence


@dataclass(slots=True)
class Draft:
    """One claim before it is settled."""

    measure: Measure
    quantity: Quantity
    group: Group | None
    sentence: Sentence
    first: int
    """token range of the words that make it"""
    stop: int
    anchor: int
    """token that decides its clause"""
    scope: Scope = Scope.TOTAL
    certainty: Certainty = Certainty.ASSERTED
    counted: bool = True
    definite: bool = False
    toll: bool = False
    more: bool = False
    """told as another, more, further"""
    summed: bool = False
    """it takes in the counts told right before: which makes ten"""
    past: bool = False
    """told of a time before the report's own"""
    rules: list[str] = field(default_factory=list)
    again: list["Draft"] = field(default_factory=list)
    """the same claim where it is told again: it may know the place better"""

    @property
    def titled(self) -> bool:
        """True for a claim of the title."""
        return self.sentence.field == "title"

    def overlaps(self, other: "Draft") -> bool:
        """True when both counts can be the same number."""
        mine, theirs = self.quantity, other.quantity
        return (mine.max is None or theirs.min <= mine.max) and (theirs.max is None or mine.min <= theirs.max)

    def like(self, other: "Draft") -> bool:
        """True when both may be about the same people."""
        return self.measure is other.measure and (
            self.group == other.group or Group.PEOPLE in (self.group, other.group)
        )


_SUMMED: Final = 8
"""Claims that a sum takes in at most."""
_BRIEF: Final = 4
"""Tokens of a sentence that only sums up at most."""
_COMPARED: Final = 80
"""Claims of one measure that a claim is compared with at most, the latest: the work per claim is bounded."""


def settle(drafts: list[Draft]) -> list[Draft]:
    """Drop what is told twice: the title's form of a claim, a vaguer restatement, a bare plural beside a count."""
    by_measure: dict[Measure, list[Draft]] = {}
    for draft in drafts:
        draft.group = draft.group or Group.PEOPLE
        by_measure.setdefault(draft.measure, []).append(draft)
    opening = next((draft for draft in drafts if not draft.titled), None)
    kept: list[Draft] = []
    for same in by_measure.values():
        _displace(same)
        _recede(same)
        _outdate(same)
        _sum_up(same)
        _add_up(same, opening)
        kept.extend(_distinct(same))
    return sorted(kept, key=lambda each: (each.sentence.index, each.first, each.stop))


def _distinct(same: list[Draft]) -> list[Draft]:
    """The claims of one measure, each once."""
    kept: list[Draft] = []
    seen: dict[tuple[int, int | None, Group | None, Certainty], Draft] = {}
    for draft in sorted(same, key=lambda each: (each.titled, each.sentence.index, each.first)):
        key = (draft.quantity.min, draft.quantity.max, draft.group, draft.certainty)
        told = seen.get(key) or next((other for other in kept[-_COMPARED:] if _restates(draft, other)), None)
        if told is None:
            kept.append(draft)
            seen[key] = draft
        elif len(told.again) < _COMPARED:
            told.again.append(draft)
    near = kept[:_COMPARED]
    kept = [draft for draft in kept if not (draft.titled and _is_sum(draft, near))]
    return [draft for draft in kept if draft.counted or not _is_vaguer(draft, near)]


def _displace(same: list[Draft]) -> None:
    """A count that was taken back is an earlier one when another takes its place."""
    standing = {
        (draft.quantity.min, draft.quantity.max)
        for draft in same
        if draft.certainty is Certainty.ASSERTED and draft.scope is Scope.TOTAL
    }
    for draft in same:
        if draft.certainty is Certainty.RETRACTED and standing - {(draft.quantity.min, draft.quantity.max)}:
            draft.scope = Scope.PREVIOUS


def _outdate(same: list[Draft]) -> None:
    """A total that is later called an earlier figure was one."""
    outdated = {(draft.quantity.min, draft.quantity.max) for draft in same if draft.scope is Scope.PREVIOUS}
    for draft in same:
        if draft.scope is Scope.TOTAL and (draft.quantity.min, draft.quantity.max) in outdated:
            draft.scope = Scope.PREVIOUS


def _recede(same: list[Draft]) -> None:
    """Last night's toll is an earlier figure where today's is told."""
    standing = [draft for draft in same if draft.scope is Scope.TOTAL and not draft.past][:_COMPARED]
    for draft in same:
        if draft.past and draft.scope is Scope.TOTAL:
            newer = any(draft.like(other) and not _same(draft, other) for other in standing)
            draft.scope = Scope.PREVIOUS if newer else Scope.TOTAL


def _sum_up(same: list[Draft]) -> None:
    """Two more died, which makes ten: the two come on top; twelve here and nine there, in all 21: they are parts."""
    for at, total in enumerate(same):
        if not total.summed or total.scope is not Scope.TOTAL:
            continue
        before = [
            draft
            for draft in same[max(0, at - _SUMMED) : at]
            if draft.scope is Scope.TOTAL
            and not draft.titled
            and not draft.summed
            and draft.quantity.min < total.quantity.min
        ]
        near = [draft for draft in before if draft.sentence is total.sentence]
        if not near:
            near = [draft for draft in before if draft.sentence.index == total.sentence.index - 1]
        parts = len(near) > 1 and sum(draft.quantity.min for draft in near) == total.quantity.min
        for draft in near:
            draft.scope = Scope.SUBSET if parts else Scope.INCREMENT


def _add_up(same: list[Draft], opening: Draft | None) -> None:
    """Five more is an increment where the report tells what it adds to, or tells nothing before."""
    bases = [draft for draft in same if draft.scope in (Scope.TOTAL, Scope.PREVIOUS)][:_COMPARED]
    for draft in same:
        if not draft.more or draft.scope is not Scope.TOTAL:
            continue
        base = any(
            other is not draft
            and not (other.titled and _same(draft, other))
            and (
                other.sentence is not draft.sentence
                or other.first < draft.first
                or other.toll
                or other.quantity.min > draft.quantity.min
            )
            for other in bases
        )
        if base or (draft.counted and (draft.titled or draft is opening)):
            draft.scope = Scope.INCREMENT


def _same(draft: Draft, other: Draft) -> bool:
    return (draft.quantity.min, draft.quantity.max) == (other.quantity.min, other.quantity.max)


def _restates(draft: Draft, other: Draft) -> bool:
    if draft.measure is not other.measure:
        return False
    if _same(draft, other):
        if draft.group == other.group:
            return draft.certainty is other.certainty or draft.titled
        if draft.titled:
            return True
        if draft.quantity.approx and draft.scope is other.scope and draft.certainty is other.certainty:
            # "dozens" twice in one report are the same dozens.
            return Group.PEOPLE in (draft.group, other.group)
        # "3 fatalities." at the end of a note sums up what it told
        brief = len(draft.sentence.tokens) <= _BRIEF and draft.sentence is not other.sentence
        refers = draft.definite and draft.sentence is not other.sentence
        return draft.group is Group.PEOPLE and (refers or draft.toll or brief)
    if draft.titled and not other.titled and draft.like(other) and other.scope in (Scope.TOTAL, Scope.INCREMENT):
        mine, theirs = draft.quantity, other.quantity
        wider = mine.min <= theirs.min and (mine.max is None or (theirs.max is not None and mine.max >= theirs.max))
        vague = mine.approx or theirs.approx
        return wider or mine.min == theirs.min or (vague and draft.overlaps(other))
    return False


def _is_sum(draft: Draft, kept: list[Draft]) -> bool:
    """Two journalists in the title, a reporter and a photographer in the text: the same two."""
    parts = [
        other
        for other in kept
        if not other.titled
        and other.measure is draft.measure
        and other.group == draft.group
        and other.scope is Scope.TOTAL
    ]
    people = sum(other.quantity.min * (1 + sum(not twin.titled for twin in other.again)) for other in parts)
    single = all(other.quantity.max == 1 for other in parts)
    return bool(parts) and single and people == draft.quantity.min


def _is_vaguer(draft: Draft, kept: list[Draft]) -> bool:
    return any(
        other is not draft
        and other.counted
        and (draft.like(other) or (draft.titled and draft.measure is other.measure))
        for other in kept
    )
