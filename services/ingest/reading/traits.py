"""What words tell by themselves, counted over a sentence: what looks for a kind that it lacks need not look.

The counts stand side by side in one integer, so that one sum over the words makes them all.
"""

from collections.abc import Iterable
from typing import Final

from services.ingest.reading.dates import may_tell
from services.ingest.reading.remembered import Remembered
from services.ingest.reading.small_words import OWN
from services.ingest.reading.tokenize import kind_of_word

_WIDTH: Final = 10
"""Bits of a count: a sentence has fewer tokens than they can tell."""
_MOST: Final = (1 << _WIDTH) - 1
WORDS: Final = 0
"""words, no numbers or marks"""
ENGLISH: Final = _WIDTH
"""small words of English"""
STRANGE: Final = 2 * _WIDTH
"""words in other letters than Latin ones"""
NUMBERS: Final = 3 * _WIDTH
"""numbers in digits"""
TIMES: Final = 4 * _WIDTH
"""words at which an expression of time may stand"""


def traits_of(forms: Iterable[str]) -> int:
    """Return the traits of the words of a sentence, in lower case."""
    return sum(map(_TRAITS.__getitem__, forms))


def count_of(traits: int, kind: int) -> int:
    """Return how many words of a kind a sentence has."""
    return traits >> kind & _MOST


def _traits(low: str) -> int:
    kind = kind_of_word(low)
    word = kind == "word"
    return (
        word << WORDS
        | (word and low in OWN) << ENGLISH
        | (word and _is_strange(low)) << STRANGE
        | (kind == "number") << NUMBERS
        | may_tell(low) << TIMES
    )


def _is_strange(low: str) -> bool:
    return not low.isascii() and not (_is_latin(low[0]) and _is_latin(low[-1]))


def _is_latin(letter: str) -> bool:
    return letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"


_TRAITS: Final = Remembered(_traits, 16_384)
