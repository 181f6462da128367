"""A count and what it adds up from: eleven people, nine men and two women; ten hostages: five priests and five nuns."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind

_OPENERS: Final = frozenset((",", ":", "—", "–", "-", "("))
_SORTS: Final = (Group.PEOPLE, Group.WOMEN, Group.CHILDREN)
_SORT_NOUNS: Final = frozenset(("men", "man", "women", "woman", "boys", "boy", "girls", "girl", "children", "child"))
_FARTHEST: Final = 30
"""Chunks behind a count within which its parts begin at most."""
_LONGEST: Final = 10
"""Parts of a count at most."""


def from_breakdowns(reading: Reading, candidates: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    """Yield the parts of a count where they are listed behind it and add up to it exactly.

    Args:
        reading: The sentence.
        candidates: What is claimed so far, by the index of the count.
    """
    items = reading.items
    for index in sorted(candidates):
        whole = candidates[index][0]
        phrase = items[index].phrase
        if phrase is None or phrase.quantity is None or phrase.quantity.max != phrase.quantity.min:
            continue
        if phrase.quantity.min < 2 or not phrase.counted or whole.scope is Scope.SUBSET:
            continue
        for at in range(index + 1, min(len(items), index + _FARTHEST)):
            if items[at].low == ";":
                break
            if items[at].low in _OPENERS and (parts := _parts(reading, at + 1)):
                counts = [_count(items[part]) for part in parts]
                told = items[at].low != "," or may_break_down(items, index, parts)
                if len(parts) > 1 and told and sum(counts) == phrase.quantity.min:
                    for part in parts:
                        inner = items[part].phrase
                        group = inner.group if inner is not None and inner.group is not None else phrase.group
                        yield Candidate(part, whole.measure, whole.cause, Scope.SUBSET, "part", group)
                    break


def may_break_down(items: list[Item], index: int, parts: list[int]) -> bool:
    """True where a list between commas may tell what a count adds up from, and not go on with others beside it.

    Nine passengers, five women and four men; four people, two nuns and two cooks; but: two nurses, a driver and a cook.
    """
    whole = items[index].phrase
    if whole is None or whole.noun in _SORT_NOUNS:
        return False
    groups = [inner.group for part in parts if (inner := items[part].phrase) is not None]
    return whole.group in (None, Group.PEOPLE) or all(group in _SORTS for group in groups)


def _count(item: Item) -> int:
    phrase = item.phrase
    return 0 if phrase is None or phrase.quantity is None else phrase.quantity.min


def _parts(reading: Reading, at: int) -> list[int]:
    """The exact counts of a list, each with what says more of it, from one chunk on."""
    items = reading.items
    found: list[int] = []
    while at < len(items) and len(found) < _LONGEST:
        phrase = items[at].phrase
        quantity = phrase.quantity if phrase is not None else None
        if phrase is None or quantity is None or phrase.thing or quantity.min == 0 or quantity.max != quantity.min:
            break
        companion = bool(found) and quantity.max == 1
        if (
            (phrase.definite and not companion)
            or phrase.pronoun
            or (found and reading.frames.has_predicate(at) and not _ends(items, at))
        ):
            break
        found.append(at)
        at = reading.frames.skip_on(at + 1)
        if at >= len(items) or items[at].kind not in (Kind.COMMA, Kind.AND):
            break
        while at < len(items) and items[at].kind in (Kind.COMMA, Kind.AND):
            at += 1
    return found


def _ends(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].kind in (Kind.COMMA, Kind.CLOSE, Kind.STOP)
