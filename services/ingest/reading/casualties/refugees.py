"""People who came over a border: 6,000 crossed into Chad, Uganda registered 2,300 refugees."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.subjects import subjects
from services.ingest.reading.lexicon.files import load_words

_REFUGEES: Final = frozenset(("refugees", "evacuees", "displaced"))
_TAKING_IN: Final = load_words("casualties", "refugees.taking_in")
_CROSSING: Final = load_words("casualties", "refugees.crossing")
_FLIGHT: Final = load_words("casualties", "refugees.flight")
_MOVING: Final = frozenset(
    ("moved", "moving", "moves", "move", "shipped", "bussed", "bused", "flew", "flown", "airlifted")
)
_VERBS: Final = _TAKING_IN | _CROSSING | _MOVING
_FEWEST: Final = 10
"""People who cross at least: one man at a border is no refugee."""


def from_refugees(reading: Reading) -> Iterator[Candidate]:
    """Yield the refugees whom a country takes in, and the people who cross a border in flight."""
    if reading.sentence.words.isdisjoint(_VERBS):
        return
    for index, item in enumerate(reading.items):
        if item.low not in _VERBS or item.kind not in (Kind.VERB, Kind.WORD) or is_unreal(reading, item):
            continue
        if item.low in _MOVING:
            yield from _moved_out(reading, index, item)
        if item.low in _TAKING_IN:
            for at in reading.frames.objects(index):
                phrase = reading.items[at].phrase
                if phrase is not None and phrase.counted and phrase.noun in _REFUGEES and not phrase.thing:
                    yield Candidate(at, Measure.DISPLACED, item, rule="taken in")
        if item.low in _CROSSING:
            for at in subjects(reading.frames, index):
                phrase = reading.items[at].phrase
                if phrase is not None and _may_flee(phrase) and (phrase.noun in _REFUGEES or _is_flight(reading)):
                    yield Candidate(at, Measure.DISPLACED, item, rule="crossed")


def _moved_out(reading: Reading, index: int, item: Item) -> Iterator[Candidate]:
    """Troops have moved 70,000 people out of the area."""
    tokens = reading.sentence.tokens
    for at in reading.frames.objects(index):
        phrase, stop = reading.items[at].phrase, reading.items[at].stop
        behind = tokens[stop].low if stop < len(tokens) else ""
        if phrase is not None and behind in ("out", "away") and phrase.group is not None and _may_flee(phrase):
            yield Candidate(at, Measure.DISPLACED, item, rule="moved out")


def _is_flight(reading: Reading) -> bool:
    """True where the report tells of people in flight."""
    if not reading.sentence.words.isdisjoint(_FLIGHT):
        return True
    return any(not sentence.words.isdisjoint(_FLIGHT) for sentence in reading.document.before(reading.sentence))


def _may_flee(phrase: NounPhrase) -> bool:
    if not phrase.counted or phrase.thing or phrase.quantity is None or phrase.quantity.min < _FEWEST:
        return False
    return phrase.group not in (Group.MILITANTS, Group.SECURITY_FORCES, Group.AID_WORKERS)
