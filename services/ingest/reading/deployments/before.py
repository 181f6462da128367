"""What stands before a force and rules it: `sent`, `the deployment of`, `was seized by`, `went in with`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.activities import is_task
from services.ingest.reading.deployments.behind import find_behind
from services.ingest.reading.deployments.deeds import find_deed
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.governors import find_governor
from services.ingest.reading.deployments.object_verbs import is_verb, of_verb
from services.ingest.reading.deployments.own_deed import OwnDeed
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.presences import is_found, is_newly_had, is_revealed, is_there
from services.ingest.reading.deployments.statuses import of_own, planned
from services.ingest.reading.deployments.verbs import FORMS, form_at, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    FINITE,
    FUNCTION,
    MODALS,
    PREPOSITIONS,
)
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_SEND_OFF: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.send_off"))
_CARRYING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.carrying"))
_ENDING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.ending"))
_SENT_IN: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.sent_in"))
_PHRASES_BEFORE: Final = (
    (_SEND_OFF, Status.DEPLOYING),
    (_CARRYING, Status.DEPLOYED),
    (_SENT_IN, Status.APPROVED),
    (_ENDING, Status.ENDED),
)
"""Set phrases before a force, and how far it has come by them."""
_BREAKS: Final = frozenset(
    (
        ";",
        ":",
        "—",
        "(",
        ")",
        "?",
        "who",
        "which",
        "that",
        "whose",
        "when",
        "while",
        "after",
        "before",
        "because",
        "where",
        "if",
        "until",
    )
)
_JOIN: Final = Phrases((phrase, True) for phrase in load_words("deployments", "other_verbs.joining"))
_ENLISTING: Final = frozenset(("army", "navy", "military", "legion", "militia", "guard", "police"))
"""`may join the British army`: recruits do."""
_PART_OF: Final = frozenset(("among", "including", "include", "includes"))
_SEIZED: Final = load_words("deployments", "other_verbs.seize") | {
    "held",
    "captured",
    "stormed",
    "overrun",
    "controlled",
}
_INTERVENING: Final = frozenset(
    ("intervene", "invade", "enter", "go", "step", "march", "move", "help", "assist", "join", "take", "participate")
)
_BEFORE_AGENT: Final = frozenset(
    (
        "over",
        "up",
        "since",
        "on",
        "from",
        "in",
        "at",
        "now",
        "this",
        "today",
        "dawn",
        "night",
        "overnight",
        "off",
        "early",
        "late",
        "again",
        "also",
    )
)
"""Words between a participle and the `by` of its agent."""
_TIME: Final = 6
_OPENING: Final = frozenset(("then", "here", "there", "first", "next", "so", "ashore", "inside", "up", "down", "out"))
_SUBJECTS: Final = frozenset(("he", "she", "it", "they", "we", "who", "which", "that"))
_FILLED: Final = frozenset(("full",))
_LONG_REACH: Final = 14
"""Tokens between a force and the verb that it is the object of at most."""


def find_before(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """What stands before the force and rules it: the first of the readers that finds something, else its verb."""
    for read in _LEFT_READERS:
        found = read(sentence, force, floor)
        if found is not None:
            return found
    return _verb_before(sentence, force, floor)


def _deed(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`the deployment of 300 soldiers`"""
    deed = find_deed(sentence, force, floor)
    if deed is None:
        return None
    weak = deed.group == "presence" and deed.status is Status.DEPLOYED
    return Predicate(deed.at, deed.at, deed.status, deed.group, deed.governor, True, weak)


def _set_phrase(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`waved off 300 soldiers`, `trucks full of soldiers`, `called up 300 soldiers`, `wound up its mission`"""
    tokens = sentence.tokens
    for phrases, status in _PHRASES_BEFORE:
        for at in range(max(floor, force.first - 5), force.first):
            match = phrases.match(tokens, at) if tokens[at].low in phrases.openers else None
            if match is None or match[0] > force.first:
                continue
            if phrases is _CARRYING and (own := find_behind(sentence, force)) is not None and not own.weak:
                if tokens[at].low in _FILLED:
                    # "trucks full of soldiers passed through"
                    return from_behind(own)
                continue
            if phrases is _CARRYING and _PART_OF & {token.low for token in tokens[max(0, at - 6) : at]}:
                continue
            if phrases is _ENDING and _is_to_come(tokens, at, floor):
                status = Status.WITHDRAWING
            return Predicate(at, at, Status.DENIED if force.none else status, "phrase", None, True)
    return None


def _is_to_come(tokens: tuple[Token, ...], at: int, floor: int) -> bool:
    """`will wind up`, `is winding up`, `to close down`: an end that is still to come."""
    around = read_around(tokens, at, floor)
    return bool(around.modal) or around.to or (around.be and tokens[at].low.endswith("ing"))


def _verb_before(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """The verb that has the force as its object: `sent 300 soldiers`."""
    tokens = sentence.tokens
    at, reach = force.first - 1, 0
    while at >= floor and reach < _LONG_REACH:
        low = tokens[at].low
        if low in _BREAKS:
            return None
        form = form_at(tokens, at, "object")
        if form is not None and is_verb(sentence, at, form):
            return of_verb(sentence, force, at, form, floor)
        if form is None and (low in FINITE or low in MODALS or (low in AUXILIARIES and low != "being")):
            return None
        at -= 1
        reach += 1
    return None


def _joined_force(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`will join the mission`, `might serve in a force`: who joins it sends soldiers, whoever the force is of."""
    tokens = sentence.tokens
    if force.kind not in ("units", "loose_units", "named"):
        return None
    if any(token.low in _ENLISTING for token in tokens[force.first : force.stop]):
        return None
    for at in range(force.first - 1, max(floor, force.first - 4) - 1, -1):
        found = _JOIN.match(tokens, at) if tokens[at].low in _JOIN.openers else None
        if found is None or found[0] != force.first:
            continue
        around = read_around(tokens, at, floor)
        governor = find_governor(tokens, around.first, floor) if around.to else None
        if tokens[at].low.endswith("ing"):
            governor = find_governor(tokens, at, floor)
        if not (around.modal or around.to or around.negated or governor is not None):
            return None
        status = planned(sentence, around, governor, negated=around.negated, group="come")
        return Predicate(at, around.first, status, "join", governor, True) if status is not None else None
    return None


def _agent(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`is held by men in Rwandan uniform`, `was invaded by soldiers`: a place that the force is in."""
    tokens = sentence.tokens
    at = _participle_before(sentence, force.first - 2, floor)
    if at <= floor or force.first < 2 or tokens[force.first - 1].low != "by":
        return None
    form = next((one for one in FORMS.get(tokens[at].low, ()) if one.tag == "pp" and one.side == "subject"), None)
    task = is_task(tokens, at, "pp")
    if (form is None or form.group not in ("come", "stay")) and tokens[at].low not in _SEIZED and not task:
        return None
    around = read_around(tokens, at, floor)
    if around.negated or force.none:
        return None
    if not around.be:
        # "a hospital run by 60 medics"
        noun = tokens[at - 1]
        if not task or noun.kind != "word" or noun.low in FUNCTION or not force.actors:
            return None
        return Predicate(at, at, Status.DEPLOYED, "act", None, False, True)
    if around.modal or around.to:
        status = planned(sentence, around, None, negated=False, group="come")
        return Predicate(at, around.first, status, "come", None, False) if status is not None else None
    seized = tokens[at].low in _SEIZED
    weak = not seized and (form is None or form.group == "stay") and not around.perfect
    group = "hold" if seized else "act" if form is None else form.group
    return Predicate(at, around.first, Status.DEPLOYED, group, None, False, weak)


def _participle_before(sentence: Sentence, at: int, floor: int) -> int:
    """Step back from `by` over a time and a particle: `was taken over on Sunday by`, `has been held since May by`."""
    tokens = sentence.tokens
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    start = at
    while at > floor and at > start - _TIME and (at in timed or tokens[at].low in _BEFORE_AGENT):
        at -= 1
    return at


def _inverted(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`With him went 90 men`, `Into the town rolled 40 tanks`: a place or time first, the verb, then who moves."""
    tokens = sentence.tokens
    at = force.first - 1
    if at <= floor or force.none:
        return None
    form = next((one for one in FORMS.get(tokens[at].low, ()) if one.side == "subject" and one.group == "come"), None)
    transitive = any(one.side == "object" for one in FORMS.get(tokens[at].low, ()))
    if form is None or transitive or form.tag not in ("past", "s", "base"):
        return None
    clause = sentence.clause_at(at)
    start = clause.first
    while start < at and (tokens[start].kind == "mark" or tokens[start].low in CONJUNCTIONS):
        start += 1
    opens = tokens[start].low in PREPOSITIONS or tokens[start].low in _OPENING
    if not opens or any(tokens[step].low in _SUBJECTS for step in range(start, at)):
        return None
    if any(tokens[step].low == "," for step in range(start, at)):
        # "On Monday, the army landed troops": whoever stands behind the comma is the subject.
        return None
    return Predicate(at, at, Status.DEPLOYED, "come", None, False)


def _instrument(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`may intervene with troops`, `went in with 300 men`: a state acts by its force."""
    tokens = sentence.tokens
    if force.first <= floor or tokens[force.first - 1].low != "with":
        return None
    for at in range(force.first - 2, max(floor - 1, force.first - 9), -1):
        if tokens[at].kind == "mark":
            return None
        form = form_at(tokens, at, "subject")
        if form is None or form.lemma not in _INTERVENING or (form.lemma == "take" and tokens[at + 1].low != "part"):
            continue
        around = read_around(tokens, at, floor)
        governor = find_governor(tokens, around.first, floor) if around.to else None
        status = of_own(sentence, force, form, around, governor, away=False)
        return Predicate(at, around.first, status, form.group, governor, True) if status is not None else None
    return None


def from_behind(found: OwnDeed) -> Predicate:
    """Return the predicate that a verb behind a force makes."""
    return Predicate(found.at, found.first, found.status, found.group, found.governor, False, found.weak)


_LEFT_READERS: Final = (
    _deed,
    _set_phrase,
    _joined_force,
    _agent,
    _inverted,
    is_revealed,
    is_newly_had,
    is_found,
    is_there,
    _instrument,
)
"""What may stand before a force, in the order in which it is looked for."""
