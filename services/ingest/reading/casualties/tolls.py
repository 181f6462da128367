"""Tolls: the death toll rose from 50 to 64, the number of dead stood at 205, put the dead at 15."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from schemas.events.casualties import Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.earlier import is_past
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.reality import MODAL, is_unreal
from services.ingest.reading.lexicon.files import load_words

_LINKS: Final = load_words("casualties", "toll.links")
_EARLIER: Final = load_words("casualties", "toll.earlier")
_CHANGES: Final = load_words("numbers", "changes.words")
_DEADLY: Final = frozenset(("toll", "tolls", "bodycount"))
_DECREASES: Final = load_words("casualties", "toll.decreases")
_BRINGING: Final = load_words("casualties", "toll.bringing")
_BEING: Final = frozenset(("is", "was", "are", "were"))
_PUT: Final = frozenset(("put", "given", "estimated", "reckoned", "set", "placed"))
_COUNTING: Final = frozenset(
    (
        *("at", "number", "numbered", "as", "stood", "stands", "stand", "rose", "now", "are", "have", "has", "had"),
        *(
            "passed",
            "topped",
            "crossed",
            "exceeded",
            "exceed",
            "reached",
            "climbed",
            "jumped",
            "total",
            "totalled",
            "totaled",
        ),
    )
)
_THOSE: Final = frozenset(("those", "people", "persons"))
_BEYOND: Final = load_words("casualties", "toll.beyond")
_PASSING: Final = frozenset(
    ("passed", "topped", "crossed", "crosses", "exceeded", "exceeds", "surpassed", "tops", "passes")
)
"""Verbs that hedge the number that they lead to."""
_AGAINST: Final = frozenset(("against", "versus", "vs"))
_EXPECTED: Final = frozenset(("expected", "likely", "feared", "projected", "forecast", "predicted", "bound"))
_WHERE: Final = frozenset(("in", "at", "inside"))
_LONGEST_PLACE: Final = 6
"""Chunks that tell where the dead lie at most."""
_FARTHEST: Final = 25
"""Chunks between a toll and its number at most."""


class Tolls(NamedTuple):
    """What the tolls of a sentence lead to."""

    candidates: tuple[Candidate, ...]
    taken: frozenset[int]
    """verbs that only say what a toll counts"""


def from_tolls(reading: Reading) -> Tolls:
    """Find the counts that every toll of a sentence leads to."""
    found: list[Candidate] = []
    taken: set[int] = set()
    for index, item in enumerate(reading.items):
        phrase = item.phrase
        if phrase is None or not (phrase.toll or (phrase.measure is not None and _is_put(reading, index))):
            continue
        if is_unreal(reading, item):
            continue
        measure = Measure.KILLED if phrase.measure is None and phrase.noun in _DEADLY else phrase.measure
        measure, stop = _counted_by(reading, index, measure, taken)
        found.extend(_before(reading, index, item, measure))
        found.extend(_behind(reading, stop, item, measure))
    return Tolls(tuple(_merged(found)), frozenset(taken))


def _merged(found: list[Candidate]) -> Iterator[Candidate]:
    """An earlier count had put the dead at 23: two words for one number."""
    by_index: dict[int, list[Candidate]] = {}
    for candidate in found:
        by_index.setdefault(candidate.index, []).append(candidate)
    for same in by_index.values():
        best = next((candidate for candidate in same if candidate.measure is not None), same[0])
        earlier = any(candidate.scope is Scope.PREVIOUS for candidate in same)
        yield replace(best, scope=Scope.PREVIOUS) if earlier else best


def _is_put(reading: Reading, index: int) -> bool:
    """Put the dead at 15; the dead now number 40."""
    items = reading.items
    phrase = items[index].phrase
    if phrase is None or (phrase.quantity is not None and phrase.rule != "bare plural"):
        return False
    if index and items[index - 1].low in _BRINGING:
        return True
    if index and items[index - 1].low in ("put", "puts", "putting") and phrase.definite:
        # "puts the dead of Friday's blast at 12"
        return True
    if index and items[index - 1].low in ("among", "amongst", "including"):
        return False
    step = _behind_place(items, index + 1)
    after = reading.sentence.tokens[items[step].first].low if step < len(items) else ""
    if any(
        item.phrase is not None and (item.phrase.toll or item.phrase.measure) for item in items[: max(0, index - 1)]
    ):
        # "the dead number 40, the injured 12", "... and that of the injured to 12"
        behind = items[index + 1].phrase if index + 1 < len(items) else None
        if behind is not None and behind.counted and phrase.definite:
            return True
        if after == "to" and items[index - 1].low == "of":
            return True
    if after in _BEING and step + 1 < len(items) and items[step + 1].low in _PUT:
        # "the loss of life is put at 40"
        return True
    return after in _COUNTING


def _behind_place(items: list[Item], step: int) -> int:
    """Return the chunk behind where the dead lie: the dead in its morgue now number five."""
    if step >= len(items) or items[step].low not in _WHERE:
        return step
    for at in range(step + 1, min(len(items), step + _LONGEST_PLACE)):
        if items[at].kind is Kind.VERB:
            return at - 1 if items[at - 1].low == "now" else at
        if items[at].kind not in (Kind.WORD, Kind.PLACE, Kind.ADVERB, Kind.NOUN) or _counts_people(items[at]):
            return step
    return step


def _counts_people(item: Item) -> bool:
    phrase = item.phrase
    return phrase is not None and not phrase.thing and (phrase.counted or phrase.measure is not None or phrase.toll)


def _counted_by(reading: Reading, index: int, measure: Measure | None, taken: set[int]) -> tuple[Measure | None, int]:
    """What a verb behind a toll says that it counts: the number killed, the number of people who died."""
    items = reading.items
    stop = verb = index + 1
    if verb + 2 < len(items) and items[verb].low == "of" and items[verb + 1].low in _THOSE:
        # "the number of those killed"
        verb += 2
    while verb < len(items) and items[verb].kind is Kind.RELATIVE:
        verb += 1
    if verb < len(items) and items[verb].kind is Kind.VICTIM:
        trigger = items[verb].trigger
        related = verb > stop
        if trigger is not None and (measure is None or related or not items[verb].auxiliary):
            taken.add(verb)
            return trigger.measure, verb + 1
    return measure, stop


def _before(reading: Reading, index: int, item: Item, measure: Measure | None) -> Iterator[Candidate]:
    """Put at 52 the number of dead; bringing to 40 the number of dead."""
    items = reading.items
    if index < 2:
        return
    if measure is None and not (index > 2 and items[index - 3].low in _BRINGING):
        return
    phrase = items[index - 1].phrase
    if phrase is not None and phrase.counted and not phrase.thing and items[index - 2].low in ("at", "as", "to"):
        summed = index > 2 and items[index - 3].low in _BRINGING
        yield Candidate(index - 1, measure, item, Scope.TOTAL, "toll", _group(item), toll=True, summed=summed)


def _behind(reading: Reading, stop: int, item: Item, measure: Measure | None) -> list[Candidate]:
    items = reading.items
    told = Scope.PREVIOUS if _is_earlier(reading, item) else Scope.TOTAL
    brought = _is_brought(reading, item)
    found: list[Candidate] = []
    if stop < len(items) and items[stop].kind is Kind.COMMA:
        # "the toll, which is feared to be higher still, rose to 40"
        stop = reading.frames.skip_aside(stop)
    for step in range(stop, min(len(items), stop + _FARTHEST)):
        at = items[step]
        if (at.kind is Kind.STOP and at.low not in (":", "—", ".")) or (at.low == "." and step + 1 < len(items)):
            break
        phrase = at.phrase
        if at.low in MODAL or at.low in _EXPECTED:
            # "the toll may rise to 80"
            break
        if at.kind is Kind.VICTIM and (at.auxiliary or found):
            break
        if phrase is not None and step > stop and (phrase.toll or _counts_other(phrase, measure)):
            break
        if phrase is None or not phrase.counted or phrase.thing or phrase.quantity is None:
            continue
        behind = items[step + 1].phrase if step + 1 < len(items) else None
        if behind is not None and behind.toll:
            # "..., and at 266 the number wounded"
            break
        if phrase.measure is not None and phrase.measure is not measure and measure is not None:
            continue
        if reading.frames.has_predicate(step) and found:
            break
        scope = _scope(reading, step, stop, found, told)
        if scope is not None:
            group = _group(item) or phrase.group
            past = scope is Scope.TOTAL and not brought and is_past(reading, at.first, at.stop)
            found.append(Candidate(step, measure, item, scope, "toll", group, toll=True, summed=brought, past=past))
    return _demoted(reading, found)


def _counts_other(phrase: NounPhrase, measure: Measure | None) -> bool:
    """The dead at 113 and the missing at 206: another measure with a count of its own."""
    return phrase.measure is not None and not phrase.counted and measure is not None and phrase.measure is not measure


def _is_brought(reading: Reading, item: Item) -> bool:
    """Two more died, which brings the toll to 19: what came on top stands before."""
    items = reading.items
    index = items.index(item)
    return index > 0 and items[index - 1].low in _BRINGING


def _group(item: Item) -> Group | None:
    return item.phrase.group if item.phrase is not None else None


def _scope(reading: Reading, step: int, stop: int, found: list[Candidate], told: Scope) -> Scope | None:
    items = reading.items
    before = step - 1
    while before >= stop and items[before].kind is Kind.ADVERB:
        before -= 1
    link = items[before].low
    two = items[before - 1].low if before else ""
    if (
        link == "from"
        or (two, link) in (("instead", "of"), ("rather", "than"))
        or (link in ("against", "with", "to") and two in ("compared", "as"))
        or (link in _AGAINST and bool(found))
    ):
        return Scope.PREVIOUS
    if link == "by":
        lowered = any(token.low in _DECREASES for token in reading.sentence.tokens[: items[step].first])
        return None if lowered else Scope.INCREMENT
    if link in _BEYOND:
        _open(items[step].phrase)
        return told
    own = reading.sentence.tokens[items[step].first].low
    if not found and (own in _PASSING or (link == "," and own in _LINKS)):
        # "the toll of the fires in Victoria, Australia, passed 170"
        return told
    if link in _LINKS or items[before].low == "->" or (link == "like" and two == "more"):
        return told
    if not found and (before == stop - 1 or items[before].kind is Kind.STOP):
        return told
    if items[before].low == "another" and found:
        return told
    return None


def _open(phrase: NounPhrase | None) -> None:
    """Past 50: more than 50."""
    if phrase is not None and phrase.quantity is not None and phrase.quantity.max is not None:
        phrase.quantity = Quantity(min=phrase.quantity.min + 1, max=None, approx=phrase.quantity.approx)


def _demoted(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """The figure of 69 was down to 51: what is named first is the earlier one."""
    if len(found) < 2 or found[0].scope is not found[1].scope:
        return found
    first, second = (reading.items[candidate.index] for candidate in found[:2])
    between = {token.low for token in reading.sentence.tokens[first.stop : second.first]}
    if between & _CHANGES or "->" in between:
        found[0] = replace(found[0], scope=Scope.PREVIOUS)
        found[1] = replace(found[1], scope=Scope.TOTAL)
    return found


def _is_earlier(reading: Reading, item: Item) -> bool:
    tokens = reading.sentence.tokens
    if any(token.low in _EARLIER for token in tokens[item.first : item.stop]):
        return True
    behind = [token.low for token in tokens[item.stop : item.stop + 8]]
    if behind[:1] != ["of"]:
        return False
    # "the governor's figure of the night before", "its figure of 29 had included 12 missing"
    return "before" in behind[2:5] or any(
        one == "had" and two in ("included", "counted", "been", "contained") for one, two in pairwise(behind)
    )
