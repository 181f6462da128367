"""What proves fatal: the crush was fatal for 12 pilgrims."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.reality import is_unreal

_FATAL: Final = frozenset(("fatal", "deadly", "lethal"))
_FOR: Final = frozenset(("for", "to"))


def from_fates(reading: Reading) -> Iterator[Candidate]:
    """Yield the people for whom something is told to be fatal."""
    if reading.sentence.words.isdisjoint(_FATAL):
        return
    items, tokens = reading.items, reading.sentence.tokens
    for index, item in enumerate(items[:-2]):
        if tokens[item.stop - 1].low not in _FATAL or items[index + 1].low not in _FOR or is_unreal(reading, item):
            continue
        phrase = items[index + 2].phrase
        if phrase is not None and phrase.counted and not phrase.thing and phrase.group is not None:
            yield Candidate(index + 2, Measure.KILLED, item, rule="fatal for")
