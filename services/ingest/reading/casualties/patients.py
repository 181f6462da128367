"""Patients whom a clinic admits: our four centres admitted 318 patients."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.triggers import CARE_PLACES

_ADMITTING: Final = frozenset(("admitted", "admits", "admit", "admitting", "treated", "treats", "treating"))
_CARING: Final = frozenset(("caring", "care", "cares", "cared", "looking", "looked"))
_PATIENTS: Final = frozenset(("patients", "patient", "cases", "inpatients"))


def from_patients(reading: Reading) -> Iterator[Candidate]:
    """Yield the patients who are told to be admitted, whatever the house is called."""
    if not reading.sentence.words.isdisjoint(_CARING):
        yield from _cared_for(reading)
    if reading.sentence.words.isdisjoint(_ADMITTING) or reading.sentence.words.isdisjoint(_PATIENTS):
        return
    for index, item in enumerate(reading.items):
        if item.low not in _ADMITTING or item.kind not in (Kind.VERB, Kind.WORD) or is_unreal(reading, item):
            continue
        for at in reading.frames.objects(index):
            phrase = reading.items[at].phrase
            if phrase is not None and phrase.counted and phrase.noun in _PATIENTS and phrase.measure is None:
                yield Candidate(at, Measure.HOSPITALIZED, item, rule="admitted")


def of_patients(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """Twelve are in hospital, three of them in a serious condition: three of the twelve patients."""
    last = next((draft for draft in reversed(drafts[-4:]) if draft.scope is not Scope.SUBSET), None)
    if last is None or last.measure is not Measure.HOSPITALIZED or last.sentence is not reading.sentence:
        return None
    return Candidate(index, last.measure, reading.items[index], Scope.SUBSET, "part", last.group)


def _cared_for(reading: Reading) -> Iterator[Candidate]:
    """Hospitals were caring for 110."""
    items, tokens = reading.items, reading.sentence.tokens
    for index, item in enumerate(items[:-2]):
        if item.low not in _CARING or items[index + 1].low not in ("for", "after") or is_unreal(reading, item):
            continue
        phrase = items[index + 2].phrase
        house = any(token.low in CARE_PLACES for token in tokens[: item.first])
        if house and phrase is not None and phrase.counted and not phrase.thing and phrase.measure is None:
            yield Candidate(index + 2, Measure.HOSPITALIZED, item, rule="cared for")
