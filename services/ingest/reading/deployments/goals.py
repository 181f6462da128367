"""Verbs of moving that lead to no place: `entered its last month`, `appeared in court`, `ploughed into a crowd`."""

from typing import Final

from services.ingest.reading.document import Token
from services.ingest.reading.grammar import ARTICLES, DETERMINERS, POSSESSIVES
from services.ingest.reading.lexicon.files import load_words

_ABSTRACT: Final = load_words("deployments", "goals.abstract")
_STRUCK: Final = load_words("deployments", "goals.struck")
_FIGURATIVE: Final = load_words("deployments", "goals.figurative")
_TIMES: Final = load_words("deployments", "goals.times")
_ENDS: Final = frozenset(("end", "ends", "head", "force", "office", "court", "fire", "house"))
_ENTERING: Final = ("enter", "reach")
INVADING: Final = load_words("deployments", "goals.invading")
"""Verbs of war that figures of speech are made with."""
_NO_PLACE: Final = _ABSTRACT | _TIMES | _STRUCK | _FIGURATIVE
_LEADING: Final = frozenset(
    ("to", "into", "in", "at", "on", "onto", "before", "under", "for", "against", "towards", "through", "with", "over")
)
_WITHIN: Final = ARTICLES | POSSESSIVES | DETERMINERS | load_words("deployments", "goals.within")
_REACH: Final = 7
"""Tokens from a verb to the noun of its goal at most."""


def leads_nowhere(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether what a verb of moving leads to is no place: a time, an event, a court, what a lorry runs into."""
    behind = [token.low for token in tokens[verb + 1 : verb + 3]]
    if behind[:1] == ["on"] and behind[1:] and behind[1].endswith("ing"):
        # "will go on teaching"
        return True
    return not _NO_PLACE.isdisjoint(_heads(tokens, verb))


def runs_into(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether a verb leads to what a lorry strikes: `ploughed into a crowd`."""
    return not _STRUCK.isdisjoint(_heads(tokens, verb))


def is_figurative(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether a verb of moving leads to where no soldiers go: `invaded the kitchens`, `conquered the charts`."""
    return not _FIGURATIVE.isdisjoint(_heads(tokens, verb))


def _heads(tokens: tuple[Token, ...], verb: int) -> list[str]:
    """The word that a goal may have for its head: behind a preposition and an article, one other word between."""
    leading, unknown = "", False
    for at in range(verb + 1, min(len(tokens), verb + 1 + _REACH)):
        token = tokens[at]
        low = token.low
        if low in _LEADING and not unknown:
            leading = low
        elif low in _NO_PLACE:
            return [low] if _fits(tokens, verb, at, leading) else []
        elif low in _WITHIN or token.kind == "number":
            continue
        elif token.kind == "mark" or token.text[0].isupper() or unknown:
            break
        else:
            unknown = True
    return []


def _fits(tokens: tuple[Token, ...], verb: int, at: int, leading: str) -> bool:
    """`entered its last month`, not `flew in this week`; `drove into lorries`, not `boarded lorries`."""
    low = tokens[at].low
    if low in _STRUCK:
        return leading == "into"
    if low in _TIMES:
        return leading in ("to", "into") or (not leading and tokens[verb].low.startswith(_ENTERING))
    if low in _ENDS and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        # "reached the end of the bridge"
        return leading == "to" and tokens[at - 1].low != "the"
    return True
