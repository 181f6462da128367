"""Whether a count is told to be of an earlier hour or day: yesterday it was 40, last night the toll stood at 17."""

from typing import Final

from services.ingest.reading.casualties.candidates import Reading
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_PHRASES: Final = Phrases((phrase, True) for phrase in load_words("casualties", "earlier.phrases"))
_BREAKS: Final = frozenset((";", ":", "—", "(", ")", "but", "while", "whereas", "."))
_PRESENT: Final = frozenset(("is", "are", "has", "have", "stands", "now", "remains", "remain", "says", "say"))
_BEFORE: Final = 14
"""Tokens before a count that may tell its time."""
_BEHIND: Final = 5
"""Tokens behind it that may."""


def is_past(reading: Reading, first: int, stop: int) -> bool:
    """True when the words around a count put it at a time before the report's own.

    Args:
        reading: The sentence.
        first: The first token of the count.
        stop: The token behind it.
    """
    sentence = reading.sentence
    tokens = sentence.tokens
    begin = first
    while begin > max(0, first - _BEFORE) and tokens[begin - 1].low not in _BREAKS:
        begin -= 1
    end = stop
    while end < min(len(tokens), stop + _BEHIND) and tokens[end].low not in _BREAKS and tokens[end].low != ",":
        end += 1
    if any(tokens[at].low in _PRESENT for at in range(begin, first)):
        return False
    if any(_PHRASES.match(tokens, at) is not None for at in range(begin, end)):
        return True
    published = reading.document.published
    return any(begin <= when.first < end and when.end is not None and when.end < published for when in sentence.whens)
