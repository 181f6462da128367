"""How a count stands to the counts told before: the whole, a part, on top, or an earlier figure."""

from itertools import islice
from typing import Final

from schemas.events.casualties import Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Kind, NounPhrase
from services.ingest.reading.casualties.parts import opening_whole, whole_of
from services.ingest.reading.lexicon.files import load_words

RECALLED: Final = 100
"""Claims back that a count may refer to at most."""
_THEM: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_ALIVE: Final = (Measure.INJURED, Measure.HOSPITALIZED, Measure.MISSING)
_MEASURES: Final = frozenset(str(measure) for measure in Measure)
_FORMERLY: Final = frozenset(("first", "earlier", "initially", "previously", "originally"))
_TELLING: Final = load_words("speakers", "verbs.words") | {"spoken", "been", "given", "counted", "figure", "count"}
_ABOARD: Final = frozenset(("aboard", "board", "passengers", "inside", "crew", "occupants", "travelling", "staying"))
_BEFORE: Final = 8
"""Tokens before a count in which words such as earlier and first are about it."""
_VICTIMS: Final = frozenset(("victims", "casualties", "fatalities"))
_HAD_TOLD: Final = frozenset(("spoken", "counted", "listed", "reported", "said", "told", "given", "put", "announced"))
_INSTEAD: Final = (("instead", "of"), ("rather", "than"), ("in", "place"))


def scope_of(
    reading: Reading, candidate: Candidate, phrase: NounPhrase, measure: Measure, drafts: list[Draft]
) -> Scope:
    """Decide the scope of a count by the words around it and what was told before.

    Args:
        reading: The sentence.
        candidate: The count, and what is said of it.
        phrase: Its noun phrase.
        measure: What befell them.
        drafts: The claims so far.
    """
    quantity = phrase.quantity
    if quantity is not None and quantity.max == 0:
        return Scope.TOTAL
    if whole_of(reading, candidate.index, candidate.cause, phrase):
        return Scope.SUBSET
    titled = reading.sentence.field == "title"
    since = reading.sentence.index - 2
    recent = None
    for draft in islice(reversed(drafts), RECALLED):
        if draft.sentence.index < since:
            break
        if draft.titled is titled:
            recent = draft
            break
    if measure is Measure.KILLED and phrase.partitive and _were_alive(reading, candidate, phrase, drafts):
        # "two of the nine wounded died": they come on top of the dead.
        return Scope.INCREMENT
    if measure is Measure.KILLED and _had_been_alive(reading, candidate, phrase):
        return Scope.INCREMENT
    if measure is Measure.KILLED and opening_whole(reading, candidate.index) in _ALIVE:
        # "of the 30 missing, 11 have been found dead"
        return Scope.INCREMENT
    if phrase.partitive and phrase.parted in _THEM:
        return Scope.SUBSET if recent is not None else Scope.TOTAL
    if phrase.partitive and phrase.parted in _MEASURES:
        return Scope.SUBSET
    if measure is Measure.HOSPITALIZED and not phrase.noun and _is_ward(reading, candidate, phrase, drafts):
        return Scope.SUBSET
    before = [each.low for each in reading.items[max(0, candidate.index - 2) : candidate.index]]
    if len(before) == 2 and before[0] == "of" and before[1] in _THEM and recent is not None:
        return Scope.SUBSET
    told = any(
        draft.measure is measure and draft.scope is Scope.TOTAL and not draft.titled
        for draft in islice(reversed(drafts), RECALLED)
    )
    if told and ((phrase.partitive and phrase.parted in _VICTIMS) or "alone" in reading.sentence.words):
        return Scope.SUBSET
    goes_on = recent is not None and (recent.sentence is reading.sentence or _goes_on(reading))
    if reading.items[0].low == "of" and goes_on and not _opens_with_all(reading):
        return Scope.SUBSET
    if told and was_told_before(reading, candidate):
        return Scope.PREVIOUS
    return Scope.PREVIOUS if tuple(before) in _INSTEAD else Scope.TOTAL


def _is_ward(reading: Reading, candidate: Candidate, phrase: NounPhrase, drafts: list[Draft]) -> bool:
    """22 remain in hospital, six in intensive care: some of the same patients."""
    last = drafts[-1] if drafts else None
    if last is None or last.sentence is not reading.sentence or last.measure is not Measure.HOSPITALIZED:
        return False
    smaller = phrase.quantity is not None and phrase.quantity.min < last.quantity.min
    comma = candidate.index > 0 and reading.items[candidate.index - 1].low == ","
    return smaller and comma and not candidate.cause.auxiliary


def _goes_on(reading: Reading) -> bool:
    """Of these, 53 died in Nuristan: a part of what the sentence before told."""
    tokens = reading.sentence.tokens
    return len(tokens) > 1 and tokens[1].low in _THEM


def _opens_with_all(reading: Reading) -> bool:
    """Of the 38 on board, 15 died and 23 were hurt: parts of no claim."""
    whole = reading.items[1].phrase if len(reading.items) > 2 else None
    if whole is None or not whole.counted or whole.measure is not None or reading.items[2].trigger is not None:
        return False
    return any(token.low in _ABOARD for token in reading.sentence.tokens[:9])


def was_told_before(reading: Reading, candidate: Candidate) -> bool:
    """It had first spoken of three dead; officials earlier said that 12 had died."""
    sentence = reading.sentence
    first = reading.items[candidate.index].first
    words = {token.low for token in sentence.tokens[max(0, first - _BEFORE) : first]}
    return bool(words & _FORMERLY) and bool(words & _TELLING)


def had_been_told(reading: Reading, candidate: Candidate) -> bool:
    """It had spoken of three dead: an earlier figure, where a newer one is told."""
    first = reading.items[candidate.index].first
    tokens = reading.sentence.tokens
    words = {token.low for token in tokens[max(0, first - _BEFORE) : first]}
    now = any(token.low == "now" for token in tokens[first:])
    return now and "had" in words and not words.isdisjoint(_HAD_TOLD)


def _were_alive(reading: Reading, candidate: Candidate, phrase: NounPhrase, drafts: list[Draft]) -> bool:
    """True for a part of those who were told to be hurt, held or missing."""
    if phrase.parted in _MEASURES:
        return phrase.parted != str(Measure.KILLED)
    if phrase.parted not in _THEM:
        return False
    behind = reading.items[candidate.index + 1].trigger if candidate.index + 1 < len(reading.items) else None
    if behind is not None and behind is not candidate.cause.trigger:
        # "three of those hurt have died"
        return behind.measure in _ALIVE
    told = _last_whole(drafts)
    return told is not None and told.measure in _ALIVE and not told.titled


def _had_been_alive(reading: Reading, candidate: Candidate, phrase: NounPhrase) -> bool:
    """Two men wounded on Friday have died; the last two missing miners were found dead."""
    if phrase.harmed and phrase.measure in _ALIVE:
        return True
    step = reading.frames.skip_on(candidate.index + 1)
    items = reading.items
    if step + 1 < len(items) and items[step].kind is Kind.RELATIVE:
        # "a man who was hurt on Monday died today"
        behind = items[step + 1].trigger
        return behind is not None and behind.measure in _ALIVE and items[step + 1] is not candidate.cause
    if step >= len(items) or items[step] is candidate.cause:
        return False
    behind = items[step].trigger
    return (
        behind is not None
        and behind.measure in _ALIVE
        and not items[step].auxiliary
        and (candidate.cause.first > items[step].first)
        and not reading.frames.is_active(step)
    )


def _last_whole(drafts: list[Draft]) -> Draft | None:
    return next((draft for draft in reversed(drafts[-RECALLED:]) if draft.scope is not Scope.SUBSET), None)
