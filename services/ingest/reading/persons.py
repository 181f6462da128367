"""Nouns for people, and the group of victims that each belongs to."""

from typing import Final, Literal, NamedTuple

from schemas.events.casualties import Group
from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.morphology import noun_forms
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.remembered import Remembered

Number = Literal["one", "many", "either"]


class Person(NamedTuple):
    """What a noun says of people."""

    group: Group
    number: Number


_GROUPS: Final = tuple(str(group) for group in Group)


def _entries() -> list[tuple[str, Person]]:
    entries: list[tuple[str, Person]] = []
    for group in _GROUPS:
        for entry in sorted(load_words("persons", group)):
            one, many = noun_forms(entry)
            if one == many:
                entries.append((one, Person(Group(group), "either")))
            else:
                entries.append((one, Person(Group(group), "one")))
                entries.append((many, Person(Group(group), "many")))
    return entries


_PERSONS: Final = Phrases(_entries())
_THINGS: Final = Phrases((phrase, True) for phrase in sorted(load_words("persons", "things.words")))
_ENDINGS: Final = tuple(sorted(load_words("persons", "endings.other")))
_REMEMBERED: Final = 8192
"""Words of which it is remembered whether they may be people."""
MODIFIERS: Final = {word: Group(group) for word, group in load_table("persons", "modifiers").items()}
"""Words before a noun that decide the group."""


def _may_be_person(low: str) -> bool:
    return low in _PERSONS.openers or "-" in low or (len(low) > 6 and low.endswith(_ENDINGS))


_MAY_BE_PERSON: Final = Remembered(_may_be_person, _REMEMBERED)


def _by_last_part(low: str) -> Person | None:
    head = low.rpartition("-")[2]
    found = _PERSONS.match((Token(head, head, "word"),), 0)
    return found[1] if found is not None else None


_LAST_PARTS: Final = Remembered(_by_last_part, _REMEMBERED)
"""Whom a compound means: ex-soldiers, mother-of-two."""


def may_be_person(low: str) -> bool:
    """True when a noun for people may begin with a word."""
    return _MAY_BE_PERSON[low]


def read_person(tokens: tuple[Token, ...], at: int) -> tuple[int, Person] | None:
    """Read the noun for people that begins at a token: where it stops, and what it says."""
    low = tokens[at].low
    if not _MAY_BE_PERSON[low]:
        return None
    found = _PERSONS.match(tokens, at)
    if found is not None:
        return None if _THINGS.match(tokens, at) is not None else found
    if "-" in low:
        inner = _LAST_PARTS[low]
        if inner is not None:
            return at + 1, inner
    if low.endswith(_ENDINGS) and len(low) > 6:
        return at + 1, Person(Group.OTHER, "many")
    return None
