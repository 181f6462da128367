"""Phrases of several words, found by their first word, the longest first."""

from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar

from services.ingest.reading.document import Token
from services.ingest.reading.grammar import COMMON, FUNCTION

T = TypeVar("T")
_FEW: Final = 4
"""Words that are faster looked for one by one than all at once."""


def sign_of(words: Sequence[str]) -> str:
    """The word of a phrase that the fewest sentences hold: no small word, nor a common one, where it has another."""
    telling = [word for word in words if word not in FUNCTION]
    if not telling:
        # The shortest of the small words are in nearly every sentence.
        return max(reversed(words), key=len)
    return next((word for word in reversed(telling) if word not in COMMON), telling[-1])


_Longer = dict[str, tuple[tuple[int, dict[tuple[str, ...], T]], ...]]
"""Phrases of more than one word by their second one: how many follow it, the most first, which, and the value."""


def _ordered(longer: dict[str, list[tuple[tuple[str, ...], T]]] | None) -> _Longer[T] | None:
    if longer is None:
        return None
    ordered: _Longer[T] = {}
    for second, found in longer.items():
        sizes: dict[int, dict[tuple[str, ...], T]] = {}
        for rest, value in found:
            sizes.setdefault(len(rest), {}).setdefault(rest, value)
        ordered[second] = tuple(sorted(sizes.items(), reverse=True, key=lambda entry: entry[0]))
    return ordered


class Phrases(Generic[T]):
    """A fixed set of phrases, each with a value."""

    __slots__ = ("_entries", "_firsts", "openers", "phrases", "signs")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        single: dict[str, T] = {}
        longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        signs: dict[str, set[str]] = {}
        phrases = set()
        for phrase, value in entries:
            first, *rest = words = tuple(phrase.split())
            signs.setdefault(sign_of(words), set()).add(first)
            phrases.add(" ".join(words))
            if not rest:
                single.setdefault(first, value)
            else:
                longer.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest[1:]), value))
        self._entries: dict[str, tuple[tuple[T] | None, _Longer[T] | None]] = {
            first: ((single[first],) if first in single else None, _ordered(longer.get(first)))
            for first in (*single, *longer)
        }
        self.openers: frozenset[str] = frozenset((*single, *longer))
        """the first words of all phrases"""
        self.signs: frozenset[str] = frozenset(signs)
        """one telling word of each phrase: a sentence without any of these holds none of them"""
        self._firsts = {sign: frozenset(firsts) for sign, firsts in signs.items()}
        self.phrases: frozenset[str] = frozenset(phrases)

    def match(self, tokens: tuple[Token, ...], at: int) -> tuple[int, T] | None:
        """Match the longest phrase that begins at a token: where it stops, and its value."""
        entry = self._entries.get(tokens[at].low)
        if entry is None:
            return None
        alone, longer = entry
        if longer is not None and at + 1 < len(tokens):
            for size, values in longer.get(tokens[at + 1].low, ()):
                rest = tuple([token.low for token in tokens[at + 2 : at + 2 + size]]) if size else ()
                if rest in values:
                    return at + 2 + size, values[rest]
        return None if alone is None else (at + 1, alone[0])

    def find(self, forms: tuple[str, ...], words: frozenset[str]) -> list[tuple[int, int, T]]:
        """Return first, stop and value of every phrase in a sentence, from left to right, without overlap.

        Args:
            forms: The tokens of the sentence in lower case.
            words: The same. A phrase is looked for only where its telling word is among them: half of the words of a
                sentence open some phrase of a large set.
        """
        found: list[tuple[int, int, T]] = []
        hits = words & self.signs
        if not hits:
            return found
        openers = {first for sign in hits for first in self._firsts[sign] if first in words}
        if not openers:
            return found
        size = len(forms)
        free = 0
        for at in _where(forms, openers):
            if at < free:
                continue
            alone, longer = self._entries[forms[at]]
            free = at
            if longer is not None and at + 1 < size:
                for more, values in longer.get(forms[at + 1], ()):
                    rest = forms[at + 2 : at + 2 + more]
                    if rest in values:
                        free = at + 2 + more
                        found.append((at, free, values[rest]))
                        break
            if free == at and alone is not None:
                free = at + 1
                found.append((at, free, alone[0]))
        return found


def _where(forms: tuple[str, ...], wanted: set[str]) -> list[int]:
    """Return where some words of a sentence stand."""
    if len(wanted) > _FEW:
        return [at for at, form in enumerate(forms) if form in wanted]
    found: list[int] = []
    for form in wanted:
        at = forms.index(form)
        found.append(at)
        for _ in range(forms.count(form) - 1):
            at = forms.index(form, at + 1)
            found.append(at)
    return sorted(found)
