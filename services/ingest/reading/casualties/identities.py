"""What the victims are told to have been: the dead are two nurses and a driver; the victims were three men."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, NounPhrase
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.references import whom

_COPULAS: Final = frozenset(("were", "are"))
_PARTED: Final = frozenset(("among", "amongst", "of", "with", "including"))
_VICTIMS: Final = frozenset(("victims", "fatalities"))
_BODIES: Final = frozenset(("bodies", "body", "corpses", "corpse", "remains"))
_OWNERS: Final = {"their": "they", "his": "he", "her": "she"}
_FOUND: Final = frozenset(
    ("found", "recovered", "retrieved", "pulled", "washed", "discovered", "brought", "located", "dug", "taken")
)
_RECALLED: Final = 40


def from_identities(reading: Reading, drafts: list[Draft]) -> Iterator[Candidate]:
    """Yield the people that a subject such as the dead or the victims is said to be.

    Args:
        reading: The sentence.
        drafts: The claims so far: the parts of a count that is told already are parts.
    """
    items = reading.items
    if reading.sentence.words.isdisjoint(_COPULAS):
        return
    for index, item in enumerate(items):
        measure = _measure(item)
        if measure is None or is_unreal(reading, item):
            continue
        if index and items[index - 1].low in _PARTED:
            # "among the dead were four nurses": parts, and read as such
            continue
        verb = reading.frames.skip_on(index + 1)
        if verb >= len(items) or items[verb].low not in _COPULAS:
            continue
        told = any(draft.measure is measure and draft.scope is Scope.TOTAL for draft in drafts[-_RECALLED:])
        for at in reading.frames.objects(verb):
            phrase = items[at].phrase
            if phrase is None or phrase.thing or phrase.group is None or phrase.definite or phrase.measure is not None:
                continue
            if phrase.counted or phrase.rule == "singular":
                yield Candidate(at, measure, item, Scope.SUBSET if told else None, "identity")


def from_their_bodies(reading: Reading) -> Iterator[Candidate]:
    """Six hikers were swept away. Their bodies were found on Monday: all of them are dead."""
    words = reading.sentence.words
    if words.isdisjoint(_BODIES) or words.isdisjoint(_OWNERS) or words.isdisjoint(_FOUND):
        return
    tokens = reading.sentence.tokens
    for index, item in enumerate(reading.items):
        phrase = item.phrase
        if phrase is None or phrase.noun not in _BODIES or phrase.counted or phrase.toll or is_unreal(reading, item):
            continue
        owner = _OWNERS.get(tokens[item.first].low)
        verb = reading.frames.skip_on(index + 1)
        if owner is None or not any(each.low in _FOUND for each in reading.items[verb : verb + 4]):
            continue
        people = whom(reading, NounPhrase(pronoun=owner), index)
        if people is not None and people.quantity is not None:
            phrase.quantity, phrase.counted, phrase.rule = people.quantity, True, "their bodies"
            yield Candidate(index, Measure.KILLED, item, rule="reference", group=people.group)


def _measure(item: Item) -> Measure | None:
    phrase = item.phrase
    if phrase is None or not phrase.definite or phrase.counted or phrase.toll or phrase.harmed or phrase.partitive:
        return None
    return Measure.KILLED if phrase.noun in _VICTIMS else phrase.measure
