"""Whom he, they, all of them and "none survived" stand for: people counted before."""

from dataclasses import replace
from typing import Final

from schemas.events.casualties import Group, Measure
from schemas.quantity import Quantity
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.chunker import chunk
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import BE
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_SURVIVAL: Final = load_words("casualties", "survival.words")
_OWNED: Final = load_words("casualties", "owned.words")
_NAVAL: Final = load_words("casualties", "owned.naval")
_SEAMEN: Final = frozenset(("sailor", "sailors", "crew", "crewman", "crewmen", "seaman", "seamen"))
_OWNERS: Final = load_words("casualties", "owned.owners")
_SINGLE: Final = frozenset(("he", "she", "him"))
_MANY: Final = frozenset(("they", "them", "all", "both"))
_DEEDS: Final = Phrases((phrase, True) for phrase in load_words("casualties", "deeds.phrases"))
_CLAUSES: Final = frozenset(("when", "after", "as", "while", "because", "where", "whom", "by"))
_BREAKS: Final = frozenset((";", "."))
_DEED: Final = 16
"""Tokens between a man and what he did at most."""
_CLAUSE: Final = 24
"""Tokens between none and its verb at most."""
_FARTHEST: Final = 2
"""Sentences that a pronoun goes back at most."""


def whom(reading: Reading, phrase: NounPhrase, before: int) -> NounPhrase | None:
    """Return the phrase that a pronoun stands for, None when nobody fits."""
    if phrase.pronoun not in _SINGLE and phrase.pronoun not in _MANY:
        return None
    suffers = phrase.pronoun == "him" and _is_done_by(reading.items[before - 1] if before else None)
    for item, sentence in _told_earlier(reading, before):
        found = item.phrase
        if found is None or found.group is None or found.quantity is None or found.thing:
            continue
        if phrase.pronoun in _SINGLE and found.quantity == ONE:
            if suffers:
                if found.group is Group.MILITANTS and found.definite:
                    continue
                return found
            return replace(found, group=Group.MILITANTS) if is_attacker(sentence, item) else found
        if phrase.pronoun in _MANY and found.counted and found.quantity.min > 1:
            return replace(found, group=Group.MILITANTS) if is_attacker(sentence, item) else found
    return None


def _is_done_by(verb: Item | None) -> bool:
    """Stabbed a priest, wounding him: whom the verb befalls is not the one who does it."""
    trigger = verb.trigger if verb is not None else None
    return trigger is not None and "gerund" in trigger.forms and verb is not None and not verb.auxiliary


def is_attacker(sentence: Sentence, item: Item) -> bool:
    """A man opened fire on a crowd, a student stabbed three people: who does harm, not whom it befalls."""
    phrase = item.phrase
    if phrase is None or phrase.group not in (Group.PEOPLE, Group.OTHER):
        return False
    tokens = sentence.tokens
    for at in range(item.stop, min(len(tokens), item.stop + _DEED)):
        low = tokens[at].low
        if low in _BREAKS:
            return False
        if low in _DEEDS.openers and _DEEDS.match(tokens, at) is not None:
            return tokens[at - 1].low not in BE and not _suffers(tokens, item.stop, at)
    return False


def is_assailant(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """The four men who stormed parliament; all three men, where three men in suicide vests broke in."""
    items = reading.items
    item = items[index]
    if index + 1 < len(items) and items[index + 1].kind is Kind.RELATIVE:
        return is_attacker(reading.sentence, item)
    quantity = phrase.quantity
    if quantity is None or not phrase.counted or quantity.max == 1:
        return False
    for earlier, sentence in _told_earlier(reading, index):
        found = earlier.phrase
        if found is not None and not found.thing and found.counted and found.quantity == quantity:
            return is_attacker(sentence, earlier)
    return False


def _suffers(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """A man was arrested after he opened fire: he did it; a man was killed when gunmen opened fire: he did not."""
    between = [token.low for token in tokens[first:at]]
    return any(low in _CLAUSES for low in between) and not any(low in _SINGLE or low in _MANY for low in between)


def _earlier(reading: Reading, before: int) -> list[Item]:
    """Chunks before one, the nearest first, over the last sentences."""
    return [item for item, _ in _told_earlier(reading, before)]


def _told_earlier(reading: Reading, before: int) -> list[tuple[Item, Sentence]]:
    found = [(item, reading.sentence) for item in reversed(reading.items[:before])]
    for sentence in reading.document.before(reading.sentence):
        if sentence.index < reading.sentence.index - _FARTHEST or sentence.field != reading.sentence.field:
            break
        found.extend((item, sentence) for item in reversed(chunk(sentence)))
    return found


def antecedent(reading: Reading, before: int, quantity: Quantity) -> Group | None:
    """The group of the three, all twelve, both: that of the people counted before with the same number."""
    for item in _earlier(reading, before):
        found = item.phrase
        if found is None or found.thing or found.group is None or found.quantity is None:
            continue
        if (found.quantity.min, found.quantity.max) == (quantity.min, quantity.max):
            return found.group
    return None


def survivors(reading: Reading) -> tuple[Quantity, Group, Candidate] | None:
    """None of them survived, there were no survivors: all that were counted before are dead."""
    if reading.sentence.words.isdisjoint(_SURVIVAL):
        return None
    for index, item in enumerate(reading.items):
        phrase = item.phrase
        if phrase is None or phrase.quantity is None or phrase.quantity.max != 0:
            continue
        near = reading.sentence.tokens[item.first : item.stop + (_CLAUSE if phrase.whole is not None else 6)]
        if not any(token.low in _SURVIVAL for token in near):
            continue
        if phrase.whole is not None and phrase.whole.min > 1:
            # "none of the 14 people on board survived"
            candidate = Candidate(index, Measure.KILLED, item, rule="reference")
            group = phrase.group or antecedent(reading, index, phrase.whole)
            return phrase.whole, group or Group.PEOPLE, candidate
        behind = [other for other in reading.items[index + 1 : index + 4] if other.phrase is not None]
        for earlier in [*behind, *_earlier(reading, index)]:
            found = earlier.phrase
            if found is None or not found.counted or found.thing or found.quantity is None or found.quantity.min < 2:
                continue
            if found.group is None and not found.noun:
                continue
            return found.quantity, found.group or Group.PEOPLE, Candidate(index, Measure.KILLED, item, rule="reference")
    return None


def owned_group(reading: Reading, phrase: NounPhrase, before: int) -> Group | None:
    """An army's pilots are soldiers: the owner told before decides the group."""
    if phrase.noun not in _OWNED:
        return None
    tokens = reading.sentence.tokens
    first = reading.items[before].first
    stop = reading.items[before].stop
    if phrase.noun in _SEAMEN and _is_naval(reading):
        return Group.SECURITY_FORCES
    if tokens[min(stop, len(tokens) - 1)].low == "of" and any(
        token.low in _OWNERS for token in tokens[stop : stop + 4]
    ):
        return Group.SECURITY_FORCES
    if not any(tokens[at].low in ("its", "their", "our", "his") for at in range(max(0, first - 1), stop)):
        return None
    if any(tokens[at].low in _OWNERS for at in range(first)):
        return Group.SECURITY_FORCES
    return None


def _is_naval(reading: Reading) -> bool:
    """At the naval base 200 sailors are missing: sailors of a navy are soldiers."""
    if not reading.sentence.words.isdisjoint(_NAVAL):
        return True
    return any(
        not sentence.words.isdisjoint(_NAVAL)
        for sentence in reading.document.before(reading.sentence)
        if sentence.index >= reading.sentence.index - _FARTHEST
    )


def group_of_them(reading: Reading, before: int, drafts: list[Draft]) -> Group | None:
    """The group of them and whom: that of the people told last."""
    for item in reversed(reading.items[:before]):
        found = item.phrase
        if found is not None and found.group is not None and not found.thing and found.quantity not in (None, ONE):
            return found.group
    if drafts and drafts[-1].sentence.index >= reading.sentence.index - 1:
        return drafts[-1].group
    for item in _earlier(reading, 0):
        found = item.phrase
        if found is not None and found.group is not None and not found.thing and found.quantity not in (None, ONE):
            return found.group
    return None
