"""Counts whose verb is left out: parts of a claim, rows of places, earlier figures, "as did six passengers"."""

from typing import Final

from schemas.events.casualties import Group, Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.frames import is_unit
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.lexicon.files import load_words

_SUBSET: Final = load_words("casualties", "subset.openers")
_THEM: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_MEASURES: Final = frozenset(str(measure) for measure in Measure)
_EARLIER: Final = frozenset(("yesterday", "earlier", "previously", "before", "initially"))
_PAST_DAYS: Final = frozenset(("last", "yesterday", "ago", "previous"))
_ACCOUNTING: Final = frozenset(("accounts", "accounted", "account", "accounting"))
_SPEAKING: Final = frozenset(("speak", "speaks", "spoke", "spoken", "talk", "talks", "talked", "tell", "told"))
_COUNTING: Final = frozenset(("counts", "counted", "count", "tallied", "lists", "listed"))
_DESCRIBED: Final = "part by kind"
_PLACED: Final = frozenset(("in", "at", "near", "on", "around", "from", "off", "outside"))
_COPULAS: Final = frozenset(("were", "was", "are", "is"))
_SEVERELY: Final = frozenset(
    ("seriously", "critically", "badly", "gravely", "severely", "slightly", "lightly", "fatally")
)
_BREAKS: Final = frozenset((":", "—", "(", "-"))
_FARTHEST: Final = 16


def from_ellipsis(reading: Reading, index: int, drafts: list[Draft]) -> Candidate | None:
    """Read a count without a verb of its own, by the claim before it; None when it goes back to none.

    Args:
        reading: The sentence.
        index: The noun phrase, as index of a chunk.
        drafts: The claims so far, those of this sentence last.
    """
    item = reading.items[index]
    phrase = item.phrase
    last = _last(reading, drafts)
    if phrase is None or phrase.thing or phrase.toll or phrase.quantity is None:
        return None
    if phrase.quantity.max == 0:
        return None
    if is_unreal(reading, item):
        return None
    single = phrase.quantity == ONE and phrase.rule == "singular"
    if not phrase.counted and not single:
        return None
    opener = _listed_part(reading, index, drafts)
    if opener is None and is_among_them(reading, index):
        opener = "them"
    if opener is None:
        opener = _among(reading, index)
    if opener in _MEASURES:
        group = phrase.group or _told_behind(reading, index)
        return Candidate(index, Measure(opener), item, Scope.SUBSET, "part", group)
    if last is None:
        return None
    if opener is not None and single and phrase.definite and reading.frames.has_predicate(index):
        # "two nurses among them, the mayor said"
        return None
    if opener is not None:
        near = drafts[-1] if drafts[-1].sentence is reading.sentence else last
        whole = near.measure
        return Candidate(index, whole, item, Scope.SUBSET, "part", phrase.group or _told_behind(reading, index))
    if not phrase.counted:
        return None
    if phrase.partitive:
        return _of_whole(reading, index, phrase, last, drafts)
    described = _described_part(reading, index, phrase, last, drafts)
    if described is not None:
        return described
    opening = _opening_whole(reading, index)
    if opening is not None:
        return Candidate(index, opening, item, Scope.SUBSET, "part", phrase.group or _told_behind(reading, index))
    if _is_counted(reading, index, phrase):
        told = Scope.PREVIOUS if _had_counted(reading, index) else None
        return Candidate(index, last.measure, item, told, "another count", last.group)
    if last.sentence is not reading.sentence:
        return None
    if _is_earlier(reading, index, phrase):
        return Candidate(index, last.measure, item, Scope.PREVIOUS, "earlier figure", last.group)
    if reading.items[index - 1].low == "not" and index > 1 and reading.items[index - 2].low in (",", "—", "("):
        # "149 people, not 141, had been killed"
        return Candidate(index, last.measure, item, Scope.PREVIOUS, "corrected figure", last.group)
    if _is_severe(reading, index, phrase):
        return Candidate(index, last.measure, item, Scope.SUBSET, "part", last.group)
    if _is_as_did(reading, index):
        return Candidate(index, last.measure, item, None, "elided verb")
    if _is_gapped(reading, index, phrase):
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


def _of_whole(reading: Reading, index: int, phrase: NounPhrase, last: Draft, drafts: list[Draft]) -> Candidate | None:
    """Two of them, 30 of the dead, four of the five: part of a claim."""
    item = reading.items[index]
    group = phrase.group or _told_behind(reading, index)
    if phrase.parted in _MEASURES:
        measure = Measure(phrase.parted)
        whole = next((draft for draft in reversed(drafts[-20:]) if draft.measure is measure), None)
        if group is None and whole is not None and whole.scope is not Scope.SUBSET:
            group = whole.group
        return Candidate(index, measure, item, Scope.SUBSET, "part", group)
    if phrase.parted in ("victims", "casualties"):
        return Candidate(index, last.measure, item, Scope.SUBSET, "part", group)
    if phrase.parted in _THEM:
        copula = _is_copula(reading, index) and (
            group is not None or phrase.parted == "whom" or _is_described(reading, index)
        )
        if index > 1 and reading.items[index - 1].low == "for" and reading.items[index - 2].low in _ACCOUNTING:
            # "the port accounts for 14 of them"
            return Candidate(index, last.measure, item, Scope.SUBSET, "part", group or last.group)
        if last.sentence is reading.sentence and not reading.frames.has_predicate(index):
            return Candidate(index, last.measure, item, Scope.SUBSET, "part", group or last.group)
        if copula:
            return Candidate(index, last.measure, item, Scope.SUBSET, "part", group or last.group)
    return None


def _opening_whole(reading: Reading, index: int) -> Measure | None:
    """Of those killed, 28 were drivers: what the sentence opens with."""
    items = reading.items
    if items[0].low != "of" or index > 6:
        return None
    for item in items[1:index]:
        if item.trigger is not None:
            return item.trigger.measure
        if item.phrase is not None and item.phrase.measure is not None:
            return item.phrase.measure
    return None


def _is_copula(reading: Reading, index: int) -> bool:
    after = reading.frames.skip_on(index + 1)
    return after < len(reading.items) and reading.items[after].low in _COPULAS


def _is_described(reading: Reading, index: int) -> bool:
    """Seven of them were Americans, 154 were Dutch: what they were, not what became of them."""
    after = reading.frames.skip_on(index + 1)
    if after + 1 >= len(reading.items):
        return False
    first = reading.items[after + 1].first
    return any(mention.kind == "demonym" and mention.first == first for mention in reading.sentence.mentions)


def _described_part(
    reading: Reading, index: int, phrase: NounPhrase, last: Draft, drafts: list[Draft]
) -> Candidate | None:
    """17 were men, seven women: a count told before is broken down by what its people were."""
    item = reading.items[index]
    if last.sentence.index < reading.sentence.index - 1 or last.quantity.min <= (phrase.quantity or ONE).min:
        return None
    near = drafts[-1]
    if phrase.group is not None:
        before = reading.items[index - 1].kind if index else Kind.STOP
        goes_on = near.sentence is reading.sentence and _DESCRIBED in near.rules and before in (Kind.COMMA, Kind.AND)
        if not goes_on or reading.frames.has_predicate(index):
            return None
        return Candidate(index, near.measure, item, Scope.SUBSET, _DESCRIBED, phrase.group)
    if phrase.noun or not _is_copula(reading, index):
        return None
    group = _told_behind(reading, index)
    if group is None and not _is_described(reading, index):
        return None
    return Candidate(index, last.measure, item, Scope.SUBSET, _DESCRIBED, group or Group.PEOPLE)


def _told_behind(reading: Reading, index: int) -> Group | None:
    """One of them a girl; four of the five were children: the group is told behind."""
    items = reading.items
    step = index + 1
    own = items[index].phrase
    whole = own is not None and own.partitive
    if whole and step < len(items) and items[step].kind is Kind.RELATIVE:
        step = next((at for at in range(step, min(len(items), step + 6)) if items[at].low in _COPULAS), step)
    if whole and step < len(items) and items[step].kind is Kind.VICTIM and not items[step].auxiliary:
        step += 1
    while step < min(len(items), index + 6 + (step - index)) and (
        items[step].low in _COPULAS or items[step].low == "," or items[step].kind in (Kind.ADVERB, Kind.WORD)
    ):
        step += 1
    if step < len(items):
        phrase = items[step].phrase
        if (
            phrase is not None
            and not phrase.counted
            and phrase.group is not None
            and not (phrase.definite and not (whole and step == index + 1))
        ):
            phrase.thing = True
            return phrase.group
    return None


def _listed_part(reading: Reading, index: int, drafts: list[Draft]) -> str | None:
    """What a list takes its parts of that begins with "including" or "among the dead"; None outside such a list."""
    items = reading.items
    step, whole = index - 1, ""
    for _ in range(_FARTHEST):
        if step < 0:
            return None
        item = items[step]
        if item.low in _SUBSET:
            holder = items[step - 1].phrase if step else None
            if not whole and holder is not None and holder.measure is not None and not holder.counted:
                # "the dead included three children"
                whole = str(holder.measure)
            return (whole or "them") if whole or _is_claimed(reading, step, drafts) else None
        if item.kind in (Kind.COMMA, Kind.AND, Kind.ADVERB, Kind.PLACE, Kind.OPEN, Kind.CLOSE) or (
            item.low in (":", ".") and step and (items[step - 1].low in _SUBSET or items[step - 1].low in _THEM)
        ):
            step -= 1
        elif item.low in _THEM:
            if step and items[step - 1].low == "of":
                return whole or "them"
            step -= 1
        elif item.phrase is not None and item.phrase.measure is not None and not item.phrase.counted:
            whole = str(item.phrase.measure)
            step -= 1
        elif item.kind is Kind.NOUN and step + 1 < len(items) and items[step + 1].kind is not Kind.NOUN:
            step -= 1
        elif item.trigger is not None and not item.auxiliary and step and items[step - 1].low in ("those", "the"):
            # "among those killed were two nurses"
            whole = str(item.trigger.measure)
            step -= 1
        elif item.low in _COPULAS and step and items[step - 1].kind in (Kind.NOUN, Kind.VICTIM):
            # "Among the dead were three children"
            step -= 1
        else:
            return None
    return None


def _is_claimed(reading: Reading, opener: int, drafts: list[Draft]) -> bool:
    """False where the count before "among them" counts no victims: rescued 104, among them 30 Egyptians."""
    items = reading.items
    step = opener - 1
    while step >= 0 and items[step].kind in (Kind.COMMA, Kind.OPEN, Kind.ADVERB, Kind.STOP):
        step -= 1
    phrase = items[step].phrase if step >= 0 else None
    if phrase is None or not phrase.counted or phrase.thing:
        return True
    first = items[step].first
    return any(draft.sentence is reading.sentence and draft.first <= first < draft.stop for draft in drafts[-8:])


def is_among_them(reading: Reading, index: int) -> bool:
    """A hundred people, twenty children and two nurses among them."""
    items = reading.items
    step = index + 1
    while step + 1 < len(items) and items[step + 1].kind is Kind.NOUN:
        age = items[step].low == "of" and is_unit(items[step + 1])
        if items[step].kind is not Kind.AND and not age:
            break
        step += 2
    return step + 1 < len(items) and items[step].low in ("among", "amongst") and items[step + 1].low in _THEM


def _among(reading: Reading, index: int) -> str | None:
    """Four children and two constables are among the dead: what the list before the verb takes part of."""
    items = reading.items
    for step in range(index + 1, min(len(items) - 2, index + _FARTHEST)):
        item = items[step]
        if item.low in _COPULAS and items[step + 1].low in ("among", "amongst"):
            phrase = items[step + 2].phrase
            told = items[step + 3].trigger if step + 3 < len(items) else None
            if told is not None:
                # "22 children were among the 60 dead"
                return str(told.measure)
            return str(phrase.measure) if phrase is not None and phrase.measure is not None else "them"
        if item.kind not in (Kind.COMMA, Kind.AND, Kind.NOUN, Kind.PREPOSITION, Kind.WORD, Kind.PLACE, Kind.ADVERB):
            return None
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
    if before != "(" or after is None:
        return False
    # "58 dead (41 last night)"
    past = reading.sentence.tokens[after.first : after.stop]
    return after.low in _EARLIER or (after.kind is Kind.TIME and any(token.low in _PAST_DAYS for token in past))


def _is_counted(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """Local officials speak of 2,000; the Red Cross counts 112; the office will only say "at least 70"."""
    if phrase.noun or phrase.group is not None or phrase.more or reading.frames.has_predicate(index):
        return False
    items = reading.items
    after = items[index + 1] if index + 1 < len(items) else None
    if after is not None and after.kind not in (Kind.STOP, Kind.COMMA, Kind.AND, Kind.ADVERB, Kind.SUBORDINATE):
        return False
    step = index - 1
    while step > 0 and items[step].kind is Kind.ADVERB:
        step -= 1
    if step < 0:
        return False
    if items[step].low == "of" and step:
        return items[step - 1].low in _SPEAKING
    return items[step].low in _COUNTING or (
        items[step].low == "say" and reading.sentence.tokens[items[index].first - 1].low in ("'", '"')
    )


def _had_counted(reading: Reading, index: int) -> bool:
    """Last night it had listed eleven: what had been counted is counted otherwise now."""
    return any(item.low == "had" for item in reading.items[max(0, index - 4) : index])


def _is_severe(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """130 were hurt, 20 seriously."""
    items = reading.items
    after = items[index + 1].low if index + 1 < len(items) else ""
    before = items[index - 1].kind if index else Kind.STOP
    return not phrase.noun and before in (Kind.COMMA, Kind.AND, Kind.OPEN) and after in _SEVERELY


def _was_change(reading: Reading, index: int) -> bool:
    tokens = reading.sentence.tokens
    first = reading.items[index].first
    changes = load_words("numbers", "changes.words")
    return any(tokens[at].low in changes for at in range(max(0, first - 5), first))


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
    if index == 0 or reading.frames.has_predicate(index):
        return False
    before = items[index - 1]
    if before.kind not in (Kind.COMMA, Kind.AND) and before.low not in _BREAKS and before.low != ";":
        return False
    if phrase.group is None and phrase.noun:
        return False
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None:
        return phrase.group is not None
    if after.kind is Kind.PLACE or (after.kind is Kind.PREPOSITION and after.low in _PLACED):
        return _is_place(reading, index + 1)
    closing = after.kind in (Kind.COMMA, Kind.AND, Kind.STOP, Kind.CLOSE)
    return phrase.group is not None and closing and (before.low in _BREAKS or _follows_colon(reading, index))


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
