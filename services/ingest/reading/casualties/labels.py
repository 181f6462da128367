"""Labels with a count behind them, as in forms and situation reports: dead 58, injured: 30, Civ KIA 6 -> 11."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from schemas.events.casualties import Group, Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ANIMALS
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.verbs import SEIZED, is_of_equipment
from services.ingest.reading.grammar import AUXILIARIES
from services.ingest.reading.lexicon.files import load_table, load_words

_SIDES: Final = {word: Group(group) for word, group in load_table("casualties", "sides").items()}
_WORDS: Final = load_words("casualties", "labels.words")
_NOUNS: Final = load_table("casualties", "label_nouns")
_PERSONS: Final = frozenset(("persons", "people", "individuals"))
_VERIFIED: Final = frozenset(("confirmed", "recovered", "reported", "recorded", "verified", "found", "registered"))
_ARROWS: Final = frozenset(("->", "→", "=>", "-->", ">"))
_BOUNDS: Final = frozenset((Kind.STOP, Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.AND))
_CODED: Final = "coded"
_BEFORE: Final = 4
"""Chunks of a label before its word of harm at most."""
_BEHIND: Final = 10
"""Chunks between a label's word of harm and its colon at most."""


class Labels(NamedTuple):
    """What the labels of a sentence lead to."""

    candidates: tuple[Candidate, ...]
    taken: frozenset[int]
    """words of harm that are labels: they are said of nothing else"""


class _Label(NamedTuple):
    at: int
    measure: Measure
    group: Group | None


def from_labels(reading: Reading) -> Labels:
    """Find the counts that stand behind labels."""
    found: list[Candidate] = []
    taken: set[int] = set()
    items, tokens = reading.items, reading.sentence.tokens
    for index, item in enumerate(items):
        low = tokens[item.stop - 1].low
        if item.phrase is None and item.trigger is None and low not in _NOUNS:
            continue
        measure = _measure(item, low)
        at = _number(items, index) if measure is not None else None
        if measure is None or at is None or is_unreal(reading, item):
            continue
        if at > index + 1 and index and items[index - 1].low in ANIMALS:
            taken.add(index)
            continue
        begin = _begin(reading, index, colon=at > index + 1)
        if begin is None and at > 1 and items[at - 2].low == _CODED:
            # "spoke of many casualties in the clashes (coded as 10)"
            begin = index
        if begin is None or (at == index + 1 and _may_act(items, begin, index, labelled=bool(taken))):
            continue
        if item.low in SEIZED and is_of_equipment(reading):
            taken.add(index)
            continue
        label = _Label(index, measure, _group(items, begin, index, at))
        taken.add(index)
        found.extend(_counted(reading, label, at))
    return Labels(tuple(found), frozenset(taken))


def _measure(item: Item, low: str) -> Measure | None:
    """What a chunk counts, where it may be a label."""
    if item.kind is Kind.VICTIM and item.trigger is not None and not item.auxiliary and not item.hedges:
        forms = item.trigger.forms
        return item.trigger.measure if "participle" in forms or "state" in forms else None
    if low in _NOUNS and (item.phrase is None or not item.phrase.counted):
        return Measure(_NOUNS[low])
    phrase = item.phrase
    if phrase is None or phrase.measure is None or phrase.counted or phrase.toll or phrase.definite:
        return None
    if phrase.harmed and (phrase.rule != "bare plural" or phrase.noun not in _PERSONS):
        # "injured persons 827"
        return None
    return phrase.measure


def _begin(reading: Reading, index: int, *, colon: bool) -> int | None:
    """Where a label begins: only words that say who is meant may stand before its word of harm."""
    items, tokens = reading.items, reading.sentence.tokens
    step = index
    while step > 0 and index - step < _BEFORE and items[step - 1].kind not in _BOUNDS:
        before = items[step - 1].phrase
        if colon and before is not None and before.counted and step > 1 and items[step - 2].low == ":":
            return step
        if tokens[items[step - 1].stop - 1].low == ".":
            # "up from 38 on 6 Sept. Missing 130"
            return step
        item = items[step - 1]
        plain = item.phrase is not None and not item.phrase.counted and not item.phrase.toll
        word = colon and item.kind is Kind.WORD
        if not (plain or word or item.low in _SIDES or item.low in _WORDS or item.kind in (Kind.PLACE, Kind.TIME)):
            return None
        step -= 1
    return step if step == 0 or items[step - 1].kind in _BOUNDS else None


def _may_act(items: list[Item], begin: int, index: int, *, labelled: bool) -> bool:
    """A gunman killed 12, wounded 30: who stands before a verb with an object does it, unless labels came before."""
    trigger = items[index].trigger
    if trigger is None or trigger.frame != "transitive":
        return False
    if begin and (items[begin - 1].kind is Kind.AND or items[begin - 1].kind is Kind.COMMA) and not labelled:
        return True
    return any(item.phrase is not None or item.low in _SIDES or item.kind is Kind.PLACE for item in items[begin:index])


def _number(items: list[Item], index: int) -> int | None:
    """The count of a label: right behind it, or behind its colon."""
    step = index + 1
    while step < len(items) and (items[step].kind is Kind.ADVERB or items[step].low in _VERIFIED):
        step += 1
    if step < len(items) and _is_count(items, step):
        return step
    for at in range(index + 1, min(len(items), index + _BEHIND)):
        item = items[at]
        if item.low in (":", "=", "—") or (item.low == "as" and items[at - 1].low in _WORDS):
            return at + 1 if at + 1 < len(items) and _is_count(items, at + 1) else None
        if item.kind in (Kind.COMMA, Kind.OPEN) and at + 1 < len(items) and items[at + 1].low == _CODED:
            # "fatalities unknown, coded as 10"
            continue
        if item.kind in (Kind.COMMA, Kind.STOP, Kind.VICTIM) or item.low in AUXILIARIES:
            return None
        if item.phrase is not None and item.phrase.counted and not item.phrase.thing:
            return None
    return None


def _is_count(items: list[Item], at: int) -> bool:
    phrase = items[at].phrase
    if phrase is None or not phrase.counted or phrase.toll or phrase.more:
        return False
    if phrase.measure is not None or (phrase.thing and phrase.noun != "bracketed"):
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.kind is Kind.VICTIM and at + 2 < len(items) and items[at + 2].low == ":":
        # "killed: 12 injured: 30": the next label
        return True
    if after is None or after.kind in _BOUNDS or after.kind in (Kind.TIME, Kind.PLACE, Kind.PREPOSITION, Kind.ADVERB):
        return True
    return (
        after.low in _VERIFIED
        or after.low in _ARROWS
        or (phrase.quantity is not None and phrase.quantity.max == 0)
        or after.low == "of"
    )


def _group(items: list[Item], begin: int, index: int, at: int) -> Group | None:
    """Whom a label means: civ KIA, police dead, mil WIA: 4; WIA 25, all civ."""
    for item in items[begin:index]:
        if item.low in _SIDES:
            return _SIDES[item.low]
        if item.phrase is not None and item.phrase.group is not None:
            return item.phrase.group
    # "friendly WIA": the adverb is part of the chunk
    step = at + 2 if at + 1 < len(items) and items[at + 1].kind in (Kind.COMMA, Kind.OPEN) else at + 1
    behind = items[step].phrase if step < len(items) else None
    if behind is not None and behind.definite and not behind.counted and behind.rule == "plural" and behind.group:
        behind.thing = True
        return behind.group
    return None


def _counted(reading: Reading, label: _Label, at: int) -> Iterator[Candidate]:
    items = reading.items
    cause, phrase = items[label.at], items[at].phrase
    if phrase is None:
        return
    phrase.thing = False
    if not phrase.noun:
        # "deaths confirmed by the police: 12": the police are who counts.
        phrase.group = None
    group = label.group or phrase.group or _side(reading, cause)
    now = at
    if at + 2 < len(items) and items[at + 1].low in _ARROWS and _is_plain(items[at + 2].phrase):
        yield Candidate(at, label.measure, cause, Scope.PREVIOUS, "label", group, toll=True)
        now = at + 2
    yield Candidate(now, label.measure, cause, Scope.TOTAL, "label", group, toll=True)
    yield from _listed(reading, label, now)
    yield from _others(reading, label, now, group)


def _side(reading: Reading, cause: Item) -> Group | None:
    """Friendly WIA: an adverb is part of the chunk of its state."""
    low = reading.sentence.tokens[cause.first].low
    return _SIDES.get(low) if cause.stop - cause.first > 1 else None


def _is_plain(phrase: NounPhrase | None) -> bool:
    return phrase is not None and phrase.counted and not phrase.noun and not phrase.thing and phrase.group is None


def _listed(reading: Reading, label: _Label, at: int) -> Iterator[Candidate]:
    """KIA: 2x police, 1x civ: further counts with nouns of their own."""
    items = reading.items
    first = items[at].phrase
    while first is not None and first.noun and at + 2 < len(items) and items[at + 1].kind in (Kind.COMMA, Kind.AND):
        at += 2
        phrase = items[at].phrase
        if phrase is None or not phrase.noun or not _is_count(items, at):
            return
        yield Candidate(at, label.measure, items[label.at], Scope.TOTAL, "label", phrase.group, toll=True)


def _others(reading: Reading, label: _Label, at: int, group: Group | None) -> Iterator[Candidate]:
    """Fatalities: 6 (province), 10 (police): another authority's count of the same."""
    items = reading.items
    step = at + 1
    if step >= len(items) or items[step].kind is not Kind.OPEN:
        return
    while step < len(items) and items[step].kind is not Kind.CLOSE:
        if items[step].phrase is not None and items[step].phrase.counted:  # type: ignore[union-attr]
            return
        step += 1
    if step + 3 < len(items) and items[step + 1].kind in (Kind.COMMA, Kind.AND) and items[step + 3].kind is Kind.OPEN:
        other = items[step + 2]
        if _is_plain(other.phrase):
            yield Candidate(step + 2, label.measure, items[label.at], Scope.TOTAL, "label", group, toll=True)
