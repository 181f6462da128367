"""Near-copies: the same wire text at several outlets is one source."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from immutables import Map

LIKENESS: Final = 0.35
"""Share of shingles that two texts must have in common, of all that either has, to be copies of one text."""
INDEXED: Final = 8
"""Smallest shingles of a text by which its likes are found before they are compared."""
SHINGLES_KEPT: Final = 64
"""Shingles of a text that are compared, the smallest; of a long text these are a fair sample."""

Families = Map[int, tuple[str, ...]]
"""Shingle of a sketch to the families that have it."""


def sketch(shingles: Iterable[int]) -> tuple[int, ...]:
    """Return the smallest shingles of a text, a fair sample of them all."""
    # Sorted first: they mostly are.
    return tuple(dict.fromkeys(sorted(shingles)))[:SHINGLES_KEPT]


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the Jaccard index of two texts, 0 to 1, estimated from their sketches (the smallest of their union).

    Below `LIKENESS` it is an upper bound: such texts are no copies whatever it is.
    """
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    size = max(len(first), len(second))
    common = len(first & second)
    if common < LIKENESS * size:
        # The sample holds no more of what they have in common than there is: too little to be copies.
        return common / size
    sample = sorted(first | second)[:size]
    return sum(shingle in first and shingle in second for shingle in sample) / len(sample)


def family_of(report: str, shingles: tuple[int, ...], families: Families, texts: Map[str, tuple[int, ...]]) -> str:
    """Return the family that a text belongs to: its first near-copy's, or its own.

    Args:
        report: The report's id, which names a new family.
        shingles: Its sketch.
        families: Families by the smallest shingles of their first text.
        texts: Sketch of each family's first text.
    """
    best, found = LIKENESS, report
    for family in dict.fromkeys(chain.from_iterable(filter(None, map(families.get, shingles[:INDEXED])))):
        like = likeness(shingles, texts[family])
        if like >= best:
            best, found = like, family
    return found


def is_near(shingles: tuple[int, ...], families: Families, texts: Map[str, tuple[int, ...]]) -> bool:
    """True when a text is a near-copy of one of these."""
    found = any(map(families.__contains__, shingles[:INDEXED]))
    return found and family_of("", shingles, families, texts) != ""


def with_family(families: Families, family: str, shingles: tuple[int, ...]) -> Families:
    """Return the index with a new family."""
    changing = families.mutate()
    for shingle in shingles[:INDEXED]:
        changing[shingle] = (*changing.get(shingle, ()), family)
    return changing.finish()
