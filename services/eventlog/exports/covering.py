"""Finds the seals that cover chosen entries, so that each of them can be checked without the others."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from schemas.events.desk import LogSealed
from services.eventlog.archive.heading import heading
from services.eventlog.log import Log

SEALS: Final = 4
"""Seals that are read at once: one may have 70 kB, and mostly the first is the right one."""


@dataclass(frozen=True, slots=True)
class _Seal:
    sequence: int
    first: int
    last: int
    entry: bytes


def with_seals(log: Log, chosen: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    """Yield chosen entries in their order, and among them the seals that cover them, each once.

    Args:
        log: Where the seals stand.
        chosen: Entries of that log in their order.
    """
    seals = _Seals(log)
    waiting: list[_Seal] = []
    for page in chosen:
        merged: list[bytes] = []
        for entry in page:
            about = heading(entry)
            if about is None:
                merged.append(entry)
                continue
            while waiting and waiting[0].sequence <= about.sequence:
                seal = waiting.pop(0)
                if seal.sequence < about.sequence:
                    merged.append(seal.entry)
            merged.append(entry)
            covering = seals.covering(about.sequence)
            if covering is not None and covering not in waiting:
                waiting.append(covering)
        yield merged
    if waiting:
        yield [seal.entry for seal in waiting]


class _Seals:
    """The seals of a log, asked for by ascending sequences of what they cover."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._at: _Seal | None = None
        self._following: Iterator[_Seal] = iter(())
        #: What is asked for now, and all behind it, is not sealed yet.
        self._over = False

    def covering(self, sequence: int) -> _Seal | None:
        """Return the seal that covers an entry; None when none does yet."""
        if self._over:
            return None
        if self._at is None or sequence > self._at.sequence:
            # A seal stands behind what it covers.
            self._following = self._behind(sequence)
            self._at = next(self._following, None)
        while self._at is not None and self._at.last < sequence:
            self._at = next(self._following, None)
        self._over = self._at is None
        return self._at if self._at is not None and self._at.first <= sequence else None

    def _behind(self, sequence: int) -> Iterator[_Seal]:
        for page in self._log.select(kind=LogSealed.kind, after=sequence, page=SEALS):
            for entry in page:
                about = heading(entry)
                span = _span(entry)
                if about is not None and span is not None:
                    yield _Seal(about.sequence, *span, entry)


def _span(entry: bytes) -> tuple[int, int] | None:
    try:
        data = json.loads(entry)["data"]
        return int(data["first"]), int(data["last"])
    except (ValueError, KeyError, TypeError):
        return None
