"""Two lists of places in indexes, compared in little memory: by sums of hashes, block by block of the log."""

import os
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from services.eventlog.archive.heading import HEAD, heading, kind_in
from services.eventlog.archive.index import WHAT

BLOCK: Final = 1_024
"""Sequences whose places are summed up together."""
WIDTH: Final = 8
"""Bytes of one sequence in an index."""

Place = tuple[str, bytes, int]
"""An entry in an index: kind, subject or correlation; its value; the sequence."""


def places_of(entry: bytes) -> list[Place]:
    """Return where an entry, as it is stored, belongs; nowhere where its bytes are no entry."""
    found = heading(entry)
    if found is None:
        return []
    values = (found.kind, found.subject, found.correlation)
    return [(what, value.encode(), found.sequence) for what, value in zip(WHAT, values, strict=True) if value]


class Fingerprint:
    """The places of a span of the log, whatever the order in which they were added.

    The same places give the same sums; others give others, but for a chance of about one in 2^60. A place counts as the
    product of a number for its index and one for its sequence, each from a keyed hash of bytes: sums of what Python
    makes of pairs of numbers are alike too often, and secret numbers nobody can choose places for.
    """

    def __init__(self, after: int, until: int, secret: bytes | None = None) -> None:
        """Make an empty one.

        Args:
            after: Only sequences behind this one count.
            until: Only up to and with this one.
            secret: Shared by those that are to be compared; a random one by default.
        """
        self.after = after
        self.until = until
        self.secret = os.urandom(16) if secret is None else secret
        self._sums = {what: defaultdict[int, int](int) for what in WHAT}
        self._kinds: dict[bytes, bytes] = {}

    def another(self) -> "Fingerprint":
        """Return an empty one to compare with."""
        return Fingerprint(self.after, self.until, self.secret)

    def add(self, what: str, value: bytes, packed: bytes) -> None:
        """Add the places of one index: sequences of 8 bytes each, big-endian."""
        sums, after, until, secret = self._sums[what], self.after, self.until, self.secret
        mark = hash(secret + value)
        for at in range(0, len(packed), WIDTH):
            digits = packed[at : at + WIDTH]
            number = int.from_bytes(digits, "big")
            if after < number <= until:
                sums[number // BLOCK] += mark * hash(secret + digits)

    def add_entries(self, entries: Sequence[bytes]) -> None:
        """Add the places where entries, as they are stored, belong."""
        kinds, subjects, correlations = (self._sums[what] for what in WHAT)
        after, until, secret, match, known = self.after, self.until, self.secret, HEAD.match, self._kinds
        for entry in entries:
            head = match(entry)
            if head is None:
                for what, value, number in places_of(entry):
                    self.add(what, value, number.to_bytes(WIDTH, "big"))
                continue
            digits, _, kind, subject, correlation = head.groups()
            number = int(digits)
            if not after < number <= until:
                continue
            block, mark = number // BLOCK, hash(secret + number.to_bytes(WIDTH, "big"))
            name = known.get(kind)
            if name is None:
                name = known[kind] = kind_in(kind).encode()
            if name:
                kinds[block] += hash(secret + name) * mark
            if subject:
                subjects[block] += hash(secret + subject) * mark
            if correlation:
                correlations[block] += hash(secret + correlation) * mark

    def differing(self, other: "Fingerprint") -> list[int]:
        """Return the numbers of the blocks in which two differ, in order."""
        found: set[int] = set()
        for what in WHAT:
            mine, others = self._sums[what], other._sums[what]
            found.update(block for block in mine.keys() | others.keys() if mine.get(block, 0) != others.get(block, 0))
        return sorted(found)
