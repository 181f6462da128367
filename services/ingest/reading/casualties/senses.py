"""What a candidate says of whom, where its words could say two things."""

from dataclasses import replace
from typing import Final

from schemas.events.casualties import Group, Measure
from schemas.quantity import Quantity
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE, OUTWARD
from services.ingest.reading.casualties.triggers import CARE_PLACES
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.persons import MODIFIERS

_TREATED: Final = frozenset(("treated", "treating"))
_NEAR_CARE: Final = 6
"""Tokens between what somebody is treated for and the hospital at most."""
_MASSES: Final = frozenset(("troops", "police", "military", "army", "forces"))


def counted_group(reading: Reading, item: Item) -> Group | None:
    """Military deaths, civilian casualties: whose they are is told by the word before the noun of counting."""
    tokens = reading.sentence.tokens
    for token in tokens[max(0, item.first - 1) : item.stop]:
        group = MODIFIERS.get(token.low)
        if group in (Group.CIVILIANS, Group.SECURITY_FORCES, Group.MILITANTS) and token.low not in OUTWARD:
            return group
    return None


def is_owner(reading: Reading, index: int) -> bool:
    """The mayor's son: a noun that owns the one behind it."""
    items = reading.items
    if index + 1 >= len(items) or items[index + 1].kind not in (Kind.NOUN, Kind.WORD):
        return False
    tokens, mark = reading.sentence.tokens, items[index + 1].first
    if tokens[mark].low != "'s" or mark + 1 >= len(tokens):
        return False
    # "took 11 lives, a child's among them" leaves out what is owned
    return tokens[mark + 1].kind == "word" and tokens[mark + 1].low not in FUNCTION


def give_to_owned(reading: Reading, candidates: dict[int, list[Candidate]]) -> None:
    """Gunmen killed the mayor's son: what is said befell the son; what befell his car is no claim."""
    for index in sorted(candidates):
        if not is_owner(reading, index):
            continue
        told = candidates.pop(index)
        owned = reading.items[index + 1].phrase
        if owned is not None and not owned.thing and owned.group is not None and index + 1 not in candidates:
            candidates[index + 1] = [replace(candidate, index=index + 1) for candidate in told]


def rest_of(reading: Reading, index: int, phrase: NounPhrase) -> None:
    """All but three of the 20 miners died: seventeen."""
    items = reading.items
    if index < 2 or items[index - 1].low != "but" or items[index - 2].low != "all":
        return
    whole, few = phrase.whole, phrase.quantity
    if whole is not None and few is not None and whole.max == whole.min and few.max == few.min < whole.min:
        rest = whole.min - few.min
        phrase.quantity, phrase.partitive, phrase.whole = Quantity(min=rest, max=rest), False, None
        phrase.rule = f"all {whole.min} but {few.min}"


def is_treated(reading: Reading, item: Item) -> bool:
    """Treated for gunshot wounds at a hospital: they are its patients."""
    if item.trigger is None or item.trigger.frame != "harm":
        return False
    tokens = reading.sentence.tokens
    if not any(token.low in _TREATED for token in tokens[item.first : item.stop]):
        return False
    return any(token.low in CARE_PLACES for token in tokens[item.stop : item.stop + _NEAR_CARE])


def is_state_of_them(phrase: NounPhrase, candidate: Candidate) -> bool:
    """69 are in hospital, 17 of them in critical condition: how some of them are, no count of the hurt."""
    trigger = candidate.cause.trigger
    state = trigger is not None and trigger.frame == "state" and candidate.cause.low in ("in", "fighting")
    return state and candidate.measure is Measure.INJURED and phrase.partitive and not candidate.cause.auxiliary


def is_where_dead(reading: Reading, index: int, candidate: Candidate) -> bool:
    """50 people died: 31 in Ghor and ten in a hospital. The hospital is where they died."""
    cause, phrase = candidate.cause, reading.items[index].phrase
    if candidate.measure is not Measure.HOSPITALIZED or cause.auxiliary or cause.hedges:
        return False
    if phrase is None or phrase.noun or cause.kind is not Kind.VICTIM:
        return False
    tokens = reading.sentence.tokens
    colon = next((at for at in range(reading.items[index].first) if tokens[at].low in (":", "—", "(")), None)
    return colon is not None and any(
        item.trigger is not None and item.trigger.measure is Measure.KILLED
        for item in reading.items
        if item.stop <= colon
    )


def is_of_dead(phrase: NounPhrase, candidate: Candidate) -> bool:
    """Ten of the dead had been taken to hospital: whatever else befell them, they are some of the dead."""
    return phrase.partitive and phrase.parted == str(Measure.KILLED) and candidate.measure is not Measure.KILLED


def tells_of_subject(item: Item) -> bool:
    """A pronoun before a full verb is its subject: all of them died, he was shot, he killed himself."""
    return item.auxiliary or item.trigger is None or item.trigger.frame == "intransitive" or item.reflexive


def last_word(found: list[Candidate], first: int) -> list[Candidate]:
    """Five people wounded on Monday died: they are dead now; 44 injured people are in hospital: they are there.

    What only describes the dead is no claim: the lives of 58 displaced people.
    """
    last = [candidate for candidate in found if candidate.measure in (Measure.KILLED, Measure.HOSPITALIZED)]
    if len(found) < 2 or not last:
        return found
    behind = last[-1].cause.first
    if last[-1].measure is Measure.KILLED and not last[-1].cause.auxiliary:
        # "was run over and killed": one auxiliary for both
        found = [each for each in found if each.measure is not Measure.INJURED or each.cause.first > behind]
    return [
        candidate
        for candidate in found
        if candidate.measure in (Measure.KILLED, Measure.HOSPITALIZED)
        or (candidate.cause.auxiliary and candidate.measure is not Measure.DISPLACED)
        or candidate.cause.stop <= first
        or (candidate.cause.first > behind and candidate.cause.first != first)
    ]


def is_without(reading: Reading, first: int) -> bool:
    """Without anyone being hurt: nobody."""
    tokens = reading.sentence.tokens
    return any(tokens[at].low in ("without", "nor", "not") for at in range(max(0, first - 3), first))


def stands_alone(reading: Reading, candidate: Candidate, phrase: NounPhrase) -> bool:
    """A plural without a count is a claim only where it is news: with a full verb, or in the title."""
    if phrase.quantity == ONE:
        return True
    item = candidate.cause
    noun = reading.items[candidate.index].first
    if phrase.definite or (noun and reading.sentence.tokens[noun - 1].low in ("how", "whether", "any")):
        return False
    if phrase.noun in _MASSES and item.trigger is not None and not item.auxiliary:
        return False
    if item.trigger is None or item.auxiliary or reading.sentence.field == "title":
        return True
    return "participle" not in item.trigger.forms or reading.frames.is_active(reading.items.index(item))
