"""Notes and headlines without a verb: `Units over border, now in Kursk region`; `No marines in Dushanbe`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.own_deed import PLACE_WORDS, OwnDeed
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import AUXILIARIES, FINITE, MODALS
from services.ingest.reading.lexicon.files import load_words

_OPENING: Final = frozenset((":", ";", ",", "(", "-", "—", ".", '"'))
_VERBS: Final = AUXILIARIES | FINITE | MODALS
_PAST: Final = load_words("deployments", "other_verbs.pasts")
_NOT_PAST: Final = frozenset(
    ("hundred", "armed", "unarmed", "armoured", "armored", "red", "uniformed", "masked", "based")
)
_MOVING: Final = frozenset(("past", "heading", "ashore", "inbound", "airborne", "moving", "rolling", "arriving"))
_NOW: Final = frozenset(("now", "already", "still", "currently", "again", "tonight", "today"))
_OBSERVED: Final = load_words("deployments", "other_verbs.observed")
_WAYS: Final = frozenset(("to", "for", "into"))
_PLACE: Final = 3
"""Tokens from `to` to the place at most."""
_DOING: Final = ("ing",)


def _goes(sentence: Sentence, force: Force, at: int) -> bool:
    """`205 combat troops to The Gambia`: a note or headline of who is sent where, without a verb."""
    tokens = sentence.tokens
    if at + 1 < len(tokens) and tokens[at].low == "off":
        at += 1
    if force.none or force.amount is None or not force.stop <= at <= force.stop + 1:
        return False
    if at >= len(tokens) or tokens[at].low not in _WAYS:
        return False
    if not any(at < mention.first <= at + _PLACE and mention.kind != "demonym" for mention in sentence.mentions):
        return False
    stop = next((step for step in range(at, len(tokens)) if tokens[step].low in _OPENING), len(tokens))
    first = max((step for step in range(force.first) if tokens[step].low in (":", ";")), default=0)
    return not any(tokens[step].low in _VERBS for step in range(first, stop))


def _is_verb(token: Token) -> bool:
    """`baked`, `drank`: any past form makes a sentence of a note."""
    low = token.low
    return low in _VERBS or low in _PAST or (low.endswith("ed") and token.text == low and low not in _NOT_PAST)


def read_fragment(sentence: Sentence, force: Force) -> OwnDeed | None:
    """Return the presence or absence of a force that a note tells without a verb."""
    tokens = sentence.tokens
    at = force.stop
    if at < len(tokens) and tokens[at].low == "(":
        at = next((step + 1 for step in range(at, len(tokens)) if tokens[step].low == ")"), at)
    fresh = False
    while at < len(tokens) and (tokens[at].low in _NOW or (tokens[at].low == "," and at == force.stop)):
        fresh = fresh or tokens[at].low in _NOW
        at += 1
    after = tokens[at].low if at < len(tokens) else ""
    opens = force.first == 0 or tokens[force.first - 1].low in _OPENING
    if opens and not fresh and _goes(sentence, force, at):
        return OwnDeed(force.stop, force.stop, Status.APPROVED, "send", None, False)
    if opens and after in _OBSERVED and at + 1 < len(tokens) and tokens[at + 1].low in PLACE_WORDS and not force.none:
        # "Burkinabe troops reported in Koro"
        return OwnDeed(at, at, Status.DEPLOYED, "come", None, sentence.field == "title")
    doing = fresh and after.endswith(_DOING)
    if not opens or not (after in PLACE_WORDS or after in _MOVING or doing):
        return None
    if force.none and sentence.field == "title":
        return OwnDeed(force.stop, force.stop, Status.DENIED, "copula", None, False)
    first = max((step for step in range(force.first) if tokens[step].low == ";"), default=0)
    last = next((step for step in range(force.stop, len(tokens)) if tokens[step].low == ";"), len(tokens))
    if sentence.field == "title" or any(_is_verb(token) for token in tokens[first:last]):
        return None
    status = Status.DENIED if force.none else Status.DEPLOYED
    return OwnDeed(force.stop, force.stop, status, "copula", None, not (force.none or fresh or after in _MOVING))
