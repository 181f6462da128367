"""Who did it, and suffers it in the end: shot dead by police, killed before being caught, killing himself."""

from typing import Final

from schemas.events.casualties import Group
from services.ingest.reading.casualties.candidates import Reading
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.subjects import subjects

_FELLING: Final = frozenset(("shot", "shoot", "shooting", "struck", "gunned", "stabbed"))


def before_being(reading: Reading, index: int) -> list[int]:
    """A gunman killed three people before being shot dead: the one who did what is told before."""
    items = reading.items
    if not items[index].passive or reading.sentence.tokens[items[index].first].low != "being":
        return []
    opener = reading.frames.skip_back(index - 1)
    if opener < 1 or items[opener].low != "before":
        return []
    for verb in range(opener - 1, 0, -1):
        if items[verb].kind is Kind.VICTIM or (items[verb].kind is Kind.VERB and items[verb].form == "finite"):
            return subjects(reading.frames, verb)
        if items[verb].kind in (Kind.STOP, Kind.SUBORDINATE):
            return []
    return []


def is_shot_dead(reading: Reading, index: int) -> bool:
    """Police shot him dead: a pronoun between the verb and what came of it."""
    items = reading.items
    if index < 2 or items[index].low != "dead" or items[index].auxiliary:
        return False
    return items[index - 1].low in ("him", "them") and items[index - 2].low in _FELLING


def doer(reading: Reading, index: int, pronoun: str) -> list[int]:
    """Shot six guests before killing himself: the one who did the rest of it."""
    for step in range(index):
        phrase = reading.items[step].phrase
        if pronoun == "themselves":
            counted = phrase is not None and phrase.counted and phrase.quantity != ONE
            if counted and phrase is not None and phrase.group is Group.MILITANTS and not phrase.thing:
                return [step]
            continue
        if phrase is not None and phrase.quantity == ONE and phrase.group is not None and not phrase.thing:
            return [step]
    return []
