"""Every name of a place or people that the reader knows, indexed by its first token."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from services.ingest.reading.lexicon.files import load_rows
from services.ingest.reading.lexicon.fold import fold
from services.ingest.reading.tokenize import tokenize

Kind = Literal["country", "region", "city", "capital", "demonym", "metonym", "water"]

COUNTRY_WEIGHT: Final = 100_000
CAPITAL_WEIGHT: Final = 50_000
REGION_WEIGHT: Final = 2_000
"""Weights say which sense wins where no context does; a city weighs its thousands of people."""
SUBDIVISION_WEIGHT: Final = 150
"""Provinces from the ISO list weigh no more than a town: half the world has a Santa Rosa."""

_SHARED: Final[tuple[tuple[str, Kind, tuple[tuple[str, int], ...]], ...]] = (
    ("Congo", "country", (("CD", 10), ("CG", 1))),
    ("The Congo", "country", (("CD", 10), ("CG", 1))),
    ("Korea", "country", (("KR", 10), ("KP", 1))),
    ("Congolese", "demonym", (("CD", 10), ("CG", 1))),
    ("Dominican", "demonym", (("DO", 10), ("DM", 1))),
    ("Dominicans", "demonym", (("DO", 10), ("DM", 1))),
    ("Korean", "demonym", (("KR", 10), ("KP", 1))),
    ("Koreans", "demonym", (("KR", 10), ("KP", 1))),
    ("Guineans", "demonym", (("GN", 10), ("GQ", 1), ("GW", 1))),
    ("Guinean", "demonym", (("GN", 10), ("GQ", 1), ("GW", 1))),
)
"""Names that two countries share."""


_PLAIN: Final = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
"""Names that need no tokenizer: faster by far, and they are nearly all."""


class Sense(NamedTuple):
    """One thing that a name can mean."""

    kind: Kind
    country: str | None
    weight: int
    doubtful: bool
    """also a common word or a surname: it needs a sign beside it"""


class Name(NamedTuple):
    """A name, all but its first token, and what it can mean, the likeliest first."""

    rest: tuple[str, ...]
    shout: bool
    """written in capitals only (`US`, `CAR`): other writings are other words"""
    senses: tuple[Sense, ...]


def plural_of(people: str) -> str | None:
    """Return the plural of a people's name, or None where it has none in -s (Chinese, French, Swiss)."""
    if people.endswith(("ese", "ish", "ch", "ss", "s", "x", "men", "z", "abe", "dic")) or people.isupper():
        return None
    if people.endswith("man"):
        return people.removesuffix("man") + "men" if people.endswith(("chman", "shman")) else people + "s"
    return people + "s"


def _places() -> Iterator[tuple[str, Sense]]:
    for iso, names, peoples, capitals in load_rows("countries"):
        for name in filter(None, names.split("|")):
            yield name, Sense("country", iso, COUNTRY_WEIGHT, False)
        for people in filter(None, peoples.split("|")):
            yield people, Sense("demonym", iso, COUNTRY_WEIGHT - 1, False)
            plural = plural_of(people)
            if plural:
                yield plural, Sense("demonym", iso, COUNTRY_WEIGHT - 1, False)
        for capital in filter(None, capitals.split("|")):
            yield capital.rstrip("?"), Sense("capital", iso, CAPITAL_WEIGHT, capital.endswith("?"))
    for iso, names in load_rows("metonyms"):
        for name in names.split("|"):
            yield name.rstrip("?"), Sense("metonym", iso, REGION_WEIGHT, name.endswith("?"))
    for iso, names in load_rows("regions"):
        for name in names.split("|"):
            yield name.rstrip("?"), Sense("region", iso, REGION_WEIGHT, name.endswith("?"))
    for iso, names in load_rows("subdivisions"):
        for name in names.split("|"):
            yield name.rstrip("?"), Sense("region", iso, SUBDIVISION_WEIGHT, True)
    for (names,) in load_rows("waters"):
        for name in names.split("|"):
            yield name, Sense("water", None, COUNTRY_WEIGHT, False)
    for name, iso, thousands in chain(load_rows("cities"), load_rows("former_names")):
        yield name.rstrip("?"), Sense("city", iso, int(thousands), name.endswith("?"))


def key_of(name: str) -> tuple[str, ...]:
    """Return a name as folded tokens, cut as reports are cut."""
    if _PLAIN.fullmatch(name):
        return tuple(name.lower().split(" "))
    return tuple(fold(token.low) for token in tokenize(name))


@cache
def gazetteer() -> Mapping[str, tuple[Name, ...]]:
    """Return every name by its first token, the longest first; made once."""
    senses: dict[tuple[str, ...], dict[tuple[Kind, str | None], Sense]] = {}
    shouts: set[tuple[str, ...]] = set()
    shared = {key_of(name): (kind, shares) for name, kind, shares in _SHARED}
    for name, sense in _places():
        key = key_of(name)
        if not key:
            continue
        known = senses.setdefault(key, {})
        if name.isupper() and len(name) <= 5 and not known:
            shouts.add(key)
        before = known.get((sense.kind, sense.country))
        if before is None or before.weight < sense.weight:
            known[sense.kind, sense.country] = sense
    for key, (kind, shares) in shared.items():
        senses[key] = {(kind, iso): Sense(kind, iso, COUNTRY_WEIGHT + weight, False) for iso, weight in shares}
    table: dict[str, list[Name]] = {}
    for key, known in senses.items():
        table.setdefault(key[0], []).append(Name(key[1:], key in shouts, _ranked(tuple(known.values()))))
    return MappingProxyType(
        {
            first: tuple(sorted(names, key=lambda name: -len(name.rest)) if len(names) > 1 else names)
            for first, names in table.items()
        }
    )


def _ranked(known: Collection[Sense]) -> tuple[Sense, ...]:
    if len(known) == 1:
        return tuple(known)
    ranked = sorted(known, key=lambda sense: (-sense.weight, sense.country or "", sense.kind))
    best: dict[str | None, Sense] = {}
    for sense in ranked:
        # A capital is also in the table of cities, and a region may be named for its town: one sense a country.
        best.setdefault(sense.country, sense)
    return tuple(best.values())
