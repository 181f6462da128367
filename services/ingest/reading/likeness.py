"""Hashes that show how like two reports are, without a word of their text."""

from typing import Final
from zlib import crc32

from services.ingest.reading.document import Document
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.remembered import Remembered
from services.ingest.reading.tokenize import kind_of_word

_TERMS: Final = 64
_SHINGLES: Final = 64
_WORDS_EACH: Final = 4
"""Words of one shingle."""
_BLOCK: Final = 4096
"""Sequences that are hashed at once: a long text has hundreds of thousands."""
_REMEMBERED: Final = 8192
"""Words whose hash is remembered."""
_SHORTEST: Final = 4
"""Letters of an informative word at least; names may be shorter."""


def hash_terms(document: Document) -> tuple[int, ...]:
    """Return hashes of the informative words of a report, the earliest first, at most 64.

    The title and the lead come first in a report, so the words that tell what it is about are in.
    """
    seen: dict[int | None, None] = {}
    for sentence in document.sentences:
        lows = [token.low for token in sentence.tokens if len(token.low) >= _SHORTEST or token.text[0].isupper()]
        seen.update(dict.fromkeys(map(_TERMS_OF.__getitem__, lows)))
        seen.pop(None, None)
        if len(seen) >= _TERMS:
            break
    return tuple([term for term in seen if term is not None])[:_TERMS]


def hash_shingles(document: Document) -> tuple[int, ...]:
    """Return the 64 smallest hashes of all sequences of four words: near-copies share most of them."""
    words = [token.low for sentence in document.sentences for token in sentence.tokens if token.kind != "mark"]
    if not words:
        return ()
    if len(words) < _WORDS_EACH:
        return (crc32(" ".join(words).encode()),)
    least: list[int] = []
    for begin in range(0, len(words) - _WORDS_EACH + 1, _BLOCK):
        block = words[begin : begin + _BLOCK + _WORDS_EACH - 1]
        sequences = zip(*(block[at:] for at in range(_WORDS_EACH)), strict=False)
        hashes = set(map(crc32, map(str.encode, map(" ".join, sequences))))
        if len(least) == _SHINGLES:
            # Of a long text, nearly all are greater.
            greatest = least[-1]
            hashes = {one for one in hashes if one < greatest}
        if least:
            hashes.update(least)
        least = sorted(hashes)[:_SHINGLES]
    return tuple(least)


def _term(low: str) -> int | None:
    """The hash of an informative word, None for one that says nothing by itself."""
    if low in FUNCTION or kind_of_word(low) != "word":
        return None
    # Only the plural goes: a rougher stem would make two words of different meaning one.
    plural = low.endswith("s") and not low.endswith("ss") and len(low) > _SHORTEST
    return crc32((low[:-1] if plural else low).encode())


_TERMS_OF: Final = Remembered(_term, _REMEMBERED)
