"""Phrases of several words, found by their first word, the longest first."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from services.ingest.reading.document import Token

T = TypeVar("T")


class Phrases(Generic[T]):
    """A fixed set of phrases, each with a value."""

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, value in entries:
            words = tuple(phrase.split())
            by_first.setdefault(words[0], {}).setdefault(words, value)
        self._by_first: dict[str, tuple[tuple[tuple[str, ...], T], ...]] = {
            first: tuple(sorted(found.items(), key=lambda entry: -len(entry[0]))) for first, found in by_first.items()
        }

    @property
    def openers(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._by_first)

    def match(self, tokens: tuple[Token, ...], at: int) -> tuple[int, T] | None:
        """Match the longest phrase that begins at a token: where it stops, and its value."""
        found = self._by_first.get(tokens[at].low)
        if found is None:
            return None
        size = len(tokens)
        for words, value in found:
            stop = at + len(words)
            if stop <= size and all(tokens[at + step].low == words[step] for step in range(1, len(words))):
                return stop, value
        return None
