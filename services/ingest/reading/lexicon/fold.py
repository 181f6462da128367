"""Makes spellings alike: lower case, without accents."""

import sys
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "‘": "'"})


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a word in lower case without accents: `Bogotá` and `bogota` are the same name."""
    low = word.lower()
    if low.isascii():
        return sys.intern(low)
    plain = "".join(c for c in unicodedata.normalize("NFKD", low.translate(_LETTERS)) if not unicodedata.combining(c))
    return sys.intern(plain)
