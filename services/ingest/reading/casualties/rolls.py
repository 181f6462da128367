"""Who stands on a list: they had 59 men and 32 women on their list of the missing, 40 names on the roll of the dead."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.reality import is_unreal

_LISTS: Final = frozenset(("list", "lists", "roll", "register", "registers", "rolls"))
_NAMES: Final = frozenset(("names", "name"))
_BEFORE: Final = 10
"""Chunks before a list within which those who stand on it are told."""


def from_rolls(reading: Reading) -> Iterator[Candidate]:
    """Yield the people, or the names, that are told to be on a list of the missing or the dead."""
    if reading.sentence.words.isdisjoint(_LISTS):
        return
    items, tokens = reading.items, reading.sentence.tokens
    for index, item in enumerate(items[:-2]):
        if tokens[item.stop - 1].low not in _LISTS or items[index + 1].low != "of" or is_unreal(reading, item):
            continue
        behind = items[index + 2]
        measure = behind.phrase.measure if behind.phrase is not None else None
        measure = measure or (behind.trigger.measure if behind.trigger is not None else None)
        if measure is None or (behind.phrase is not None and behind.phrase.counted):
            continue
        for at in range(index - 1, max(-1, index - _BEFORE), -1):
            phrase = items[at].phrase
            if items[at].kind in (Kind.STOP, Kind.VICTIM):
                break
            if phrase is None or not phrase.counted or phrase.measure is not None:
                continue
            if phrase.noun in _NAMES:
                phrase.thing, phrase.group = False, Group.PEOPLE
            if not phrase.thing and phrase.group is not None:
                yield Candidate(at, measure, item, rule="on a list")
