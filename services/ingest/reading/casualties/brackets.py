"""What brackets behind a count say of it: 120 (+14), 58 (Osh 40; Naryn 18), 31 (men 20, women 8), 9 (2 serious)."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.lexicon.files import load_words

_SEVERE: Final = load_words("casualties", "severe.words")
_LETTERS: Final = 5
"""Letters of an acronym at most."""
_WIDEST: Final = 40
"""Chunks of a bracket at most."""


def from_brackets(reading: Reading, candidates: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    """Yield the counts in brackets right behind a count that is claimed.

    Args:
        reading: The sentence.
        candidates: What is claimed so far, by the index of the count.
    """
    items = reading.items
    for index in sorted(candidates):
        whole = candidates[index][0]
        step = index + 1
        if step < len(items) and items[step].kind is Kind.VICTIM:
            step += 1
        if step >= len(items) or items[step].kind is not Kind.OPEN or whole.measure is None:
            continue
        stop = next(
            (at for at in range(step, min(len(items), step + _WIDEST)) if items[at].kind is Kind.CLOSE), len(items)
        )
        if step + 2 < stop and items[step + 1].low in ("+", "up") and _is_bare(items[step + 2].phrase):
            yield Candidate(step + 2, whole.measure, whole.cause, Scope.INCREMENT, "on top", whole.group, toll=True)
            continue
        yield from _parts(reading, step + 1, stop, whole)


def _is_acronym(reading: Reading, item: Item) -> bool:
    """SDF, RSF, ISF: a force by its letters."""
    text = reading.sentence.tokens[item.stop - 1].text
    return text.isupper() and text.isalpha() and 1 < len(text) <= _LETTERS


def _parts(reading: Reading, first: int, stop: int, whole: Candidate) -> Iterator[Candidate]:
    """A row of names with a count each, all the way to the end of the bracket, or those in a grave state."""
    items = reading.items
    for at in range(first, stop):
        phrase = items[at].phrase
        if phrase is not None and phrase.counted and phrase.thing and _is_acronym(reading, items[at]):
            # "4 bodies (3 SDF, 1 civ)"
            phrase.thing = False
            yield Candidate(at, whole.measure, whole.cause, Scope.SUBSET, "part", Group.OTHER, toll=True)
        if phrase is not None and phrase.counted and phrase.noun in _SEVERE:
            phrase.thing, phrase.noun = False, ""
            yield Candidate(at, whole.measure, whole.cause, Scope.SUBSET, "part", whole.group, toll=True)
            return
    found: list[Candidate] = []
    at = first
    while at + 1 < stop:
        name, count = items[at], items[at + 1].phrase
        named = name.kind in (Kind.PLACE, Kind.WORD) or (name.phrase is not None and not name.phrase.counted)
        if not named or not _is_bare(count):
            return
        group = name.phrase.group if name.phrase is not None else whole.group
        found.append(Candidate(at + 1, whole.measure, whole.cause, Scope.SUBSET, "part", group or Group.PEOPLE, True))
        at += 2
        if at < stop and items[at].kind not in (Kind.COMMA, Kind.STOP, Kind.AND):
            return
        at += 1
    yield from found


def _is_bare(phrase: NounPhrase | None) -> bool:
    return phrase is not None and phrase.counted and not phrase.noun and not phrase.thing and phrase.group is None
