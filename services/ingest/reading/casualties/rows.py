"""Rows of places with a count each: "Deaths by country: Mali 12, Niger 7"."""

from collections.abc import Iterator

from schemas.events.casualties import Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.reality import is_unreal


def from_rows(reading: Reading) -> Iterator[Candidate]:
    """Yield the counts of a row of places behind a colon, by the word of harm that stands before it."""
    if ":" not in reading.sentence.words:
        return
    items = reading.items
    colon = next((index for index, item in enumerate(items) if item.low == ":"), None)
    if colon is None:
        return
    measure = _headed(reading, colon)
    if measure is None:
        return
    for index in range(colon + 1, len(items) - 1):
        phrase = items[index + 1].phrase
        if items[index].kind is not Kind.PLACE or items[index - 1].kind not in (Kind.COMMA, Kind.AND, Kind.STOP):
            continue
        if phrase is None or not phrase.counted or phrase.noun or phrase.thing:
            continue
        if index + 2 < len(items) and items[index + 2].kind not in (Kind.COMMA, Kind.AND, Kind.STOP):
            continue
        yield Candidate(index + 1, measure, items[index], rule="row of places")


def _headed(reading: Reading, colon: int) -> Measure | None:
    """What the words before the colon count; None when they tell of nothing that happened, or have a count."""
    for item in reading.items[:colon]:
        if item.phrase is not None and item.phrase.counted:
            return None
    for item in reading.items[:colon]:
        measure = _measure(item)
        if measure is not None and not is_unreal(reading, item):
            return measure
    return None


def _measure(item: Item) -> Measure | None:
    if item.trigger is not None:
        return item.trigger.measure
    return item.phrase.measure if item.phrase is not None else None
