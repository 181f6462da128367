"""Whom somebody has lost or mourns: the army lost four soldiers; she went down with the loss of all 78 on board."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.reality import is_unreal

_LOSING: Final = frozenset(("lost", "losing", "loses", "lose"))
_MEN: Final = frozenset(("men", "man", "own"))
_MOURNING: Final = frozenset(("mourns", "mourn", "mourned", "mourning"))
_LOSS: Final = frozenset(("loss", "losses"))
_FIGHTING: Final = (Group.SECURITY_FORCES, Group.MILITANTS)


def from_losses(reading: Reading) -> Iterator[Candidate]:
    """Yield the fighters that somebody is told to have lost; others may be lost at an election."""
    words = reading.sentence.words
    if words.isdisjoint(_LOSING) and words.isdisjoint(_MOURNING):
        return
    for index, item in enumerate(reading.items):
        mourned = item.low in _MOURNING
        if not (mourned or item.low in _LOSING) or item.kind not in (Kind.VERB, Kind.WORD) or is_unreal(reading, item):
            continue
        for victim in reading.frames.objects(index):
            phrase = reading.items[victim].phrase
            if phrase is None or phrase.thing or phrase.measure is not None or phrase.definite:
                continue
            side = _side(reading, index) if phrase.noun in _MEN and item.low in _LOSING else None
            if phrase.counted and side is not None:
                yield Candidate(victim, Measure.KILLED, item, group=side)
            elif phrase.counted and (phrase.group in _FIGHTING or (mourned and phrase.group is not None)):
                yield Candidate(victim, Measure.KILLED, item)


def _side(reading: Reading, index: int) -> Group | None:
    """Whose men they are: those of the army or the rebels named before the verb."""
    for item in reversed(reading.items[:index]):
        phrase = item.phrase
        if phrase is not None and not phrase.thing and not phrase.counted and phrase.group in _FIGHTING:
            return phrase.group
    return None


def from_loss(reading: Reading) -> Iterator[Candidate]:
    """Yield whom a craft went down with: with the loss of all 78 on board, the loss of nine seamen."""
    if reading.sentence.words.isdisjoint(_LOSS):
        return
    items = reading.items
    for index, item in enumerate(items[:-2]):
        if item.low not in _LOSS or items[index + 1].low != "of" or is_unreal(reading, item):
            continue
        phrase = items[index + 2].phrase
        if phrase is None or phrase.thing or not phrase.counted or phrase.measure is not None:
            continue
        if phrase.group is not None or phrase.definite:
            yield Candidate(index + 2, Measure.KILLED, item)
