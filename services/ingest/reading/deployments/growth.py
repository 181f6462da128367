"""Forces that are there and change in size: `the contingent in Chad will grow from 200 to 450`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.own_deed import OwnDeed
from services.ingest.reading.deployments.statuses import planned
from services.ingest.reading.deployments.verbs import read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, MODALS
from services.ingest.reading.lexicon.files import load_words

_UP: Final = load_words("deployments", "growth.up")
_DOWN: Final = load_words("deployments", "growth.down")
_DOUBLE: Final = load_words("deployments", "growth.by_itself")
_BODIES: Final = load_words("deployments", "growth.bodies")
_LOOSE: Final = load_words("deployments", "growth.loose_bodies")
_SOLDIERS: Final = load_words("deployments", "growth.soldiers")
_GO: Final = frozenset(("go", "goes", "went", "gone", "going", "come", "comes", "came", "coming"))
GROWING: Final = _UP | _DOWN | _GO
"""Words without which no force changes in size."""

_INNER: Final = frozenset(("to", "be", "not", "by", "of"))
_BREAKS: Final = frozenset((",", ";", ":", "(", "who", "which", "that", "and"))
_FAR: Final = 12
"""Tokens from a force to the verb that tells of its size at most."""


def find_growth(sentence: Sentence, force: Force) -> OwnDeed | None:
    """Return what a change in size makes of a force, None where its size is not told to change."""
    tokens = sentence.tokens
    counted = any(token.low == "number" for token in tokens[max(0, force.first - 2) : force.head])
    bodies = _BODIES if sentence.words.isdisjoint(_SOLDIERS) else _BODIES | _LOOSE
    if not counted and tokens[force.stop - 1].low not in bodies and tokens[force.head].low not in bodies:
        return None
    for at in range(force.stop, min(len(tokens), force.stop + _FAR)):
        low = tokens[at].low
        if low in _BREAKS and not _is_address(sentence, at):
            return None
        if (
            low in _GO
            and at + 1 < len(tokens)
            and tokens[at + 1].low in ("up", "down")
            and _counts_behind(tokens, at + 2)
        ):
            return _of_verb(sentence, force, at, grows=tokens[at + 1].low == "up")
        if low in GROWING and _is_measured(tokens, at):
            return _of_verb(sentence, force, at, grows=low in _UP)
        if tokens[at].kind == "word" and low.endswith("ed") and low not in ADVERBS:
            return None
    return None


def _of_verb(sentence: Sentence, force: Force, at: int, *, grows: bool) -> OwnDeed | None:
    tokens = sentence.tokens
    around = read_around(tokens, at, force.stop)
    if around.negated:
        return None
    if around.modal in ("may", "might", "could", "can", "should"):
        return OwnDeed(at, around.first, Status.CONSIDERED, "reinforce", None, False) if grows else None
    if not grows:
        done = not (around.modal or around.to or tokens[at].low.endswith("ing"))
        return OwnDeed(at, around.first, Status.WITHDRAWN if done else Status.WITHDRAWING, "withdraw", None, False)
    status = Status.REINFORCED
    if around.modal == "would":
        status = planned(sentence, around, None, negated=False, group="reinforce") or Status.CONSIDERED
        ahead = any(token.low in ("said", "says", "announced", "confirmed") for token in tokens[at:])
        if status is Status.CONSIDERED and ahead and "if" not in sentence.words:
            status = Status.REINFORCED
    return OwnDeed(at, around.first, status, "reinforce", None, False)


def _counts_behind(tokens: tuple[Token, ...], at: int) -> bool:
    """`from 50 to 120`"""
    behind = [token.low for token in tokens[at : at + 3]]
    return behind[:1] in (["to"], ["by"], ["from"]) and any(low[:1].isdigit() for low in behind)


def _is_measured(tokens: tuple[Token, ...], at: int) -> bool:
    """`grow from 200`, `be cut by half`, `double`."""
    before = tokens[at - 1].low
    if before not in AUXILIARIES | MODALS | ADVERBS | _INNER and tokens[at].low in ("rise", "fall", "cut", "increase"):
        return False
    if tokens[at].low in _DOUBLE:
        return True
    behind = [token.low for token in tokens[at + 1 : at + 5]]
    if not behind or behind[0] not in ("to", "by", "from", "with"):
        return False
    return any(low[:1].isdigit() or low in ("half", "third", "quarter", "hundred", "hundreds") for low in behind)


def _is_address(sentence: Sentence, comma: int) -> bool:
    """`in Basra, Iraq, has`: the commas of a place."""
    return sentence.tokens[comma].low == "," and any(
        mention.first == comma + 1 or mention.stop == comma for mention in sentence.mentions
    )
