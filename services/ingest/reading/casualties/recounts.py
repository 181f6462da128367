"""Bare counts that tell a claim again: by another authority, at another time, or summed up.

The fire brigade confirms 50; hospitals 76; on Sunday it was 152; which makes ten; the Red Cross speaks of 40.
"""

import itertools
from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import Scope
from schemas.quantity import Quantity
from services.ingest.reading.attribution import SPEAKERS
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.earlier import is_past
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import GIVEN
from services.ingest.reading.grammar import BE
from services.ingest.reading.lexicon.files import load_words

_TELLING: Final = load_words("casualties", "recounts.telling")
_FINDING: Final = load_words("casualties", "recounts.finding")
_SPEAKING: Final = load_words("casualties", "recounts.speaking")
_SUMMING: Final = load_words("casualties", "recounts.summing")
_STANDING: Final = load_words("casualties", "recounts.standing")
_ABOARD: Final = load_words("casualties", "recounts.aboard")
_KEEPING: Final = load_words("casualties", "recounts.keeping")
_PAST_DAYS: Final = frozenset(("last", "yesterday", "previous", "ago", "earlier"))
_IT: Final = frozenset(("it", "that", "this", "which"))
_NOUNS: Final = frozenset(
    ("count", "report", "claim", "list", "record", "estimate", "state", "quote", "mention", "register")
)
_BODIES: Final = ("bodies", "body", "corpses", "corpse")
_ALTOGETHER: Final = frozenset(("altogether", "all", "total", "now", "dead", "killed", "far"))
_CLOSING: Final = frozenset(
    (Kind.STOP, Kind.COMMA, Kind.AND, Kind.ADVERB, Kind.SUBORDINATE, Kind.CLOSE, Kind.TIME, Kind.OPEN)
)
_JOINS: Final = frozenset((Kind.COMMA, Kind.AND, Kind.STOP, Kind.SUBORDINATE))
_OWNING_UP: Final = frozenset(("admits", "admit", "admitted", "owns", "owned", "confesses", "confessed", "admitting"))
_DUMMIES: Final = frozenset(("it", "there"))
_HOURS: Final = frozenset(("noon", "midday", "midnight", "dawn", "dusk", "nightfall", "sunset", "sunrise", "daybreak"))
_FEWER: Final = frozenset(("fewer", "less"))
_THINKING: Final = frozenset(("thought", "believed", "assumed", "feared", "known", "supposed"))
_LONGEST_TELLING: Final = 10
"""Tokens behind "than" within which somebody tells or thinks at most."""
_LONGEST_NAME: Final = 5
"""Chunks that the name of a speaker takes at most."""


def recount(reading: Reading, index: int, phrase: NounPhrase, drafts: list[Draft]) -> Candidate | None:
    """Read a count that has neither noun nor victims' verb as another count of what was told last.

    Args:
        reading: The sentence.
        index: The count, as index of a chunk.
        phrase: Its noun phrase.
        drafts: The claims so far.
    """
    if phrase.noun or phrase.group is not None or phrase.other:
        return None
    if phrase.definite and index + 1 < len(reading.items) and reading.items[index + 1].low in GIVEN:
        # "the 433 given out at six had counted some bodies twice"
        last = _told_last(reading, drafts)
        differs = last is not None and last.quantity.min != (phrase.quantity or last.quantity).min
        return _as_earlier(reading, index, last) if last is not None and differs else None
    if not index:
        return None
    found = _found(reading, index, drafts)
    if found is not None:
        return found
    if index + 2 < len(reading.items) and reading.items[index + 1].low in _FEWER:
        last = _told_last(reading, drafts)
        return _differs(reading, index, last, -1) if last is not None and last.sentence is reading.sentence else None
    if phrase.more:
        return _than_before(reading, index, drafts)
    if index == 1 and reading.items[0].low == "+" and drafts:
        # "+17 all from shelling"
        return Candidate(index, drafts[-1].measure, reading.items[index], Scope.INCREMENT, "on top", drafts[-1].group)
    if not _closes(reading, index) or not reading.sentence.words.isdisjoint(_ABOARD):
        return None
    last = _told_last(reading, drafts)
    if last is None and drafts and drafts[-1].sentence is reading.sentence and drafts[-1].scope is Scope.PREVIOUS:
        # "the previous count was 400 dead; it is 455 now"
        last = drafts[-1]
    if last is None:
        return None
    items = reading.items
    step = index - 1
    while step > 0 and items[step].kind is Kind.ADVERB:
        step -= 1
    verb = items[step]
    first, stop = items[index].first, items[index].stop
    if verb.low in _SUMMING and _is_it(items, step):
        return Candidate(index, last.measure, items[index], None, "summed up", last.group, summed=True)
    if verb.low in ("for", "to", "in") and reading.sentence.tokens[first].low in ("a", "total", "all"):
        return Candidate(index, last.measure, items[index], None, "summed up", last.group, summed=True)
    if verb.kind is Kind.COMMA and _is_of_past_day(reading, index):
        return Candidate(index, last.measure, items[index], Scope.PREVIOUS, "earlier figure", last.group)
    if verb.low == "to" and "latter" in reading.sentence.words and drafts:
        # "a later statement raised the latter to 79"
        drafts[-1].past = True
        return Candidate(index, drafts[-1].measure, items[index], None, "another count", drafts[-1].group)
    if _is_of_it(items, step) or _is_numbered(items, step):
        scope = Scope.PREVIOUS if is_past(reading, first, stop) else None
        return Candidate(index, last.measure, items[index], scope, "another count", last.group)
    if _is_inverted(items, index):
        # "in Jajarkot 92 died; in West Rukum, 36"
        return Candidate(
            index,
            last.measure,
            items[index],
            Scope.SUBSET if last.scope is Scope.SUBSET else None,
            "elided verb",
            last.group,
        )
    if _is_told(reading, step, last) or _is_gapped(reading, step):
        scope = Scope.PREVIOUS if _had_told(reading, step) else None
        return Candidate(index, last.measure, items[index], scope, "another count", last.group)
    return None


def _as_earlier(reading: Reading, index: int, last: Draft) -> Candidate:
    return Candidate(index, last.measure, reading.items[index], Scope.PREVIOUS, "earlier figure", last.group)


def from_corrections(reading: Reading, candidates: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    """Not 164 but 34 people were killed: the first figure was an earlier one.

    Args:
        reading: The sentence.
        candidates: What is claimed so far, by the index of the count.
    """
    if not {"not", "but"} <= reading.sentence.words:
        return
    items = reading.items
    for index in sorted(candidates):
        wrong = items[index - 2].phrase if index > 2 else None
        if wrong is None or not wrong.counted or wrong.thing or items[index - 1].low != "but":
            continue
        if items[index - 3].low == "not":
            right = candidates[index][0]
            group = right.group or (items[index].phrase or wrong).group
            yield Candidate(index - 2, right.measure, right.cause, Scope.PREVIOUS, "corrected figure", group, toll=True)


def _told_last(reading: Reading, drafts: list[Draft]) -> Draft | None:
    """The claim that a bare count goes back to: no part and no earlier figure, one sentence away at most."""
    for draft in reversed(drafts[-20:]):
        if draft.sentence.index < reading.sentence.index - 1:
            return None
        if draft.scope not in (Scope.SUBSET, Scope.PREVIOUS) and draft.quantity.max != 0:
            return draft
    return None


def _closes(reading: Reading, index: int) -> bool:
    """True where nothing behind a count says what it counts."""
    items = reading.items
    if index + 1 >= len(items):
        return True
    after = items[index + 1]
    if after.kind in _CLOSING or after.low in _ALTOGETHER:
        return True
    if after.kind is not Kind.PREPOSITION or index + 2 >= len(items):
        return False
    behind = items[index + 2]
    return behind.kind is Kind.TIME or behind.low in _ALTOGETHER


def _is_it(items: list[Item], verb: int) -> bool:
    """That makes 26, which makes ten, making it nine."""
    low = items[verb].low
    before = items[verb - 1] if verb else None
    if before is not None and before.low == "to" and verb > 1:
        # "three more died, to make a total of 17"
        return items[verb - 2].kind is Kind.COMMA
    if low.endswith("ing"):
        return before is None or before.kind in (Kind.COMMA, Kind.STOP)
    return before is not None and (before.low in _IT or before.kind is Kind.RELATIVE)


def _is_of_it(items: list[Item], step: int) -> bool:
    """It was 152 on Sunday; yesterday it stood at 80."""
    verb = step
    if items[verb].low == "at" and verb:
        verb -= 1
        if items[verb].low not in _STANDING:
            return False
    elif items[verb].low not in BE:
        return False
    before = verb - 1
    while before >= 0 and items[before].low not in _DUMMIES and _is_passed_over(items[before]):
        before -= 1
    return before >= 0 and items[before].low in _DUMMIES


def _is_passed_over(item: Item) -> bool:
    return item.kind is Kind.ADVERB or item.low in ("had", "has", "have")


def _is_numbered(items: list[Item], step: int) -> bool:
    """On Monday they numbered 14."""
    return step > 0 and items[step].low in ("numbered", "number") and items[step - 1].low == "they"


def _is_inverted(items: list[Item], index: int) -> bool:
    """In West Rukum, 36: the place before its count."""
    if index < 3 or items[index - 1].kind not in (Kind.COMMA, Kind.PLACE, Kind.WORD):
        return False
    step = index - 1
    while step > 0 and items[step].kind in (Kind.COMMA, Kind.PLACE, Kind.WORD, Kind.ADVERB):
        step -= 1
    opened = items[step].kind is Kind.PREPOSITION and items[step].low in ("in", "at", "near", "on", "around")
    breaks = step > 0 and (items[step - 1].low in (";", "and", "while") or items[step - 1].kind is Kind.COMMA)
    # a town that no list holds: a word between "and in" and the count
    unlisted = items[step - 1].low == "and" and index - step == 2 and items[index - 1].kind is Kind.WORD
    return opened and breaks and (unlisted or any(item.kind is Kind.PLACE for item in items[step:index]))


def _found(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """Divers brought out 28 bodies, a dozen more were found on the beach, nine had been found the day before."""
    last = _told_last(reading, drafts)
    if last is None or not any(word in (last.quantity.text or "").lower() for word in _BODIES):
        return None
    items = reading.items
    step = index + 1
    while step < len(items) and (items[step].low in BE or items[step].low in ("had", "have", "has")):
        step += 1
    if step == index + 1 or step >= len(items) or items[step].low not in _FINDING:
        return None
    phrase = items[index].phrase
    more = phrase is not None and phrase.more
    past = is_past(reading, items[index].first, items[step].stop)
    scope = Scope.INCREMENT if more else Scope.PREVIOUS if past else None
    return Candidate(index, last.measure, items[index], scope, "found", last.group)


def is_clock(item: Item) -> bool:
    """True for an hour of the day: 16:00, noon, dawn."""
    return item.low in _HOURS or (item.low[:1].isdigit() and ":" in item.low)


def _than_before(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """70 dead, 12 more than on Tuesday: twelve came on top; seven more than the mayor had counted: 63 had been told."""
    items = reading.items
    last = _told_last(reading, drafts)
    if last is None or last.sentence is not reading.sentence or index + 1 >= len(items):
        return None
    if items[index + 1].low != "than":
        return None
    told = _differs(reading, index, last, 1)
    if told is not None:
        return told
    return Candidate(index, last.measure, items[index], Scope.INCREMENT, "on top", last.group)


def _differs(reading: Reading, index: int, last: Draft, sign: int) -> Candidate | None:
    """Seven more than the mayor had counted: what was told before differs by so many."""
    phrase = reading.items[index].phrase
    than = next((at for at in range(index + 1, index + 3) if reading.items[at].low == "than"), None)
    if phrase is None or phrase.quantity is None or than is None:
        return None
    behind = reading.sentence.tokens[reading.items[than].stop : reading.items[than].stop + _LONGEST_TELLING]
    words = {token.low for token in itertools.takewhile(lambda token: token.kind != "mark", behind)}
    if words.isdisjoint(_TELLING) and words.isdisjoint(_SPEAKING) and words.isdisjoint(_THINKING):
        return None
    mine, now = phrase.quantity, last.quantity
    earlier = now.min - sign * mine.min
    if mine.max != mine.min or earlier < 1 or now.approx or not (now.max is None or now.max == now.min):
        return None
    phrase.quantity = Quantity(min=earlier, max=None if now.max is None else earlier)
    phrase.more = False
    return Candidate(index, last.measure, reading.items[index], Scope.PREVIOUS, "differs", last.group)


def _is_of_past_day(reading: Reading, index: int) -> bool:
    """The toll was 30 this morning, 21 last night."""
    items = reading.items
    if index + 1 >= len(items) or items[index + 1].kind is not Kind.TIME:
        return False
    words = reading.sentence.lows(items[index + 1].first, items[index + 1].stop)
    return not _PAST_DAYS.isdisjoint(words)


def _is_told(reading: Reading, step: int, last: Draft) -> bool:
    """The fire brigade confirms 50; the Red Cross speaks of 40; the coast guard has found 11 (bodies)."""
    items = reading.items
    low = items[step].low
    if low == "of" and step:
        return items[step - 1].low in _SPEAKING
    if low == "to" and step:
        # "the government admits to three"
        return items[step - 1].low in _OWNING_UP
    if low in ("by", "to", "with", "on") and step:
        # "the Red Cross is standing by its 31"
        phrase = items[step + 1].phrase if step + 1 < len(items) else None
        return items[step - 1].low in _KEEPING and phrase is not None and phrase.definite
    if low == "at" and step > 1 and items[step - 1].low == "it":
        return items[step - 2].low in ("put", "puts", "putting")
    if low in ("say", "says", "said") and step + 1 < len(items):
        # "said 40 of the houses" is no count of people; a count that closes its clause is.
        return True
    if low in _FINDING:
        return any(word in (last.quantity.text or "").lower().split() for word in _BODIES)
    if low in _NOUNS and step:
        # "hospitals count 70", but not "crater count 40"
        tokens = reading.sentence.tokens
        before = items[step - 1]
        named = before.phrase is not None and not before.phrase.counted
        return named or any(SPEAKERS.match(tokens, at) is not None for at in range(before.first, before.stop))
    return low in _TELLING


def _had_told(reading: Reading, step: int) -> bool:
    """Last night it had listed eleven: what had been counted is counted otherwise now.

    The pluperfect alone is indirect speech: a UN inquiry had counted 131 and stood by that.
    """
    items = reading.items
    if not any(item.low == "had" for item in items[max(0, step - 3) : step]):
        return False
    return is_past(reading, items[step].first, items[step].stop)


def _is_gapped(reading: Reading, step: int) -> bool:
    """Police say ten, hospitals 76: a speaker right before the count, whose verb stands in the clause before."""
    items = reading.items
    if items[step].low in ("of", "as", "at") and step:
        # "the police spoke of five dead and the union of nine"
        step -= 1
    begin = step
    while begin >= 0 and step - begin < _LONGEST_NAME and items[begin].kind not in _JOINS:
        begin -= 1
    if begin <= 0 or items[begin].kind not in _JOINS:
        return False
    tokens = reading.sentence.tokens
    first, stop = items[begin].stop, items[step].stop
    named = any(SPEAKERS.match(tokens, at) is not None for at in range(first, stop))
    told = any(token.low in _TELLING or token.low in _SPEAKING for token in tokens[:first])
    return named and (told or "according" in reading.sentence.words)
