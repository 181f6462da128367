"""Finds people under arms in a sentence: a noun for a force, whose it is, how many."""

from typing import Final

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.elided_forces import (
    PRONOUNS,
    read_counted,
    read_elided,
    read_gapped,
    read_given,
    read_possessed,
)
from services.ingest.reading.deployments.force import HEADS, Force
from services.ingest.reading.deployments.force_phrases import (
    is_modifier,
    read_named,
    read_people,
    read_phrase,
)
from services.ingest.reading.deployments.force_signs import is_asked_for, is_sent
from services.ingest.reading.deployments.noun_phrases import sum_of
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import AUXILIARIES, BE, MODALS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_OPENERS: Final = HEADS.openers
_OPENING: Final = _OPENERS | PRONOUNS | {"more"}
_BODIES_TOLD: Final = frozenset(
    (
        "rifles",
        "guns",
        "machine-guns",
        "uniform",
        "uniforms",
        "berets",
        "fatigues",
        "tanks",
        "mortars",
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
_FIGURES: Final = Phrases((phrase, True) for phrase in load_words("deployments", "background.figures"))
_OTHERS: Final = load_words("deployments", "signs.other_people")
"""Words beside which a count without a noun is one of other people."""
_ADJECTIVES: Final = 4
"""Tokens from a state's name to the noun for its soldiers at most."""
_LISTS: Final = (["and"], ["and", "some"], ["and", "the"], [","], ["as", "well", "as"], ["or"])


def find_forces(
    sentence: Sentence, actors: tuple[Actor, ...], *, again: bool = False, follows: bool = False
) -> tuple[Force, ...]:
    """Return the forces of a sentence in order.

    Args:
        sentence: The sentence.
        actors: Its actors.
        again: The report has told of a force before: then `would send any` is about one.
        follows: The sentence before speaks of people under arms: then `some 1,900 came ashore` may be about them.
    """
    tokens = sentence.tokens
    owned = {at: actor for actor in actors for at in range(actor.first, actor.stop)}
    forces: list[Force] = []
    free = 0
    counted = (again or follows) and sentence.words.isdisjoint(_OTHERS)
    counts = frozenset([amount.first for amount in sentence.amounts])
    begins = counts.union(owned, [at for at, token in enumerate(tokens) if token.low in _OPENING])
    for at in sorted(begins):
        if at < free:
            continue
        force = _force_at(sentence, at, owned, free, forces[-1] if forces else None, again=again)
        if force is None and at in counts and (counted or forces):
            force = read_counted(sentence, at, owned)
        if force is None and again and at in owned and owned[at].first == at:
            force = read_possessed(sentence, owned[at])
        if force is None:
            continue
        if forces and (_belongs(tokens, forces[-1], force) or _is_same_list(tokens, forces[-1], force)):
            forces[-1] = _joined(tokens, forces[-1], force)
        else:
            forces.append(force)
        free = max(force.stop, at + 1)
    return tuple(forces)


def _force_at(
    sentence: Sentence, at: int, owned: dict[int, Actor], free: int, last: Force | None, *, again: bool
) -> Force | None:
    tokens = sentence.tokens
    token = tokens[at]
    again = again or last is not None
    if token.kind == "word" and token.low in _OPENERS:
        matched = HEADS.match(tokens, at)
        if matched is not None and not is_modifier(sentence, matched[0]) and not _FIGURES.match(tokens, at):
            force = read_phrase(sentence, at, matched[0], matched[1], owned, free, last, again=again)
            if force is not None:
                return force
    actor = owned.get(at)
    if actor is not None and actor.first == at and actor.kind in ("force", "company"):
        return read_named(sentence, actor, owned, free)
    if actor is not None and actor.first == at and actor.kind == "people" and (again or sentence.words & _BODIES_TOLD):
        return read_people(sentence, actor, at, owned)
    if not again or not at:
        return None
    before = at - 1
    while before > 0 and tokens[before].low in ("the", "first", "last", "next", "another", "some"):
        before -= 1
    if is_sent(tokens, before) or is_asked_for(tokens, before):
        return read_elided(sentence, at, before)
    if token.low == "more" and last is not None and _is_sent_on(tokens, at):
        # "Austria's 170 soldiers stay; more will not be sent"
        none = tokens[at - 1].low == "no"
        return Force(at - none, at + 1, at, "pronoun", last.actors, more=True, none=none, police=last.police)
    if token.low == "none" and tokens[at - 1].low in BE and last is not None:
        # "no request for marines, and that there are none in the country"
        return Force(at, at + 1, at, "pronoun", last.actors, none=True, police=last.police)
    if last is None:
        return None
    return read_given(sentence, at, owned, last) or read_gapped(sentence, at, last)


def _belongs(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`a company of 150 infantrymen`, `men of the Foreign Legion and the chasseurs`: one force in two nouns."""
    if other.first < one.stop:
        return True
    between = [token.low for token in tokens[one.stop : other.first]]
    if not between:
        return one.kind in ("units", "loose_units", "loose_people") or one.stop > one.head + 1
    names = tokens[one.stop + 1 : other.first]
    if between[0] == "'s" and len(between) <= _ADJECTIVES and other.amount is None and not other.actors:
        # "two companies of Burundi's most seasoned soldiers"
        return True
    if between == [","] and _is_apposition(tokens, one, other):
        return True
    if (
        between[0] in ("of", "from")
        and names
        and all(t.text[0].isupper() or t.low in ("the", "and", ",") for t in names)
    ):
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


def _is_apposition(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`Forty Pakistani soldiers, the advance party of a UN battalion, landed`: another name of the same force."""
    if tokens[other.first].low not in ("the", "a", "an") or other.stop >= len(tokens) or other.amount is not None:
        return False
    theirs = all(actor.kind == "alliance" or actor in one.actors for actor in other.actors)
    return bool(one.actors) and theirs and tokens[other.stop].low == ","


def _is_same_list(tokens: tuple[Token, ...], one: Force, other: Force) -> bool:
    """`police and soldiers`, `sixty soldiers and twenty-five guards` of one state."""
    return [token.low for token in tokens[one.stop : other.first]] in _LISTS and not other.actors


def _joined(tokens: tuple[Token, ...], one: Force, other: Force) -> Force:
    listed = _is_same_list(tokens, one, other)
    if one.actors and tokens[one.stop].low == "," and _is_apposition(tokens, one, other):
        return one._replace(stop=other.stop + 1, amount=one.amount or other.amount)
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


def _is_sent_on(tokens: tuple[Token, ...], at: int) -> bool:
    """`more will not be sent`, `no more are to go`, behind a mark or a conjunction."""
    before = tokens[at - 2].low if tokens[at - 1].low == "no" else tokens[at - 1].low
    behind = [token.low for token in tokens[at + 1 : at + 6]]
    if before not in (";", ",", "and", "but") or not behind or behind[0] not in AUXILIARIES | MODALS:
        return False
    return any(form.group in ("send", "come") for low in behind[1:] for form in FORMS.get(low, ()))
