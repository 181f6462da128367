"""Forces that are somewhere, as others tell: `there are`, `has had men there since Sunday`, `confirms troops in`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.statuses import planned
from services.ingest.reading.deployments.verbs import is_adverb, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BE, FINITE, MODALS

_REVEALING: Final = frozenset(
    (
        "owned",
        "owns",
        "confessed",
        "confesses",
        "conceded",
        "concedes",
        "admitting",
        "admitted",
        "admits",
        "confirmed",
        "confirms",
        "acknowledged",
        "acknowledges",
        "revealed",
        "reveals",
        "disclosed",
    )
)
_FINDING: Final = frozenset(
    (
        "find",
        "finds",
        "found",
        "finding",
        "see",
        "sees",
        "saw",
        "seeing",
        "met",
        "meet",
        "counted",
        "spotted",
        "noticed",
    )
)
_PLACING: Final = frozenset(("in", "at", "on", "near", "inside", "outside", "along", "around"))
_RECENTLY: Final = frozenset(
    ("weekend", "dawn", "yesterday", "today", "overnight", "noon", "midnight", "daybreak", "now")
)
_LONG_AGO: Final = frozenset(("year", "decade", "month"))
_QUOTES: Final = frozenset(('"', "'", "“", "‘"))
_LIST: Final = 6
"""Tokens of one thing in a list before a force at most."""
_REACH: Final = 14
"""Tokens beside a force that are looked at at most."""


def is_revealed(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`Uganda confirms troops in South Sudan`: what is admitted is news."""
    tokens = sentence.tokens
    at = force.first - 1
    if at < floor or force.stop >= len(tokens) or force.none or tokens[at].low not in _REVEALING:
        return None
    if tokens[force.stop].low not in ("in", "at", "near", "inside", "across") or read_around(tokens, at, floor).negated:
        return None
    behind = (token for token in tokens[force.stop :] if token.kind == "word")
    if any(token.low in AUXILIARIES or token.low in FINITE for token in behind):
        # "confirms soldiers in Kosovo were paid by mistake"
        return None
    return Predicate(at, at, Status.DEPLOYED, "send", None, True)


def is_newly_had(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`has had thirty engineers at the bridge since Sunday`: who has them there from a day of this week sent them."""
    tokens = sentence.tokens
    at = force.first - 1
    while at > floor and (is_adverb(tokens[at]) or tokens[at].low == "now"):
        at -= 1
    if at > floor and tokens[at].low == "having" and not force.none:
        # "owned up to having soldiers in Somalia"
        admitted = any(token.low in _REVEALING for token in tokens[max(floor, at - _REACH) : at])
        denied = read_around(tokens, at, floor).negated
        return Predicate(at, at, Status.DEPLOYED, "send", None, True) if admitted and not denied else None
    if at < floor or tokens[at].low not in ("has", "have", "had") or force.none:
        return None
    around = read_around(tokens, at, floor)
    if around.modal or around.negated or around.no_longer or (tokens[at].low == "had" and not around.perfect):
        return None
    clause = sentence.clause_at(at)
    if any(token.low in _REVEALING for token in tokens[max(floor, at - _REACH) : at]):
        # "has admitted that it has soldiers in Congo"
        return Predicate(at, around.first, Status.DEPLOYED, "send", None, True)
    for step in range(clause.first, min(len(tokens), max(clause.stop, force.stop + _REACH))):
        low = tokens[step].low
        if low == "first" and force.possessed and force.first <= step < force.head:
            # "has its first soldiers in Mali"
            return Predicate(at, around.first, Status.DEPLOYED, "send", None, True)
        if low == "now" and (step in (at - 1, at + 1) or step > force.head):
            return Predicate(at, around.first, Status.DEPLOYED, "send", None, True)
        if low in ("since", "from") and not _RECENTLY.isdisjoint(token.low for token in tokens[step + 1 : step + 3]):
            return Predicate(at, around.first, Status.DEPLOYED, "send", None, True)
        if low in ("since", "from") and any(
            when.first in (step + 1, step + 2) and (when.rule not in _LONG_AGO or tokens[when.first].low == "this")
            for when in sentence.whens
        ):
            return Predicate(at, around.first, Status.DEPLOYED, "send", None, True, True)
    return None


def is_found(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`woke to find Ethiopian tanks at the crossroads`: who meets a force in a place tells that it is there."""
    tokens = sentence.tokens
    at = force.first - 1
    if at < floor or not force.actors or force.none or force.stop >= len(tokens) or tokens[at].low not in _FINDING:
        return None
    behind = [token.low for token in tokens[force.stop : force.stop + _LIST + 2]]
    if behind[0] not in ("and", ",") and behind[0] not in _PLACING:
        return None
    if _PLACING.isdisjoint(behind):
        return None
    around = read_around(tokens, at, floor)
    if around.negated or around.modal:
        return None
    return Predicate(at, at, Status.DEPLOYED, "stay", None, True, True)


def is_there(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`there are no Ugandan soldiers in the country`; `they were Russian troops`."""
    tokens = sentence.tokens
    at = force.first - 1
    negated = force.none
    while at > floor and (
        tokens[at].low in _QUOTES
        or (tokens[at].low in ADVERBS and tokens[at].low != "there")
        or tokens[at].low in ("not", "no", "never", "n't")
    ):
        negated = negated or tokens[at].low in ("not", "no", "never", "n't")
        at -= 1
    if at > 1 and negated and tokens[at].low not in BE:
        at = _before_absent(tokens, at)
    if at <= floor or tokens[at].low not in BE:
        return None
    subject = at - 1
    while (
        subject > floor
        and tokens[subject].low != "there"
        and (tokens[subject].low in AUXILIARIES or tokens[subject].low in ADVERBS)
    ):
        subject -= 1
    low = tokens[subject].low
    modal = next((t.low for t in tokens[subject + 1 : at] if t.low in MODALS), "")
    if low == "there" and modal and not negated:
        # "There will be Portuguese soldiers in Kabul by Christmas"
        status = planned(sentence, read_around(tokens, at, subject), None, negated=False, group="come")
        return Predicate(at, at, status, "copula", None, True) if status is not None else None
    if low == "there":
        return (
            Predicate(at, at, Status.DENIED, "copula", None, True)
            if negated
            else Predicate(at, at, Status.DEPLOYED, "copula", None, True, True)
        )
    if low in ("they", "these") and force.actors:
        return Predicate(at, at, Status.DENIED if negated else Status.DEPLOYED, "identity", None, True)
    return None


def _before_absent(tokens: tuple[Token, ...], at: int) -> int:
    """Step back over what is absent beside a force: `there is no Chinese base and no Chinese soldier`."""
    for step in range(at, max(0, at - _LIST), -1):
        if tokens[step].low in ("no", "neither"):
            return step - 1 if tokens[step - 1].low not in ("and", ",") else _before_absent(tokens, step - 1)
        if tokens[step].low in FINITE:
            break
    return at
