"""Bodies of people that are no force: doctors, a crowd of supporters, unarmed observers, lorries with goods."""

from typing import Final

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import HEADS
from services.ingest.reading.deployments.force_signs import SIGNS
from services.ingest.reading.deployments.noun_phrases import VERBAL, is_number
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Token
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.lexicon.files import load_words

_OPENERS: Final = HEADS.openers
_ARTICLES: Final = load_words("deployments", "signs.articles")
_CIVIL: Final = load_words("deployments", "signs.civil")
_CROWDS: Final = load_words("deployments", "signs.crowds") | {"guard", "vanguard", "rearguard"}
_BODIES: Final = load_words("deployments", "signs.bodies")
_UNARMED: Final = frozenset(("unarmed", "civilian", "election", "electoral", "human", "rights", "ceasefire"))
_OBSERVERS: Final = frozenset(("observers", "monitors", "team", "teams", "experts", "mission", "missions", "staff"))
_MEDICAL: Final = frozenset(("brigade", "brigades", "mission", "missions", "team", "teams", "personnel", "staff"))
_OF_THE_ARMY: Final = frozenset(("military", "army", "navy", "naval", "armed", "air"))
_CONVOYS: Final = frozenset(("convoy", "convoys", "column", "columns"))
_LORRIES: Final = frozenset(("lorries", "trucks", "buses", "coaches", "cars", "vans", "wagons", "trailers", "tractors"))
_ARMED: Final = frozenset(
    ("tanks", "armour", "guns", "troops", "soldiers", "men", "ammunition", "artillery", "rockets")
)
_REVIEWING: Final = load_words("deployments", "signs.reviewing")
_FREIGHT: Final = 12
"""Tokens behind a convoy in which its freight is told at most."""


def is_unarmed(tokens: tuple[Token, ...], head: int, words: frozenset[str]) -> bool:
    """Tell whether a noun is one of unarmed people: `two hundred unarmed observers`."""
    if tokens[head].low in _MEDICAL and "medical" in words and words.isdisjoint(_OF_THE_ARMY):
        return True
    if tokens[head].low not in _OBSERVERS:
        return False
    return not words.isdisjoint(_UNARMED) or tokens[max(0, head - 1)].low in _UNARMED


def is_task_force(tokens: tuple[Token, ...], head: int, stop: int) -> bool:
    """Tell a body of officials: `a task force to review existing programmes`, `a task force on crime`."""
    if stop >= len(tokens) or [token.low for token in tokens[head:stop]] != ["task", "force"]:
        return False
    if tokens[stop].low in ("on", "against"):
        return True
    return tokens[stop].low in ("to", "that", "which") and any(
        token.low in _REVIEWING for token in tokens[stop + 1 : stop + 4]
    )


def is_of_civilians(tokens: tuple[Token, ...], stop: int) -> bool:
    """Tell a body of people without arms: `a brigade of 200 Cuban doctors`."""
    if tokens[stop].low != "of":
        return False
    for token in tokens[stop + 1 : stop + 7]:
        if token.low in _CIVIL:
            return True
        if token.kind == "mark" or token.low in _OPENERS:
            return False
    return False


def is_crowd(tokens: tuple[Token, ...], stop: int, owned: dict[int, Actor]) -> bool:
    """Tell many people, not under arms: `an army of Irish supporters`, `battalions of pickers`."""
    if tokens[stop - 1].low not in _CROWDS or tokens[stop].low != "of":
        return False
    last = ""
    for at in range(stop + 1, min(len(tokens), stop + 8)):
        token = tokens[at]
        low = token.low
        if at in owned or token.kind == "number" or low in _ARTICLES or is_number(tokens, at):
            continue
        if low in _OPENERS or low in SIGNS or low in _BODIES:
            return False
        if token.kind == "mark" or token.text != low or low in FUNCTION or low in VERBAL or low in FORMS:
            break
        last = low
    return last.endswith("s") or last == "people"


def is_of_lorries(tokens: tuple[Token, ...], head: int, stop: int, words: frozenset[str]) -> bool:
    """Tell a convoy that nothing makes one of soldiers: `a convoy of 40 Czech lorries`."""
    if stop >= len(tokens) or tokens[stop].low != "of" or tokens[head].low not in _CONVOYS:
        return False
    if not words.isdisjoint(SIGNS):
        return False
    for token in tokens[stop + 1 : stop + 7]:
        if token.low in _LORRIES:
            behind = {word.low for word in tokens[stop : stop + _FREIGHT]}
            return behind.isdisjoint(SIGNS) and behind.isdisjoint(_BODIES) and behind.isdisjoint(_ARMED)
        if token.kind == "mark" or token.low in SIGNS:
            return False
    return False
