"""Nouns that stand for the deed: `the deployment of troops was approved`, `a request for peacekeepers`."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.governors import find_governor
from services.ingest.reading.deployments.statuses import of_governor
from services.ingest.reading.deployments.verbs import Governor
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, FUNCTION
from services.ingest.reading.lexicon.files import load_table
from services.ingest.reading.phrases import Phrases

_NOUNS: Final = load_table("deployments", "nouns")
_BEHIND: Final = Phrases((phrase, group) for phrase, group in load_table("deployments", "behind_nouns").items())
"""What is said of the deed behind it: `will begin`, `was approved`, `is under discussion`."""
_LINKS: Final = frozenset(("of", "by", "for", "on", "about", "over"))
_TALK: Final = frozenset(("on", "about", "over"))
_BREAKS: Final = frozenset((";", ":", "—", "(", ")", "?", "which", "who", "that"))
_INTO: Final = frozenset(("to", "in", "the", "into", "by", "from", "of", "for"))
_BETWEEN: Final = frozenset(("on", "in", "early", "late", "to", "are", "is", "were", "was", "under", "way", "underway"))
_AWAY: Final = frozenset(("for", "to", "towards"))
_LIST: Final = 7
"""Tokens of a list before a force at most."""
_FURTHER: Final = frozenset(("additional", "further", "new", "extra", "more", "such", "major", "large", "foreign"))
_FAR: Final = 16
"""Tokens behind a force in which something is said of its deed at most."""


class Deed(NamedTuple):
    """A noun of deed with the force as its object."""

    at: int
    status: Status
    group: str
    governor: Governor | None


def find_deed(sentence: Sentence, force: Force, floor: int) -> Deed | None:
    """Return the noun right before `of` (or `for`) and the force; only words of time and place may stand between."""
    tokens = sentence.tokens
    of = _before_list(tokens, force.first - 1, floor)
    if of <= floor or tokens[of].low not in _LINKS:
        return None
    at = _noun_before(sentence, of, floor)
    group = _NOUNS.get(tokens[at].low)
    if group is None or not _fits(tokens[of].low, group):
        return None
    governor = find_governor(tokens, at, floor)
    status = _status(sentence, force, group, governor)
    if status is None:
        return None
    wanting = group in ("ask", "offer")
    if tokens[at].low == "need":
        if tokens[at - 1].low != "no":
            return None
        status = Status.DENIED
    if tokens[at - 1].low == "no" or (tokens[at - 1].low in _FURTHER and tokens[at - 2].low == "no"):
        if wanting and tokens[at].low != "need":
            # "There had been no request for troops."
            return None
        status = Status.DENIED if governor is None or tokens[at].low == "need" else status
    return Deed(at, status, group, governor)


def _before_list(tokens: tuple[Token, ...], at: int, floor: int) -> int:
    """Step back over what a force is listed with: `a plea for ships, aircraft and soldiers`."""
    if tokens[at].low not in ("and", "or"):
        return at
    for step in range(at - 1, max(floor, at - _LIST), -1):
        if tokens[step].low in ("for", "of"):
            return step
        if tokens[step].low != "," and (tokens[step].kind != "word" or tokens[step].low in FUNCTION):
            return at
    return at


def _noun_before(sentence: Sentence, of: int, floor: int) -> int:
    """Step back over adverbs, times and places: `the deployment to Mali on Monday of 300 soldiers`."""
    tokens = sentence.tokens
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    places = {mention.stop: mention.first for mention in sentence.mentions}
    at = of - 1
    if tokens[at].low == "," and at in places:
        # "the arrival in Juba, South Sudan, of"
        at -= 1
    while at > floor and (at in timed or tokens[at].low in _BETWEEN or tokens[at].low in ADVERBS):
        at -= 1
    if at + 1 in places and places[at + 1] > floor + 1:
        at = places[at + 1] - 1
        while at > floor and (tokens[at].low in _INTO or at + 1 in places or tokens[at].low == ","):
            at = places[at + 1] - 1 if at + 1 in places else at - 1
    return at


def _fits(link: str, group: str) -> bool:
    if link in _TALK:
        return group == "offer"
    if link == "for":
        return group in ("ask", "offer", "approve")
    return group != "approve"


def _status(sentence: Sentence, force: Force, group: str, governor: Governor | None) -> Status | None:
    behind = judgement(sentence, force)
    refused = behind == "refuse" or (governor is not None and governor.group == "refuse" and not governor.negated)
    if group == "rumour":
        # "Reports of Iranian troops in Yemen are false"
        denied = refused or sentence.clause_at(force.head).scope.denied
        return Status.DENIED if denied else None
    if group == "approve":
        return None if refused else Status.CONSIDERED if behind == "offer" else Status.APPROVED
    if group in ("ask", "offer"):
        return Status.DENIED if refused else Status.REQUESTED if group == "ask" else Status.CONSIDERED
    if group == "withdraw" and not _goes_somewhere(sentence, force):
        return Status.WITHDRAWING if behind or governor is not None else Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if group == "presence":
        if refused:
            return Status.DENIED
        wanted = governor is not None and governor.group in ("offer", "ask", "begin", "finish")
        return None if wanted or not force.actors else Status.DEPLOYED
    if behind in ("approve", "offer", "refuse"):
        return {"approve": Status.APPROVED, "offer": Status.CONSIDERED, "refuse": Status.DENIED}[behind]
    if governor is not None:
        return of_governor(governor) or Status.DEPLOYED
    return {"begin": Status.DEPLOYING, "will": Status.APPROVED}.get(behind, Status.DEPLOYED)


def _goes_somewhere(sentence: Sentence, force: Force) -> bool:
    """`the departure of 120 men for the Solomon Islands`."""
    tokens = sentence.tokens
    return any(
        mention.first >= force.stop and any(tokens[at].low in _AWAY for at in range(force.stop, mention.first)[-2:])
        for mention in sentence.mentions
    )


def judgement(sentence: Sentence, force: Force) -> str:
    """Return what is said of a deed behind its force: begin, approve, offer, refuse, will, or nothing."""
    tokens = sentence.tokens
    for at in range(force.stop, min(len(tokens), force.stop + _FAR)):
        low = tokens[at].low
        if low in _BREAKS:
            break
        if low in _BEHIND.openers and (found := _BEHIND.match(tokens, at)) is not None:
            return found[1]
    return ""
