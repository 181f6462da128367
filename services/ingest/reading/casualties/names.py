"""Victims told by their name alone: Saber Ahmed, 29, was shot dead; gunmen kidnapped John Solecki, who ran the office.

A name is one person where the verb is said of people only. Where the report has counted that harm already, whoever is
named is one of those counted, and yields nothing.
"""

from typing import Final

from schemas.events.casualties import Group, Measure
from schemas.quantity import Quantity
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.persons import MODIFIERS, read_person

_MEASURES: Final = (Measure.KILLED, Measure.INJURED, Measure.ABDUCTED)
_SINGULAR: Final = frozenset(("was", "is", "has", "been", "being", "wasn't"))
_NO_NAMES: Final = load_words("casualties", "names.bodies")
"""Words of names that no person bears: Party, United, Bank."""
_JOINTS: Final = frozenset(("al", "bin", "ibn", "de", "la", "del", "da", "dos", "van", "von", "der", "abu", "el", "ul"))
_EVENTS: Final = load_words("casualties", "names.events")
_LONGEST: Final = 5
_SUBJECTS: Final = (Kind.STOP, Kind.COMMA, Kind.SUBORDINATE, Kind.AND, Kind.CLOSE, Kind.TIME, Kind.ADVERB)
_ACTORS: Final = (Group.MILITANTS, Group.SECURITY_FORCES, Group.PEOPLE)
_RECALLED: Final = 40


def from_names(reading: Reading, drafts: list[Draft]) -> tuple[Candidate, NounPhrase] | None:
    """Find the first victim of a sentence who is told by name alone.

    Args:
        reading: The sentence.
        drafts: The claims so far, those of this sentence among them.
    """
    told: set[Measure] | None = None
    for index, item in enumerate(reading.items):
        trigger = item.trigger
        if item.kind is not Kind.VICTIM or trigger is None or trigger.measure not in _MEASURES or item.negated:
            continue
        if trigger.frame != "transitive":
            continue
        name = _subject(reading, index) if item.passive else _object(reading, index)
        if name is None:
            continue
        told = _told(reading, drafts) if told is None else told
        if trigger.measure in told or is_unreal(reading, item):
            continue
        if trigger.measure is Measure.INJURED and reading.sentence.words.isdisjoint(_EVENTS):
            # a player who was injured in training
            continue
        phrase = NounPhrase(quantity=Quantity(min=1, max=1), group=name[1], rule="a name", name=True)
        return Candidate(name[0], trigger.measure, item, rule="name"), phrase
    return None


def _told(reading: Reading, drafts: list[Draft]) -> set[Measure]:
    """The harm that the report has counted already."""
    told = {draft.measure for draft in drafts[-_RECALLED:] if draft.quantity.max != 0}
    if any(draft.quantity.max == 1 and draft.sentence is not reading.sentence for draft in drafts[-_RECALLED:]):
        # "A man was shot on Friday. John Smith, 34, was killed outside his home": he is that man
        told.update(_MEASURES)
    return told


def _subject(reading: Reading, verb: int) -> tuple[int, Group] | None:
    """The name before a passive verb, across what it is explained by."""
    items, tokens = reading.items, reading.sentence.tokens
    said = {token.low for token in tokens[items[verb].first : items[verb].stop]}
    if not items[verb].passive or said.isdisjoint(_SINGULAR) or verb == 0:
        return None
    at, group = verb - 1, None
    if items[at].kind is Kind.COMMA:
        opened = next((step for step in range(at - 1, 0, -1) if items[step].kind is Kind.COMMA), 0)
        if not opened:
            return None
        if any(each.kind is Kind.VICTIM for each in items[opened:at]):
            return None
        group = _explained(reading, opened + 1, at)
        at = opened - 1
    if items[at].kind is Kind.CLOSE:
        at = reading.frames.skip_back(at)
    first = _name_start(reading, at)
    if first is None:
        return None
    before = items[first - 1] if first else None
    if before is not None and before.kind not in _SUBJECTS:
        return None
    one = first == at and items[at].stop - items[at].first == 1
    if one and not _was_named(reading, tokens[items[at].first].text):
        return None
    return at, group or Group.PEOPLE


def _object(reading: Reading, verb: int) -> tuple[int, Group] | None:
    """The name behind an active verb, where people do it."""
    items = reading.items
    if items[verb].auxiliary and items[verb].infinitive:
        return None
    doers = [each.phrase for each in items[:verb] if each.phrase is not None]
    if not any(doer.group in _ACTORS and not doer.thing for doer in doers):
        return None
    stop = verb + 1
    while stop < len(items) and stop - verb <= _LONGEST and _is_name(reading, items[stop]):
        stop += 1
    if stop - verb < 3 and not (stop == verb + 2 and items[verb + 1].stop - items[verb + 1].first > 1):
        return None
    behind = items[stop] if stop < len(items) else None
    if behind is not None and behind.kind in (Kind.WORD, Kind.NOUN):
        return None
    group = None
    if behind is not None and behind.kind is Kind.COMMA:
        group = _explained(reading, stop + 1, min(len(items), stop + _LONGEST))
    return verb + 1, group or Group.PEOPLE


def _name_start(reading: Reading, at: int) -> int | None:
    """Where the name that ends at a chunk begins."""
    items = reading.items
    step = at
    while step >= 0 and at - step < _LONGEST and _is_name(reading, items[step]):
        step -= 1
    first = step + 1
    while first < at and not _is_capital(reading, items[first]):
        first += 1
    return first if first <= at else None


def _is_name(reading: Reading, item: Item) -> bool:
    tokens = reading.sentence.tokens
    if item.kind is Kind.PLACE:
        return item.stop - item.first == 1 and tokens[item.first].text.istitle()
    if item.kind is not Kind.WORD:
        return False
    low = item.low
    if low in _JOINTS:
        return True
    if low in FUNCTION or low in MODIFIERS or low in _NO_NAMES or read_person(tokens, item.first) is not None:
        return False
    return _is_capital(reading, item)


def _is_capital(reading: Reading, item: Item) -> bool:
    text = reading.sentence.tokens[item.first].text
    return text[:1].isupper() and not text.isupper() and item.low not in _JOINTS


def _was_named(reading: Reading, text: str) -> bool:
    """Pereira, where the sentence before spoke of Manoel Pereira."""
    for sentence in reading.document.before(reading.sentence):
        if sentence.index < reading.sentence.index - 3:
            return False
        tokens = sentence.tokens
        for at in range(1, len(tokens)):
            before = tokens[at - 1].text
            if tokens[at].text == text and before.istitle() and tokens[at - 1].low not in FUNCTION:
                return tokens[at - 1].kind == "word" and tokens[at - 1].low not in _NO_NAMES
    return False


def _explained(reading: Reading, first: int, stop: int) -> Group | None:
    """What a name is explained by: 29; a blogger; the head of the local office."""
    for item in reading.items[first:stop]:
        if item.phrase is not None and item.phrase.group is not None and not item.phrase.thing:
            return item.phrase.group
        if item.kind is Kind.COMMA:
            return None
    return None
