"""Ages in a row behind the people whose they are: two women, 22 and 27, were hurt."""

from typing import Final

from services.ingest.reading.casualties.items import Item, Kind, NounPhrase

_OLDEST: Final = 110
_MOST: Final = 6
"""People whose ages are told in one row at most."""


def mark_ages(items: list[Item]) -> None:
    """Make one adverbial of the bare numbers behind a count, where there are as many of them as it counts."""
    for index, item in enumerate(items):
        phrase = item.phrase
        if phrase is None or phrase.quantity is None or phrase.group is None or index + 3 >= len(items):
            continue
        aged = items[index + 1].low in ("aged", "of")
        if not aged and items[index + 1].kind is not Kind.COMMA:
            continue
        people = phrase.quantity.min
        if not 1 < people <= _MOST or phrase.quantity.max != people:
            continue
        row = _row(items, index + 2)
        if len(row) == people:
            stop = index + 2
            while items[stop].phrase is not row[-1]:
                stop += 1
            begin = index + 1 if aged else index + 2
            items[begin : stop + 1] = [Item(Kind.ADVERB, items[begin].first, items[stop].stop, "aged")]


def _row(items: list[Item], at: int) -> list[NounPhrase]:
    found: list[NounPhrase] = []
    while at < len(items) and (phrase := items[at].phrase) is not None and _may_be_age(phrase):
        found.append(phrase)
        at += 1
        if at >= len(items) or items[at].kind not in (Kind.COMMA, Kind.AND):
            break
        if at + 1 < len(items) and items[at + 1].kind is Kind.AND:
            at += 1
        at += 1
    return found


def _may_be_age(phrase: NounPhrase) -> bool:
    if phrase.thing and phrase.noun in ("age", "bracketed"):
        return True
    if phrase.quantity is None or phrase.noun or phrase.group is not None or phrase.more:
        return False
    return phrase.counted and phrase.quantity.min == phrase.quantity.max and 0 < phrase.quantity.min <= _OLDEST
