"""Words that the fold knows by their hash alone: everyday ones, and those that name a cause.

A report's text is not in the log; its informative words are, hashed. The hash is the reader's: CRC-32 of the word in
lower case without its plural -s.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final
from zlib import crc32

SHORTEST: Final = 4
"""Letters of the shortest word that loses its plural."""


def term_of(word: str) -> int:
    """Return the hash under which the log knows a word."""
    low = word.lower()
    plural = low.endswith("s") and not low.endswith("ss") and len(low) > SHORTEST
    return crc32((low[:-1] if plural else low).encode())


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[int]:
    """Return the hashes of the words of a name; words of fewer than four letters are left out."""
    return frozenset(term_of(word) for word in name.split() if len(word) >= SHORTEST)


def _words(name: str) -> dict[str, str]:
    text = files("services.alerts.situations").joinpath(name).read_text(encoding="utf-8")
    return {key: str(words) for key, words in tomllib.loads(text).items()}


EVERYDAY: Final[frozenset[int]] = frozenset(
    term_of(word) for words in _words("everyday.toml").values() for word in words.split()
)
"""Words that stand in reports of every kind."""

CAUSES: Final[Mapping[int, str]] = MappingProxyType(
    {term_of(word): cause for cause, words in _words("causes.toml").items() for word in words.split()}
)
"""Word to the cause that it names."""
_CAUSE_WORDS: Final = frozenset(CAUSES)

KIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("blast", "communal", "hostage", "shelling", "shooting", "war"), "arms"),
        **dict.fromkeys(("coup", "unrest"), "power"),
        **dict.fromkeys(("flood", "slide", "storm"), "weather"),
        **dict.fromkeys(("collapse", "mine", "quake", "volcano"), "ground"),
    }
)
"""Causes that one story may name in turn."""

LOCAL: Final = frozenset(
    {
        "blast",
        "blaze",
        "collapse",
        "communal",
        "crush",
        "hostage",
        "mine",
        "plane",
        "prison",
        "rail",
        "road",
        "shelling",
        "shooting",
        "ship",
        "slide",
    }
)
"""Causes that strike one place: the same cause in another place is another story."""

SINGLE: Final = frozenset(
    {"blast", "blaze", "collapse", "crush", "mine", "plane", "prison", "rail", "road", "ship", "shooting"}
)
"""Causes that strike once: the same cause in another place is another story even where a report names both."""

SPREADING: Final = frozenset(
    {"communal", "coup", "disease", "flood", "quake", "slide", "storm", "unrest", "volcano", "war"}
)
"""Causes that strike many places: each of them is a part of one story."""


def causes_of(terms: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Return the causes that words name, each with a weight: what is named early weighs up to twice as much."""
    found: dict[str, int] = {}
    if _CAUSE_WORDS.isdisjoint(terms):
        return ()
    for position, term in enumerate(terms):
        cause = CAUSES.get(term)
        if cause is not None:
            found[cause] = found.get(cause, 0) + 400 // (20 + position)
    return tuple(found.items())
