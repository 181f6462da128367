"""Counts that are part of another: two of them, including three children, 17 were men, a girl among them."""

from typing import Final

from schemas.events.casualties import Group, Measure, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.frames import is_unit
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.subjects import subjects
from services.ingest.reading.lexicon.files import load_words

_SUBSET: Final = load_words("casualties", "subset.openers")
_THEM: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_MEASURES: Final = frozenset(str(measure) for measure in Measure)
_ACCOUNTING: Final = frozenset(("accounts", "accounted", "account", "accounting"))
_FATALLY: Final = frozenset(("fatally", "mortally"))
_DESCRIBED: Final = "part by kind"
_COPULAS: Final = frozenset(("were", "was", "are", "is"))
_BODIES: Final = frozenset(("bodies", "corpses", "dead", "victims"))
_BACK: Final = frozenset(("alive", "safe", "rescued", "unhurt", "survived", "returned", "released", "freed", "found"))
_CLAUSE: Final = 6
_MAKING_UP: Final = frozenset(
    ("made", "make", "makes", "up", "constitute", "constituted", "comprise", "comprised", "represent")
)
_THAT_OF: Final = frozenset((",", "that", "those", "of"))
"""Words between a part and its group: one of them that of a girl."""
_FARTHEST: Final = 16


def part_of_whole(
    reading: Reading, index: int, phrase: NounPhrase, last: Draft | None, drafts: list[Draft]
) -> Candidate | None:
    """Two of them, 30 of the dead, four of the five: part of a claim."""
    item = reading.items[index]
    group = phrase.group or told_behind(reading, index)
    if phrase.parted in _MEASURES:
        measure = Measure(phrase.parted)
        if measure is Measure.MISSING and _is_back(reading, index):
            return None
        whole = next((draft for draft in reversed(drafts[-20:]) if draft.measure is measure), None)
        if group is None and index > 2 and reading.items[index - 1].low == "for":
            # "women account for 41 of the dead"
            subject = reading.items[index - 3].phrase
            account = reading.items[index - 2].low in _ACCOUNTING
            group = subject.group if subject is not None and account and not subject.counted else None
        if group is None and index > 1 and reading.items[index - 1].low in _COPULAS:
            # "the ambassador was one of those killed"
            named = subject_group(reading, index)
            group = named if named is not Group.PEOPLE else None
        if group is None and whole is not None and whole.scope is not Scope.SUBSET:
            group = whole.group
        return Candidate(index, measure, item, Scope.SUBSET, "part", group)
    if index and reading.items[index - 1].low == "but":
        # "all but a few of them women"
        return None
    if last is None and phrase.parted in ("victims", "casualties"):
        made = _made_up_by(reading, index) or (told_behind(reading, index) if phrase.parted == "victims" else None)
        return None if made is None else Candidate(index, Measure.KILLED, item, Scope.SUBSET, "part", made)
    if last is None:
        return None
    if phrase.parted in ("victims", "casualties"):
        told = told_behind(reading, index) or _made_up_by(reading, index) if group is Group.PEOPLE else None
        return Candidate(index, last.measure, item, Scope.SUBSET, "part", told or group)
    if phrase.whole is not None and phrase.parted not in _THEM:
        return _of_counted(reading, index, phrase, drafts)
    if phrase.parted in _THEM:
        after = reading.items[index + 1].low if index + 1 < len(reading.items) else ""
        if after in _FATALLY:
            # "30 were hurt, two of them fatally"
            return Candidate(index, Measure.KILLED, item, Scope.SUBSET, "part", group or last.group)
        if index > 1 and reading.items[index - 1].low in _COPULAS and _is_whole(phrase, last):
            # "the driver was one of the twelve"
            return Candidate(index, last.measure, item, Scope.SUBSET, "part", subject_group(reading, index))
        if phrase.parted == "whom" and last.sentence is reading.sentence and not _is_back(reading, index):
            # "137 were taken in, 22 of whom will need surgery"
            return Candidate(index, last.measure, item, Scope.SUBSET, "part", group or last.group)
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


def _is_back(reading: Reading, index: int) -> bool:
    """Two of the missing were found alive: they are missing no more."""
    stop = reading.items[index].stop
    return any(token.low in _BACK for token in reading.sentence.tokens[stop : stop + _CLAUSE])


def _of_counted(reading: Reading, index: int, phrase: NounPhrase, drafts: list[Draft]) -> Candidate | None:
    """Two of the four Egyptians were policemen, where four Egyptians were killed."""
    whole, group = phrase.whole, told_behind(reading, index)
    for draft in reversed(drafts[-12:]):
        if whole is not None and group and (draft.quantity.min, draft.quantity.max) == (whole.min, whole.max):
            return Candidate(index, draft.measure, reading.items[index], Scope.SUBSET, "part", group)
    return None


def subject_group(reading: Reading, index: int) -> Group:
    """The ambassador was one of those killed: who the one is stands before."""
    for at in subjects(reading.frames, index - 1):
        phrase = reading.items[at].phrase
        if phrase is not None and phrase.group is not None and not phrase.thing:
            return phrase.group
    return Group.PEOPLE


def _is_whole(phrase: NounPhrase, last: Draft) -> bool:
    """The twelve are the twelve who were told to be dead."""
    whole = phrase.whole
    return whole is None or (whole.min, whole.max) == (last.quantity.min, last.quantity.max)


def whole_of(reading: Reading, index: int, cause: Item, phrase: NounPhrase) -> bool:
    """Three of the 17 dead, seven of those who drowned: what befell them is said of the whole, not only of the part."""
    if not phrase.partitive or cause.trigger is None or (phrase.parted not in _THEM and phrase.whole is None):
        return False
    items = reading.items
    step, related = index + 1, False
    while step < len(items) and items[step].kind in (Kind.RELATIVE, Kind.ADVERB):
        related = related or items[step].kind is Kind.RELATIVE
        step += 1
    if step >= len(items) or items[step] is not cause:
        return False
    return related or (not cause.auxiliary and cause.trigger.frame != "intransitive")


def _made_up_by(reading: Reading, index: int) -> Group | None:
    """Children made up nine of the victims: the subject is the part."""
    items = reading.items
    step = index - 1
    while step > 0 and items[step].low in _MAKING_UP:
        step -= 1
    phrase = items[step].phrase if step >= 0 and step < index - 1 else None
    return phrase.group if phrase is not None and not phrase.counted and not phrase.thing else None


def opening_whole(reading: Reading, index: int) -> Measure | None:
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


def described_part(
    reading: Reading, index: int, phrase: NounPhrase, last: Draft, drafts: list[Draft]
) -> Candidate | None:
    """17 were men, seven women: a count told before is broken down by what its people were."""
    item = reading.items[index]
    near = drafts[-1]
    if last.scope is Scope.SUBSET:
        # "nineteen were children and 61 were women": both are parts of the count before
        last = next((draft for draft in reversed(drafts[-12:]) if draft.scope is not Scope.SUBSET), last)
    if last.sentence.index < reading.sentence.index - 1 or last.quantity.min <= (phrase.quantity or ONE).min:
        return None
    if phrase.group is not None and near.sentence is reading.sentence and _is_of_bodies(reading, index):
        return Candidate(index, near.measure, item, Scope.SUBSET, "part", phrase.group)
    if phrase.group is not None:
        before = reading.items[index - 1].kind if index else Kind.STOP
        goes_on = near.sentence is reading.sentence and _DESCRIBED in near.rules and before in (Kind.COMMA, Kind.AND)
        if not goes_on or reading.frames.has_predicate(index):
            return None
        return Candidate(index, near.measure, item, Scope.SUBSET, _DESCRIBED, phrase.group)
    if phrase.noun or not _is_copula(reading, index):
        return None
    group = told_behind(reading, index)
    if group is None and not _is_described(reading, index):
        return None
    return Candidate(index, last.measure, item, Scope.SUBSET, _DESCRIBED, group or Group.PEOPLE)


def _is_of_bodies(reading: Reading, index: int) -> bool:
    """Thirty bodies, four of babies: whose some of them are."""
    items, tokens = reading.items, reading.sentence.tokens
    if index < 2 or items[index - 1].kind not in (Kind.COMMA, Kind.AND, Kind.OPEN):
        return False
    own = items[index]
    if "of" not in [token.low for token in tokens[own.first + 1 : own.first + 3]]:
        return False
    return any(item.phrase is not None and item.phrase.noun in _BODIES for item in items[:index])


def told_behind(reading: Reading, index: int) -> Group | None:
    """One of them a girl; four of the five were children: the group is told behind."""
    items = reading.items
    step = index + 1
    own = items[index].phrase
    whole = own is not None and own.partitive
    if whole and step < len(items) and items[step].kind is Kind.RELATIVE:
        step = next((at for at in range(step, min(len(items), step + 6)) if items[at].low in _COPULAS), step)
    if whole and step < len(items) and items[step].kind is Kind.VICTIM and not items[step].auxiliary:
        # "two of the four killed on Monday were children"
        step = reading.frames.skip_on(step + 1)
    while step < min(len(items), index + 6 + (step - index)) and (
        items[step].low in _COPULAS or items[step].low in _THAT_OF or items[step].kind in (Kind.ADVERB, Kind.WORD)
    ):
        step += 1
    if step < len(items):
        phrase = items[step].phrase
        if (
            phrase is not None
            and not phrase.counted
            and phrase.group is not None
            and not (phrase.definite and not (whole and step == index + 1))
            and not reading.frames.is_speaker(step)
        ):
            phrase.thing = True
            return phrase.group
    return None


def listed_part(reading: Reading, index: int, drafts: list[Draft]) -> str | None:
    """What a list takes its parts of that begins with "including" or "among the dead"; None outside such a list."""
    items = reading.items
    step, whole = index - 1, ""
    for _ in range(_FARTHEST):
        if step < 0:
            return None
        item = items[step]
        if item.low in _SUBSET:
            behind = step - 1
            while behind > 0 and items[behind].kind in (Kind.RELATIVE, Kind.COMMA):
                behind -= 1
            holder = items[behind].phrase if step else None
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
        elif item.kind is Kind.WORD and step + 1 < index:
            # "among them a former basketball star and his daughter"
            step -= 1
        elif item.kind is Kind.NOUN and step + 1 < len(items) and items[step + 1].kind is not Kind.NOUN:
            step -= 1
        elif item.trigger is not None and step > 1 and items[step - 1].low == "who" and items[step - 2].low == "those":
            # "among those who died was a reporter"
            whole = str(item.trigger.measure)
            step -= 2
        elif item.trigger is not None and not item.auxiliary and step and items[step - 1].low in ("those", "the"):
            # "among those killed were two nurses"
            whole = str(item.trigger.measure)
            step -= 1
        elif item.trigger is not None and not item.auxiliary and step and _is_definite(items[step - 1]):
            # "among the 33 dead were four nurses"
            whole = str(item.trigger.measure)
            step -= 2
        elif item.low in _COPULAS and step and items[step - 1].kind in (Kind.NOUN, Kind.VICTIM):
            # "Among the dead were three children"
            step -= 1
        else:
            return None
    return None


def _is_definite(item: Item) -> bool:
    return item.phrase is not None and item.phrase.counted and item.phrase.definite and not item.phrase.thing


def _is_claimed(reading: Reading, opener: int, drafts: list[Draft]) -> bool:
    """False where the count before "among them" counts no victims: rescued 104, among them 30 Egyptians."""
    items = reading.items
    step = opener - 1
    while step >= 0 and items[step].kind in (Kind.COMMA, Kind.OPEN, Kind.ADVERB, Kind.STOP):
        step -= 1
    while step >= 0 and opener - step < _FARTHEST and not _is_count(items[step]) and items[step].kind is not Kind.STOP:
        # "six were pulled from the wreck alive, among them two of the crew"
        step -= 1
    if step < 0 or not _is_count(items[step]):
        return not _is_of_doers(reading, opener, drafts)
    first = items[step].first
    return any(draft.sentence is reading.sentence and draft.first <= first < draft.stop for draft in drafts[-8:])


def _is_of_doers(reading: Reading, opener: int, drafts: list[Draft]) -> bool:
    """Passengers, including three Americans, held the gunman down: parts of those who did something."""
    items = reading.items
    holder = items[opener - 2].phrase if opener > 1 and items[opener - 1].kind is Kind.COMMA else None
    if holder is None or holder.group is None or holder.measure is not None or holder.definite:
        return False
    here = any(draft.sentence is reading.sentence for draft in drafts[-1:])
    return not here and all(item.kind is not Kind.VICTIM for item in items)


def _is_count(item: Item) -> bool:
    return item.phrase is not None and item.phrase.counted and not item.phrase.thing


def is_among_them(reading: Reading, index: int) -> bool:
    """A hundred people, twenty children and two nurses among them."""
    items = reading.items
    step = index + 1
    if step < len(items) and items[step].low == "'s":
        # "took 11 lives, a child's among them"
        step += 1
    while step + 1 < len(items) and items[step + 1].kind is Kind.NOUN:
        age = items[step].low == "of" and is_unit(items[step + 1])
        if items[step].kind is not Kind.AND and not age:
            break
        step += 2
    return step + 1 < len(items) and items[step].low in ("among", "amongst") and items[step + 1].low in _THEM


def among_whom(reading: Reading, index: int) -> str | None:
    """Four children and two constables are among the dead: what the list before the verb takes part of."""
    items = reading.items
    existential = index > 1 and items[index - 1].low in _COPULAS and items[index - 2].low == "there"
    if existential and index + 2 < len(items) and items[index + 1].low in ("among", "amongst"):
        # "there were three nurses among the dead"
        phrase = items[index + 2].phrase
        return str(phrase.measure) if phrase is not None and phrase.measure is not None else "them"
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
