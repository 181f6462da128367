"""Claims that nouns make: 12 deaths, no arrests, three injured people, the bodies of seven men."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.grammar import AUXILIARIES, BE
from services.ingest.reading.lexicon.files import load_words

_LOSS: Final = load_words("casualties", "loss.words")
_COGNATE: Final = frozenset(("death", "deaths"))
_BODIES: Final = frozenset(("body", "bodies", "corpse", "corpses"))
_RECOVERED: Final = load_words("casualties", "recovered.words")
_KNOWN_BEFORE: Final = frozenset(("buried", "identified", "mutilated", "returned", "entered", "cremated", "named"))
_LONGEST_TRADE: Final = 4
"""Chunks between "the body of" and a trade with a name at most."""
_TOLD: Final = load_words("casualties", "told.words")


def from_nouns(reading: Reading) -> Iterator[Candidate]:
    """Yield what nouns of counting say, with a count of their own or with one behind "of"."""
    for index, item in enumerate(reading.items):
        phrase = item.phrase
        if phrase is None or phrase.measure is None or phrase.toll or is_unreal(reading, item):
            continue
        if phrase.noun in ("lives", "life") and not _is_lost(reading, item):
            continue
        if phrase.noun in _BODIES and not (_is_recovered(reading, index) or _lies_somewhere(reading, index, phrase)):
            continue
        if phrase.noun in _COGNATE and index and reading.items[index - 1].kind is Kind.VICTIM:
            # "a shop died a second death"
            continue
        inner = _inner(reading, index, phrase)
        if inner is not None:
            yield Candidate(inner, phrase.measure, item)
            yield from _listed(reading, index, inner, phrase.measure)
        elif _stands(reading, index, phrase):
            yield Candidate(index, phrase.measure, item, group=_of_group(reading, index))


def _stands(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """True for a noun of counting that is a claim by itself."""
    if phrase.counted:
        return True
    items = reading.items
    if phrase.rule == "bare plural" and index > 1 and items[index - 1].low in BE and items[index - 2].low == "there":
        # "there are fatalities"
        return True
    if phrase.quantity == ONE and phrase.noun in _BODIES and _has_come_to_light(reading, index):
        return True
    return phrase.quantity is not None and not phrase.harmed and _is_told(reading, index)


def _has_come_to_light(reading: Reading, index: int) -> bool:
    """A body was found; the attacker's own body was in the cellar."""
    items = reading.items
    step = reading.frames.predicate(index)
    if step >= len(items) or items[step].kind is not Kind.VERB:
        return False
    if any(item.low in _RECOVERED and item.low not in AUXILIARIES for item in items[step : step + 3]):
        return True
    return _is_in_place(items[step : step + 2])


def _lies_somewhere(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """A body that is told to be in a place: the attacker's own body was in the cellar."""
    step = reading.frames.predicate(index)
    return phrase.quantity == ONE and _is_in_place(reading.items[step : step + 2])


def _is_in_place(behind: list[Item]) -> bool:
    """True for a form of be with a place behind it."""
    return len(behind) > 1 and behind[0].low in AUXILIARIES and behind[1].kind is Kind.PREPOSITION


def _inner(reading: Reading, index: int, phrase: NounPhrase) -> int | None:
    """The count behind "of", where the noun has none: the deaths of 12 people."""
    items = reading.items
    if phrase.counted or phrase.harmed or index + 2 >= len(items) or items[index + 1].low not in ("of", ":", "—"):
        return None
    at = index + 2
    while at + 1 < len(items) and at < index + _LONGEST_TRADE and items[at].kind is Kind.WORD:
        # "the body of taxi operator Devon Grant"
        at += 1
    inner = items[at].phrase
    if at > index + 2 and (inner is None or not inner.name):
        return None
    if inner is None or inner.thing or inner.quantity is None or (inner.measure is not None and not inner.harmed):
        return None
    if items[index + 1].low != "of":
        return at if inner.counted and inner.group is None else None
    return at if inner.counted or inner.rule == "singular" else None


def _of_group(reading: Reading, index: int) -> Group | None:
    """12 bodies of civilians: whose they are is told behind."""
    items = reading.items
    if index + 2 >= len(items) or items[index + 1].low != "of":
        return None
    phrase = items[index + 2].phrase
    return phrase.group if phrase is not None and not phrase.counted and not phrase.thing else None


def _listed(reading: Reading, index: int, inner: int, measure: Measure) -> Iterator[Candidate]:
    """The deaths of 15 civilians and three guards: one noun for the whole list."""
    for other in reading.frames.objects(index, nominal=True):
        phrase = reading.items[other].phrase
        if other > inner and phrase is not None and phrase.counted and phrase.group is not None and not phrase.thing:
            yield Candidate(other, measure, reading.items[index])


def _is_lost(reading: Reading, item: Item) -> bool:
    tokens = reading.sentence.tokens
    return any(token.low in _LOSS for token in tokens[max(0, item.first - 7) : item.stop + 6])


def _is_recovered(reading: Reading, index: int) -> bool:
    """Bodies that were found are dead of this event; bodies that were buried or counted twice are told before."""
    step = reading.frames.predicate(index)
    items = reading.items
    verb = next((item for item in items[step : step + 3] if item.kind in (Kind.VERB, Kind.WORD)), None)
    if step >= len(items) or items[step].kind is not Kind.VERB or verb is None:
        return True
    words = {token.low for token in reading.sentence.tokens[items[step].first : items[step].first + 5]}
    if not words.isdisjoint(_KNOWN_BEFORE):
        return False
    return not words.isdisjoint(_RECOVERED) or words.isdisjoint(AUXILIARIES)


def _is_told(reading: Reading, index: int) -> bool:
    """Deaths were reported: a noun of counting without a count needs a verb of telling."""
    step = reading.frames.predicate(index)
    return any(item.low in _TOLD for item in reading.items[step : step + 3])


def also_injured(phrase: NounPhrase) -> bool:
    """True for "no casualties": neither dead nor hurt."""
    return phrase.noun in ("casualties", "casualty") and phrase.quantity is not None and phrase.quantity.max == 0
