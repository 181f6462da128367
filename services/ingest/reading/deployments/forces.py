"""Finds people under arms in a sentence: a noun for a force, whose it is, how many."""

from typing import Final, Literal, NamedTuple

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.noun_phrases import (
    VERBAL,
    count_of,
    is_body,
    is_number,
    owners_behind,
    reach_left,
    sum_of,
)
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Amount, Sentence, Token
from services.ingest.reading.grammar import BASES, FUNCTION
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

Head = Literal["people", "units", "loose_units", "loose_people", "craft", "named", "pronoun"]

_UNIFORMS: Final = frozenset(("uniform", "uniforms", "fatigues"))
_KINDS: Final[tuple[Head, ...]] = ("people", "units", "loose_units", "loose_people", "craft")
_HEADS: Final[Phrases[Head]] = Phrases(
    (word, kind) for kind in _KINDS for word in sorted(load_words("deployments", f"heads.{kind}"))
)
_OPENERS: Final = _HEADS.openers
_SIGNS: Final = load_words("deployments", "signs.before")
_NEVER: Final = load_words("deployments", "signs.never")
_MORE: Final = load_words("deployments", "signs.more")
_NONE: Final = load_words("deployments", "signs.none")
_VEHICLES: Final = load_words("deployments", "signs.vehicles")
_WITH_ACTOR: Final = load_words("deployments", "signs.with_actor")
_ARTICLES: Final = load_words("deployments", "signs.articles")
_AFTER_HEAD: Final = load_words("deployments", "signs.after_head")
_COMPOUNDS: Final = load_words("deployments", "signs.compounds")
_PARTITIVES: Final = load_words("deployments", "signs.partitives")
_PLACED: Final = frozenset(("force", "mission", "operation", "deployment", "intervention"))
_SENT: Final = frozenset(
    ("force", "forces", "division", "company", "companies", "men", "personnel", "unit", "units", "officers")
)
_GONE: Final = frozenset(
    (
        "fleeing",
        "defecting",
        "deserting",
        "surrendering",
        "captured",
        "held",
        "killed",
        "wounded",
        "seeking",
        "buried",
        "honoured",
        "missing",
    )
)
_PRONOUNS: Final = frozenset(("any", "some", "none", "them"))
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
    while at < len(tokens):
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
    sentence: Sentence, at: int, owned: dict[int, Actor], free: int, before: Force | None, *, again: bool
) -> Force | None:
    tokens = sentence.tokens
    token = tokens[at]
    if token.kind != "word":
        return None
    matched = _HEADS.match(tokens, at) if token.low in _OPENERS else None
    if matched is not None and not _is_modifier(sentence, matched[0]) and not _FIGURES.match(tokens, at):
        force = _phrase(sentence, at, matched[0], matched[1], owned, free, before)
        if force is not None:
            return force
    actor = owned.get(at)
    if actor is not None and actor.first == at and actor.kind in ("force", "company"):
        return _named(sentence, actor, owned, free)
    if again and token.low in _PRONOUNS and at and _is_sent(tokens, at - 1):
        none = token.low == "none" or bool(sentence.words & {"neither", "nor", "not", "no", "never"})
        return Force(at, at + 1, at, "pronoun", (), none=none, definite=True)
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
    if head.endswith("s") and head not in ("forces", "troops", "marines"):
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
) -> Force | None:
    tokens = sentence.tokens
    first = reach_left(tokens, head, owned, free)
    before = [tokens[at].low for at in range(first, head)]
    words = frozenset(before)
    if (
        words & _NEVER
        or {"how", "many"} <= words
        or (first > 0 and tokens[first - 1].low == "how")
        or (before and before[-1] in _VEHICLES)
    ):
        return None
    mine = tuple(dict.fromkeys(owned[at] for at in range(first, head) if at in owned))
    behind, end = owners_behind(tokens, stop, owned)
    if not behind:
        behind, end = _in_uniform(tokens, stop, owned)
    own = tuple(dict.fromkeys((*mine, *behind)))
    if not own and tokens[head].low == "blue":
        own = (Actor(head, stop, "UN", "alliance", "blue helmets"),)
    amount = count_of(sentence, first, head, end)
    if kind in ("loose_units", "loose_people") and not _is_force(
        tokens, first, head, stop, kind, words, own, amount, owned, last
    ):
        return None
    word = tokens[head].low
    placed = (word in _PLACED or kind == "units") and _is_placed(own, behind, words)
    place = own[-1] if placed and own else None
    own = () if placed else own
    if (kind == "craft" and not own and not (first > 0 and _is_sent(tokens, first - 1))) or any(
        _PARTS.match(tokens, max(0, first - step)) for step in (1, 2)
    ):
        return None
    if amount is not None and amount.stop <= head:
        first = min(first, amount.first)
    if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _PARTITIVES:
        first -= 2
        words |= {tokens[first].low}
    return Force(
        first,
        end,
        head,
        kind,
        own,
        amount,
        more=bool(words & _MORE) or word in _MORE,
        none=bool(words & _NONE) or (first > 0 and tokens[first - 1].low in _NONE),
        definite=bool(words & _ARTICLES - {"a", "an", "some"}) and amount is None,
        police=word.startswith("police") or word == "gendarmes",
        last="last" in words,
        place=place,
    )


def _is_force(
    tokens: tuple[Token, ...],
    first: int,
    head: int,
    stop: int,
    kind: Head,
    words: frozenset[str],
    own: tuple[Actor, ...],
    amount: Amount | None,
    owned: dict[int, Actor],
    last: Force | None,
) -> bool:
    """Tell whether a loose noun (men, a unit, instructors) means people under arms here."""
    word = tokens[head].low
    signed = bool(words & _SIGNS) or any(low.rstrip("s") in _SIGNS for low in words)
    if signed or any(actor.kind in ("force", "company") for actor in own):
        return True
    if stop + 1 < len(tokens) and tokens[stop].low == "of" and is_body(tokens, stop + 1, owned):
        return True
    if word in ("people", "group", "team"):
        return False
    if stop + 2 < len(tokens) and any(token.low in _UNIFORMS for token in tokens[stop : stop + 4]) and own:
        return True
    if own and (word in _WITH_ACTOR or kind == "loose_units"):
        return True
    if own and last is not None and last.stop < first <= last.stop + 5 and tokens[last.stop].low == "and":
        # "Jamaican soldiers and a pair of Belizean officers"
        return all(tokens[at].low != "," for at in range(last.stop, first))
    if kind == "loose_units" and amount is not None and (amount.first >= stop or is_number(tokens, head - 1)):
        return True
    if word == "men" and words & {"its", "their", "his"}:
        return True
    start = min(first, amount.first) if amount is not None and amount.stop <= head else first
    return word in _SENT and start > 0 and _is_sent(tokens, start - 1)


def _in_uniform(tokens: tuple[Token, ...], stop: int, owned: dict[int, Actor]) -> tuple[tuple[Actor, ...], int]:
    """`men in Rwandan uniform`."""
    actor = owned.get(stop + 1) if stop < len(tokens) and tokens[stop].low in ("in", "wearing") else None
    if (
        actor is not None
        and actor.stop < len(tokens)
        and any(token.low in _UNIFORMS for token in tokens[actor.stop : actor.stop + 2])
    ):
        return (actor,), actor.stop + 1
    return (), stop


def _is_placed(own: tuple[Actor, ...], behind: tuple[Actor, ...], words: frozenset[str]) -> bool:
    """`the Haiti force`, `the Bangui contingent`: the place is where it goes, not whose it is; `US` can be both."""
    if not own or behind or words & {"'s", "'"}:
        return False
    return all(a.kind in ("state", "capital", "town") and not a.name.replace(".", "").isupper() for a in own)


def _is_sent(tokens: tuple[Token, ...], at: int) -> bool:
    groups = ("send", "approve", "offer", "ask", "reinforce")
    return any(form.side == "object" and form.group in groups for form in FORMS.get(tokens[at].low, ()))


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
    return Force(first, actor.stop, actor.first, "named", (actor,), amount, definite=amount is None)


def _belongs(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`a company of 150 infantrymen`, `men of the Foreign Legion and the chasseurs`: one force in two nouns."""
    if other.first < one.stop:
        return True
    between = [token.low for token in tokens[one.stop : other.first]]
    if not between:
        return one.kind in ("units", "loose_units", "loose_people")
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
