"""Deeds that are only thought of: under a condition, in an example, as the aim of a motion that was lost."""

from typing import Final

from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_SUPPOSING: Final = frozenset(("if", "whether", "unless", "should", "lest", "suppose", "supposing"))
_IMAGINING: Final = load_words("deployments", "suppositions.imagining")
_ANY_STATE: Final = frozenset(("country", "state", "nation", "power", "neighbour", "neighbor", "member", "army"))
_ANY: Final = frozenset(("one", "any", "another", "some", "every", "each", "no", "whichever", "whatever"))
_GENERAL: Final = frozenset(("when", "whenever", "if", "where", "once", "that", "before", "should", "unless", "in"))
"""What opens an example: `when one country attacks another`."""
_MOTIONS: Final = load_words("deployments", "suppositions.motions")
_LOST: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "behind_nouns.refuse")))
_EVENT: Final = Phrases(
    (phrase, True) for phrase in ("in the event", "were troops to", "in case of", "hypothetical", "hypothetically")
)
_NEAR: Final = 12
"""Tokens from `whether` to the deed at most."""
_FAR: Final = 24
"""Tokens from an imagining to the deed, or from a deed to the vote on it, at most."""


def is_supposed(sentence: Sentence, predicate: Predicate) -> bool:
    """Tell whether a deed is only thought of: `if Rwanda sent soldiers`, `imagine that troops marched into`."""
    if not sentence.words.isdisjoint(_SUPPOSING) and _stands_before(sentence, predicate, _SUPPOSING):
        return True
    if "whether" in sentence.words and any(
        token.low == "whether" for token in sentence.tokens[max(0, predicate.first - _NEAR) : predicate.first]
    ):
        # "has not made up his mind whether the Marines who lie off the coast will land"
        return True
    if not sentence.words.isdisjoint(_IMAGINING) and _is_imagined(sentence.tokens, predicate.at):
        return True
    if "any" in sentence.words and "before" in sentence.words and _is_before_any(sentence.tokens, predicate):
        return True
    if not sentence.words.isdisjoint(_EVENT.openers) and any(
        token.low in _EVENT.openers and _EVENT.match(sentence.tokens, at) for at, token in enumerate(sentence.tokens)
    ):
        return True
    return _is_of_any_state(sentence.tokens, predicate.first)


def is_lost(sentence: Sentence, predicate: Predicate, stop: int) -> bool:
    """Tell whether the motion for a deed came to nothing behind it: `A bill to send 30 soldiers was voted down`."""
    governor = predicate.governor
    if governor is None or sentence.words.isdisjoint(_LOST.openers):
        return False
    tokens = sentence.tokens
    if tokens[governor.at].low not in _MOTIONS:
        return False
    return any(
        tokens[at].low in _LOST.openers and _LOST.match(tokens, at) is not None
        for at in range(stop, min(len(tokens), stop + _FAR))
    )


def _is_before_any(tokens: tuple[Token, ...], predicate: Predicate) -> bool:
    """`a vote before any troops are deployed`: none are as yet."""
    return any(
        tokens[at].low in ("before", "until") and tokens[at + 1].low == "any"
        for at in range(max(0, predicate.at - _FAR), predicate.at)
    )


def _stands_before(sentence: Sentence, predicate: Predicate, words: frozenset[str]) -> bool:
    clause = sentence.clause_at(predicate.at)
    return any(token.low in words for token in sentence.tokens[clause.first : predicate.at])


def _is_imagined(tokens: tuple[Token, ...], verb: int) -> bool:
    """`Imagine that Portuguese troops marched into Badajoz`."""
    for at in range(max(0, verb - _FAR), verb):
        if tokens[at].low in _IMAGINING:
            opens = at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].low in ("us", "to", "you", "just", "me")
            if opens or tokens[at].low.endswith("ing"):
                return True
    return False


def _is_of_any_state(tokens: tuple[Token, ...], verb: int) -> bool:
    """`When one country attacks another and its army crosses the frontier`: which one is not said."""
    return any(
        tokens[at].low in _ANY and tokens[at + 1].low in _ANY_STATE and tokens[max(0, at - 1)].low in _GENERAL
        for at in range(max(0, verb - _FAR), verb)
    )
