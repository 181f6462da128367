"""An index of open stories by the words that they opened with."""

from collections.abc import Iterable
from itertools import chain, islice, repeat
from typing import Final

from immutables import Map

NAMING: Final = 16
"""Words by which a story is found, the first informative ones of its first report."""
CROWD: Final = 16
"""Stories that are found by one word, at most: a word that opens more says nothing."""

WordIndex = Map[int, tuple[str, ...]]
"""Word to the stories that opened with it."""


def naming(terms: Iterable[int]) -> tuple[int, ...]:
    """Return the words by which a story that opens with these is found."""
    return tuple(islice(terms, NAMING))


def find(index: WordIndex, terms: Iterable[int]) -> dict[str, None]:
    """Return stories that opened with one of these words, each once, in the order of the words."""
    return dict.fromkeys(chain.from_iterable(map(index.get, terms, repeat(()))))


def with_story(index: WordIndex, story: str, names: tuple[int, ...]) -> WordIndex:
    """Return the index with a story that opens."""
    changing = index.mutate()
    for term in names:
        held = changing.get(term, ())
        if len(held) < CROWD:
            changing[term] = (*held, story)
    return changing.finish()


def without_story(index: WordIndex, story: str, names: tuple[int, ...]) -> WordIndex:
    """Return the index without a story."""
    changing = index.mutate()
    for term in names:
        held = changing.get(term, ())
        if story in held:
            left = tuple([other for other in held if other != story])
            if left:
                changing[term] = left
            else:
                del changing[term]
    return changing.finish()
