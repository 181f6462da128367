"""Whether a count is told to be of an earlier hour or day: yesterday it was 40, last night the toll stood at 17."""

from itertools import pairwise
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
_RISEN: Final = 8
"""Tokens behind it within which "up from" stands."""


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
    if _is_risen(reading, stop):
        return False
    published = reading.document.published
    return any(
        begin <= when.first < end and when.end is not None and when.end < published and not _owns(reading, when.stop)
        for when in sentence.whens
    )


def _is_risen(reading: Reading, stop: int) -> bool:
    """At 1,644 on Saturday night, up from 1,002: the count that has risen is the newer one."""
    near = [token.low for token in reading.sentence.tokens[stop : stop + _RISEN]]
    return ("up", "from") in pairwise(near)


def _owns(reading: Reading, at: int) -> bool:
    """Saturday's fight: the day of what happened, not of the count."""
    tokens = reading.sentence.tokens
    return at < len(tokens) and tokens[at].low == "'s"
