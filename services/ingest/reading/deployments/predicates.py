"""What becomes of a force in its sentence: the verb or noun that rules it."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.behind import find_behind
from services.ingest.reading.deployments.deeds import find_deed
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.own_deed import OwnDeed
from services.ingest.reading.deployments.statuses import of_active
from services.ingest.reading.deployments.verbs import Form, Governor, find_governor, form_at, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BE, FINITE, MODALS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_SEND_OFF: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.send_off"))
_CARRYING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.carrying"))
_ENDING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.ending"))
_SENT_IN: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.sent_in"))
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
_NEVER_BETWEEN: Final = frozenset(("to", "into", "at", "by", "against", "between", "under", ","))
_LET_IN: Final = frozenset(("into", "in", "onto", "cross", "enter", "use", "through", "stay", "land", "operate"))
_GROUND_VERBS: Final = frozenset(("deploy", "station", "move", "position", "redeploy", "roll", "land", "mass"))
_CRAFT_VERBS: Final = _GROUND_VERBS | {"send", "dispatch", "despatch", "base", "order"}
_SUBJECTS: Final = load_words("deployments", "agents.offices") | {
    *("it", "he", "she", "who", "which", "and", "alliance", "bloc", "coalition", "union", "group", "country", "side"),
}
_ALERT: Final = frozenset(("alert", "standby", "readiness", "notice"))
_PUT: Final = frozenset(("under", "into", "ashore", "in", "there", "at", "on", "across", "over", "to"))
_GROUND: Final = load_words("deployments", "heads.ground")
_INVARIANT: Final = frozenset(("let", "put", "set", "cut", "quit", "spread"))
_NAVAL: Final = load_words("deployments", "heads.naval")
_REACH: Final = 7
_LONG_REACH: Final = 14
"""Tokens between a verb and the force that is its object at most; for verbs of asking, which name somebody between."""


class Predicate(NamedTuple):
    """The word that rules a force."""

    at: int
    first: int
    """the first token of its verb group"""
    status: Status
    group: str
    """send, approve, ask, come ...; `copula` for `are in`, `phrase` for a set phrase"""
    governor: Governor | None
    object: bool
    """the force is its object: somebody else sends it"""
    weak: bool = False
    """a state that may be mere background"""


def find_predicate(sentence: Sentence, force: Force, floor: int = 0) -> Predicate | None:
    """Return what becomes of a force, None when the sentence only mentions it."""
    left = _left(sentence, force, floor)
    if left is not None and left.group not in ("receive", "keep"):
        return left
    if left is None and _is_object_of_another(sentence, force):
        behind = find_behind(sentence, force, participles_only=True)
    else:
        behind = find_behind(sentence, force)
    if behind is not None:
        return _from_behind(behind)
    return left


def _from_behind(found: OwnDeed) -> Predicate:
    return Predicate(found.at, found.first, found.status, found.group, found.governor, False, found.weak)


def _left(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    deed = find_deed(sentence, force, floor)
    if deed is not None:
        return Predicate(deed.at, deed.at, deed.status, deed.group, deed.governor, True)
    for phrases, status in (
        (_SEND_OFF, Status.DEPLOYING),
        (_CARRYING, Status.DEPLOYED),
        (_SENT_IN, Status.APPROVED),
        (_ENDING, Status.ENDED),
    ):
        for at in range(max(floor, force.first - 5), force.first):
            match = phrases.match(tokens, at)
            if match is not None and match[0] <= force.first:
                return Predicate(at, at, Status.DENIED if force.none else status, "phrase", None, True)
    existential = _existential(sentence, force)
    if existential is not None:
        return existential
    at, reach = force.first - 1, 0
    while at >= floor and reach < _LONG_REACH:
        low = tokens[at].low
        if low in _BREAKS:
            return None
        form = form_at(tokens, at, "object")
        if form is not None and _is_verb(sentence, at, form):
            return _of_verb(sentence, force, at, form, floor)
        if form is None and (low in FINITE or low in MODALS or (low in AUXILIARIES and low != "being")):
            return None
        at -= 1
        reach += 1
    return None


def _is_verb(sentence: Sentence, at: int, form: Form) -> bool:
    """Tell a verb from a noun or adjective of the same spelling: `an order`, `the mandate is clear`."""
    tokens = sentence.tokens
    before = tokens[at - 1].low if at else ""
    if form.tag in ("base", "s") and (
        before in ("the", "a", "an", "'s", "its", "their", "his", "her", "this", "of", "no", "any", "under", "by")
        or before in BE
    ):
        return False
    if form.tag == "s" and not _may_be_subject(tokens, at - 1, title=sentence.field == "title"):
        return False
    if form.tag == "base":
        governor = find_governor(tokens, at)
        if governor is not None and governor.group == "ask" and "that" in sentence.words:
            # "requested that Australia lend": a subjunctive.
            return True
        around = read_around(tokens, at)
        if form.lemma in _INVARIANT and (around.perfect or _may_be_subject(tokens, at - 1, title=False)):
            return True
        return (
            around.to
            or bool(around.modal)
            or sentence.field == "title"
            or before in ("and", "or", "not", "leaders", "states")
        )
    return True


def _moves_craft(head: str, form: Form) -> bool:
    """Tell a ship or jet that goes with its crew from one that is given away."""
    if head in _NAVAL:
        return True
    return form.lemma in (_GROUND_VERBS if head in _GROUND else _CRAFT_VERBS)


def _may_be_subject(tokens: tuple[Token, ...], at: int, *, title: bool) -> bool:
    """Tell `Paris ships`, `the cabinet offers` from `bar ships`, `of troops orders`."""
    while at >= 0 and (
        tokens[at].low in ADVERBS or tokens[at].low in ("no", "longer") or tokens[at].low.endswith("ly")
    ):
        at -= 1
    if at < 0:
        return title
    return tokens[at].text[0].isupper() or tokens[at].low in _SUBJECTS


def _of_verb(sentence: Sentence, force: Force, at: int, form: Form, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    between = [token.low for token in tokens[at + 1 : force.first]]
    if between[:2] == ["between", "them"]:
        del between[:2]
    after = tokens[force.stop].low if force.stop < len(tokens) else ""
    if form.lemma == "let" and after not in _LET_IN:
        return None
    if form.lemma == "put" and after == "on" and _ALERT & {token.low for token in tokens[force.stop : force.stop + 5]}:
        return Predicate(at, at, Status.CONSIDERED, "offer", None, True)
    if form.lemma == "put" and not (force.stop < len(tokens) and tokens[force.stop].low in _PUT):
        return None
    if form.lemma == "pull" and not _goes_out(tokens, force.stop) and "out" not in between:
        return None
    if force.kind == "craft" and not _moves_craft(tokens[force.head].low, form):
        return None
    if form.group != "ask" and form.group != "refuse":
        far = _LONG_REACH if "as" in between else _REACH
        if len(between) > far or any(word in _NEVER_BETWEEN for word in between):
            return None
    elif "," in between:
        return None
    around = read_around(tokens, at, floor)
    if form.tag == "base" and form.lemma in _INVARIANT and not (around.to or around.modal):
        form = form._replace(tag="past")
    governor = None
    if around.to or form.tag == "ing" or (form.tag == "base" and not around.modal):
        governor = find_governor(tokens, around.first, floor)
    if form.tag == "ing" and governor is None and not around.be and _is_topic(sentence, at):
        return None
    status = of_active(sentence, force, form, around, governor)
    if status is None:
        return None
    if form.group in ("send", "approve") and _goes_out(tokens, force.stop):
        status = Status.WITHDRAWING
    if form.group == "keep" and status is Status.DENIED and governor is None and not (around.negated or force.none):
        return None
    return Predicate(at, around.first, status, form.group, governor, True)


def _is_topic(sentence: Sentence, at: int) -> bool:
    """`Withdrawing the troops now would be a mistake`: what is talked about, not what is done."""
    tokens = sentence.tokens
    opens = at == 0 or tokens[at - 1].low in ("that", "—", ":", '"', "“")
    return opens and bool(sentence.words & {"would", "could", "might", "is", "means"})


def _goes_out(tokens: tuple[Token, ...], stop: int) -> bool:
    low = tokens[stop].low if stop < len(tokens) else ""
    after = tokens[stop + 1].low if stop + 1 < len(tokens) else ""
    return (
        low in ("home", "back") or (low == "out" and after != "to") or (low == "to" and after in ("leave", "withdraw"))
    )


def _existential(sentence: Sentence, force: Force) -> Predicate | None:
    """`there are no Ugandan soldiers in the country`; `they were Russian troops`."""
    tokens = sentence.tokens
    at = force.first - 1
    negated = force.none
    while at > 0 and (
        (tokens[at].low in ADVERBS and tokens[at].low != "there") or tokens[at].low in ("not", "no", "never", "n't")
    ):
        negated = negated or tokens[at].low in ("not", "no", "never", "n't")
        at -= 1
    if at < 1 or tokens[at].low not in BE:
        return None
    subject = at - 1
    while (
        subject > 0
        and tokens[subject].low != "there"
        and (tokens[subject].low in AUXILIARIES or tokens[subject].low in ADVERBS)
    ):
        subject -= 1
    low = tokens[subject].low
    if low == "there":
        return (
            Predicate(at, at, Status.DENIED, "copula", None, True)
            if negated
            else Predicate(at, at, Status.DEPLOYED, "copula", None, True, True)
        )
    if low in ("they", "these") and force.actors:
        return Predicate(at, at, Status.DENIED if negated else Status.DEPLOYED, "identity", None, True)
    return None


_CASES: Final = frozenset(
    (
        "with",
        "against",
        "alongside",
        "by",
        "of",
        "for",
        "to",
        "from",
        "between",
        "among",
        "behind",
        "near",
        "than",
        "on",
        "including",
        "like",
        "at",
        "in",
        "into",
        "over",
    )
)
_REPORTING: Final = frozenset(
    (
        "said",
        "says",
        "reported",
        "confirmed",
        "announced",
        "claims",
        "claimed",
        "saw",
        "showed",
        "alleged",
        "insisted",
        "denied",
        "denies",
        "saying",
        "believe",
        "warned",
        "say",
        "report",
        "let",
        "lets",
        "letting",
        "see",
        "watched",
        "has",
        "think",
        "know",
        "fear",
        "feared",
        "found",
    )
)


def _is_object_of_another(sentence: Sentence, force: Force) -> bool:
    """`to train the army`, `backed by tanks`, `with the troops`: what follows is not told of this force."""
    if force.first == 0:
        return False
    low = sentence.tokens[force.first - 1].low
    if low in _CASES:
        return True
    if low in _REPORTING or low in AUXILIARIES:
        return False
    return low in FINITE or bool(
        form_at(sentence.tokens, force.first - 1, "object") or form_at(sentence.tokens, force.first - 1, "subject")
    )
