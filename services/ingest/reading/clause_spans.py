"""Cuts a sentence into clauses: at marks, subordinators, relatives and verbs of denying."""

from typing import Final

from services.ingest.reading.document import Token
from services.ingest.reading.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    FINITE,
    GERUNDS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from services.ingest.reading.lexicon.files import load_words

CLAUSE_OPENERS: Final = (SUBORDINATORS | RELATIVES) - {"so", "how", "why"}
RESUMED: Final = ","
"""Opens what goes on with the main clause behind a relative one: a message, which ..., was a hoax."""
TAKEN_UP: Final = ", taken up"
"""Opens a main clause behind a participle."""
_DENY: Final = load_words("scope", "deny")
_RETRACT: Final = load_words("scope", "retract")
_BREAKS: Final = frozenset((";", ":", "—", "(", ")", "[", "]"))
_CUTTERS: Final = _BREAKS | CLAUSE_OPENERS | _DENY | _RETRACT | {"but", "and"}
"""Words that may open a clause wherever they stand."""
_ACCEPTING: Final = frozenset(
    ("accepts", "accepted", "agrees", "agreed", "adopts", "adopted", "follows", "followed", "speaks", "spoke")
)
"""Verbs behind "and" with which who gave up a figure takes another."""
_SPEAKING: Final = frozenset(("said", "says", "told", "announced", "reported", "confirmed", "added", "insisted", "put"))


def cut(tokens: tuple[Token, ...]) -> list[tuple[int, int, str]]:
    """Cut at marks, subordinators, relatives and verbs of denying: start, stop, and the word that opens the clause."""
    spans: list[tuple[int, int, str]] = []
    first, opener, size = 0, "", len(tokens)
    for at in range(1, size):
        low = tokens[at].low
        before = tokens[at - 1].low
        if low not in _CUTTERS and before != ",":
            continue
        starts, word = False, ""
        if low in _BREAKS:
            starts, word = True, low
        elif low in CLAUSE_OPENERS:
            starts, word = _opens(tokens, at), low
        elif low in _DENY or low in _RETRACT or low == "but":
            # "was dismissed by the army" goes on with its subject.
            starts, word = before not in BE, low
        elif low == "and" and at + 1 < size:
            after = tokens[at + 1].low
            accepts = after in _ACCEPTING or (after in ADVERBS and at + 2 < size and tokens[at + 2].low in _ACCEPTING)
            starts, word = accepts or after in PRONOUNS or after in FINITE or before == ",", low
        elif before == "," and low in GERUNDS:
            starts, word = True, low
        elif before == "," and _is_taken_up(tokens, at):
            starts, word = True, TAKEN_UP
        elif before == "," and opener in CLAUSE_OPENERS and (low in FINITE or low in AUXILIARIES):
            starts, word = True, RESUMED
        if starts and at > first:
            if (
                low in RELATIVES
                and before in ("in", "of", "at", "by", "from", "to", "on", "during", "for", "with")
                and at - 1 > first
            ):
                at -= 1
            spans.append((first, at, opener))
            first, opener = at, word
    spans.append((first, size, opener))
    return spans


def _is_taken_up(tokens: tuple[Token, ...], at: int) -> bool:
    """True where the main clause begins behind an opening participle: denying that ..., the ministry said ..."""
    opening = tokens[0].low
    if not opening.endswith("ing") or opening not in _DENY | _RETRACT | GERUNDS:
        return False
    for step in range(at, min(len(tokens), at + 5)):
        if tokens[step].low in _SPEAKING:
            return True
        if tokens[step].kind == "mark":
            return False
    return False


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    low = tokens[at].low
    before = tokens[at - 1].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "as":
        return not (
            before in ("such", "as", "far", "well", "known")
            or before in _DENY
            or after in ("many", "well", "much", "of", "few", "did", "a", "the", "an", "being", "missing", "dead")
        )
    if low == "once":
        return before == ","
    return True
