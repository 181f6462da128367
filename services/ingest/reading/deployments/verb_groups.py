"""Verb groups behind a force that open with an auxiliary: `have arrived`, `were sent`, `are due to land`, `are in`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.governors import find_governor
from services.ingest.reading.deployments.own_deed import (
    PLACE_WORDS,
    STATUSES,
    OwnDeed,
    goes_back,
    leaves_own,
    names_where,
    of_course,
    of_phrase,
)
from services.ingest.reading.deployments.statuses import of_governor, of_own, of_passive, planned
from services.ingest.reading.deployments.verbs import (
    Around,
    Form,
    Governor,
    form_at,
    is_adverb,
    moves_in,
    moves_out,
    read_around,
    takes_hold,
)
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, MODALS
from services.ingest.reading.lexicon.files import load_table

_GOVERNORS: Final = load_table("deployments", "governors")
_INNER: Final = frozenset(
    ("not", "to", "n't", "no", "longer", "never", "one", "day", "all", "soon", "first", "at", "last")
)
_BEFORE_TIME: Final = frozenset(("by", "on", "since", "from", "in", "during", "until", "at", "as"))
_MEASURES: Final = frozenset(("kilometres", "kilometers", "km", "miles", "kilometre", "mile", "metres", "yards"))
_MAY: Final = frozenset(("may", "can", "could", "would", "should"))
_POSTING: Final = frozenset(("station", "base", "garrison", "quarter", "billet", "house", "post"))
"""`are stationed at`: a state, perhaps an old one."""
_PUT: Final = frozenset(("ashore", "aboard", "into", "down", "across", "on", "under", "at"))
_NO_WAY: Final = frozenset(("take", "use", "employ"))
_READY: Final = frozenset(("ready", "readiness", "prepare", "prepared", "standby", "alert", "notice"))
_FREED: Final = frozenset(("go", "off", "free", "down", "out", "loose"))
_GETTING: Final = frozenset(("give", "lend", "supply", "promise", "tell", "offer"))
_GOING_ON: Final = frozenset(("continue", "continues", "continued", "keep", "keeps", "kept"))
_COMING: Final = frozenset((Status.DEPLOYED, Status.DEPLOYING, Status.APPROVED))
_AWAITED: Final = frozenset(("due", "bound", "scheduled", "expected", "awaited"))


def read_group(sentence: Sentence, force: Force, at: int) -> tuple[OwnDeed | None, int]:
    """Read the verb group at an auxiliary; returns what it tells and how many tokens it has."""
    tokens = sentence.tokens
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    verb = at
    while verb < len(tokens) and (
        tokens[verb].low in AUXILIARIES
        or is_adverb(tokens[verb])
        or tokens[verb].low in _INNER
        or verb in timed
        or (
            tokens[verb].low in ("or", "and", "nor")
            and verb > at
            and tokens[verb + 1 : verb + 2]
            and tokens[verb + 1].low in MODALS
        )
        or (verb + 1 in timed and verb > at and tokens[verb].low in _BEFORE_TIME)
    ):
        if tokens[verb].low in PLACE_WORDS and tokens[verb].low not in ADVERBS and verb > at:
            break
        verb += 1
        if [token.low for token in tokens[verb : verb + 2]] == ["after", "all"]:
            verb += 2
    if verb >= len(tokens):
        return None, 1
    return _of_group(sentence, force, at, verb), max(1, verb - at)


def _of_group(sentence: Sentence, force: Force, at: int, verb: int) -> OwnDeed | None:
    tokens = sentence.tokens
    around = read_around(tokens, verb, at)
    back = goes_back(sentence, force, verb) if "back" in sentence.words else None
    if back is not None and back is not Status.DEPLOYED:
        return OwnDeed(verb, at, back, "leave", None, False)
    if back is not None:
        coming = Form("subject", "come", tokens[verb].low, "ing" if tokens[verb].low.endswith("ing") else "pp")
        return _of_own_verb(sentence, force, at, verb, coming, around)
    for start in range(verb, at - 1, -1):
        phrase = STATUSES.match(tokens, start) if tokens[start].low in STATUSES.openers else None
        if phrase is not None and phrase[0] > verb:
            found = of_phrase(sentence, force, start, phrase[1])
            return found._replace(first=at) if found is not None else None
    group = _GOVERNORS.get(tokens[verb].low)
    if group is not None and (around.be or around.perfect or around.modal):
        governed = read_governed(sentence, force, verb, group, around)
        if governed is not None:
            return governed
    form = form_at(tokens, verb, "object", passive=True) if around.be else None
    if form is not None and tokens[at].low == "be" and form.group in ("send", "approve"):
        # "agreed that up to 400 soldiers be stationed in Turkey"
        ruled = find_governor(tokens, force.first)
        wanted = of_governor(ruled) if ruled is not None else None
        return OwnDeed(verb, at, wanted, form.group, ruled, False) if wanted is not None else None
    if form is not None and form.group not in ("keep", "receive", "refuse") and _is_moved(tokens, verb, form):
        status = of_passive(sentence, force, form, around)
        if form.group == "send" and status in _COMING and _is_taken_off(sentence, force, verb):
            return OwnDeed(verb, at, Status.WITHDRAWING, "leave", None, False)
        if form.group == "approve" and status is Status.APPROVED and _is_to_be_ready(tokens, verb):
            # "have been told to be ready to go"
            status = Status.CONSIDERED
        weak = form.lemma in _POSTING and not (around.modal or around.to or around.perfect)
        return OwnDeed(verb, at, status, form.group, None, weak) if status is not None else None
    form = form_at(tokens, verb, "subject") or (form_at(tokens, verb, "subject", passive=True) if around.be else None)
    alone = tokens[force.head].low in ("soldier", "peacekeeper", "paratrooper", "officer")
    if form is None and not alone and moves_in(tokens, verb):
        form = Form("subject", "come", tokens[verb].low, "ing" if tokens[verb].low.endswith("ing") else "pp")
    if form is None and takes_hold(tokens, verb):
        form = Form("subject", "hold", tokens[verb].low, "pp")
    if moves_out(tokens, verb) and not leaves_own(sentence, force, verb):
        form = Form("subject", "leave", tokens[verb].low, "ing" if tokens[verb].low.endswith("ing") else "pp")
    if form is not None:
        return _of_own_verb(sentence, force, at, verb, form, around)
    return _of_place(sentence, force, at, verb, around)


def _is_taken_off(sentence: Sentence, force: Force, verb: int) -> bool:
    """`were ferried from Mogadishu to ships`; not `were flown from Djibouti to Juba`."""
    tokens = sentence.tokens
    if verb + 2 >= len(tokens) or tokens[verb + 1].low != "from":
        return False
    codes = {actor.code for actor in force.actors}
    places = [m for m in sentence.mentions if m.first > verb and m.country is not None and m.kind != "demonym"]
    if not codes or not places or places[0].first > verb + 3 or places[0].country in codes:
        return False
    return not any(m.country not in codes | {places[0].country} for m in places[1:])


def _is_moved(tokens: tuple[Token, ...], verb: int, form: Form) -> bool:
    """`were put ashore`, not `is put in order`; `were used`, `were taken` tell of no way there."""
    if form.lemma == "put":
        return verb + 1 < len(tokens) and tokens[verb + 1].low in _PUT
    behind = tokens[verb + 1].low if verb + 1 < len(tokens) else ""
    if form.lemma == "let":
        # "They were let go"
        return behind not in _FREED
    if form.lemma in _GETTING and behind not in ("to", "by", "over", "."):
        # "They were given tents": what they got.
        return False
    return form.lemma not in _NO_WAY


def _of_own_verb(sentence: Sentence, force: Force, at: int, verb: int, form: Form, around: Around) -> OwnDeed | None:
    tokens = sentence.tokens
    if around.modal in _MAY and not around.negated and not force.none:
        # "agreed that Rwandan soldiers may enter": allowed, not only possible.
        ruled = find_governor(tokens, force.first)
        if (
            form.group != "leave"
            and ruled is not None
            and ruled.group == "approve"
            and tokens[force.first - 1].low == "that"
        ):
            return OwnDeed(verb, at, Status.APPROVED, form.group, ruled, False)
    if around.to and not around.modal and (before := _for_before(tokens, force.first)) is not None:
        # "has given leave for 12 ships and 900 marines to enter"
        ruled = find_governor(tokens, before)
        found = of_governor(ruled) if ruled is not None else None
        return (
            OwnDeed(verb, at, found, form.group, ruled, False) if found is not None and form.group == "come" else None
        )
    if form.group == "leave" and verb + 2 < len(tokens) and tokens[verb + 2].low in ("barracks",):
        return None
    if form.group == "end" and around.perfect and not around.negated:
        course = of_course(tokens, verb)
        if course is not None:
            return OwnDeed(verb, at, course, "come" if course is Status.DEPLOYED else "leave", None, False)
    status = of_own(sentence, force, form, around, None, away=names_where(sentence, force, form, verb))
    if status is None:
        return None
    if around.perfect and "had" in (token.low for token in tokens[at:verb]) and _is_relative(tokens, at):
        # "soldiers who had been camping there went back": before what is told.
        return None
    done = around.perfect and not around.be
    under_way = form.group == "stay" and form.tag == "ing" and around.be and not force.definite
    weak = form.group in ("stay", "rest") and not (around.modal or done or under_way)
    return OwnDeed(verb, at, status, form.group, None, weak)


def _is_to_be_ready(tokens: tuple[Token, ...], verb: int) -> bool:
    return not _READY.isdisjoint(token.low for token in tokens[verb + 1 : verb + 7])


def _is_relative(tokens: tuple[Token, ...], at: int) -> bool:
    return at > 0 and tokens[at - 1].low in ("who", "which", "that")


def _for_before(tokens: tuple[Token, ...], first: int) -> int | None:
    for at in range(first - 1, max(-1, first - 8), -1):
        if tokens[at].low == "for":
            return at
        if tokens[at].kind == "mark" or (tokens[at].low in AUXILIARIES and tokens[at].low != "up"):
            return None
    return None


def _behind_measure(tokens: tuple[Token, ...], at: int) -> int:
    """`are eight kilometres inside Kenya`: who is told to be so far in a country has come in."""
    for step in range(at, min(len(tokens) - 1, at + 4)):
        if tokens[step].low in _MEASURES and tokens[step + 1].low in ("inside", "into", "within", "over", "beyond"):
            return step + 1
    return at


def _of_place(sentence: Sentence, force: Force, at: int, verb: int, around: Around) -> OwnDeed | None:
    """`are in`, `will be at`, `are not on`."""
    tokens = sentence.tokens
    measured = _behind_measure(tokens, verb)
    if around.be and tokens[verb].low == "back" and verb + 1 < len(tokens):
        # "are back in South Sudan"
        measured = verb + 1
    if not around.be or tokens[measured].low not in PLACE_WORDS:
        return None
    if around.negated or force.none or around.no_longer:
        return OwnDeed(verb, at, Status.DENIED, "copula", None, False)
    if around.modal or around.to:
        status = planned(sentence, around, None, negated=False, group="come")
        return OwnDeed(verb, at, status, "copula", None, False) if status is not None else None
    if around.perfect and "had" in (token.low for token in tokens[at:verb]):
        # "that had been in the area": before what is told.
        return None
    return OwnDeed(verb, at, Status.DEPLOYED, "copula", None, measured == verb)


def read_governed(sentence: Sentence, force: Force, verb: int, group: str, around: Around) -> OwnDeed | None:
    """`were ordered to cross`, `have been asked to guard`, `are due in Bissau`, `began to arrive`, `began leaving`."""
    tokens = sentence.tokens
    governor = Governor(verb, group, around.negated or force.none, bool(around.modal))
    after = verb + 1
    while after < len(tokens) and tokens[after].low in ADVERBS:
        after += 1
    if after >= len(tokens):
        return None
    target: Form | None = None
    if tokens[after].low == "to":
        step = after + 1
        while step < len(tokens) and (tokens[step].low in ("be", "have") or tokens[step].low in ADVERBS):
            step += 1
        if step < len(tokens):
            phrase = STATUSES.match(tokens, step)
            if phrase is not None and phrase[1] is Status.WITHDRAWING:
                return _leaving(governor, step)
            target = form_at(tokens, step, "subject") or form_at(tokens, step, "object", passive=True)
        if target is None:
            return None
        after = step
    elif group == "begin":
        phrase = STATUSES.match(tokens, after)
        if phrase is not None:
            leaves = phrase[1] is Status.WITHDRAWING
            status = Status.WITHDRAWING if leaves else Status.DEPLOYING
            return OwnDeed(after, verb, status, "phrase", governor, False)
        target = form_at(tokens, after, "subject")
        if target is None or target.tag != "ing":
            return None
    elif not (tokens[verb].low in _AWAITED and tokens[after].low in PLACE_WORDS | {"for", "to"}):
        return None
    if target is not None and moves_out(tokens, after):
        return _leaving(governor, verb)
    if target is not None and target.group in ("leave", "withdraw"):
        if not names_where(sentence, force, target, after):
            return _leaving(governor, verb)
        target = target._replace(group="come")
    found = of_governor(governor)
    if found is None:
        return None
    if target is not None and target.group == "send" and _is_taken_off(sentence, force, after):
        return _leaving(governor, verb)
    if target is not None and target.group in ("stay", "rest") and tokens[verb].low in _GOING_ON:
        # "Our forces will continue to track them": where they have long been.
        return OwnDeed(verb, verb, Status.DEPLOYED, "rest", governor, True)
    if found is Status.APPROVED and _is_to_be_ready(tokens, verb):
        found = Status.CONSIDERED
    return OwnDeed(verb, verb, found, target.group if target else "come", governor, False)


def _leaving(governor: Governor, at: int) -> OwnDeed | None:
    if governor.negated or governor.group == "refuse":
        return None
    return OwnDeed(at, governor.at, Status.WITHDRAWING, "leave", governor, False)
