"""Numbers that a text tells twice, as official letters do: `twelve (12) people`, `12 (twelve)`."""

from typing import Final

from services.ingest.reading.document import Token
from services.ingest.reading.numerals import NUMBER_WORDS, read_numeral

_LONGEST: Final = 8
"""Tokens of a number in words at most."""


def without_restated(tokens: tuple[Token, ...]) -> list[int]:
    """Return which tokens are left without numbers in brackets that say again what stands before them."""
    kept: list[int] = []
    at = 0
    while at < len(tokens):
        stop = _restated(tokens, at) if tokens[at].low == "(" else None
        if stop is None:
            kept.append(at)
            at += 1
        else:
            at = stop
    return kept


def _restated(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the brackets that open at a token close, when they hold the number before them again."""
    if at == 0 or at + 2 >= len(tokens):
        return None
    inner = read_numeral(tokens, at + 1)
    if inner is None or inner.stop >= len(tokens) or tokens[inner.stop].low != ")":
        return None
    for first in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        if tokens[first].kind != "number" and tokens[first].low.partition("-")[0] not in _PARTS:
            return None
        before = read_numeral(tokens, first)
        if before is not None and before.stop == at and before.value == inner.value:
            return inner.stop + 1
    return None


_PARTS: Final = NUMBER_WORDS | {"and", "a"}
