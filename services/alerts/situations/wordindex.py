"""An index of the words of open stories: how common a word is among them, and who opened with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from immutables import Map

from services.alerts.situations.vocabulary import EVERYDAY

_NOTHING: Final[Map[Any, Any]] = Map()
NAMING: Final = 16
"""Words by which a story is found, the first of its first report that are not everyday ones."""
CROWD: Final = 16
"""Stories that are found by one word, at most: a word that opens more says nothing."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The index.

    Attributes:
        frequency: Word to the number of open stories that hold it.
        named: Word to the stories that opened with it.
    """

    frequency: Map[int, int] = _NOTHING
    named: Map[int, tuple[str, ...]] = _NOTHING

    def find(self, terms: Iterable[int]) -> Iterator[str]:
        """Yield stories that opened with one of these words; the same one perhaps more than once."""
        for term in terms:
            yield from self.named.get(term, ())


EMPTY_INDEX: Final = WordIndex()


def naming(terms: Iterable[int]) -> tuple[int, ...]:
    """Return the words by which a story that opens with these is found."""
    return tuple(term for term in terms if term not in EVERYDAY)[:NAMING]


def with_story(index: WordIndex, story: str, names: tuple[int, ...]) -> WordIndex:
    """Return the index with a story that opens."""
    named = index.named.mutate()
    for term in names:
        held = named.get(term, ())
        if len(held) < CROWD:
            named[term] = (*held, story)
    return WordIndex(index.frequency, named.finish())


def with_terms(index: WordIndex, terms: Iterable[int], held: Map[int, int]) -> WordIndex:
    """Return the index after a story that holds the words in `held` was told of in these."""
    frequency = index.frequency.mutate()
    for term in terms:
        if term not in held:
            frequency[term] = frequency.get(term, 0) + 1
    return WordIndex(frequency.finish(), index.named)


def without_story(index: WordIndex, story: str, names: tuple[int, ...], held: Map[int, int]) -> WordIndex:
    """Return the index without a story."""
    frequency, named = index.frequency.mutate(), index.named.mutate()
    for term in held:
        count = frequency.get(term, 0) - 1
        if count > 0:
            frequency[term] = count
        elif term in frequency:
            del frequency[term]
    for term in names:
        left = tuple(other for other in named.get(term, ()) if other != story)
        if left:
            named[term] = left
        elif term in named:
            del named[term]
    return WordIndex(frequency.finish(), named.finish())
