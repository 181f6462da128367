"""A text made plain before it is read, with a map back: tags, entities, markdown, invisible characters.

The first stage of reading. Every later stage sees plain text; offsets are mapped back to the original where
they are asked for, so that an event's evidence is always a slice of what came in.
"""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise, repeat

from services.ingest.reading.document import Token
from services.ingest.reading.markup import PASSES, is_plain
from services.ingest.reading.tables import Edit
from services.ingest.reading.tokenize import offsets, tokenize


@dataclass(frozen=True, slots=True)
class Plain:
    """A text to read, and where each of its characters came from."""

    text: str
    origins: "array[int] | None" = None
    """offset in the original of each character; None where nothing was changed"""
    ends: "array[int] | None" = None
    """offset behind the original of each character"""

    def tokens(self, start: int = 0, end: int | None = None, *, parted: bool = True) -> tuple[Token, ...]:
        """Cut a stretch of the plain text into tokens; those are joined that are so in the original."""
        tokens = tokenize(self.text, start, end, parted=parted)
        if self.origins is None:
            return tokens
        spans = self.offsets(start, end)
        joined = [False, *(before[1] == span[0] for before, span in pairwise(spans))]
        return tuple([Token(t.text, t.low, t.kind, beside) for t, beside in zip(tokens, joined, strict=False)])

    def offsets(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Return where each token of a stretch of the plain text begins and ends in the original."""
        spans = offsets(self.text, start, end)
        if self.origins is None or self.ends is None:
            return spans
        origins, ends = self.origins, self.ends
        return [(origins[first], ends[last - 1]) for first, last in spans]


def normalise(text: str) -> Plain:
    """Return a text without markup; pure, and linear in its length."""
    if is_plain(text):
        return Plain(text)
    plain = Plain(text)
    for find in PASSES:
        plain = _apply(plain, find)
    return plain


def _apply(plain: Plain, find: Callable[[str], Iterable[Edit]]) -> Plain:
    text = plain.text
    edits = list(find(text))
    if not edits:
        return plain
    size = len(text)
    origins = plain.origins if plain.origins is not None else array("l", range(size))
    ends = plain.ends if plain.ends is not None else array("l", range(1, size + 1))
    words: list[str] = []
    new_origins, new_ends = array("l"), array("l")
    at = 0
    for start, stop, instead in edits:
        words += text[at:start], instead
        new_origins += origins[at:start]
        new_ends += ends[at:start]
        if instead:
            # What is put in stands for what it replaces; where it replaces nothing, for the character before it.
            low = min(start, stop - 1) if start < stop else max(start - 1, 0)
            new_origins.extend(repeat(origins[low], len(instead)))
            new_ends.extend(repeat(ends[max(low, stop - 1)], len(instead)))
        at = stop
    words.append(text[at:])
    new_origins += origins[at:]
    new_ends += ends[at:]
    return Plain("".join(words), new_origins, new_ends)
