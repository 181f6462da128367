"""Nouns that stand for the deed: `the deployment of troops was approved`, `a request for peacekeepers`."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.statuses import of_governor
from services.ingest.reading.deployments.verbs import Governor, find_governor
from services.ingest.reading.document import Sentence
from services.ingest.reading.grammar import ADVERBS
from services.ingest.reading.lexicon.files import load_table

_NOUNS: Final = load_table("deployments", "nouns")
_BREAKS: Final = frozenset((";", ":", "—", "(", ")", "?", "which", "who", "that"))
_BEHIND: Final = {
    **dict.fromkeys(("will", "shall"), "will"),
    **dict.fromkeys(("began", "begun", "started", "begins", "starts"), "begin"),
    **dict.fromkeys(("approved", "authorised", "authorized", "announced", "agreed", "ordered", "cleared"), "approve"),
}


class Deed(NamedTuple):
    """A noun of deed with the force as its object."""

    at: int
    status: Status
    group: str
    governor: Governor | None


def find_deed(sentence: Sentence, force: Force, floor: int) -> Deed | None:
    """Return the noun right before `of` (or `for`) and the force; only words of time may stand between."""
    tokens = sentence.tokens
    of = force.first - 1
    if of <= floor or tokens[of].low not in ("of", "by", "for"):
        return None
    at = of - 1
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    while at > floor and (
        at in timed or tokens[at].low in ("on", "in", "early", "late", "to") or tokens[at].low in ADVERBS
    ):
        at -= 1
    # "the deployment to Mali of 300 soldiers"
    for mention in sentence.mentions:
        if mention.stop == at + 1 and mention.first > floor + 1:
            at = mention.first - 1
            while at > floor and tokens[at].low in ("to", "in", "the", "into"):
                at -= 1
    group = _NOUNS.get(tokens[at].low)
    wants_for = group in ("ask", "offer")
    if group is None or (tokens[of].low == "for") != (wants_for and tokens[of].low == "for"):
        return None
    governor = find_governor(tokens, at, floor)
    status = _status(sentence, force, group, governor)
    if status is None:
        return None
    if tokens[at].low == "need":
        if tokens[at - 1].low != "no":
            return None
        status = Status.DENIED
    if tokens[at - 1].low == "no":
        if wants_for and tokens[at].low != "need":
            # "There had been no request for troops."
            return None
        status = Status.DENIED if governor is None or tokens[at].low == "need" else status
    return Deed(at, status, group, governor)


def _status(sentence: Sentence, force: Force, group: str, governor: Governor | None) -> Status | None:
    behind = _behind(sentence, force)
    refused = governor is not None and governor.group == "refuse" and not governor.negated
    if group in ("ask", "offer"):
        return Status.DENIED if refused else Status.REQUESTED if group == "ask" else Status.CONSIDERED
    if group == "withdraw":
        return Status.WITHDRAWING if behind or governor is not None else Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if group == "presence":
        return Status.DENIED if refused else None
    if behind == "approve":
        return Status.APPROVED
    if governor is not None:
        return of_governor(governor) or Status.DEPLOYED
    return {"begin": Status.DEPLOYING, "will": Status.APPROVED}.get(behind, Status.DEPLOYED)


def _behind(sentence: Sentence, force: Force) -> str:
    for token in sentence.tokens[force.stop : force.stop + 16]:
        if token.low in _BREAKS:
            break
        if token.low in _BEHIND:
            return _BEHIND[token.low]
    return ""
