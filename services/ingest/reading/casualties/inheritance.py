"""The group of a count without a noun: that of the people whom it goes on with."""

from typing import Final

from schemas.events.casualties import Group, Scope
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.references import antecedent, group_of_them
from services.ingest.reading.casualties.scopes import RECALLED

_THEM: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_NEAR: Final = 8
"""Chunks behind a count that may tell its group at most."""
_LINKS: Final = frozenset(("/", ";", "while", "whereas", "left", "leaving", "leaves"))
_JOINING: Final = (Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.VICTIM)


def inherited_group(reading: Reading, candidate: Candidate, phrase: NounPhrase, drafts: list[Draft]) -> Group | None:
    """Find the group of a count whose noun is left out.

    Args:
        reading: The sentence.
        candidate: The count, and what is said of it.
        phrase: Its noun phrase, without a group.
        drafts: The claims so far.
    """
    if phrase.whole is not None:
        return antecedent(reading, candidate.index, phrase.whole)
    refers = phrase.definite or phrase.rule in ("all", "both")
    if refers and phrase.quantity is not None and phrase.quantity.max != 0 and not phrase.partitive:
        known = antecedent(reading, candidate.index, phrase.quantity)
        if known is not None:
            return known
    if phrase.partitive and phrase.parted in _THEM:
        if drafts and drafts[-1].sentence is reading.sentence:
            # "six people were hit, including two women; none of them died": them are the six
            here = [draft for draft in drafts[-_NEAR:] if draft.sentence is reading.sentence]
            return next((draft for draft in reversed(here) if draft.scope is not Scope.SUBSET), here[-1]).group
        return group_of_them(reading, candidate.index, drafts)
    if phrase.noun == "others":
        # "a guard was killed and two others were hurt": guards, too; "the mayor and nine others died": people
        told = next((draft for draft in reversed(drafts[-RECALLED:]) if draft.scope is not Scope.SUBSET), None)
        same = told is not None and told.sentence is reading.sentence and told.measure is not candidate.measure
        return told.group if told is not None and same else None
    opening = (
        reading.items[1].phrase if len(reading.items) > 1 and reading.items[0].low in ("among", "amongst") else None
    )
    if opening is not None and not opening.counted and opening.group is not None and opening.measure is None:
        # "among civilians there are no dead"
        return opening.group
    among = _among_whom(reading, candidate.index)
    if among is not None:
        return among
    last = next((draft for draft in reversed(drafts[-RECALLED:]) if draft.scope is not Scope.SUBSET), None)
    if (
        last is not None
        and last.sentence.index >= reading.sentence.index - 1
        and (phrase.more or phrase.rule == "none")
    ):
        return last.group
    if last is not None and not phrase.noun and _confirms(reading, candidate, last):
        # "it confirmed that 105 had died", after a claim about its servicemen
        return last.group
    if candidate.scope is Scope.SUBSET and not phrase.noun and last is not None and last.sentence is reading.sentence:
        # "15 protesters killed, of which six in Nasiriyah"
        return last.group
    before = _joint(reading, candidate.index)
    if before is None:
        return None
    if last is not None and (before.kind is Kind.COMMA or before.low == ";") and _differ(reading, drafts):
        # "three killed, one policeman also killed, seven injured": nobody says whose they are
        return None
    if last is None or last.sentence is not reading.sentence:
        return _of_subject(reading, candidate.index, phrase) or _of_target(reading, candidate.index)
    if last.definite and last.quantity.max == 1 and phrase.quantity is not None and phrase.quantity.min > 1:
        # "killing the driver and wounding nine": nine others than drivers
        return None
    return last.group


def _confirms(reading: Reading, candidate: Candidate, last: Draft) -> bool:
    """True where the speaker of the sentence before, now a pronoun, gives another count of the same."""
    opener = reading.sentence.tokens[0].low
    near = last.sentence.index == reading.sentence.index - 1 and last.measure is candidate.measure
    return near and opener in ("it", "he", "she", "they") and "that" in reading.sentence.words


def _differ(reading: Reading, drafts: list[Draft]) -> bool:
    """True where the sentence has told of people of several groups."""
    told = {
        draft.group
        for draft in drafts[-_NEAR:]
        if draft.sentence is reading.sentence and draft.scope not in (Scope.SUBSET, Scope.PREVIOUS)
    }
    return len(told) > 1


def _joint(reading: Reading, index: int) -> Item | None:
    """The chunk that joins a count to what stands before it in its sentence."""
    before = reading.items[index - 1] if index else None
    if before is not None and before.low == "that" and index > 1:
        # "says that 13 guards died and that 30 were hurt"
        before = reading.items[index - 2]
    if before is not None and before.low == "with" and index > 1 and reading.items[index - 2].kind is Kind.COMMA:
        # "12 soldiers died, with 30 wounded"
        return before
    if before is not None and (before.kind in _JOINING or before.low in _LINKS):
        return before
    return None


def _of_subject(reading: Reading, index: int, phrase: NounPhrase) -> Group | None:
    """Three prisoners escaped and two were killed: the people whom the sentence counted before."""
    for item in reversed(reading.items[:index]):
        found = item.phrase
        if found is None or found.thing or not found.counted or found.quantity is None or found.group is None:
            continue
        return found.group if phrase.quantity is not None and found.quantity.min > phrase.quantity.min else None
    return None


def _of_target(reading: Reading, index: int) -> Group | None:
    """A bomb hit a lorry full of soldiers, killing two: the people at whom it was aimed."""
    items = reading.items
    cause = items[index - 1].trigger if index else None
    if cause is None or "gerund" not in cause.forms:
        return None
    for at in range(index - 2, 1, -1):
        found = items[at].phrase
        if found is None or found.thing or found.group is None or found.rule != "bare plural":
            continue
        aimed = items[at - 1].kind in (Kind.PREPOSITION, Kind.VERB) and items[at - 1].low != "by"
        return found.group if aimed and found.group not in (Group.MILITANTS, Group.OFFICIALS) else None
    return None


def _among_whom(reading: Reading, index: int) -> Group | None:
    """12 dead and 17 wounded among the guard: the group is told behind."""
    items = reading.items
    for step in range(index + 1, min(len(items) - 1, index + _NEAR)):
        if items[step].kind in (Kind.COMMA, Kind.STOP):
            return None
        if items[step].low in ("among", "amongst"):
            phrase = items[step + 1].phrase
            return phrase.group if phrase is not None and not phrase.counted else None
    return None
