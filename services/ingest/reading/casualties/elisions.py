"""Counts whose verb is left out: parts of a claim, rows of places, earlier figures, "as did six passengers"."""

from typing import Final

from schemas.events.casualties import Group, Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.parts import (
    among_whom,
    described_part,
    is_among_them,
    listed_part,
    opening_whole,
    part_of_whole,
    told_behind,
)
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.recounts import is_clock, recount
from services.ingest.reading.lexicon.files import load_words

_MEASURES: Final = frozenset(str(measure) for measure in Measure)
_EARLIER: Final = frozenset(("yesterday", "earlier", "previously", "before", "initially"))
_PAST_DAYS: Final = frozenset(("last", "yesterday", "ago", "previous", "morning"))
_FORMERLY: Final = frozenset(("previously", "earlier", "was", "were", "from", "formerly", "initially", "before"))
_PLACED: Final = frozenset(("in", "at", "near", "on", "around", "from", "off", "outside"))
_SEVERELY: Final = frozenset(
    ("seriously", "critically", "badly", "gravely", "severely", "slightly", "lightly", "fatally")
)
_SEVERE: Final = load_words("casualties", "severe.words")
_ADVERBIAL: Final = frozenset(
    ("outside", "inside", "nearby", "aboard", "elsewhere", "upstairs", "downstairs", "below", "above")
)
_CLOSING: Final = (Kind.COMMA, Kind.AND, Kind.STOP, Kind.CLOSE)
_BREAKS: Final = frozenset((":", "—", "(", "-"))
_PAIR: Final = "elided pair"
_MEANS: Final = frozenset(("by", "with", "from", "under", "of"))
_CONTRASTING: Final = frozenset((",", "—", "–", "-", "(", "and", "but", ";"))


def from_ellipsis(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """Read a count without a verb of its own, by the claim before it; None when it goes back to none.

    Args:
        reading: The sentence.
        index: The noun phrase, as index of a chunk.
        drafts: The claims so far, those of this sentence last.
    """
    item = reading.items[index]
    phrase = item.phrase
    if phrase is None or phrase.toll or phrase.quantity is None:
        return None
    if phrase.thing:
        return _of_severe(reading, index, phrase, drafts) if phrase.noun in _SEVERE else None
    if phrase.quantity.max == 0:
        return None
    single = phrase.rule == "singular" and phrase.quantity == ONE
    if (not phrase.counted and not single) or is_unreal(reading, item):
        return None
    last = _last(reading, drafts)
    if index > 1 and reading.items[index - 1].low == "but" and reading.items[index - 2].low == "all":
        # "sixteen people, all but one of them foreigners"
        return None
    opener = listed_part(reading, index, drafts)
    if opener is None and is_among_them(reading, index):
        opener = "them"
    if opener is None:
        opener = among_whom(reading, index)
    if opener is not None and not phrase.more and reading.frames.is_speaker(index):
        # "two nurses among them, the mayor said"
        return None
    if opener in _MEASURES:
        group = phrase.group or told_behind(reading, index)
        return Candidate(index, Measure(opener), item, Scope.SUBSET, "part", group)
    if phrase.partitive and phrase.parted in _MEASURES and phrase.counted:
        return part_of_whole(reading, index, phrase, last, drafts)
    if last is None:
        # "the previous count was 400 dead; it is 455 now"
        return recount(reading, index, phrase, drafts) if phrase.counted else None
    if opener is not None:
        near = drafts[-1] if drafts[-1].sentence is reading.sentence else last
        whole = near.measure
        return Candidate(index, whole, item, Scope.SUBSET, "part", phrase.group or told_behind(reading, index))
    if not phrase.counted:
        return None
    if phrase.partitive:
        return part_of_whole(reading, index, phrase, last, drafts)
    if _is_one_of_kind(reading, index, phrase, last):
        return Candidate(index, last.measure, item, Scope.SUBSET, "part", told_behind(reading, index))
    described = described_part(reading, index, phrase, last, drafts)
    if described is not None:
        return described
    opening = opening_whole(reading, index)
    if opening is not None:
        return Candidate(index, opening, item, Scope.SUBSET, "part", phrase.group or told_behind(reading, index))
    again = _gapped_twice(reading, index, drafts) or recount(reading, index, phrase, drafts)
    if again is not None:
        return again
    if last.sentence is not reading.sentence:
        return None
    if _is_rise(reading, index, phrase):
        return Candidate(index, last.measure, item, Scope.INCREMENT, "on top", last.group)
    if _is_earlier(reading, index, phrase):
        return Candidate(index, last.measure, item, Scope.PREVIOUS, "earlier figure", last.group)
    if reading.items[index - 1].low == "not" and index > 1 and reading.items[index - 2].low in _CONTRASTING:
        # "149 people, not 141, had been killed", "312 are missing, and not 492"
        return Candidate(index, last.measure, item, Scope.PREVIOUS, "corrected figure", last.group)
    if _is_severe(reading, index, phrase):
        return Candidate(index, last.measure, item, Scope.SUBSET, "part", last.group)
    if _is_as_did(reading, index):
        return Candidate(index, last.measure, item, None, "elided verb")
    if _is_gapped(reading, index, phrase) or _is_gapped_by(reading, index, phrase, last):
        scope = Scope.SUBSET if _follows_colon(reading, index) else last.scope
        return Candidate(index, last.measure, item, scope, "elided verb", phrase.group or last.group)
    return None


def _last(reading: Reading, drafts: list[Draft]) -> Draft | None:
    for draft in reversed(drafts):
        if draft.sentence.index < reading.sentence.index - 3:
            return None
        if draft.scope is not Scope.PREVIOUS and draft.quantity.max != 0:
            return draft
    return None


def _is_earlier(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """Up from 50; 86 dead (72 yesterday); against 50 the day before; compared with 50."""
    items = reading.items
    before = items[index - 1].low if index else ""
    two = items[index - 2].low if index > 1 else ""
    if phrase.group not in (None, Group.PEOPLE):
        return False
    if before == "from":
        return two in ("up", "down") or (
            items[index - 2].kind in (Kind.VERB, Kind.COMMA, Kind.WORD) and _was_change(reading, index)
        )
    if (two, before) in (("instead", "of"), ("rather", "than")):
        return True
    if before in ("with", "to", "against") and (two in ("compared", "comparison") or before == "against"):
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    if two == "(" and before in _FORMERLY:
        # "dead 18 (previously 12)"
        return True
    if before != "(" or after is None:
        return False
    # "58 dead (41 last night)"
    if after.low in ("at", "by") and index + 2 < len(items) and is_clock(items[index + 2]):
        # "7 dead (4 at noon)"
        return True
    past = reading.sentence.tokens[after.first : after.stop]
    return after.low in _EARLIER or (after.kind is Kind.TIME and any(token.low in _PAST_DAYS for token in past))


def _is_rise(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """Death toll 844, up 12 on yesterday; 61 dead, up nine since the morning."""
    items = reading.items
    if phrase.noun or items[index - 1].low != "up" or index + 1 >= len(items):
        return False
    after = items[index + 1]
    return after.kind is Kind.TIME or after.low in ("on", "from", "since", "in", "over")


def _is_severe(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """130 were hurt, 20 seriously."""
    items = reading.items
    after = items[index + 1].low if index + 1 < len(items) else ""
    before = items[index - 1].kind if index else Kind.STOP
    return not phrase.noun and before in (Kind.COMMA, Kind.AND, Kind.OPEN) and after in _SEVERELY


def _of_severe(reading: Reading, index: int, phrase: NounPhrase, drafts: list[Draft]) -> Candidate | None:
    """Wounded: 19, of them 6 critical; 22 wounded, of whom 5 serious."""
    last = drafts[-1] if drafts else None
    hurt = last is not None and last.measure in (Measure.INJURED, Measure.HOSPITALIZED)
    if last is None or not hurt or last.sentence is not reading.sentence or not index:
        return None
    before = reading.items[index - 1]
    if before.kind not in (Kind.COMMA, Kind.AND) and before.low not in ("whom", "which", "them", "these", "including"):
        return None
    phrase.thing, phrase.noun = False, ""
    return Candidate(index, last.measure, reading.items[index], Scope.SUBSET, "part", last.group)


def _was_change(reading: Reading, index: int) -> bool:
    tokens = reading.sentence.tokens
    first = reading.items[index].first
    changes = load_words("numbers", "changes.words")
    return any(tokens[at].low in changes for at in range(max(0, first - 5), first))


def _is_one_of_kind(reading: Reading, index: int, phrase: NounPhrase, last: Draft) -> bool:
    """Twelve soldiers, one a doctor, were killed."""
    items = reading.items
    if phrase.quantity != ONE or phrase.noun or last.sentence is not reading.sentence or not index:
        return False
    kind = items[index + 1].phrase if index + 1 < len(items) else None
    if kind is None or kind.rule != "singular" or kind.definite or items[index - 1].kind not in (Kind.COMMA, Kind.AND):
        return False
    return last.quantity.max is None or last.quantity.max > 1


def _is_as_did(reading: Reading, index: int) -> bool:
    """Both drivers died, as did six passengers."""
    items = reading.items
    return (
        index > 1
        and items[index - 1].low in ("did", "were", "was", "had", "have")
        and items[index - 2].low in ("as", "so")
    )


def _is_gapped(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """True for a count in a row with one that has a verb: 53 in Jableh and 48 in Tartus."""
    items = reading.items
    after = items[index + 1] if index + 1 < len(items) else None
    if index and after is not None and _is_in_hospital(after) and not phrase.noun:
        # "49 were killed: 41 in the mosque, seven outside and one in hospital"
        return reading.frames.breaks_down(index)
    if index == 0 or reading.frames.has_predicate(index):
        return False
    before = items[index - 1]
    if before.kind not in (Kind.COMMA, Kind.AND) and before.low not in _BREAKS and before.low != ";":
        return False
    if phrase.group is None and phrase.noun:
        return False
    if after is None:
        return phrase.group is not None
    if after.low in _ADVERBIAL and (index + 2 >= len(items) or items[index + 2].kind in _CLOSING):
        # "... and three outside"
        return reading.frames.breaks_down(index) and not phrase.noun
    if after.kind is Kind.PLACE or (after.kind is Kind.PREPOSITION and after.low in _PLACED):
        return _is_place(reading, index + 1)
    if after.kind is Kind.ADVERB and not phrase.noun and reading.frames.breaks_down(index):
        return True
    closing = after.kind in _CLOSING
    return phrase.group is not None and closing and (before.low in _BREAKS or _follows_colon(reading, index))


def _gapped_twice(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """Eight were killed and 40 hurt in Sylhet, in Moulvibazar three and 15: two counts, two measures."""
    items = reading.items
    if index < 2 or not _is_bare(items[index].phrase):
        return None
    second = items[index - 1].kind is Kind.AND and _is_bare(items[index - 2].phrase)
    at = index - 2 if second else index
    pair = items[at + 2].phrase if at + 2 < len(items) and items[at + 1].kind is Kind.AND else None
    placed = at > 1 and items[at - 1].kind is Kind.PLACE and items[at - 2].kind is Kind.PREPOSITION
    closed = at + 3 >= len(items) or items[at + 3].kind in _CLOSING
    if not (placed and closed and _is_bare(pair)):
        return None
    told = [
        draft
        for draft in drafts[-6:]
        if draft.sentence is reading.sentence and draft.scope is Scope.TOTAL and _PAIR not in draft.rules
    ]
    if len(told) < 2 or told[-1].measure is told[-2].measure:
        return None
    model = told[-1] if second else told[-2]
    return Candidate(index, model.measure, items[index], Scope.TOTAL, _PAIR, model.group)


def _is_bare(phrase: NounPhrase | None) -> bool:
    return phrase is not None and phrase.counted and not phrase.thing and not phrase.noun


def _is_gapped_by(reading: Reading, index: int, phrase: NounPhrase, last: Draft) -> bool:
    """One protester was hurt by a pellet and two policemen by stones: the same preposition behind both."""
    items = reading.items
    after = items[index + 1] if index + 1 < len(items) else None
    before = items[index - 1].kind if index else Kind.STOP
    if phrase.group is None or after is None or after.low not in _MEANS or before not in (Kind.AND, Kind.COMMA):
        return False
    tokens = reading.sentence.tokens
    return any(token.low == after.low for token in tokens[last.stop : items[index].first])


def _is_in_hospital(item: Item) -> bool:
    return item.trigger is not None and item.trigger.measure is Measure.HOSPITALIZED and not item.auxiliary


def _is_place(reading: Reading, index: int) -> bool:
    items = reading.items
    if items[index].kind is Kind.PLACE:
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    return after is not None and after.kind in (Kind.PLACE, Kind.WORD)


def _follows_colon(reading: Reading, index: int) -> bool:
    for step in range(index - 1, -1, -1):
        item: Item = reading.items[step]
        if item.low in _BREAKS:
            return True
        if item.kind is Kind.VICTIM or item.low == ";":
            return False
    return False
