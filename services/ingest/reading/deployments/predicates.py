"""What becomes of a force in its sentence: the verb or noun that rules it, and how far the deed has come."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.verbs import Around, Form, Governor, find_governor, form_at, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BE, FINITE, MODALS
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.phrases import Phrases

_NOUNS: Final = load_table("deployments", "nouns")
_FRESH: Final = load_words("deployments", "status.fresh")
_ON_THE_WAY: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.on_the_way"))
_ARRIVED: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.arrived"))
_LEAVING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.leaving"))
_GOING_IN: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.going_in"))
_PLACE_WORDS: Final = frozenset(
    ("in", "at", "on", "near", "inside", "across", "around", "outside", "over", "there", "here")
)
_BREAKS: Final = frozenset((";", ":", "—", "(", ")", "?"))
_RELATIVES: Final = frozenset(("who", "which", "that", "whose"))
_SUBORDINATORS: Final = frozenset(
    ("when", "while", "after", "before", "because", "where", "if", "until", "though", "although")
)
_LIGHT: Final = frozenset(
    ("up", "off", "out", "in", "over", "available", "as", "many", "of", "on", "for", "from", "its", "with")
)
_FAR: Final = 30
"""Tokens from a force to its verb at most."""


class Predicate(NamedTuple):
    """The word that rules a force."""

    at: int
    first: int
    """the first token of its verb group"""
    status: Status
    group: str
    """send, approve, ask, come ...; `copula` for `are in`"""
    governor: Governor | None
    form: Form | None
    object: bool
    """the force is its object: somebody else sends it"""
    weak: bool = False
    """a state that may be mere background"""


def find_predicate(sentence: Sentence, force: Force, floor: int = 0) -> Predicate | None:
    """Return what becomes of a force, None when the sentence only mentions it."""
    left = _left(sentence, force, floor)
    if left is not None and left.group not in ("receive", "keep"):
        return left
    right = _right(sentence, force)
    return right or left


def _left(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    at = force.first - 1
    if at >= 0 and tokens[at].low in ("of", "by", "from", "for", "as"):
        noun = _noun_before(sentence, at, force, floor)
        if noun is not None:
            return noun
    steps = 0
    while at >= floor and steps < 14:
        token = tokens[at]
        low = token.low
        if low in _BREAKS or low in _RELATIVES or low in _SUBORDINATORS:
            return None
        form = form_at(tokens, at, "object")
        if form is not None and not (form.tag in ("base", "s") and _is_noun(tokens, at)):
            reach = [t.low for t in tokens[at + 1 : force.first]]
            if form.group in ("ask", "refuse") or (len(reach) <= 6 and all(_is_light(word) for word in reach)):
                return _object(sentence, force, at, form, floor)
            return None
        if low in FINITE and low not in ("left",):
            return None
        if low in MODALS or (low in AUXILIARIES and low not in ("being",)):
            return None
        at -= 1
        steps += 1
    return None


def _is_light(low: str) -> bool:
    return (
        low in _LIGHT
        or low in ADVERBS
        or low in ('"', "'", ",", "and", "a", "the", "an")
        or (
            low.isalpha()
            and low not in ("to", "into", "at", "by", "that", "against", "between", "under", "is", "was", "are", "were")
        )
    )


def _is_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """`the request`, `an order`, `its call`: a noun that looks like a verb."""
    before = tokens[at - 1].low if at else ""
    return before in ("the", "a", "an", "'s", "its", "their", "his", "her", "this", "of", "no", "any", "under", "by")


def _noun_before(sentence: Sentence, of: int, force: Force, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    for at in range(of - 1, max(floor, of - 6) - 1, -1):
        low = tokens[at].low
        group = _NOUNS.get(low)
        if (
            group is None
            or (group == "ask" and tokens[of].low != "for")
            or (tokens[of].low == "for" and group not in ("ask", "offer"))
        ):
            if low in FINITE or low in _BREAKS or low in AUXILIARIES:
                return None
            continue
        governor = find_governor(tokens, at, floor)
        around = read_around(tokens, at, floor)
        status = _noun_status(sentence, force, group, governor)
        if status is None:
            return None
        if tokens[max(0, at - 1)].low == "no" or (around.negated and governor is None):
            status = Status.DENIED
        return Predicate(at, at, status, group, governor, None, True)
    return None


def _noun_status(sentence: Sentence, force: Force, group: str, governor: Governor | None) -> Status | None:
    behind = _verb_behind_noun(sentence, force)
    if group == "ask":
        return Status.REQUESTED
    if group == "offer":
        return Status.CONSIDERED
    if group == "withdraw":
        return Status.WITHDRAWING if behind in ("begin", "will") or governor is not None else Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if group == "presence":
        return Status.DENIED if governor is not None and governor.group == "refuse" else None
    ruled = governor.group if governor is not None else behind
    negated = governor.negated if governor is not None else False
    if ruled == "approve" or behind == "approve":
        return Status.DENIED if negated else Status.APPROVED
    if ruled == "offer":
        return Status.DENIED if negated else Status.CONSIDERED
    if ruled == "ask":
        return Status.REQUESTED
    if ruled == "refuse":
        return Status.CONSIDERED if negated else Status.DENIED
    if ruled == "begin":
        return Status.DEPLOYING
    if behind == "will":
        return Status.APPROVED
    return Status.DEPLOYED


def _verb_behind_noun(sentence: Sentence, force: Force) -> str:
    """What is said of a noun behind it: `the deployment of ... was approved`, `will start`, `has begun`."""
    tokens = sentence.tokens
    for at in range(force.stop, min(len(tokens), force.stop + 16)):
        low = tokens[at].low
        if low in ("will", "shall"):
            return "will"
        if low in ("began", "begun", "started", "begins", "starts"):
            return "begin"
        if low in ("approved", "authorised", "authorized", "announced", "agreed", "ordered", "cleared"):
            return "approve"
        if low in _BREAKS or low in _RELATIVES:
            break
    return ""


def _object(sentence: Sentence, force: Force, at: int, form: Form, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    around = read_around(tokens, at, floor)
    governor = None
    if around.to or form.tag == "ing" or (form.tag == "base" and not around.modal):
        governor = find_governor(tokens, around.first, floor)
    status = _active(sentence, force, form, around, governor)
    if status is None:
        return None
    if form.group in ("send", "approve") and _LEAVING_BEHIND(tokens, force.stop):
        status = Status.WITHDRAWING
    return Predicate(at, around.first, status, form.group, governor, form, True)


def _LEAVING_BEHIND(tokens: tuple[Token, ...], stop: int) -> bool:  # noqa: N802
    low = tokens[stop].low if stop < len(tokens) else ""
    after = tokens[stop + 1].low if stop + 1 < len(tokens) else ""
    return (
        low in ("home", "back") or (low == "out" and after != "to") or (low == "to" and after in ("leave", "withdraw"))
    )


def _active(sentence: Sentence, force: Force, form: Form, around: Around, governor: Governor | None) -> Status | None:
    """The status of a verb that somebody else does to the force."""
    group = form.group
    negated = around.negated or force.none
    if group == "keep":
        if around.no_longer or _has(sentence, "no", "longer"):
            return Status.WITHDRAWN
        return Status.DENIED if negated and not around.modal else None
    if group == "refuse":
        return Status.CONSIDERED if around.negated else Status.DENIED
    if group == "ask":
        return None if around.negated else Status.REQUESTED
    if group == "withdraw":
        if negated:
            return None
        if around.modal in ("may", "might", "could", "would") or (
            governor is not None and governor.group in ("offer", "ask", "refuse")
        ):
            return None if governor is not None and governor.group == "refuse" else Status.WITHDRAWING
        done = form.tag in ("past", "pp") and not around.be
        return Status.WITHDRAWN if done and not around.to else Status.WITHDRAWING
    if group == "rotate":
        return Status.ROTATION
    if around.modal or around.to or around.negated or governor is not None:
        return _planned(sentence, around, governor, negated, group)
    if negated:
        return Status.DENIED
    if group == "approve":
        return Status.APPROVED
    if group == "offer":
        return Status.CONSIDERED
    if group == "reinforce":
        return Status.REINFORCED
    if group == "receive":
        return Status.DEPLOYED
    if form.tag in ("past", "pp"):
        return Status.DEPLOYED
    return Status.DEPLOYING


def _planned(sentence: Sentence, around: Around, governor: Governor | None, negated: bool, group: str) -> Status | None:
    """The status of what is to come, wanted, thought of or refused."""
    if governor is not None and (around.to or not around.modal):
        if governor.group == "approve":
            return (
                Status.DENIED
                if governor.negated or negated
                else Status.CONSIDERED
                if group == "offer"
                else Status.APPROVED
            )
        if governor.group == "offer":
            return Status.DENIED if governor.negated or negated else Status.CONSIDERED
        if governor.group == "ask":
            return None if governor.negated or negated else Status.REQUESTED
        if governor.group == "refuse":
            return Status.CONSIDERED if governor.negated else Status.DENIED
        if governor.group == "begin":
            return Status.DEPLOYING
        if governor.group == "finish":
            return Status.DEPLOYED
        if governor.group == "rumour" and not around.modal:
            return Status.DENIED if negated else Status.DEPLOYED
    if negated:
        return Status.DENIED
    modal = around.modal
    if modal in ("will", "shall", "'ll", "won't"):
        return Status.CONSIDERED if sentence.words & {"if", "unless"} and group != "approve" else Status.APPROVED
    if modal in ("would", "'d"):
        return Status.APPROVED if _is_reported(sentence, around.first) else Status.CONSIDERED
    if modal:
        return Status.CONSIDERED
    if around.be or sentence.field == "title":
        return Status.APPROVED
    # "flew in to ...", "to send troops" with nothing that rules it: a purpose.
    return None


_REPORTING: Final = frozenset(
    (
        "said",
        "says",
        "announced",
        "announces",
        "confirmed",
        "confirms",
        "told",
        "promised",
        "pledged",
        "decided",
        "declared",
        "vowed",
        "agreed",
        "stated",
        "added",
    )
)


def _is_reported(sentence: Sentence, before: int) -> bool:
    """`said it would send` is a decision told later; `would send if asked` is not."""
    if sentence.words & {"if", "unless", "should", "provided"}:
        return False
    return any(token.low in _REPORTING for token in sentence.tokens[max(0, before - 10) : before])


def _has(sentence: Sentence, one: str, other: str) -> bool:
    tokens = sentence.tokens
    return any(tokens[at].low == one and tokens[at + 1].low == other for at in range(len(tokens) - 1))


def _right(sentence: Sentence, force: Force) -> Predicate | None:
    """The first verb behind the force that is its own."""
    tokens = sentence.tokens
    at, relative = force.stop, False
    end = min(len(tokens), force.stop + _FAR)
    participle: Predicate | None = None
    while at < end:
        low = tokens[at].low
        if low in _BREAKS and low not in ("(", ")"):
            break
        if low in _SUBORDINATORS and at > force.stop + 1:
            break
        if low in _RELATIVES:
            relative = True
            at += 1
            continue
        if low in MODALS or low in AUXILIARIES or (low == "to" and at == force.stop):
            found = _group(sentence, force, at)
            if found is not None or not relative:
                return found or participle
            relative = False
        else:
            form = form_at(tokens, at, "subject")
            phrase = _phrase(tokens, at)
            if phrase is not None and (form is None or form.tag != "past" or phrase is Status.WITHDRAWING):
                return _of_phrase(sentence, force, at, phrase)
            if (
                form is not None
                and form.tag in ("past", "s", "base")
                and not (form.tag == "base" and _is_noun(tokens, at))
            ):
                status = _own(sentence, force, form, read_around(tokens, at, force.stop), None)
                if status is not None:
                    return Predicate(at, at, status, form.group, None, form, False, form.group in ("stay", "rest"))
                if not relative:
                    return participle
            elif form is not None and form.tag == "ing":
                status = _own(sentence, force, form, Around(at, False, "", False, True, False, False), None)
                if status is not None and participle is None and form.group in ("come", "leave"):
                    participle = Predicate(at, at, status, form.group, None, form, False)
                elif status is not None and participle is None and form.group == "stay":
                    participle = Predicate(at, at, status, form.group, None, form, False, True)
            elif low in FINITE and tokens[at - 1].low not in ("has", "have") and not relative:
                passive = form_at(tokens, at, "object", passive=True)
                if (
                    passive is not None
                    and sentence.field == "title"
                    and passive.group in ("send", "withdraw", "approve")
                ):
                    return _headline(sentence, force, at, passive)
                if passive is None:
                    return participle
            elif sentence.field == "title":
                passive = form_at(tokens, at, "object", passive=True)
                if passive is not None and passive.group in ("send", "withdraw", "approve", "rotate"):
                    return _headline(sentence, force, at, passive)
        at += 1
    return participle


def _headline(sentence: Sentence, force: Force, at: int, form: Form) -> Predicate:
    """`Troops sent to the border`: a headline leaves out `were`."""
    status = {"withdraw": Status.WITHDRAWN, "approve": Status.APPROVED, "rotate": Status.ROTATION}.get(
        form.group, Status.DEPLOYED
    )
    return Predicate(at, at, Status.DENIED if force.none else status, form.group, None, form, False)


def _phrase(tokens: tuple[Token, ...], at: int) -> Status | None:
    if _LEAVING.match(tokens, at):
        return Status.WITHDRAWING
    if _ON_THE_WAY.match(tokens, at):
        return Status.DEPLOYING
    if _GOING_IN.match(tokens, at):
        return Status.APPROVED
    if _ARRIVED.match(tokens, at):
        return Status.DEPLOYED
    return None


def _of_phrase(sentence: Sentence, force: Force, at: int, status: Status) -> Predicate | None:
    around = read_around(sentence.tokens, at, force.stop)
    if status is Status.WITHDRAWING:
        if around.negated:
            return None
        if around.perfect and not around.to:
            status = Status.WITHDRAWN
    elif around.negated or force.none:
        status = Status.DENIED
    elif around.modal:
        planned = _planned(sentence, around, None, False, "come")
        if planned is None:
            return None
        status = planned
    return Predicate(at, around.first, status, "phrase", None, None, False)


def _group(sentence: Sentence, force: Force, at: int) -> Predicate | None:
    """Read a verb group that begins with an auxiliary: `have been sent`, `are in`, `will be`, `are to go`."""
    tokens = sentence.tokens
    verb = at
    while verb < len(tokens) and (
        tokens[verb].low in AUXILIARIES
        or tokens[verb].low in ADVERBS
        or tokens[verb].low in ("not", "to", "n't", "no", "longer", "never", ",", "reportedly", "all")
        or tokens[verb].low.endswith("ly")
    ):
        verb += 1
    if verb >= len(tokens):
        return None
    around = read_around(tokens, verb, at)
    phrase = _phrase(tokens, verb) or (_phrase(tokens, verb - 1) if verb - 1 > at else None)
    if phrase is not None:
        found = _of_phrase(sentence, force, verb, phrase)
        return found._replace(first=at) if found is not None else None
    governor = find_governor(tokens, verb + 1, verb) if verb + 1 < len(tokens) else None
    if governor is not None and governor.at == verb:
        inner = next((s for s in range(verb + 1, min(len(tokens), verb + 8)) if tokens[s].low == "to"), None)
        if inner is not None or tokens[verb].low in ("due", "bound"):
            return _governed(sentence, force, verb, inner, governor, around)
    form = form_at(tokens, verb, "object", passive=True) if around.be else None
    if form is not None and form.group in ("keep", "receive", "refuse"):
        form = None
    if form is not None:
        status = _passive(sentence, force, form, around)
        if status is None:
            return None
        return Predicate(verb, at, status, form.group, None, form, False)
    form = form_at(tokens, verb, "subject") or (form_at(tokens, verb, "subject", passive=True) if around.be else None)
    if form is not None:
        status = _own(sentence, force, form, around, None)
        weak = form.group in ("stay", "rest") and not around.modal
        return Predicate(verb, at, status, form.group, None, form, False, weak) if status is not None else None
    if around.be and tokens[verb].low in _PLACE_WORDS:
        if around.negated or force.none or around.no_longer:
            return Predicate(verb, at, Status.DENIED, "copula", None, None, False)
        if around.modal:
            planned = _planned(sentence, around, None, False, "come")
            return Predicate(verb, at, planned, "copula", None, None, False) if planned is not None else None
        return Predicate(verb, at, Status.DEPLOYED, "copula", None, None, False, True)
    if around.modal and form_at(tokens, verb, "object") is None and tokens[verb].low == "form":
        return None
    return None


def _governed(
    sentence: Sentence, force: Force, verb: int, inner: int | None, governor: Governor, around: Around
) -> Predicate | None:
    """`were ordered to cross`, `have been asked to guard`, `are due in Bissau`, `began to arrive`."""
    tokens = sentence.tokens
    target = None
    if inner is not None:
        step = inner + 1
        while step < len(tokens) and (tokens[step].low in ("be", "have") or tokens[step].low in ADVERBS):
            step += 1
        if step < len(tokens):
            target = form_at(tokens, step, "subject") or form_at(tokens, step, "object", passive=True)
            if _LEAVING.match(tokens, step):
                return Predicate(step, verb, Status.WITHDRAWING, "leave", governor, None, False)
    if target is not None and target.group in ("leave", "withdraw"):
        return Predicate(verb, verb, Status.WITHDRAWING, "leave", governor, target, False)
    if target is None and inner is not None and tokens[verb].low not in ("due",):
        return None
    negated = around.negated or force.none or governor.negated
    status = {
        "approve": Status.APPROVED,
        "offer": Status.CONSIDERED,
        "ask": Status.REQUESTED,
        "begin": Status.DEPLOYING,
        "finish": Status.DEPLOYED,
        "refuse": Status.DENIED,
    }.get(governor.group)
    if status is None:
        return None
    if negated and status is not Status.REQUESTED:
        status = Status.DENIED
    return Predicate(verb, verb, status, "send", governor, target, False)


def _passive(sentence: Sentence, force: Force, form: Form, around: Around) -> Status | None:
    negated = around.negated or force.none
    group = form.group
    if group == "withdraw":
        return None if negated else Status.WITHDRAWING if around.modal or around.to else Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if group == "ask":
        return None if negated else Status.REQUESTED
    if around.modal or around.to:
        if around.to and not around.modal and not negated:
            return Status.APPROVED
        return _planned(sentence, around, None, negated, group)
    if negated:
        return Status.DENIED
    if group == "approve":
        return Status.APPROVED
    if group == "offer":
        return Status.CONSIDERED
    if group == "reinforce":
        return None
    words = [token.low for token in sentence.tokens]
    return Status.DEPLOYING if "being" in words else Status.DEPLOYED


def _own(sentence: Sentence, force: Force, form: Form, around: Around, governor: Governor | None) -> Status | None:
    """The status of a verb that the force itself does."""
    group = form.group
    negated = around.negated or force.none
    if group == "leave":
        if negated:
            return None
        if _goes_towards(sentence, force):
            return Status.APPROVED if around.modal else Status.DEPLOYING
        if around.modal or around.to or form.tag in ("ing", "base", "s"):
            return Status.WITHDRAWING
        return Status.WITHDRAWN
    if group == "rotate":
        return Status.ROTATION
    if around.to and around.be and not around.modal and not negated:
        return Status.APPROVED
    if around.modal or around.to:
        return _planned(sentence, around, governor, negated, group)
    if negated:
        return Status.DENIED
    if form.tag == "ing":
        return Status.DEPLOYING if group == "come" else Status.DEPLOYED
    if form.lemma == "follow":
        return None
    return Status.DEPLOYED


def _goes_towards(sentence: Sentence, force: Force) -> bool:
    """`left for Bangui`, `departed Tuesday for Bangui`: away from home, not away from the host."""
    tokens = sentence.tokens
    for at in range(force.stop, len(tokens)):
        if tokens[at].low in _BREAKS:
            return False
        if tokens[at].low in ("for", "to") and any(
            mention.first in (at + 1, at + 2, at + 3) for mention in sentence.mentions
        ):
            return True
    return False


def is_fresh(sentence: Sentence) -> bool:
    """Tell whether a state is told as news: a day of this week, `now`, `for the first time`."""
    return bool(sentence.words & _FRESH) or any(when.start is not None for when in sentence.whens)


_ = BE
