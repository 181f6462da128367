"""Finds people under arms in a sentence: a noun for a force, whose it is, how many."""

from typing import Final, Literal, NamedTuple

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.document import Amount, Sentence, Token
from services.ingest.reading.grammar import FINITE, FUNCTION
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

Head = Literal["people", "units", "loose_units", "loose_people", "craft", "named"]

_HEADS: Final[Phrases[Head]] = Phrases(
    (word, kind)
    for kind in ("people", "units", "loose_units", "loose_people", "craft")
    for word in sorted(load_words("deployments", f"heads.{kind}"))
)
_OPENERS: Final = _HEADS.openers
_BEFORE: Final = load_words("deployments", "signs.before")
_BODIES: Final = load_words("deployments", "signs.bodies")
_NEVER: Final = load_words("deployments", "signs.never")
_MORE: Final = load_words("deployments", "signs.more")
_NONE: Final = load_words("deployments", "signs.none")
_VEHICLES: Final = load_words("deployments", "signs.vehicles")
_SHARED_WITH_ACTOR: Final = load_words("deployments", "signs.with_actor")
_FIGURES: Final = Phrases((phrase, True) for phrase in load_words("deployments", "background.figures"))
_ARTICLES: Final = frozenset(("a", "an", "the", "its", "their", "his", "her", "some", "these", "those", "our", "any"))
_LINKS: Final = frozenset(
    (",", "and", "the", "'s", "'", "&", "neighbouring", "neighboring", "nearby", "both", "as", "well")
)
_LONGEST: Final = 10
"""Tokens before a head at most."""


class Force(NamedTuple):
    """People under arms, as one noun phrase tells of them."""

    first: int
    stop: int
    """behind the head and what belongs to it: `soldiers from Togo and Benin`"""
    head: int
    kind: Head
    actors: tuple[Actor, ...]
    """whose force it is, where the phrase says it"""
    amount: Amount | None
    more: bool
    none: bool
    definite: bool
    """`the troops`, `its soldiers`: told of before, or belonging to somebody in the sentence"""
    police: bool


def find_forces(sentence: Sentence, actors: tuple[Actor, ...]) -> tuple[Force, ...]:
    """Return the forces of a sentence in order."""
    tokens = sentence.tokens
    owned = {at: actor for actor in actors for at in range(actor.first, actor.stop)}
    forces: list[Force] = []
    at, free = 0, 0
    while at < len(tokens):
        token = tokens[at]
        matched = _HEADS.match(tokens, at) if token.low in _OPENERS and token.kind == "word" else None
        if matched is not None and not (token.low in _OPENERS and _FIGURES.match(tokens, at)):
            force = _phrase(sentence, at, matched[0], matched[1], owned, free)
            if force is not None:
                if forces and _belongs(tokens, forces[-1], force):
                    forces[-1] = _joined(forces[-1], force)
                else:
                    forces.append(force)
                at = free = max(force.stop, matched[0])
                continue
        actor = owned.get(at)
        if actor is not None and actor.first == at and actor.kind in ("force", "company"):
            named = _named(sentence, actor, owned, free)
            if named is not None:
                if forces and _belongs(tokens, forces[-1], named):
                    forces[-1] = _joined(forces[-1], named)
                else:
                    forces.append(named)
                at = free = named.stop
                continue
        at += 1
    return tuple(forces)


def _phrase(sentence: Sentence, head: int, stop: int, kind: Head, owned: dict[int, Actor], free: int) -> Force | None:
    tokens = sentence.tokens
    first = _reach_left(tokens, head, owned, free)
    before = [tokens[at].low for at in range(first, head)]
    if any(low in _NEVER for low in before) or (before and before[-1] in _VEHICLES):
        return None
    mine = _owners(tokens, first, head, owned)
    behind, end = _behind(tokens, stop, owned)
    own = tuple(dict.fromkeys((*mine, *behind)))
    signs = any(low in _BEFORE or low.rstrip("s") in _BEFORE for low in before) or _strong(before)
    if kind == "craft" and stop < len(tokens) and tokens[stop].low in ("crews", "crew"):
        return None
    amount = _amount(sentence, first, head, end)
    word = tokens[head].low
    if kind in ("loose_units", "loose_people"):
        of_body = stop + 1 < len(tokens) and tokens[stop].low == "of" and _is_body(tokens, stop + 1, owned)
        forceful = any(actor.kind in ("force", "company") for actor in own)
        by_actor = bool(own) and (word in _SHARED_WITH_ACTOR or kind == "loose_units") and word not in ("group", "team")
        if not (signs or of_body or forceful or by_actor):
            sized = kind == "loose_units" and amount is not None and amount.first >= stop
            mine_all = word == "men" and any(low in ("its", "their", "his") for low in before)
            if not (sized or mine_all):
                return None
        if word == "people" and not (of_body or signs):
            return None
    words = frozenset(before)
    return Force(
        first,
        end,
        head,
        kind,
        own,
        amount,
        bool(words & _MORE) or word in _MORE,
        bool(words & _NONE) or (first > 0 and tokens[first - 1].low in _NONE),
        bool(words & _ARTICLES - {"a", "an", "some"}) and amount is None,
        word.startswith("police") or word in ("gendarmes",),
    )


def _strong(before: list[str]) -> bool:
    return any(low.endswith("-strong") for low in before)


def _reach_left(tokens: tuple[Token, ...], head: int, owned: dict[int, Actor], free: int) -> int:
    """Return where the phrase of a head begins: over its adjectives, its numbers and the names of states."""
    at, unknown = head, 0
    while at > free and head - at < _LONGEST:
        token = tokens[at - 1]
        low = token.low
        if (
            at - 1 in owned
            or low in _BEFORE
            or low in _MORE
            or low in _ARTICLES
            or low in _NEVER
            or (low in ("'s", "'") and at - 2 in owned)
            or (low in (",", "and", "or") and at - 2 in owned and at in owned)
            or (low == "of" and _ends_number(tokens, at - 2))
            or token.kind == "number"
            or _ends_number(tokens, at - 1)
            or low in _NONE
            or low in _VEHICLES
        ):
            at -= 1
        elif token.kind == "word" and (low not in FUNCTION and low not in FINITE and unknown < 3):
            if low.endswith(("ed", "ing")) and not _modifies(tokens, at - 1):
                break
            unknown += 1
            at -= 1
        else:
            break
    while at < head and tokens[at].low in (",", "and", "or", "'s", "of"):
        at += 1
    return at


_NUMBER_WORDS: Final = frozenset(
    (
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "tens",
        "number",
        "handful",
        "couple",
        "dozen",
        "several",
        "few",
        "many",
    )
)


def _ends_number(tokens: tuple[Token, ...], at: int) -> bool:
    return at >= 0 and (
        tokens[at].low in _NUMBER_WORDS or tokens[at].kind == "number" or tokens[at].low.endswith("-strong")
    )


def _modifies(tokens: tuple[Token, ...], at: int) -> bool:
    """A participle before a noun is an adjective behind an article, an adverb or a number: `newly arrived troops`."""
    before = tokens[at - 1].low if at else ""
    return before in _ARTICLES or before.endswith("ly") or before in _MORE or tokens[at].low.startswith("armed")


def _owners(tokens: tuple[Token, ...], first: int, head: int, owned: dict[int, Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(owned[at] for at in range(first, head) if at in owned))


def _behind(tokens: tuple[Token, ...], stop: int, owned: dict[int, Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return the actors behind `from` or `of`, and where they end."""
    if stop >= len(tokens) or tokens[stop].low not in ("from", "of", "belonging", "drawn"):
        return (), stop
    at = stop + 1
    if tokens[stop].low in ("belonging", "drawn"):
        at += 1
    found: list[Actor] = []
    end = stop
    while at < len(tokens) and at - end < 6:
        actor = owned.get(at)
        if actor is not None and not (tokens[stop].low == "of" and actor.kind in ("town",)):
            found.append(actor)
            at = end = actor.stop
        elif tokens[at].low in _LINKS or tokens[at].low in _BEFORE:
            at += 1
        elif tokens[at].low in _BODIES and (found or tokens[stop].low == "of"):
            at += 1
            end = at
        elif found or tokens[at].kind == "mark" or tokens[at].low in FUNCTION:
            break
        else:
            at += 1
    return tuple(dict.fromkeys(found)), end


def _is_body(tokens: tuple[Token, ...], at: int, owned: dict[int, Actor]) -> bool:
    """`the army`, `a paramilitary force`, `the Botswana Defence Force` behind `members of`."""
    for step in range(at, min(len(tokens), at + 6)):
        low = tokens[step].low
        if low in _BODIES or (step in owned and owned[step].kind in ("force", "company")):
            return True
        if tokens[step].kind == "mark" or (low in FUNCTION and low not in ("the", "a", "an", "of", "'s")):
            return False
    return False


def _amount(sentence: Sentence, first: int, head: int, end: int) -> Amount | None:
    """The count of the phrase: before the head, else right behind it (`a force of about 2,500`)."""
    before = [
        a for a in sentence.amounts if first <= a.stop and a.stop <= head and a.first >= first - 4 and a.unit is None
    ]
    if before:
        return before[-1]
    tokens = sentence.tokens
    for amount in sentence.amounts:
        if not end < amount.first <= end + 4 or amount.unit is not None:
            continue
        between = [token.low for token in tokens[end : amount.first]]
        behind = tokens[amount.stop].low if amount.stop < len(tokens) else ""
        if between and between[0] in ("of", "numbering", "totalling", "(", ",") and len(between) <= 2:
            if between[0] == "," and behind not in ("of", "in", ",", "strong", "men", "all"):
                continue
            return amount
    return None


def _named(sentence: Sentence, actor: Actor, owned: dict[int, Actor], free: int) -> Force | None:
    tokens = sentence.tokens
    first = max(free, _reach_left(tokens, actor.first, owned, free))
    if any(tokens[at].low in _NEVER for at in range(first, actor.first)):
        return None
    # A name in front of a head is read with it.
    if actor.stop < len(tokens):
        ahead = next(
            (s for s in range(actor.stop, min(len(tokens), actor.stop + 4)) if tokens[s].low in _OPENERS), None
        )
        if ahead is not None and all(
            tokens[s].low not in FUNCTION and tokens[s].kind == "word" for s in range(actor.stop, ahead)
        ):
            return None
    amount = _amount(sentence, first, actor.first, actor.stop)
    return Force(first, actor.stop, actor.first, "named", (actor,), amount, False, False, amount is None, False)


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


def _joined(one: Force, other: Force) -> Force:
    actors = tuple(dict.fromkeys((*one.actors, *other.actors)))
    return one._replace(
        stop=max(one.stop, other.stop),
        actors=actors,
        amount=other.amount or one.amount,
        more=one.more or other.more,
        none=one.none or other.none,
        definite=one.definite and other.definite,
    )
