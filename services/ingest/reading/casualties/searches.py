"""Who is looked for: rescuers search for 14 people, the whereabouts of five nuns are unknown, no trace of three men."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import NounPhrase
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.triggers import UNKNOWN
from services.ingest.reading.lexicon.files import load_words

_SEARCHING: Final = load_words("casualties", "searches.verbs")
_RESCUERS: Final = load_words("casualties", "searches.rescuers")
_TRACES: Final = load_words("casualties", "searches.traces")
_SIGNS: Final = _SEARCHING | _TRACES
_WANTED: Final = frozenset(("suspects", "suspect", "survivors", "survivor", "bodies", "volunteers", "witnesses", "men"))
_NEAR: Final = 4
"""Chunks between a search and those who are searched for at most."""


def from_searches(reading: Reading) -> Iterator[Candidate]:
    """Yield the people whom rescuers search for, and of whom there is no trace."""
    words = reading.sentence.words
    if words.isdisjoint(_SIGNS):
        return
    rescue, trace = not words.isdisjoint(_RESCUERS), not words.isdisjoint(UNKNOWN)
    tokens = reading.sentence.tokens
    for index, item in enumerate(reading.items[:-1]):
        low = tokens[item.stop - 1].low
        searched = low in _SEARCHING and rescue
        if not (searched or (low in _TRACES and trace)) or is_unreal(reading, item):
            continue
        for at in range(index + 1, min(len(reading.items), index + _NEAR)):
            phrase = reading.items[at].phrase
            if phrase is None:
                continue
            if tokens[reading.items[at].first - 1].low in ("for", "of", "from", "about") and _is_lost(
                phrase, traced=low in _TRACES
            ):
                yield Candidate(at, Measure.MISSING, item, rule="searched for")
            break


def _is_lost(phrase: NounPhrase, *, traced: bool) -> bool:
    """People of a known number who are not wanted for a crime."""
    if traced and phrase.counted and phrase.definite and not phrase.noun and not phrase.thing:
        # "nothing is known of the fate of the other twelve"
        return True
    if not phrase.counted or phrase.thing or phrase.group in (None, Group.MILITANTS):
        return False
    return phrase.noun not in _WANTED and (phrase.measure is None or phrase.harmed)
