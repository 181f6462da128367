"""The missing who become dead: nine of the missing were brought up, all of them dead."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.lexicon.files import load_words

_LIFELESS: Final = frozenset(("dead", "lifeless", "drowned", "bodies", "corpses", "body"))
_FINDING: Final = load_words("casualties", "recovered.words")
_NOBODY: Final = frozenset(("none", "neither", "no", "not"))
_LIVING: Final = frozenset(("alive", "living", "survived", "breathing"))
_REACH: Final = 10
"""Chunks behind the missing within which it is told that they are dead."""


def from_found_dead(reading: Reading) -> Iterator[Candidate]:
    """Yield the missing who are told to have been found dead: they come on top of the dead told before."""
    words = reading.sentence.words
    if "missing" not in words or "of" not in words or (words.isdisjoint(_LIFELESS) and words.isdisjoint(_NOBODY)):
        return
    items = reading.items
    for index, item in enumerate(items):
        phrase = item.phrase
        if phrase is None or not phrase.counted or not phrase.partitive or is_unreal(reading, item):
            continue
        if not _is_of_missing(reading, item) or (phrase.quantity is not None and phrase.quantity.max == 0):
            continue
        dead = _told_dead(items, index)
        if dead is not None:
            yield Candidate(index, Measure.KILLED, dead, Scope.INCREMENT, "of the missing")


def _is_of_missing(reading: Reading, item: Item) -> bool:
    """Nine of the missing; the last two of the missing fishermen; six of the 14 missing."""
    lows = [token.low for token in reading.sentence.tokens[item.first : item.stop + 1]]
    return "missing" in lows and "of" in lows[: lows.index("missing")]


def _told_dead(items: list[Item], index: int) -> Item | None:
    """Return the chunk that says that they are dead: another count between them and it takes it away."""
    nobody = False
    for item in items[index + 1 : index + _REACH]:
        phrase = item.phrase
        if phrase is not None and phrase.quantity is not None and phrase.quantity.max == 0:
            nobody = True
            continue
        if phrase is not None and phrase.counted and not phrase.thing:
            return None
        if phrase is not None and phrase.measure is Measure.KILLED:
            # "all dead"
            return None if nobody else item
        if item.low in _NOBODY:
            nobody = True
        if item.low in _LIVING or (item.trigger is not None and item.low in _LIVING):
            return item if nobody or item.negated else None
        if item.low in _LIFELESS and not item.negated and item.kind in (Kind.VICTIM, Kind.WORD, Kind.ADVERB):
            return None if nobody else item
    return None
