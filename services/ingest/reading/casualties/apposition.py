"""What all of a count's people were: 17 people, all of them civilians, died; twelve died. All were miners."""

from typing import Final

from schemas.events.casualties import Group, Scope
from services.ingest.reading.casualties.candidates import Reading
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.document import Sentence
from services.ingest.reading.grammar import BE

_WHOLES: Final = frozenset(("all", "both"))
_CUES: Final = _WHOLES | {"they", "each", "every", "victims", "dead"}
_PRONOUNS: Final = _WHOLES | {"they"}
_SUBJECTS: Final = frozenset(("all", "both", "they", "every", "each", "the"))
_VICTIMS: Final = frozenset(("victims", "dead", "killed", "fatalities", "injured", "wounded", "missing"))
_DOERS: Final = frozenset(
    (
        *("gunmen", "attackers", "police", "soldiers", "rebels", "troops", "officials", "rescuers", "militants"),
        *("doctors", "bombers", "terrorists", "fighters", "robbers", "bandits", "guards"),
    )
)
_GENERIC: Final = (None, Group.PEOPLE)
_CLOSING: Final = frozenset((Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.PREPOSITION, Kind.RELATIVE, Kind.TIME, Kind.PLACE))
_OPENING: Final = frozenset((Kind.COMMA, Kind.STOP, Kind.OPEN))
_LOOKED_AT: Final = 12
"""Claims that the words may be about at most."""


def may_regroup(sentence: Sentence) -> bool:
    """True for a sentence that says what all of them were: "All were miners"."""
    opening = [token.low for token in sentence.tokens[:6]]
    return opening[0] in _SUBJECTS and not BE.isdisjoint(opening)


def regroup(reading: Reading, drafts: list[Draft]) -> None:
    """Give the claims told last the group that a sentence gives to all of their people.

    Args:
        reading: The sentence.
        drafts: The claims so far, those of this sentence last.
    """
    if not drafts or reading.sentence.words.isdisjoint(_CUES):
        return
    items = reading.items
    for index, item in enumerate(items):
        if item.phrase is None or (index and items[index - 1].kind not in _OPENING):
            continue
        kind = _kind(reading, index)
        if kind is not None and (index or item.low != "they" or not _has_others(drafts)):
            _give(reading, drafts, item, kind, within=index > 0)


def _kind(reading: Reading, index: int) -> Group | None:
    """The group that is told of all: all of them civilians, both policemen, they were miners, the dead were nurses."""
    items = reading.items
    item, phrase = items[index], items[index].phrase
    if phrase is None:
        return None
    if phrase.pronoun in _PRONOUNS:
        return _behind(items, index, needed=phrase.pronoun == "they", single=phrase.rule == "every one")
    if reading.sentence.tokens[item.first].low in _WHOLES:
        return _told(items, index) if phrase.pronoun == "" else None
    if index == 0 and phrase.definite and not phrase.counted and phrase.noun in _VICTIMS:
        return _behind(items, index, needed=True, single=False)
    return None


def _behind(items: list[Item], index: int, *, needed: bool, single: bool) -> Group | None:
    """The group of the noun behind, across a form of be, which may be needed."""
    step, copula = index + 1, False
    while step < len(items) and (items[step].low in BE or items[step].kind is Kind.ADVERB):
        copula = copula or items[step].low in BE
        step += 1
    if step >= len(items) or (needed and not copula):
        return None
    return _told(items, step, single=single)


def _told(items: list[Item], index: int, *, single: bool = False) -> Group | None:
    """The group of a plural without a count that ends what is said."""
    phrase = items[index].phrase
    if phrase is None or phrase.thing or phrase.measure is not None or phrase.group in _GENERIC:
        return None
    if phrase.rule not in ("bare plural", "plural", "both", "singular" if single else "both"):
        return None
    return phrase.group if index + 1 >= len(items) or items[index + 1].kind in _CLOSING else None


def _give(reading: Reading, drafts: list[Draft], item: Item, kind: Group, *, within: bool) -> None:
    sentence = reading.sentence
    wanted = sentence.index if within else sentence.index - 1
    for draft in reversed(drafts[-_LOOKED_AT:]):
        if draft.sentence.index < wanted:
            return
        if draft.sentence.index != wanted or draft.titled is not (sentence.field == "title"):
            continue
        if draft.group not in _GENERIC or draft.scope is Scope.PREVIOUS or draft.quantity.max in (0, 1):
            continue
        if within and draft.first > item.first:
            continue
        draft.group = kind
        if within:
            return


def _has_others(drafts: list[Draft]) -> bool:
    """True where "they" may stand for others than the victims: gunmen whom the sentence before tells of, too."""
    last = drafts[-1]
    others = {draft.group for draft in drafts[-_LOOKED_AT:] if draft.sentence is last.sentence}
    return len(others) > 1 or not _DOERS.isdisjoint(last.sentence.words)
