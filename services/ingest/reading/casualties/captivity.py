"""Who is held: rebels hold 40 hostages, two men were held, the third attacker was caught."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.subjects import subjects
from services.ingest.reading.casualties.triggers import HOLDING, PARTICLES, PICKING, TAKING
from services.ingest.reading.grammar import BE
from services.ingest.reading.lexicon.files import load_words

_CAUGHT: Final = load_words("casualties", "captivity.caught")
_VERBS: Final = HOLDING | _CAUGHT | TAKING
_NEAR: Final = 6
"""Chunks between a verb of taking and its "by" at most."""
_STAYING: Final = frozenset(("are", "is", "were", "was", "remain", "remained", "remains"))
_WITHIN: Final = frozenset(("in", "inside", "at", "aboard", "within", "on", "there"))
_CAPTIVES: Final = frozenset(("hostages", "captives", "hostage", "captive"))
_RESCUING: Final = frozenset(("guard", "coastguard", "guards", "coastguards", "coastguardsmen", "navy", "guardsmen"))
"""Who takes people out of the water."""
_NOT_ALONE: Final = frozenset(("in", "up", "responsible", "back", "accountable", "to", "for", "liable", "on", "off"))
"""Behind a verb of holding: another sense."""


def from_captivity(reading: Reading) -> Iterator[Candidate]:
    """Yield the people who are told to be held or caught."""
    if not reading.sentence.words.isdisjoint(_CAPTIVES):
        yield from _inside(reading)
    if reading.sentence.words.isdisjoint(_VERBS):
        return
    items = reading.items
    for index, item in enumerate(items):
        if item.low not in _VERBS or item.kind not in (Kind.VERB, Kind.WORD) or is_unreal(reading, item):
            continue
        before = reading.frames.skip_back(index - 1)
        passive = before >= 0 and items[before].low in BE and item.low in ("held", "caught", "seized", "nabbed")
        if passive:
            after = items[index + 1].low if index + 1 < len(items) else ""
            if after in _NOT_ALONE or after in _CAPTIVES:
                continue
            taken = _agent(reading, index) or Measure.DETAINED
            yield from _counted(reading, subjects(reading.frames, before), item, taken)
        elif item.low == "held" and _is_headline(reading, index):
            yield from _counted(reading, [index - 1], item, Measure.DETAINED)
        elif item.low in PICKING and not _has_particle(reading, index):
            continue
        elif item.low in TAKING and (measure := _taken_by(reading, index)) is not None:
            particle = index + 1 < len(items) and items[index + 1].low in PARTICLES
            behind = index + 1 if particle else index
            yield from _counted(reading, reading.frames.objects(behind), item, measure)
        elif item.low in HOLDING:
            for candidate in _counted(reading, reading.frames.objects(index), item, Measure.ABDUCTED):
                if _are_captives(reading, index, candidate):
                    yield candidate
                elif reading.items[candidate.index].phrase.group and _taken_by(reading, index) is Measure.DETAINED:  # type: ignore[union-attr]
                    # "police are holding three men"
                    yield replace(candidate, measure=Measure.DETAINED)


def _is_headline(reading: Reading, index: int) -> bool:
    """One held in Shelby; man held after shooting: a headline leaves out "is"."""
    items = reading.items
    if reading.sentence.field != "title" or not index or items[index - 1].kind is not Kind.NOUN:
        return False
    return index + 1 >= len(items) or items[index + 1].kind in (
        Kind.PREPOSITION,
        Kind.COMMA,
        Kind.STOP,
        Kind.TIME,
        Kind.SUBORDINATE,
    )


def _inside(reading: Reading) -> Iterator[Candidate]:
    """20 hostages are still in the hotel."""
    for index, item in enumerate(reading.items):
        phrase = item.phrase
        if phrase is None or phrase.noun not in _CAPTIVES or not phrase.counted or phrase.thing:
            continue
        verb = index + 1
        if verb + 1 >= len(reading.items) or reading.items[verb].low not in _STAYING or is_unreal(reading, item):
            continue
        after = verb + 1
        while after < len(reading.items) and reading.items[after].kind is Kind.ADVERB:
            after += 1
        if after < len(reading.items) and reading.items[after].low in _WITHIN:
            yield Candidate(index, Measure.ABDUCTED, item, group=Group.PEOPLE)


def _has_particle(reading: Reading, index: int) -> bool:
    """Picked up 106 persons, took away four others, took two teachers with them."""
    tokens = reading.sentence.tokens
    stop = reading.items[index].stop
    near = {token.low for token in tokens[stop : stop + 1]}
    if not near.isdisjoint(PARTICLES):
        return True
    behind = [token.low for token in tokens[stop : stop + _NEAR]]
    return ("with", "them") in pairwise(behind) or ("away" in behind and "from" not in behind)


def _agent(reading: Reading, index: int) -> Measure | None:
    """Seized by gunmen, held by rebels: who does it is told behind "by"."""
    items = reading.items
    for step in range(index + 1, min(len(items) - 1, index + _NEAR)):
        if items[step].low == "by":
            phrase = items[step + 1].phrase
            militant = phrase is not None and phrase.group is Group.MILITANTS
            return Measure.ABDUCTED if militant else Measure.DETAINED
        if items[step].kind in (Kind.COMMA, Kind.STOP):
            return None
    return None


def _taken_by(reading: Reading, index: int) -> Measure | None:
    """What becomes of people whom somebody seizes: it depends on who does it."""
    for item in reversed(reading.items[:index]):
        phrase = item.phrase
        if phrase is None or phrase.thing:
            continue
        if phrase.group is Group.MILITANTS:
            return Measure.ABDUCTED
        if phrase.group is Group.SECURITY_FORCES and phrase.noun in _RESCUING:
            return None
        if phrase.group is Group.SECURITY_FORCES:
            return Measure.DETAINED
    return None


def _counted(reading: Reading, victims: list[int], item: Item, measure: Measure) -> Iterator[Candidate]:
    for victim in victims:
        phrase = reading.items[victim].phrase
        if phrase is None or phrase.thing or phrase.measure is not None:
            continue
        single = measure is Measure.ABDUCTED and phrase.rule == "singular"
        if not phrase.counted and not single and not (phrase.noun in _CAPTIVES and phrase.rule == "bare plural"):
            continue
        group = Group.PEOPLE if phrase.noun in _CAPTIVES else None
        yield Candidate(victim, measure, item, group=group)


def _are_captives(reading: Reading, index: int, candidate: Candidate) -> bool:
    """Hostages are held by anyone; people are where militants hold them."""
    held = reading.items[candidate.index].phrase
    if held is not None and held.noun in _CAPTIVES:
        return True
    if held is not None and held.group is None:
        return False
    return any(
        item.phrase is not None and item.phrase.group is Group.MILITANTS and not item.phrase.thing
        for item in reading.items[:index]
    )
