"""Nobody was harmed: caused no more than damage, did not cause any injuries, no damage or casualties."""

from typing import Final

from schemas.events.casualties import Measure
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.phrase_words import NONE
from services.ingest.reading.document import Sentence
from services.ingest.reading.lexicon.files import load_words

_NEGATIONS: Final = frozenset(("not", "never", "n't", "without"))
_CAUSING: Final = load_words("casualties", "nobody.causing")
_BESIDE: Final = load_words("casualties", "nobody.beside")
_ANY: Final = frozenset(("any", "in", "to"))
_HARM: Final = (Measure.KILLED, Measure.INJURED)
_FARTHEST: Final = 3
"""Chunks between a negation and the noun that it rules at most, besides those that are left out."""


def mark_nobody(sentence: Sentence, items: list[Item]) -> None:
    """Set the counts to none of what did not happen."""
    for index, item in enumerate(items):
        phrase = item.phrase
        if phrase is None or phrase.rule != "bare plural" or phrase.measure not in _HARM or phrase.harmed:
            continue
        if _is_not_caused(items, index) or (index > 1 and _is_joined(sentence, items, index)):
            phrase.quantity, phrase.counted, phrase.rule = NONE, True, "none caused"


def _is_not_caused(items: list[Item], index: int) -> bool:
    """Did not cause any injuries, without inflicting casualties, without any deaths."""
    step = index - 1
    while step > 0 and items[step].low in _ANY:
        step -= 1
    if step >= 0 and items[step].low == "without":
        return True
    if step < 1 or items[step].low not in _CAUSING:
        return False
    before = items[max(0, step - _FARTHEST) : step]
    return any(item.low in _NEGATIONS or item.low.endswith("n't") for item in before)


def _is_joined(sentence: Sentence, items: list[Item], index: int) -> bool:
    """No damage or casualties, no deaths or injuries: none of the second either."""
    if items[index - 1].kind is not Kind.AND or items[index - 1].low not in ("or", "nor"):
        return False
    step = index - 2
    while step > 0 and index - step < _FARTHEST + 1 and items[step].low in _BESIDE:
        step -= 1
    before = items[step].phrase
    if before is None or before.quantity is None or before.quantity.max != 0:
        return False
    own = before.measure is not None or before.noun in _BESIDE
    return own or (not before.noun and sentence.tokens[items[step].stop - 1].low in _BESIDE | {"no", "neither"})
