"""What becomes of a force in its sentence: the verb or noun that rules it."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.activities import find_activity, is_shown, is_task
from services.ingest.reading.deployments.behind import find_behind
from services.ingest.reading.deployments.deeds import find_deed
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.growth import GROWING, find_growth
from services.ingest.reading.deployments.object_verbs import is_verb, of_verb
from services.ingest.reading.deployments.own_deed import OwnDeed, homewards
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.statuses import of_own, planned
from services.ingest.reading.deployments.verbs import FORMS, find_governor, form_at, is_adverb, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BE, FINITE, FUNCTION, MODALS
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
_REVEALING: Final = frozenset(
    ("admitted", "admits", "confirmed", "confirms", "acknowledged", "acknowledges", "revealed", "reveals", "disclosed")
)
_FILLED: Final = frozenset(("full",))
_RECENTLY: Final = frozenset(
    ("weekend", "dawn", "yesterday", "today", "overnight", "noon", "midnight", "daybreak", "now")
)
_LONG_AGO: Final = frozenset(("year", "decade", "month"))
_LIST: Final = 6
"""Tokens of one thing in a list before a force at most."""
_LONG_REACH: Final = 14
"""Tokens between a force and the verb that it is the object of at most."""


def find_predicate(sentence: Sentence, force: Force, floor: int = 0) -> Predicate | None:
    """Return what becomes of a force, None when the sentence only mentions it."""
    left = _left(sentence, force, floor)
    if left is not None and left.group == "approve" and _may_be_used(sentence, force):
        # "has formed a reserve that could be sent to Belarus"
        return left._replace(status=Status.CONSIDERED) if left.status is Status.APPROVED else left
    if left is not None and left.group not in ("receive", "keep"):
        return left
    if not sentence.words.isdisjoint(GROWING) and (growth := find_growth(sentence, force)) is not None:
        return _from_behind(growth)
    if left is None and _is_object_of_another(sentence, force):
        behind = find_behind(sentence, force, participles_only=True)
    else:
        behind = find_behind(sentence, force)
    if behind is None and left is None and (is_shown(sentence, force) or not _is_object_of_another(sentence, force)):
        behind = find_activity(sentence, force)
    if behind is not None:
        return _from_behind(homewards(sentence, behind))
    return left


def _may_be_used(sentence: Sentence, force: Force) -> bool:
    """A relative clause right behind a force that leaves open whether it goes: `that may be used`."""
    behind = [token.low for token in sentence.tokens[force.stop : force.stop + 3]]
    return behind[:1] in (["that"], ["which"]) and bool({"may", "might", "could", "can"} & set(behind[1:]))


def _from_behind(found: OwnDeed) -> Predicate:
    return Predicate(found.at, found.first, found.status, found.group, found.governor, False, found.weak)


def _left(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    tokens = sentence.tokens
    deed = find_deed(sentence, force, floor)
    if deed is not None:
        weak = deed.group == "presence" and deed.status is Status.DEPLOYED
        return Predicate(deed.at, deed.at, deed.status, deed.group, deed.governor, True, weak)
    for phrases, status in (
        (_SEND_OFF, Status.DEPLOYING),
        (_CARRYING, Status.DEPLOYED),
        (_SENT_IN, Status.APPROVED),
        (_ENDING, Status.ENDED),
    ):
        for at in range(max(floor, force.first - 5), force.first):
            match = phrases.match(tokens, at) if tokens[at].low in phrases.openers else None
            if match is None or match[0] > force.first:
                continue
            if phrases is _CARRYING and (own := find_behind(sentence, force)) is not None and not own.weak:
                if tokens[at].low in _FILLED:
                    # "trucks full of soldiers passed through"
                    return _from_behind(own)
                continue
            if phrases is _CARRYING and _PART_OF & {token.low for token in tokens[max(0, at - 6) : at]}:
                continue
            return Predicate(at, at, Status.DENIED if force.none else status, "phrase", None, True)
    joined = _joined_force(sentence, force, floor)
    if joined is not None:
        return joined
    agent = _agent(sentence, force, floor)
    if agent is not None:
        return agent
    revealed = _is_revealed(sentence, force, floor)
    if revealed is not None:
        return revealed
    had = _is_newly_had(sentence, force, floor)
    if had is not None:
        return had
    existential = _existential(sentence, force)
    if existential is not None:
        return existential
    instrument = _instrument(sentence, force, floor)
    if instrument is not None:
        return instrument
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


def _is_revealed(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`Uganda confirms troops in South Sudan`: what is admitted is news."""
    tokens = sentence.tokens
    at = force.first - 1
    if at < floor or force.stop >= len(tokens) or force.none or tokens[at].low not in _REVEALING:
        return None
    if tokens[force.stop].low not in ("in", "at", "near", "inside", "across") or read_around(tokens, at, floor).negated:
        return None
    return Predicate(at, at, Status.DEPLOYED, "send", None, True)


def _is_newly_had(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`has had thirty engineers at the bridge since Sunday`: who has them there from a day of this week sent them."""
    tokens = sentence.tokens
    at = force.first - 1
    while at > floor and (is_adverb(tokens[at]) or tokens[at].low == "now"):
        at -= 1
    if at < floor or tokens[at].low not in ("has", "have", "had") or force.none:
        return None
    around = read_around(tokens, at, floor)
    if around.modal or around.negated or around.no_longer or (tokens[at].low == "had" and not around.perfect):
        return None
    clause = sentence.clause_at(at)
    if any(token.low in _REVEALING for token in tokens[max(floor, at - _LONG_REACH) : at]):
        # "has admitted that it has soldiers in Congo"
        return Predicate(at, around.first, Status.DEPLOYED, "send", None, True)
    for step in range(clause.first, min(len(tokens), max(clause.stop, force.stop + _LONG_REACH))):
        low = tokens[step].low
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


def _instrument(sentence: Sentence, force: Force, floor: int) -> Predicate | None:
    """`may intervene with troops`, `went in with 300 men`: a state acts by its force."""
    tokens = sentence.tokens
    if force.first <= floor or tokens[force.first - 1].low != "with":
        return None
    for at in range(force.first - 2, max(floor - 1, force.first - 9), -1):
        if tokens[at].kind == "mark":
            return None
        form = form_at(tokens, at, "subject")
        if form is None or form.lemma not in _INTERVENING:
            continue
        around = read_around(tokens, at, floor)
        governor = find_governor(tokens, around.first, floor) if around.to else None
        status = of_own(sentence, force, form, around, governor, away=False)
        return Predicate(at, around.first, status, form.group, governor, True) if status is not None else None
    return None


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
    if at > 1 and negated and tokens[at].low not in BE:
        at = _before_absent(tokens, at)
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
