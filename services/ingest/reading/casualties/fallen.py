"""Fighters who fell: nine of its men fell, a sergeant of the guard fell in the attack."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.references import owned_group
from services.ingest.reading.casualties.subjects import subjects

_FALLING: Final = frozenset(("fell", "fallen"))
_CLOSING: Final = frozenset((Kind.STOP, Kind.COMMA, Kind.TIME, Kind.AND, Kind.CLOSE))
_FIGHTS: Final = frozenset(
    (
        *("attack", "fighting", "battle", "clash", "clashes", "combat", "ambush", "assault", "raid", "defence"),
        *("operation", "offensive", "siege", "shelling", "war", "action", "exchange", "duty", "service"),
    )
)
_FIGHTERS: Final = (Group.SECURITY_FORCES, Group.MILITANTS)
_NEAR: Final = 7


def from_fallen(reading: Reading) -> Iterator[Candidate]:
    """Yield the fighters of whom a sentence says that they fell, with nothing that they fell from or into."""
    if reading.sentence.words.isdisjoint(_FALLING):
        return
    items = reading.items
    for index, item in enumerate(items):
        if item.low not in _FALLING or item.kind is not Kind.VERB or is_unreal(reading, item):
            continue
        if not _is_in_fight(reading, index):
            continue
        for victim in subjects(reading.frames, index):
            phrase = items[victim].phrase
            if phrase is None or phrase.thing or phrase.quantity is None or phrase.measure is not None:
                continue
            group = owned_group(reading, phrase, victim) or phrase.group
            if phrase.partitive and group not in _FIGHTERS and phrase.noun in ("men", "soldiers", "own", ""):
                # "nine of its men fell"
                group = Group.SECURITY_FORCES
            told = phrase.counted or phrase.rule == "singular"
            if told and group in _FIGHTERS:
                yield Candidate(victim, Measure.KILLED, item, group=group)


def _is_in_fight(reading: Reading, index: int) -> bool:
    items = reading.items
    if index + 1 >= len(items) or items[index + 1].kind in _CLOSING:
        return True
    if items[index + 1].low not in ("in", "during", "while", "as", "defending", "fighting", "there", "at", "near"):
        return False
    if items[index + 1].low in ("defending", "fighting", "there"):
        return True
    words = {token.low for token in reading.sentence.tokens[items[index + 1].first : items[index + 1].stop + _NEAR]}
    return not words.isdisjoint(_FIGHTS)
