"""People under arms who go nowhere as a force: held, accused, on leave, in flight, wrecked."""

from typing import Final

from services.ingest.reading.document import Token
from services.ingest.reading.grammar import AUXILIARIES
from services.ingest.reading.lexicon.files import load_words

_HELD: Final = load_words("deployments", "captives.held")
_IN_HANDS: Final = frozenset(("held", "freed", "released", "taken", "lost", "buried"))
"""These make captives only with an auxiliary before them: `who had been held`."""
_AWAY: Final = load_words("deployments", "captives.leave")
_BY: Final = frozenset(("by", "at", "in", "of", "on", "over", "for", "near", "last", "after", "from", "with", "since"))
_REACH: Final = 6
"""Tokens from a force to what is told of its people at most."""


def is_captive(tokens: tuple[Token, ...], stop: int) -> bool:
    """Tell whether what stands behind the noun makes captives of them: `soldiers who were arrested`, `accused of`."""
    if stop >= len(tokens):
        return False
    at = stop + (tokens[stop].low == ",")
    if at + 1 >= len(tokens):
        return False
    if tokens[at].low in _HELD:
        # "marines accused of abuse"; "marines accused the mayor" is their own deed
        return tokens[at + 1].low in _BY
    if tokens[at].low in ("on", "home") and at + 1 < len(tokens) and tokens[at + 1].low in _AWAY:
        return True
    if tokens[at].low not in ("who", "that", "whom"):
        return False
    for step in range(at + 1, min(len(tokens), at + 1 + _REACH)):
        low = tokens[step].low
        if low in _IN_HANDS and tokens[step - 1].low in ("been", "were", "was", "being"):
            return True
        if low in _HELD:
            return tokens[at].low == "whom" or tokens[step - 1].low in AUXILIARIES or step == at + 1
        if low not in AUXILIARIES and not low.endswith("ly"):
            return (
                tokens[at].low == "whom" and tokens[step].kind == "word" and step < at + 4 and _is_held_by(tokens, step)
            )
    return False


def _is_held_by(tokens: tuple[Token, ...], at: int) -> bool:
    """`whom Mali arrested`, `whom the army has held`: who holds them stands between."""
    behind = tokens[at + 1 : at + 4]
    return any(token.low in _HELD for token in behind)
