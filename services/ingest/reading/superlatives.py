"""Comparisons with the past that tell of the present: the worst flood since 1954."""

from typing import Final

from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_words

_SUPERLATIVES: Final = load_words("scope", "superlatives")
_FARTHEST: Final = 16
"""Tokens between the superlative and "since" at most."""


def is_compared(tokens: tuple[Token, ...], since: int) -> bool:
    """True where what stands behind "since" is only what today's event is compared with.

    Args:
        tokens: The tokens of a sentence.
        since: Where "since" stands, or the time behind it.
    """
    return any(token.low in _SUPERLATIVES for token in tokens[max(0, since - _FARTHEST) : since])
