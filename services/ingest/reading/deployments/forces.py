"""Finds people under arms in a sentence: a noun for a force, whose it is, how many."""

from typing import Final, NamedTuple

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force_signs import (
    Candidate,
    Head,
    in_uniform,
    is_asked_for,
    is_force,
    is_placed,
    is_sent,
)
from services.ingest.reading.deployments.noun_phrases import (
    VERBAL,
    count_of,
    owners_behind,
    reach_left,
    sum_of,
)
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Amount, Sentence, Token
from services.ingest.reading.grammar import BASES, FUNCTION
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_KINDS: Final[tuple[Head, ...]] = ("people", "units", "loose_units", "loose_people", "craft")
_HEADS: Final[Phrases[Head]] = Phrases(
    (word, kind) for kind in _KINDS for word in sorted(load_words("deployments", f"heads.{kind}"))
)
_OPENERS: Final = _HEADS.openers
_NEVER: Final = load_words("deployments", "signs.never")
_GONE: Final = load_words("deployments", "signs.gone")
_MORE: Final = load_words("deployments", "signs.more")
_NONE: Final = load_words("deployments", "signs.none")
_VEHICLES: Final = load_words("deployments", "signs.vehicles")
_CRAFT_NAMES: Final = load_words("deployments", "signs.craft_names")
_CARRIERS: Final = load_words("deployments", "signs.carriers")
_ARTICLES: Final = load_words("deployments", "signs.articles")
_AFTER_HEAD: Final = load_words("deployments", "signs.after_head")
_COMPOUNDS: Final = load_words("deployments", "signs.compounds")
_PARTITIVES: Final = load_words("deployments", "signs.partitives")
_PLACED: Final = frozenset(("force", "mission", "operation", "deployment", "intervention"))
_CIVIL: Final = load_words("deployments", "signs.civil")
_BODIES_TOLD: Final = frozenset(
    (
        "battalion",
        "brigade",
        "regiment",
        "contingent",
        "army",
        "company",
        "platoon",
        "troops",
        "soldiers",
        "force",
        "peacekeepers",
        "mission",
    )
)
_LAST: Final = frozenset(("last", "final", "remaining"))
_SENDERS: Final = frozenset(("send", "deploy", "dispatch", "contribute", "provide", "offer", "pledge", "commit"))
_PRONOUNS: Final = frozenset(("any", "some", "none", "them"))
_BEHIND_NUMBER: Final = frozenset(("each", "apiece", "to", "into", "in", "for", "more", ".", ",", "on"))
_PARTS: Final = Phrases((phrase, True) for phrase in load_words("deployments", "background.part_of"))
_FIGURES: Final = Phrases((phrase, True) for phrase in load_words("deployments", "background.figures"))
_LISTS: Final = (["and"], ["and", "some"], ["and", "the"], [","], ["as", "well", "as"], ["or"])


class Force(NamedTuple):
    """People under arms, as one noun phrase tells of them."""

    first: int
    stop: int
    """behind the head and what belongs to it: `soldiers from Togo and Benin`"""
    head: int
    kind: Head
    actors: tuple[Actor, ...]
    """whose force it is, where the phrase says it"""
    amount: Amount | None = None
    more: bool = False
    none: bool = False
    definite: bool = False
    """`the troops`, `its soldiers`: told of before, or belonging to somebody in the sentence"""
    police: bool = False
    last: bool = False
    """`the last soldiers`: with them the force is gone"""
    place: Actor | None = None
    """where it goes, as the phrase says it: `the Haiti force`"""


def find_forces(sentence: Sentence, actors: tuple[Actor, ...], *, again: bool = False) -> tuple[Force, ...]:
    """Return the forces of a sentence in order.

    `again` tells that the report has told of a force before: then `would send any` is about one.
    """
    tokens = sentence.tokens
    owned = {at: actor for actor in actors for at in range(actor.first, actor.stop)}
    forces: list[Force] = []
    at, free = 0, 0
    counts = frozenset(amount.first for amount in sentence.amounts)
    while at < len(tokens):
        low = tokens[at].low
        if not (low in _OPENERS or at in owned or at in counts or low in _PRONOUNS):
            at += 1
            continue
        force = _force_at(sentence, at, owned, free, forces[-1] if forces else None, again=again)
        if force is None:
            at += 1
            continue
        if forces and (_belongs(tokens, forces[-1], force) or _is_same_list(tokens, forces[-1], force)):
            forces[-1] = _joined(tokens, forces[-1], force)
        else:
            forces.append(force)
        at = free = max(force.stop, at + 1)
    return tuple(forces)


def _force_at(
    sentence: Sentence, at: int, owned: dict[int, Actor], free: int, last: Force | None, *, again: bool
) -> Force | None:
    tokens = sentence.tokens
    token = tokens[at]
    again = again or last is not None
    if token.kind == "word" and token.low in _OPENERS:
        matched = _HEADS.match(tokens, at)
        if matched is not None and not _is_modifier(sentence, matched[0]) and not _FIGURES.match(tokens, at):
            force = _phrase(sentence, at, matched[0], matched[1], owned, free, last, again=again)
            if force is not None:
                return force
    actor = owned.get(at)
    if actor is not None and actor.first == at and actor.kind in ("force", "company"):
        return _named(sentence, actor, owned, free)
    if actor is not None and actor.first == at and actor.kind == "people" and (again or sentence.words & _BODIES_TOLD):
        return _people(sentence, actor, at, owned)
    return _elided(sentence, at) if again and at and (is_sent(tokens, at - 1) or is_asked_for(tokens, at - 1)) else None


def _elided(sentence: Sentence, at: int) -> Force | None:
    """`would send any`, `has agreed to send 100 to Bulgaria`: the noun is not said again."""
    tokens = sentence.tokens
    low = tokens[at].low
    asked = is_asked_for(tokens, at - 1)
    if not asked and not any(form.lemma in _SENDERS for form in FORMS.get(tokens[at - 1].low, ())):
        return None
    if low in _PRONOUNS:
        none = low == "none" or bool(sentence.words & {"neither", "nor", "not", "no", "never"})
        return Force(at, at + 1, at, "pronoun", (), none=none, definite=True)
    for amount in sentence.amounts:
        if amount.first == at and amount.unit is None and amount.stop < len(tokens):
            behind = tokens[amount.stop].low
            return Force(at, amount.stop, at, "pronoun", (), amount) if behind in _BEHIND_NUMBER else None
    return None


def _is_modifier(sentence: Sentence, stop: int) -> bool:
    """`infantry battalion`, `police spokesman`: the head of the phrase comes later."""
    tokens = sentence.tokens
    if stop >= len(tokens):
        return False
    if _HEADS.match(tokens, stop) is not None:
        return True
    after = tokens[stop]
    low = after.low
    head = tokens[stop - 1].low
    if head.endswith(("s", "men", "women")) and head not in ("forces", "troops", "marines"):
        # "soldiers present", "peacekeepers aboard": a plural of people stands before no other noun.
        return False
    if low in _COMPOUNDS:
        return True
    if sentence.field == "title" or after.kind != "word" or after.text != low or low.endswith(("ed", "ing", "ly")):
        return False
    return not (low in FUNCTION or low in VERBAL or low in FORMS or low in BASES or low in _AFTER_HEAD)


def _phrase(
    sentence: Sentence,
    head: int,
    stop: int,
    kind: Head,
    owned: dict[int, Actor],
    free: int,
    last: Force | None,
    *,
    again: bool,
) -> Force | None:
    tokens = sentence.tokens
    first = reach_left(tokens, head, owned, free)
    before = [tokens[at].low for at in range(first, head)]
    words = frozenset(before)
    counted = {"how", "many"} <= words or (first > 0 and tokens[first - 1].low == "how")
    if stop < len(tokens) and (_is_possessive(tokens, stop) or _is_of_civilians(tokens, stop)):
        return None
    if words & _NEVER or counted or (stop < len(tokens) and tokens[stop].low in _GONE):
        return None
    if before and before[-1] in _CRAFT_NAMES:
        kind = "craft"
    elif before and before[-1] in _VEHICLES:
        return None
    mine = tuple(dict.fromkeys(owned[at] for at in range(first, head) if at in owned))
    behind, end = owners_behind(tokens, stop, owned)
    if not behind:
        behind, end = in_uniform(tokens, stop, owned) if end == stop else (behind, end)
    own = tuple(dict.fromkeys((*mine, *behind)))
    if not own and tokens[head].low == "blue" and "the" not in words:
        own = (Actor(head, stop, "UN", "alliance", "blue helmets"),)
    amount = count_of(sentence, first, head, end)
    candidate = Candidate(first, head, stop, kind, words, own, amount)
    listed_behind = last.stop if last is not None else None
    if kind in ("loose_units", "loose_people") and not is_force(tokens, candidate, owned, listed_behind, again=again):
        return None
    if kind == "craft" and not own and not is_sent(tokens, first - 1):
        return None
    if any(_PARTS.match(tokens, max(0, first - step)) for step in (1, 2)):
        return None
    word = tokens[head].low
    placed = (word in _PLACED or kind == "units") and is_placed(own, behind, words)
    if amount is not None and amount.stop <= head:
        first = min(first, amount.first)
    elif amount is not None and amount.first >= end and tokens[end].low == "of":
        end = amount.stop
    if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _PARTITIVES:
        first -= 2
        words |= {tokens[first].low}
    carried, first = _carried(tokens, first, owned, free)
    return Force(
        first,
        end,
        head,
        kind,
        () if placed else (*own, *carried),
        amount,
        more=bool(words & _MORE) or word in _MORE,
        none=bool(words & _NONE) or (first > 0 and tokens[first - 1].low in _NONE),
        definite=bool(words & _ARTICLES - {"a", "an", "some"}) and amount is None,
        police=word.startswith("police") or word == "gendarmes",
        last=bool(words & _LAST),
        place=own[-1] if placed and own else None,
    )


def _is_possessive(tokens: tuple[Token, ...], stop: int) -> bool:
    """`the soldiers' families`; a quotation mark stands apart."""
    return tokens[stop].low in ("'s", "'") and tokens[stop].start == tokens[stop - 1].end


def _is_of_civilians(tokens: tuple[Token, ...], stop: int) -> bool:
    """`a brigade of 200 Cuban doctors`."""
    if tokens[stop].low != "of":
        return False
    for token in tokens[stop + 1 : stop + 7]:
        if token.low in _CIVIL:
            return True
        if token.kind == "mark" or token.low in _OPENERS:
            return False
    return False


def _people(sentence: Sentence, actor: Actor, at: int, owned: dict[int, Actor]) -> Force | None:
    """`300 Nigerians`, where a report tells of a force."""
    tokens = sentence.tokens
    amount = next((a for a in sentence.amounts if a.stop == actor.first and a.unit is None), None)
    if amount is None:
        return None
    after = tokens[actor.stop] if actor.stop < len(tokens) else None
    if after is not None and after.low in (",", "and") and actor.stop + 1 in owned:
        # "1,200 Italian, French and Spanish soldiers": adjectives.
        return None
    if after is not None and after.kind == "word" and after.low not in FUNCTION and not _is_verb(after.low):
        return None
    more = amount.first > 0 and tokens[amount.first - 1].low in _MORE
    return Force(amount.first, actor.stop, at, "people", (actor,), amount, more=more)


def _is_verb(low: str) -> bool:
    return low in FORMS or low in VERBAL or low.endswith("ed")


def _carried(
    tokens: tuple[Token, ...], first: int, owned: dict[int, Actor], free: int
) -> tuple[tuple[Actor, ...], int]:
    """`two Russian aircraft with nearly 100 soldiers`: whose aircraft they are, and where the phrase begins."""
    if first < 2 or tokens[first - 1].low not in ("with", "carrying") or tokens[first - 2].low not in _CARRIERS:
        return (), first
    start = reach_left(tokens, first - 2, owned, free)
    return tuple(dict.fromkeys(owned[at] for at in range(start, first - 2) if at in owned)), start


def _named(sentence: Sentence, actor: Actor, owned: dict[int, Actor], free: int) -> Force | None:
    """A force by its name alone: `the Bundeswehr`, `Wagner`."""
    tokens = sentence.tokens
    first = max(free, reach_left(tokens, actor.first, owned, free))
    if any(tokens[at].low in _NEVER for at in range(first, actor.first)):
        return None
    for at in range(actor.stop, min(len(tokens), actor.stop + 4)):
        # A name in front of a head is read with it.
        if tokens[at].low in _OPENERS:
            return None
        if tokens[at].low in FUNCTION or tokens[at].kind != "word":
            break
    amount = count_of(sentence, first, actor.first, actor.stop)
    if amount is not None and amount.stop <= actor.first:
        first = min(first, amount.first)
    if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _PARTITIVES:
        first -= 2
    return Force(first, actor.stop, actor.first, "named", (actor,), amount, definite=amount is None)


def _belongs(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`a company of 150 infantrymen`, `men of the Foreign Legion and the chasseurs`: one force in two nouns."""
    if other.first < one.stop:
        return True
    between = [token.low for token in tokens[one.stop : other.first]]
    if not between:
        return one.kind in ("units", "loose_units", "loose_people") or one.stop > one.head + 1
    names = tokens[one.stop + 1 : other.first]
    if between[0] in ("of", "from") and all(t.text[0].isupper() or t.low in ("the", "and", ",") for t in names):
        # "soldiers of the San Marco and Serenissima regiments"
        return not other.actors and other.amount is None
    if (
        between[0] == "and"
        and one.stop > one.head + 1
        and other.kind == "units"
        and not other.actors
        and other.amount is None
    ):
        # "soldiers of the San Marco and Serenissima regiments"
        return True
    if between in (["of"], ["of", "the"], ["from"], ["from", "the"], ["consisting", "of"], ["made", "up", "of"]):
        return True
    return between in (["and"], ["and", "the"], [",", "the"]) and other.kind == "named" and one.stop - one.head > 1


def _is_same_list(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`police and soldiers`, `sixty soldiers and twenty-five guards` of one state."""
    return [token.low for token in tokens[one.stop : other.first]] in _LISTS and not other.actors


def _joined(tokens: tuple[Token, ...], one: Force, other: Force) -> Force:
    listed = _is_same_list(tokens, one, other)
    amount = sum_of(one.amount, other.amount) if listed else other.amount or one.amount
    return one._replace(
        stop=max(one.stop, other.stop),
        actors=tuple(dict.fromkeys((*one.actors, *other.actors))),
        amount=amount,
        more=one.more or other.more,
        none=one.none or other.none,
        definite=one.definite and other.definite,
        police=one.police and other.police,
        place=one.place or other.place,
    )
