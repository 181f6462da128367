"""Lists of victims with one verb: two nurses, a guard from Osh and three boys."""

from typing import Final

from services.ingest.reading.casualties.frames import FARTHEST, Frames, is_person
from services.ingest.reading.casualties.items import Kind
from services.ingest.reading.casualties.segments import SAYING
from services.ingest.reading.grammar import AUXILIARIES, GERUNDS
from services.ingest.reading.lexicon.files import load_words

_SUBSET: Final = load_words("casualties", "subset.openers")
_NO_LIST: Final = frozenset(("or", "but", "nor", "yet"))
_RESULTING: Final = frozenset(
    ("shot", "left", "leaves", "leaving", "leave", "struck", "found", "knocked", "made", "rendered")
)
"""Verbs whose objects a state behind them is said of."""
_LONGEST: Final = 12


def listed(frames: Frames, at: int) -> list[int]:
    """Return a noun phrase and those that are listed before it, in order; the whole where it ends a list of parts."""
    outside = _outside_part(frames, at)
    at = at if outside is None else outside
    items = frames.items
    found = [at]
    whole = items[at].phrase
    if whole is not None and whole.partitive and whole.parted in ("them", "whom"):
        return found
    step, linked = at, False
    while step > 0 and len(found) < _LONGEST:
        before, joined = step - 1, False
        if items[before].kind is Kind.COMMA and items[outer := frames.skip_aside_back(before)].kind is Kind.AND:
            # "the driver and, according to the police, eleven passengers"
            before = outer
        if items[before].kind is Kind.AND and items[before].low not in _NO_LIST:
            before, joined, linked = before - 1, True, True
        if before >= 0 and items[before].kind is Kind.COMMA:
            joined = True
            before = frames.skip_aside_back(before) if linked else before - 1
        phrase = items[step].phrase
        if not joined or not (linked or (phrase is not None and phrase.counted)):
            break
        before = frames.before_phrase(before)
        if before < 0 or items[before].kind is not Kind.NOUN or not is_person(items[before]):
            break
        ahead = items[before - 1] if before else None
        if linked and ahead is not None and ahead.kind is Kind.VERB and ahead.low in GERUNDS:
            # "an aircraft carrying a singer and her pilot vanished": what is carried is no subject.
            return []
        if ahead is not None and ahead.low in _RESULTING and items[before].phrase is not None:
            # "shot his wife, his two children and a neighbour dead"
            found.append(before)
            break
        if ahead is not None and ahead.low in SAYING and ahead.kind is Kind.VERB:
            # "the army says eleven rebels, four soldiers died"
            found.append(before)
            break
        if ahead is not None and (
            ahead.kind is Kind.PREPOSITION
            or (ahead.kind is Kind.VERB and ahead.low not in AUXILIARIES)
            or (ahead.kind is Kind.VICTIM and frames.is_active(before - 1))
        ):
            break
        other = items[before].phrase
        if other is None or other.pronoun:
            break
        found.append(before)
        step = before
    return found[::-1]


def _outside_part(frames: Frames, at: int) -> int | None:
    """The noun before a list that begins with "including", when a phrase stands in one."""
    items = frames.items
    step = at - 1
    while step > 0 and at - step < FARTHEST and items[step].kind in (Kind.NOUN, Kind.COMMA, Kind.AND, Kind.ADVERB):
        step -= 1
    if step > 1 and items[step].low in _SUBSET:
        step -= 1
        if items[step].kind in (Kind.COMMA, Kind.OPEN):
            step -= 1
        step = frames.before_phrase(step)
        if step >= 0 and items[step].kind is Kind.NOUN:
            return step
    return None
