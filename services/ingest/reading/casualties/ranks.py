"""Victims by their number in the row: a twelfth victim died, becoming the third death: so many are dead by now."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE, RANKED
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.lexicon.files import load_words

_ORDINALS: Final = {
    word: at
    for at, word in enumerate(
        (
            *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
            *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
            *("nineteenth", "twentieth"),
        ),
        start=2,
    )
}
_DYING: Final = load_words("casualties", "ranks.dying")
_ENDS: Final = frozenset(("killed", "die", "died", "succumb", "perish", "drown", "drowned", "murdered"))
_ARTICLES: Final = frozenset(("a", "the", "its", "their", "his", "her", "an"))


def from_ranks(reading: Reading) -> Iterator[Candidate]:
    """Yield the total that an ordinal tells, with the one who makes it where a death is told.

    The noun phrase is made to hold both: one on top, and the whole that it is a part of.
    """
    if reading.sentence.words.isdisjoint(_ORDINALS):
        return
    tokens = reading.sentence.tokens
    for index, item in enumerate(reading.items):
        for at in range(item.first, item.stop):
            rank = _ORDINALS.get(tokens[at].low)
            behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
            if rank is None or is_unreal(reading, item):
                continue
            if item.phrase is not None and _is_to_die(reading, item.stop):
                # "a man of 75 is the fourth person to be killed"
                _count(item, rank)
                item.phrase.quantity, item.phrase.whole = Quantity(min=rank, max=rank), None
                item.phrase.more = False
                yield Candidate(index, Measure.KILLED, item, Scope.TOTAL, f"rank {rank}", Group.PEOPLE, toll=True)
                continue
            if behind not in RANKED:
                continue
            if tokens[at - 1].low in _ARTICLES and at + 1 < item.stop + 1:
                _count(item, rank)
                new = tokens[at - 1].low in ("a", "an") or not reading.sentence.words.isdisjoint(_DYING)
                if new:
                    yield Candidate(index, Measure.KILLED, item, Scope.INCREMENT, f"rank {rank}", toll=True)
                elif item.phrase is not None:
                    item.phrase.quantity = Quantity(min=rank, max=rank)
                    item.phrase.whole, item.phrase.more = None, False
                    yield Candidate(index, Measure.KILLED, item, Scope.TOTAL, f"rank {rank}", toll=True)


def _is_to_die(reading: Reading, at: int) -> bool:
    """To be killed, to die, to have died: behind a person who has a number in the row."""
    low = [token.low for token in reading.sentence.tokens[at : at + 4]]
    return low[:1] == ["to"] and not _ENDS.isdisjoint(low)


def _count(item: Item, rank: int) -> None:
    phrase = item.phrase or NounPhrase()
    phrase.quantity, phrase.counted, phrase.rule, phrase.measure = ONE, True, f"rank {rank}", None
    phrase.whole, phrase.parted = Quantity(min=rank, max=rank), str(Measure.KILLED)
    phrase.more = True
    item.phrase = phrase
