"""Finds the verb behind a force that is its own: `arrived`, `were sent`, `are in`, `due to land`."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.activities import is_of_mission
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.fragments import read_fragment
from services.ingest.reading.deployments.governors import find_governor
from services.ingest.reading.deployments.own_deed import (
    BREAKS,
    STATUSES,
    OwnDeed,
    comes_out_of_gate,
    goes_back,
    leaves_own,
    names_where,
    of_course,
    of_phrase,
)
from services.ingest.reading.deployments.relatives import is_given_up, news_of
from services.ingest.reading.deployments.statuses import of_governor, of_own
from services.ingest.reading.deployments.verb_groups import read_governed, read_group
from services.ingest.reading.deployments.verbs import (
    Around,
    Form,
    form_at,
    moves_in,
    moves_out,
    read_around,
    takes_hold,
)
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

_GOVERNORS: Final = load_table("deployments", "governors")
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
_RAIDS: Final = frozenset(("raided", "raid", "stormed", "searched", "chased", "pursued", "hunted"))
_STORMING: Final = frozenset(("storm", "storms", "seize", "seizes", "seized"))
_ABOARD: Final = frozenset(("aboard", "ashore", "inside"))
_ONE_OF: Final = frozenset(("first", "last", "one", "second", "third", "half", "each", "neither"))
_REDUCED: Final = frozenset(("by", "in", "at", "from", "to", "with", "on", "near"))
_OBSERVED: Final = load_words("deployments", "other_verbs.observed")
_OWN_RELATIVES: Final = frozenset(("who", "which", "that"))
_NOUN_BEFORE: Final = frozenset(("of", "no", "the", "a", "heavy", "fierce", "street"))
_BEGAN: Final = frozenset(("began", "begins", "started", "starts"))
_SAYING: Final = load_words("deployments", "hosts.saying")
_THEMSELVES: Final = frozenset(("it", "they", "its", "their"))
_POSTS: Final = frozenset(
    ("barracks", "base", "bases", "posts", "post", "ranks", "colours", "colors", "army", "regiment")
)
"""What a soldier leaves without leaving a country."""
_GETTING: Final = frozenset(
    ("got", "gets", "bought", "buys", "sold", "sells", "won", "lost", "built", "wore", "chose", "spent", "gave")
)
_BESIDE: Final = frozenset(("and", ",", "with", "by", "alongside", "as"))
_OTHER_PEOPLE: Final = frozenset(("troops", "soldiers", "marines", "peacekeepers", "sailors", "servicemen", "airmen"))
"""Other forces, behind which a state that is told is theirs."""
_QUARTERS: Final = frozenset(("barracks", "base", "bases", "posts", "post", "ranks"))
_SENT: Final = frozenset(("sent", "called", "brought", "calls", "call"))
_NEAR: Final = 4
"""Tokens from a force to a relative pronoun that is its own at most."""
_FAR: Final = 30
"""Tokens from a force to its verb at most."""


def find_behind(sentence: Sentence, force: Force, *, participles_only: bool = False) -> OwnDeed | None:
    """Return the first verb behind the force that is its own and tells of a deployment.

    `participles_only` is for a force that is the object of another verb: `with 300 soldiers taking part`.
    """
    tokens = sentence.tokens
    at, relative, closed = force.stop, False, participles_only
    participle: OwnDeed | None = None
    aside: OwnDeed | None = None
    spoken = said = crossed = False
    end = min(len(tokens), force.stop + _FAR)
    while at < end:
        low = tokens[at].low
        if low in BREAKS:
            break
        said = said or (low in _SAYING and _is_next(tokens, at, force))
        if (low in _SUBORDINATORS and at > force.stop + 1) or (low == "as" and _opens_clause(tokens, at)):
            told = participle or news_of(sentence, force, aside)
            return told or _after_crossing(tokens, at) or _as_they(sentence, force, at)
        found: OwnDeed | None = None
        step, inside = 1, relative
        if low in _RELATIVES:
            if said and low == "that" and tokens[at + 1].low not in _THEMSELVES:
                # "Sudan's army said on Monday that Ethiopian soldiers had crossed"
                return participle or news_of(sentence, force, aside)
            relative = True
            if spoken and at - force.stop > _NEAR and tokens[at - 1].kind != "mark" and not participles_only:
                # "spent a week at wells for a force that has yet to be approved": another's clause.
                relative, closed = False, True
            if participles_only and low in _OWN_RELATIVES and at - force.stop <= _NEAR:
                # "to the 9th Battalion, 400 strong, which will guard"
                participles_only = closed = False
        elif low in ("and", ",") and not participles_only:
            closed = False
        elif closed and not (participles_only and at == force.stop):
            pass
        elif (low in MODALS or low in AUXILIARIES or low == "to") and not _is_got(tokens, at):
            if not participles_only:
                found, step = read_group(sentence, force, at)
            if found is None and low != "to" and not relative:
                closed = True
            relative = relative and found is None
        else:
            found = _plain(sentence, force, at, participles_only=participles_only)
            if found is not None and tokens[at].low.endswith("ing"):
                participle, found = participle or found, None
            elif found is None and not relative and low in _WAR:
                after = (_after_crossing(tokens, step) for step in range(at, len(tokens)))
                return participle or next((deed for deed in after if deed is not None), None)
            elif found is None and not relative and _is_other_verb(tokens, at, force):
                closed = spoken = True
        crossed = crossed or (low in _OTHER_PEOPLE and _BESIDE.isdisjoint(token.low for token in tokens[at - 4 : at]))
        if found is not None and found.weak and crossed:
            # "two sailors last month on an island home to 52,000 troops stationed in Japan": another force's
            return participle
        if found is not None and inside and is_given_up(sentence, found):
            found, relative = None, False
        if found is not None and inside and aside is None and (found.weak or found.status is Status.WITHDRAWN):
            # "who left Gao in 2016 returned to it": the main verb behind counts.
            aside, found, relative = found, None, False
        if found is not None:
            return _next_deed(sentence, force, found) if found.weak else found
        at += step
    return participle or news_of(sentence, force, aside) or read_fragment(sentence, force)


def _next_deed(sentence: Sentence, force: Force, weak: OwnDeed) -> OwnDeed:
    """`is being trained at Krtsanisi, and will be flown there`: of two deeds of one force the one that is news."""
    tokens = sentence.tokens
    for at in range(weak.at + 1, min(len(tokens) - 1, weak.at + _FAR)):
        if tokens[at].low in BREAKS or tokens[at].low in _RELATIVES or tokens[at].low in _SUBORDINATORS:
            return weak
        after = tokens[at + 1].low
        if tokens[at].low == "and" and (after in MODALS or after in AUXILIARIES):
            found, _ = read_group(sentence, force, at + 1)
            if found is not None and not found.weak:
                return found
    return weak


def _is_got(tokens: tuple[Token, ...], at: int) -> bool:
    """`got out of a plane`: the verb, not the helper of `has got`."""
    return tokens[at].low == "got" and form_at(tokens, at, "subject") is not None


def _after_crossing(tokens: tuple[Token, ...], at: int) -> OwnDeed | None:
    """`killed 20 rebels after crossing the border`: the force is still the one that crosses."""
    if tokens[at].low != "after" or at + 1 >= len(tokens):
        return None
    form = form_at(tokens, at + 1, "subject")
    if form is None or form.tag != "ing" or form.group != "come":
        return None
    return OwnDeed(at + 1, at + 1, Status.DEPLOYED, form.group, None, False)


def _as_they(sentence: Sentence, force: Force, at: int) -> OwnDeed | None:
    """`were met with flowers as they drove into the town`: the force is still the subject."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("they", "it") or force.none:
        return None
    form = form_at(tokens, at + 2, "subject")
    if form is None or form.tag != "past" or form.group != "come":
        return None
    return OwnDeed(at + 2, at + 2, Status.DEPLOYED, form.group, None, False)


def _opens_clause(tokens: tuple[Token, ...], at: int) -> bool:
    """`lined the road as the pope arrived`: another one's deed; `as peacekeepers` is none."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ARTICLES | POSSESSIVES | PRONOUNS


def _is_other_verb(tokens: tuple[Token, ...], at: int, force: Force) -> bool:
    """A verb of the force that tells of no deployment: what follows it is not its own deed."""
    low = tokens[at].low
    if low in _OBSERVED and (at + 1 >= len(tokens) or tokens[at + 1].low in PREPOSITIONS):
        # "confirmed on the ground", "seen near": what others say of it
        return False
    past = (low.endswith("ed") or low in _GETTING) and _is_next(tokens, at, force) and tokens[at].kind == "word"
    return (past or low in FINITE) and not _is_reduced(tokens, at, force)


def _is_next(tokens: tuple[Token, ...], at: int, force: Force) -> bool:
    """True for the verb right behind a force, an adverb between them or not."""
    return at == force.stop or (at == force.stop + 1 and tokens[at - 1].low in ADVERBS)


def _is_reduced(tokens: tuple[Token, ...], at: int, force: Force) -> bool:
    """`soldiers backed by tanks crossed`: a participle, not the verb of the sentence."""
    behind = [token.low for token in tokens[at + 1 : at + 3]]
    return at == force.stop and ((behind[:1] and behind[0] in _REDUCED) or behind == ["for", "by"])


def _plain(sentence: Sentence, force: Force, at: int, *, participles_only: bool) -> OwnDeed | None:
    """A verb without auxiliary, or a set phrase."""
    tokens = sentence.tokens
    if sentence.field == "text" and tokens[at].text[0].isupper() and not tokens[at].text.isupper():
        # "the White House": a name, no verb.
        return None
    form = form_at(tokens, at, "subject")
    back = goes_back(sentence, force, at) if "back" in sentence.words else None
    if back is not None:
        return OwnDeed(at, at, back, "come" if back is Status.DEPLOYED else "leave", None, False)
    if form is not None and moves_out(tokens, at) and not participles_only:
        if leaves_own(sentence, force, at):
            return OwnDeed(at, at, Status.DEPLOYING, "phrase", None, False)
        return OwnDeed(at, at, Status.WITHDRAWN if form.tag == "past" else Status.WITHDRAWING, "leave", None, False)
    phrase = STATUSES.match(tokens, at) if tokens[at].low in STATUSES.openers else None
    if phrase is not None and tokens[at - 1].low == "from":
        return None
    if phrase is not None and phrase[1] is Status.APPROVED and _sends_others(sentence, at, phrase[0]):
        return None
    if phrase is not None and (form is None or form.tag != "past" or phrase[1] is not Status.APPROVED):
        if participles_only and not tokens[at].low.endswith("ing"):
            return None
        return of_phrase(sentence, force, at, phrase[1])
    if form is not None and form.tag == "ing" and (tokens[at - 1].low in _NOUN_BEFORE or tokens[at - 1].low == "from"):
        # "killed in a night of fighting", "keeps the police from leaving"
        return None
    if form is not None and form.tag == "ing":
        status = of_own(sentence, force, form, _BARE, None, away=names_where(sentence, force, form, at))
        if status is None or form.group == "rest":
            return None
        return OwnDeed(at, at, status, form.group, None, form.group == "stay")
    if participles_only:
        return None
    if form is not None and form.tag in ("past", "s", "base", "pp"):
        return _finite(sentence, force, at, form)
    if (other := _other_finite(sentence, force, at)) is not None:
        return other
    passive = form_at(tokens, at, "object", passive=True)
    headline = sentence.field == "title" and passive is not None and passive.lemma not in _INVARIANT
    if headline and passive is not None and passive.group in ("send", "withdraw", "approve", "rotate"):
        return _headline(force, at, passive)
    return None


def _sends_others(sentence: Sentence, at: int, stop: int) -> bool:
    """`AU forces sent in helicopter gunships`: whom they send stands behind."""
    tokens = sentence.tokens
    if sentence.field == "title" or tokens[at].low not in _SENT or stop >= len(tokens):
        return False
    low = tokens[stop].low
    if low in ARTICLES or low in POSSESSIVES:
        return True
    timed = any(when.first == stop for when in sentence.whens)
    plain = low in PREPOSITIONS or low in _SUBORDINATORS or low in ADVERBS or low in ("and", "as", "today", "yesterday")
    return tokens[stop].kind != "mark" and not plain and not timed


def _other_finite(sentence: Sentence, force: Force, at: int) -> OwnDeed | None:
    """Verbs that no list of deployments has: `began leaving`, `slogged across the river`, `took control of`."""
    tokens = sentence.tokens
    group = _GOVERNORS.get(tokens[at].low)
    next_to_it = _is_next(tokens, at, force)
    begins = group == "begin" and tokens[at].low in _BEGAN
    if group is not None and (next_to_it or begins):
        governed = read_governed(sentence, force, at, group, read_around(tokens, at, force.stop))
        if governed is not None:
            return governed
    status = Status.DENIED if force.none else Status.DEPLOYED
    if moves_out(tokens, at) and not force.none and not leaves_own(sentence, force, at):
        return OwnDeed(at, at, Status.WITHDRAWN, "leave", None, False)
    if moves_in(tokens, at) or comes_out_of_gate(tokens, at):
        return OwnDeed(at, at, status, "come", None, False)
    if takes_hold(tokens, at) or _storms(sentence, at):
        return OwnDeed(at, at, status, "hold", None, False)
    raids = tokens[at].low in _RAIDS and not is_of_mission(tokens, force)
    if next_to_it and raids and _is_in_another_country(sentence, force, at):
        return OwnDeed(at, at, status, "hold", None, False)
    if next_to_it and tokens[at - 1].low == "now" and tokens[at].low not in _BEFORE_NOUN and not force.none:
        # "now share the mill with owls": whatever they do there, there they are.
        return OwnDeed(at, at, Status.DEPLOYED, "stay", None, True)
    return None


def _is_in_another_country(sentence: Sentence, force: Force, at: int) -> bool:
    """`Israeli commandos raided a village in southern Lebanon`: to raid a place a force has to be in it."""
    if not force.actors or force.kind == "craft" or force.police:
        return False
    codes = {actor.code for actor in force.actors}
    there = [m for m in sentence.mentions if m.first > at and m.country is not None and m.kind != "demonym"]
    return bool(there) and there[0].country not in codes and sentence.tokens[there[0].first - 1].low != "from"


def _storms(sentence: Sentence, at: int) -> bool:
    """`storm Bamako`: what is taken is named right behind."""
    return sentence.tokens[at].low in _STORMING and any(mention.first == at + 1 for mention in sentence.mentions)


def _finite(sentence: Sentence, force: Force, at: int, form: Form) -> OwnDeed | None:
    tokens = sentence.tokens
    governor = None
    around = read_around(tokens, at, force.stop)
    if form.tag == "base" and force.first and tokens[force.first - 1].low in _SEEN:
        return OwnDeed(at, at, Status.DEPLOYED, form.group, None, False)
    if form.tag == "base" and force.first and tokens[force.first - 1].low in _LET:
        governor = find_governor(tokens, force.first)
        status = of_governor(governor) if governor is not None else None
        return OwnDeed(at, at, status, form.group, governor, False) if status is not None else None
    if form.tag in ("base", "s") and tokens[at - 1].low in _BEFORE_NOUN and tokens[at - 1].low not in _ABOARD:
        return None
    one_of = any(token.low in _ONE_OF for token in tokens[force.first : force.head])
    if form.tag == "s" and not one_of and tokens[force.stop - 1].low.endswith("s") and force.stop - force.head <= 2:
        # "the Guards said that strikes on camps ...": a plural agrees with no verb in -s.
        return None
    if form.group == "leave" and at + 2 < len(tokens) and tokens[at + 2].low in _POSTS:
        return None
    if form.group == "end" and form.tag == "past" and (course := of_course(tokens, at)) is not None:
        return OwnDeed(at, at, course, "come" if course is Status.DEPLOYED else "leave", None, False)
    away = names_where(sentence, force, form, at)
    status = of_own(sentence, force, form, around, governor, away=away)
    if status is None:
        return None
    weak = form.group in ("stay", "rest") and not (takes_hold(tokens, at) or _is_second_of_perfect(sentence, force, at))
    return OwnDeed(at, at, status, form.group, None, weak)


def _is_second_of_perfect(sentence: Sentence, force: Force, at: int) -> bool:
    """`have planted a flag and pitched a camp`: the second deed of one helper."""
    tokens = sentence.tokens
    helper = tokens[force.stop].low if force.stop < len(tokens) else ""
    return helper in ("has", "have") and tokens[at - 1].low == "and"


def _headline(force: Force, at: int, form: Form) -> OwnDeed:
    """`Troops sent to the border`: a headline leaves out `were`."""
    plain = {"withdraw": Status.WITHDRAWN, "approve": Status.APPROVED, "rotate": Status.ROTATION}
    status = Status.DENIED if force.none else plain.get(form.group, Status.DEPLOYED)
    return OwnDeed(at, at, status, form.group, None, False)
