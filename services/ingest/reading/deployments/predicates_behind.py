"""The verb behind a force that is its own: `have arrived`, `were sent`, `are in`, `due to land`."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.statuses import of_governor, of_own, of_passive, planned
from services.ingest.reading.deployments.verbs import Around, Form, Governor, find_governor, form_at, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.phrases import Phrases

_STATUSES: Final[Phrases[Status]] = Phrases(
    (phrase, status)
    for table, status in (
        ("leaving", Status.WITHDRAWING),
        ("on_the_way", Status.DEPLOYING),
        ("going_in", Status.APPROVED),
        ("arrived", Status.DEPLOYED),
        ("over", Status.ENDED),
    )
    for phrase in sorted(load_words("deployments", f"status.{table}"))
)
_GOVERNORS: Final = load_table("deployments", "governors")
_PLACE_WORDS: Final = frozenset(
    ("in", "at", "on", "near", "inside", "across", "around", "outside", "over", "there", "here")
)
_BREAKS: Final = frozenset((";", ":", "—", "?"))
_RELATIVES: Final = frozenset(("who", "whom", "which", "that", "whose"))
_SUBORDINATORS: Final = frozenset(
    ("when", "while", "after", "before", "because", "where", "if", "until", "though", "although", "but")
)
_LET: Final = frozenset(("let", "lets", "letting", "have"))
_SEEN: Final = frozenset(("saw", "seen", "watched", "see", "heard"))
_WAR: Final = load_words("deployments", "other_verbs.war")
_BEFORE_NOUN: Final = ARTICLES | POSSESSIVES | DETERMINERS | PREPOSITIONS
_INVARIANT: Final = frozenset(("put", "let", "set", "cut", "give", "make", "lend"))
_BARE: Final = Around(0, False, "", False, True, False, False)
_FAR: Final = 30
"""Tokens from a force to its verb at most."""


class Behind(NamedTuple):
    """A verb behind a force and what it makes of it."""

    at: int
    first: int
    status: Status
    group: str
    governor: Governor | None
    weak: bool


def find_behind(sentence: Sentence, force: Force, *, participles_only: bool = False) -> Behind | None:
    """Return the first verb behind the force that is its own and tells of a deployment.

    `participles_only` is for a force that is the object of another verb: `with 300 soldiers taking part`.
    """
    tokens = sentence.tokens
    at, relative, closed = force.stop, False, participles_only
    participle: Behind | None = None
    end = min(len(tokens), force.stop + _FAR)
    while at < end:
        low = tokens[at].low
        if low in _BREAKS:
            break
        if (low in _SUBORDINATORS and at > force.stop + 1) or (low == "as" and _opens_clause(tokens, at)):
            return participle or _after_crossing(sentence, force, at)
        found: Behind | None = None
        step = 1
        if low in _RELATIVES:
            relative = True
        elif low in ("and", ",") and not participles_only:
            closed = False
        elif closed and not (participles_only and at == force.stop):
            pass
        elif low in MODALS or low in AUXILIARIES or low == "to":
            if not participles_only:
                found, step = _group(sentence, force, at)
            if found is None and low != "to" and not relative:
                closed = True
            relative = relative and found is None
        else:
            found = _plain(sentence, force, at, participles_only=participles_only)
            if found is not None and tokens[at].low.endswith("ing"):
                participle, found = participle or found, None
            elif found is None and not relative and low in _WAR:
                after = (_after_crossing(sentence, force, step) for step in range(at, len(tokens)))
                return participle or next((deed for deed in after if deed is not None), None)
            elif found is None and not relative and _is_other_verb(tokens, at, force):
                closed = True
        if found is not None:
            return found
        at += step
    return participle or _telegraphic(sentence, force)


def _telegraphic(sentence: Sentence, force: Force) -> Behind | None:
    """`Ukrainian units over border, now in Kursk region`: a note without a verb; `No marines in Dushanbe`."""
    tokens = sentence.tokens
    at = force.stop
    if at < len(tokens) and tokens[at].low == "(":
        at = next((step + 1 for step in range(at, len(tokens)) if tokens[step].low == ")"), at)
    after = tokens[at].low if at < len(tokens) else ""
    opens = force.first == 0 or tokens[force.first - 1].low in (":", ";", ",", "(", "-", ".", '"')
    if not opens or after not in _PLACE_WORDS | {"past", "heading"}:
        return None
    if force.none and sentence.field == "title":
        return Behind(force.stop, force.stop, Status.DENIED, "copula", None, False)
    first = max((step for step in range(force.first) if tokens[step].low == ";"), default=0)
    last = next((step for step in range(force.stop, len(tokens)) if tokens[step].low == ";"), len(tokens))
    verbs = AUXILIARIES | FINITE | MODALS
    if sentence.field == "title" or any(token.low in verbs for token in tokens[first:last]):
        return None
    status = Status.DENIED if force.none else Status.DEPLOYED
    moving = after in ("past", "heading")
    return Behind(force.stop, force.stop, status, "copula", None, not (force.none or moving))


def _after_crossing(sentence: Sentence, force: Force, at: int) -> Behind | None:
    """`killed 20 rebels after crossing the border`: the force is still the one that crosses."""
    if sentence.tokens[at].low != "after" or at + 1 >= len(sentence.tokens):
        return None
    form = form_at(sentence.tokens, at + 1, "subject")
    if form is None or form.tag != "ing" or form.group != "come":
        return None
    return Behind(at + 1, at + 1, Status.DEPLOYED, form.group, None, False)


def _opens_clause(tokens: tuple[Token, ...], at: int) -> bool:
    """`lined the road as the pope arrived`: another one's deed; `as peacekeepers` is none."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ARTICLES | POSSESSIVES | PRONOUNS


def _is_other_verb(tokens: tuple[Token, ...], at: int, force: Force) -> bool:
    """A verb of the force that tells of no deployment: what follows it is not its own deed."""
    low = tokens[at].low
    next_to_it = at == force.stop or (at == force.stop + 1 and tokens[at - 1].low in ADVERBS)
    past = low.endswith("ed") and next_to_it and tokens[at].kind == "word"
    return (past or low in FINITE) and not _is_reduced(tokens, at, force)


def _is_reduced(tokens: tuple[Token, ...], at: int, force: Force) -> bool:
    """`soldiers backed by tanks crossed`: a participle, not the verb of the sentence."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return at == force.stop and after in ("by", "in", "at", "from", "to", "with", "on", "near")


def _plain(sentence: Sentence, force: Force, at: int, *, participles_only: bool) -> Behind | None:
    """A verb without auxiliary, or a set phrase."""
    tokens = sentence.tokens
    form = form_at(tokens, at, "subject")
    phrase = _STATUSES.match(tokens, at)
    if phrase is not None and (form is None or form.tag != "past" or phrase[1] is not Status.APPROVED):
        return (
            None
            if participles_only and not tokens[at].low.endswith("ing")
            else _of_phrase(sentence, force, at, phrase[1])
        )
    if form is not None and form.tag == "ing":
        status = of_own(sentence, force, form, _BARE, None, away=_names_where(sentence, form, at))
        if status is None or form.group == "rest":
            return None
        return Behind(at, at, status, form.group, None, form.group == "stay")
    if participles_only:
        return None
    if form is not None and form.tag in ("past", "s", "base", "pp"):
        return _finite(sentence, force, at, form)
    passive = form_at(tokens, at, "object", passive=True)
    headline = sentence.field == "title" and passive is not None and passive.lemma not in _INVARIANT
    if headline and passive is not None and passive.group in ("send", "withdraw", "approve", "rotate"):
        return _headline(force, at, passive)
    return None


def _finite(sentence: Sentence, force: Force, at: int, form: Form) -> Behind | None:
    tokens = sentence.tokens
    governor = None
    around = read_around(tokens, at, force.stop)
    if form.tag == "base" and force.first and tokens[force.first - 1].low in _SEEN:
        return Behind(at, at, Status.DEPLOYED, form.group, None, False)
    if form.tag == "base" and force.first and tokens[force.first - 1].low in _LET:
        governor = find_governor(tokens, force.first)
        status = of_governor(governor) if governor is not None else None
        return Behind(at, at, status, form.group, governor, False) if status is not None else None
    if form.tag in ("base", "s") and tokens[at - 1].low in _BEFORE_NOUN:
        return None
    if form.tag == "s" and tokens[force.stop - 1].low.endswith("s") and force.stop - force.head <= 2:
        # "the Guards said that strikes on camps ...": a plural agrees with no verb in -s.
        return None
    if form.group == "leave" and at + 2 < len(tokens) and tokens[at + 2].low in ("barracks", "base", "bases"):
        return None
    status = of_own(sentence, force, form, around, governor, away=_names_where(sentence, form, at))
    if status is None:
        return None
    return Behind(at, at, status, form.group, None, form.group in ("stay", "rest"))


def _headline(force: Force, at: int, form: Form) -> Behind:
    """`Troops sent to the border`: a headline leaves out `were`."""
    plain = {"withdraw": Status.WITHDRAWN, "approve": Status.APPROVED, "rotate": Status.ROTATION}
    status = Status.DENIED if force.none else plain.get(form.group, Status.DEPLOYED)
    return Behind(at, at, status, form.group, None, False)


def _of_phrase(sentence: Sentence, force: Force, at: int, status: Status) -> Behind | None:
    around = read_around(sentence.tokens, at, force.stop)
    if status is Status.WITHDRAWING:
        if around.negated:
            return None
        if around.perfect and not around.to:
            status = Status.WITHDRAWN
    elif around.negated or force.none:
        status = Status.DENIED
    elif sentence.tokens[at].low == "present":
        return Behind(at, around.first, status, "rest", None, True)
    elif around.modal:
        future = planned(sentence, around, None, negated=False, group="come")
        if future is None:
            return None
        status = future
    return Behind(at, around.first, status, "phrase", None, False)


def _group(sentence: Sentence, force: Force, at: int) -> tuple[Behind | None, int]:
    """Read a verb group that begins with an auxiliary; returns what it tells and how many tokens it has."""
    tokens = sentence.tokens
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    verb = at
    while verb < len(tokens) and (
        tokens[verb].low in AUXILIARIES
        or tokens[verb].low in ADVERBS
        or tokens[verb].low in ("not", "to", "n't", "no", "longer", "never", "one", "day", "all", "soon", "first")
        or verb in timed
        or (tokens[verb].low.endswith("ly") and tokens[verb].kind == "word")
    ):
        verb += 1
    if verb >= len(tokens):
        return None, 1
    return _of_group(sentence, force, at, verb), max(1, verb - at)


def _of_group(sentence: Sentence, force: Force, at: int, verb: int) -> Behind | None:
    tokens = sentence.tokens
    around = read_around(tokens, verb, at)
    for start in range(verb, at - 1, -1):
        phrase = _STATUSES.match(tokens, start)
        if phrase is not None and phrase[0] > verb:
            found = _of_phrase(sentence, force, start, phrase[1])
            return found._replace(first=at) if found is not None else None
    group = _GOVERNORS.get(tokens[verb].low)
    if group is not None and (around.be or around.perfect or around.modal):
        governed = _governed(sentence, force, verb, group, around)
        if governed is not None:
            return governed
    form = form_at(tokens, verb, "object", passive=True) if around.be else None
    if form is not None and form.group not in ("keep", "receive", "refuse"):
        status = of_passive(sentence, force, form, around)
        return Behind(verb, at, status, form.group, None, False) if status is not None else None
    form = form_at(tokens, verb, "subject") or (form_at(tokens, verb, "subject", passive=True) if around.be else None)
    if form is not None and around.modal in ("may", "can", "could", "would") and not around.negated:
        # "agreed that Rwandan soldiers may enter": allowed, not only possible.
        ruled = find_governor(tokens, force.first)
        if ruled is not None and ruled.group == "approve" and tokens[force.first - 1].low == "that":
            return Behind(verb, at, Status.APPROVED, form.group, ruled, False)
    if form is not None:
        if form.group == "leave" and verb + 2 < len(tokens) and tokens[verb + 2].low in ("barracks",):
            return None
        status = of_own(sentence, force, form, around, None, away=_names_where(sentence, form, verb))
        if status is None:
            return None
        done = around.perfect and not around.be
        weak = form.group in ("stay", "rest") and not (around.modal or done)
        return Behind(verb, at, status, form.group, None, weak)
    if around.be and tokens[verb].low in _PLACE_WORDS:
        if around.negated or force.none or around.no_longer:
            return Behind(verb, at, Status.DENIED, "copula", None, False)
        if around.modal or around.to:
            status = planned(sentence, around, None, negated=False, group="come")
            return Behind(verb, at, status, "copula", None, False) if status is not None else None
        if around.perfect and "had" in (token.low for token in tokens[at:verb]):
            # "that had been in the area": before what is told.
            return None
        return Behind(verb, at, Status.DEPLOYED, "copula", None, True)
    return None


def _governed(sentence: Sentence, force: Force, verb: int, group: str, around: Around) -> Behind | None:
    """`were ordered to cross`, `have been asked to guard`, `are due in Bissau`, `began to arrive`."""
    tokens = sentence.tokens
    governor = Governor(verb, group, around.negated or force.none, bool(around.modal))
    after = verb + 1
    while after < len(tokens) and tokens[after].low in ADVERBS:
        after += 1
    target: Form | None = None
    if after < len(tokens) and tokens[after].low == "to":
        step = after + 1
        while step < len(tokens) and (tokens[step].low in ("be", "have") or tokens[step].low in ADVERBS):
            step += 1
        if step < len(tokens):
            phrase = _STATUSES.match(tokens, step)
            if phrase is not None and phrase[1] is Status.WITHDRAWING:
                return Behind(step, verb, Status.WITHDRAWING, "leave", governor, False)
            target = form_at(tokens, step, "subject") or form_at(tokens, step, "object", passive=True)
        if target is None:
            return None
    elif after < len(tokens) and group == "begin":
        phrase = _STATUSES.match(tokens, after)
        if phrase is not None:
            return Behind(
                after,
                verb,
                Status.WITHDRAWING if phrase[1] is Status.WITHDRAWING else Status.DEPLOYING,
                "phrase",
                governor,
                False,
            )
        target = form_at(tokens, after, "subject")
        if target is None or target.tag != "ing":
            return None
    elif not (
        tokens[verb].low in ("due", "bound", "scheduled", "expected")
        and after < len(tokens)
        and tokens[after].low in _PLACE_WORDS | {"for", "to"}
    ):
        return None
    if target is not None and target.group in ("leave", "withdraw"):
        return Behind(verb, verb, Status.WITHDRAWING, "leave", governor, False)
    status = of_governor(governor)
    return (
        Behind(verb, verb, status, target.group if target else "come", governor, False) if status is not None else None
    )


def _names_where(sentence: Sentence, form: Form, verb: int) -> bool:
    """`left for Bangui`, `departed on Tuesday for Bangui`: away from home, not away from the host."""
    tokens = sentence.tokens
    words = ("for", "to", "towards") if form.lemma == "depart" else ("for", "towards")
    for at in range(verb + 1, len(tokens)):
        if tokens[at].low in _BREAKS:
            return False
        if tokens[at].low in words and any(mention.first - at in (1, 2, 3) for mention in sentence.mentions):
            return True
    return False
