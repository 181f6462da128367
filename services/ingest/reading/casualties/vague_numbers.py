"""A number without a number: an unknown number of people, a large number of civilians."""

from services.ingest.reading.casualties.items import NounPhrase
from services.ingest.reading.casualties.phrase_words import BARE


def of_number(found: tuple[int, NounPhrase]) -> tuple[int, NounPhrase]:
    """Take "an unknown number of people" for people without a count: no toll, to which a figure would have to come."""
    stop, toll = found
    if toll.noun != "number" or toll.group is None or toll.measure is not None:
        return found
    return stop, NounPhrase(quantity=BARE, group=toll.group, noun="number", rule="bare plural")
