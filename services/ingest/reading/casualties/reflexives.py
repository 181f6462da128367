"""Who does it and suffers it: a gunman killed six people and then himself, turned the gun on herself, shot himself."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.lexicon.files import load_words

_SINGLE: Final = frozenset(("himself", "herself"))
_WEAPONS: Final = load_words("casualties", "weapons.words")
_DEADLY: Final = frozenset(("shot", "shoots", "hanged", "hangs", "poisoned", "stabbed", "immolated"))
_WOUNDED: Final = frozenset(("in", "through"))
"""Behind "shot himself": where, so that he is hurt."""
_BEFORE: Final = 4
"""Tokens between a weapon and the one it is turned on at most."""
_NO_ATTACKER: Final = (Group.SECURITY_FORCES, Group.CHILDREN, Group.MILITANTS)


def from_reflexives(reading: Reading) -> Iterator[Candidate]:
    """Yield those who took their own lives, where another verb than "kill oneself" tells it."""
    if reading.sentence.words.isdisjoint(_SINGLE):
        return
    for index, item in enumerate(reading.items):
        if item.low not in _SINGLE or index == 0 or is_unreal(reading, item):
            continue
        if _goes_on(reading, index) or _is_turned_on(reading, item) or _is_shot(reading, index):
            yield from of_doer(reading, index, item)


def of_doer(reading: Reading, before: int, item: Item) -> Iterator[Candidate]:
    """Yield the one person who did what stands before a chunk; whoever kills is an attacker."""
    for step in range(before):
        phrase = reading.items[step].phrase
        if phrase is not None and phrase.quantity == ONE and phrase.group is not None and not phrase.thing:
            yield Candidate(step, Measure.KILLED, item, group=attacker(reading, step, phrase.group))
            return


def attacker(reading: Reading, at: int, group: Group) -> Group:
    """The group of one who kills others: a student who shot dead 32 people is a gunman."""
    if group in _NO_ATTACKER:
        return group
    for step in range(at + 1, len(reading.items)):
        item = reading.items[step]
        deadly = item.trigger is not None and item.trigger.measure is Measure.KILLED
        if deadly and reading.frames.is_active(step) and _has_others(reading, step):
            return Group.MILITANTS
    return group


def _has_others(reading: Reading, at: int) -> bool:
    return any(
        (phrase := reading.items[victim].phrase) is not None and not phrase.thing and not phrase.pronoun
        for victim in reading.frames.objects(at)
    )


def _goes_on(reading: Reading, index: int) -> bool:
    """Killed six people and (then, finally) himself."""
    items = reading.items
    step = index - 1
    while step > 0 and (items[step].kind is Kind.ADVERB or items[step].low == "then"):
        step -= 1
    if items[step].kind is not Kind.AND:
        return False
    return any(
        item.trigger is not None and item.trigger.measure is Measure.KILLED and reading.frames.is_active(at)
        for at, item in enumerate(items[:step])
    )


def _is_turned_on(reading: Reading, item: Item) -> bool:
    """Turned the gun on himself."""
    tokens = reading.sentence.tokens
    if tokens[item.first - 1].low not in ("on", "upon", "against"):
        return False
    return any(tokens[at].low in _WEAPONS for at in range(max(0, item.first - _BEFORE), item.first))


def _is_shot(reading: Reading, index: int) -> bool:
    """Shot himself; but shot himself in the foot."""
    items = reading.items
    after = items[index + 1] if index + 1 < len(items) else None
    hurt = after is not None and (after.low in _WOUNDED or after.kind is Kind.VICTIM)
    return items[index - 1].low in _DEADLY and items[index - 1].kind is Kind.VERB and not hurt
