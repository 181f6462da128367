"""Hashes that show how like two reports are, without a word of their text."""

from typing import Final
from zlib import crc32

from services.ingest.reading.document import Document
from services.ingest.reading.grammar import FUNCTION

_TERMS: Final = 64
_SHINGLES: Final = 64
_WORDS_EACH: Final = 4
"""Words of one shingle."""
_SHORTEST: Final = 4
"""Letters of an informative word at least; names may be shorter."""


def hash_terms(document: Document) -> tuple[int, ...]:
    """Return hashes of the informative words of a report, the earliest first, at most 64.

    The title and the lead come first in a report, so the words that tell what it is about are in.
    """
    seen: dict[int, None] = {}
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.kind != "word" or token.low in FUNCTION:
                continue
            if len(token.low) < _SHORTEST and not token.text[0].isupper():
                continue
            seen[crc32(_stem(token.low).encode())] = None
            if len(seen) >= _TERMS:
                return tuple(seen)
    return tuple(seen)


def hash_shingles(document: Document) -> tuple[int, ...]:
    """Return the 64 smallest hashes of all sequences of four words: near-copies share most of them."""
    words = [token.low for sentence in document.sentences for token in sentence.tokens if token.kind != "mark"]
    if not words:
        return ()
    if len(words) < _WORDS_EACH:
        return (crc32(" ".join(words).encode()),)
    hashes = {crc32(" ".join(words[at : at + _WORDS_EACH]).encode()) for at in range(len(words) - _WORDS_EACH + 1)}
    return tuple(sorted(hashes)[:_SHINGLES])


def _stem(low: str) -> str:
    # Only the plural goes: a rougher stem would make two words of different meaning one.
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > _SHORTEST else low
