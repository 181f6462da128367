"""People whose age makes children of them: five of them under 18, two boys and a sister aged six, six under age 12."""

from typing import Final

from schemas.events.casualties import Group
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, BE, FUNCTION
from services.ingest.reading.numerals import read_numeral

_CUES: Final = frozenset(("under", "below", "younger", "less", "aged", "age", "years", "year", "months", "weeks"))
_GROUPS: Final = (None, Group.PEOPLE, Group.OTHER)
_OF_AGE: Final = 18
_OLDEST: Final = 110
_PASSED_OVER: Final = BE | ADVERBS | {"all", "that", "who"}
_UNITS: Final = frozenset(("years", "year", "months", "weeks", "yrs"))
_OPENERS: Final = (
    ("under", "the", "age", "of"),
    ("below", "the", "age", "of"),
    ("under", "age"),
    ("younger", "than"),
    ("less", "than"),
    ("under",),
    ("below",),
)
_WITH_YEARS: Final = frozenset(("less",))
"""Openers that tell an age only where years stand behind the number."""
_FARTHEST: Final = 4


def mark_young(sentence: Sentence, items: list[Item]) -> None:
    """Make children of the people behind whom an age under 18 is told."""
    tokens = sentence.tokens
    cued = not sentence.words.isdisjoint(_CUES)
    for index, item in enumerate(items):
        phrase = item.phrase
        if phrase is None or phrase.thing or phrase.toll or phrase.quantity is None:
            continue
        single = phrase.rule == "singular" and not phrase.collective and not phrase.counted
        young = (cued and _is_young(tokens, item.stop)) or (single and _is_of(tokens, item.stop))
        aside = single and _is_aside(tokens, items, index, phrase)
        if (young or aside) and phrase.group in _GROUPS:
            phrase.group = Group.CHILDREN


def _is_young(tokens: tuple[Token, ...], at: int) -> bool:
    """Under 18, were younger than 15, aged between three and eleven, less than five years old."""
    first, size = at, len(tokens)
    while at < size and at - first < _FARTHEST and tokens[at].low in _PASSED_OVER:
        at += 1
    if at >= size:
        return False
    if tokens[at].low == "aged" and at + 1 < size:
        return _is_aged(tokens, at + 1)
    for opener in _OPENERS:
        stop = at + len(opener)
        if stop < size and tuple([token.low for token in tokens[at:stop]]) == opener:
            numeral = read_numeral(tokens, stop)
            if numeral is None or not 0 < numeral.value <= _OF_AGE:
                return False
            return _ends_age(tokens, numeral.stop, needed=opener[0] in _WITH_YEARS)
    return False


def _is_of(tokens: tuple[Token, ...], at: int) -> bool:
    """A student of 17."""
    if at + 1 >= len(tokens) or tokens[at].low != "of":
        return False
    numeral = read_numeral(tokens, at + 1)
    return numeral is not None and 0 < numeral.value < _OF_AGE and _ends_age(tokens, numeral.stop, needed=False)


def _is_aged(tokens: tuple[Token, ...], at: int) -> bool:
    """Aged six, aged between three and eleven, aged 4 to 9, aged under ten."""
    oldest = 0
    for step in range(at, min(len(tokens), at + 5)):
        numeral = read_numeral(tokens, step)
        if numeral is not None:
            oldest = max(oldest, numeral.value)
        elif tokens[step].low not in ("between", "and", "to", "-", "from", "under", "only", "just"):
            break
    return 0 < oldest < _OF_AGE or (oldest == _OF_AGE and tokens[at].low == "under")


def _ends_age(tokens: tuple[Token, ...], at: int, *, needed: bool) -> bool:
    """True where nothing behind a number makes it a distance or a rate."""
    if at >= len(tokens):
        return not needed
    token = tokens[at]
    if token.low in _UNITS:
        return True
    return not needed and (token.kind == "mark" or token.low in FUNCTION)


def _is_aside(tokens: tuple[Token, ...], items: list[Item], index: int, phrase: NounPhrase) -> bool:
    """His nephew, 10, was wounded: a bare number between commas behind one person is an age, whatever it is."""
    if phrase.group is None or index + 2 >= len(items):
        return False
    age, after = items[index + 2], items[index + 3].kind if index + 3 < len(items) else Kind.STOP
    told = age.phrase
    if items[index + 1].kind is not Kind.COMMA or told is None or after not in (Kind.COMMA, Kind.STOP, Kind.CLOSE):
        return False
    if not (told.thing and told.noun == "bracketed") and (told.thing or told.noun or told.group or told.more):
        return False
    numeral = read_numeral(tokens, age.first)
    if numeral is None or numeral.stop != age.stop or not 0 < numeral.value <= _OLDEST:
        return False
    told.thing, told.noun = True, "age"
    return numeral.value < _OF_AGE
