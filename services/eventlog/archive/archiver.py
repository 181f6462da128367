"""Moves sealed history from the server to segments.

Each segment is written, forced to the disk, read back and verified against the seals, given its name, and only then
does one script take exactly its entries out of the stream. Whoever dies in between leaves both copies or the segment
alone; the next run takes up what it finds.
"""

import fcntl
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Final

from schemas.events.desk import LogSealed
from services.eventlog.archive.checking import Examiner
from services.eventlog.archive.directory import Archive, Held, name_of
from services.eventlog.archive.layout import Table
from services.eventlog.archive.segment import Segment
from services.eventlog.archive.writing import PARTIAL, publish, write_segment
from services.eventlog.log import Log, Span
from services.eventlog.lua import lua
from services.eventlog.seals.sealer import CONSUMER as SEALS
from services.eventlog.seals.verify import Checker
from services.runtime.errors import ArchiveDamaged, Conflict, DataDirectoryError, LogError
from services.runtime.server import Server

CONSUMERS: Final = ("alerts", "webhooks", SEALS)
"""Who must have taken an entry in before it is moved."""
ENTRIES: Final = 50_000
"""Entries of a segment: one ends with the first seal's span that reaches so many."""
LOCK: Final = ".lock"
DAMAGED: Final = ".damaged"
"""What the name of a segment is given that is not what the seals say, while the server still holds its entries."""
_SEALS_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Due:
    """What may be moved.

    Attributes:
        first: First sequence that still stands in the stream.
        last: Last sequence that may be moved; less than `first` when none may.
        recorded: Last sequence that is old enough.
        behind: The consumer that has taken in the least.
        consumed: Up to where it has.
    """

    first: int
    last: int
    recorded: int
    behind: str
    consumed: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A segment that was made, and whose entries are out of the stream.

    Attributes:
        span: Its sequences.
        path: Its file.
        bytes: Size of the file.
        plain: Size of the entries before they were compressed.
    """

    span: Span
    path: Path
    bytes: int
    plain: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A span of whole seals, and which of these seals stand behind it."""

    first: int
    last: int
    beyond: tuple[int, ...]


class Archiver:
    """Moves the history of one workspace. One works at a time."""

    def __init__(self, server: Server, log: Log, archive: Archive, *, entries: int = ENTRIES) -> None:
        """Make one.

        Args:
            server: Where the workspace lies.
            log: Its log.
            archive: Where its history goes.
            entries: Entries of a segment.
        """
        self._log = log
        self._archive = archive
        self._entries = entries
        self._move = server.script(lua("move.lua"))

    def due(self, before: datetime) -> Due:
        """Return what may be moved: recorded at or before a moment, sealed, and taken in by every consumer."""
        floor, recorded = self._log.floor(), self._log.at(before)
        consumed, behind = min((self._log.cursor(consumer), consumer) for consumer in CONSUMERS)
        last = floor
        for part in self._parts(floor, min(recorded, consumed)):
            last = part.last
        return Due(floor + 1, last, recorded, behind, consumed)

    def move(self, before: datetime) -> Generator[Moved]:
        """Move what is due, and yield each segment once its entries are out of the stream.

        Raises:
            Conflict: Another one moves history at this moment.
            LogError: What was read back is not what the seals say: nothing of it was taken out of the stream.
            DataDirectoryError: The archive cannot be written.
        """
        with self._alone():
            self._clear()
            consumed = min(self._log.cursor(consumer) for consumer in CONSUMERS)
            limit = min(self._log.at(before), consumed)
            while (moved := self._next(limit, consumed)) is not None:
                yield moved

    def _next(self, limit: int, consumed: int) -> Moved | None:
        floor = self._log.floor()
        part = next(iter(self._parts(floor, limit)), None)
        segment = self._left(floor, consumed)
        if segment is None:
            if part is None:
                return None
            segment = self._written(part)
        self._take_out(floor, segment.table)
        table = segment.table
        plain = sum(frame.size for frame in table.frames)
        return Moved(Span(table.first, table.last), segment.path, segment.path.stat().st_size, plain)

    def _parts(self, floor: int, limit: int) -> Iterator[_Part]:
        """Yield what makes a segment each, from the floor on: whole seals, with the last one as few as there are.

        Where it can be, a segment ends right before the seal of its end, so that what is restored from it ends with
        that seal.
        """
        first, ends = floor + 1, list[tuple[int, int]]()
        for number, covered in self._seals(floor):
            if covered > limit:
                break
            ends.append((number, covered))
            size = covered - first + 1
            if size >= self._entries and (number == covered + 1 or size >= 2 * self._entries):
                yield _part(first, ends)
                first, ends = covered + 1, []
        while ends and any(number == covered + 1 for number, covered in ends) and ends[-1][0] != ends[-1][1] + 1:
            ends.pop()
        if ends:
            yield _part(first, ends)

    def _seals(self, floor: int) -> Iterator[tuple[int, int]]:
        """Yield where each seal stands that covers something behind the floor, and up to where it covers."""
        after = floor
        while page := self._log.find(kind=LogSealed.kind, after=after, limit=_SEALS_AT_ONCE):
            for entry in page:
                data = LogSealed.model_validate(entry.data)
                if data.last > floor:
                    yield entry.sequence, data.last
            after = page[-1].sequence

    def _written(self, part: _Part) -> Segment:
        path = self._archive.folder / name_of(part.first, part.last)
        partial = path.with_name(path.name + PARTIAL)
        seals = [entry for number in part.beyond for entry in self._log.stored(number - 1, 1, number)]
        entries = self._log.iterate_stored(part.first - 1, part.last)
        write_segment(partial, entries, workspace=self._log.keys.workspace, seals=seals)
        problem = _problem(partial, Held(part.first, part.last))
        if problem is not None:
            partial.unlink()
            raise LogError(
                f"entries {part.first} to {part.last} were not moved: read back, {problem}; they still stand in the "
                "server, and `tocsin verify` tells what is wrong"
            )
        publish(partial, path)
        return Segment(path)

    def _left(self, floor: int, consumed: int) -> Segment | None:
        """Return the segment that a run which died left behind before it took the entries out of the stream.

        One that is not what the seals say is put aside: the stream still has all that it should hold.

        Raises:
            ArchiveDamaged: A segment tells another story than the stream, or knows what that does not.
        """
        held = next((one for one in self._archive.segments() if one.last > floor), None)
        if held is None:
            return None
        path = self._archive.folder / name_of(held.first, held.last)
        if held.last > self._log.head():
            raise ArchiveDamaged(
                f"segment {path} holds entries that the server does not know: the server lost what it had; "
                "`tocsin archive restore` brings them back"
            )
        if held.first != floor + 1:
            raise ArchiveDamaged(f"segment {path} does not begin where the server's log does, with entry {floor + 1}")
        if held.last > consumed:
            raise Conflict(f"segment {path} waits until entry {held.last} was taken in by every worker")
        if _problem(path, held) is None:
            self._compare(path, held)
            return Segment(path)
        path.rename(path.with_name(path.name + DAMAGED))
        return None

    def _compare(self, path: Path, held: Held) -> None:
        """Refuse a segment that does not hold, byte for byte, what the stream holds."""
        streamed = self._log.iterate_stored(held.first - 1, held.last)
        if any(one != other for one, other in zip_longest(Segment(path).entries(), streamed)):
            raise ArchiveDamaged(
                f"segment {path} and the server hold different entries from {held.first} to {held.last}, and nothing "
                "was moved; `tocsin verify` tells whether those in the server are what was sealed"
            )

    def _take_out(self, floor: int, table: Table) -> None:
        prefix = self._log.keys.prefix
        answer = self._move([self._log.keys.log], [prefix, str(floor), str(table.last), table.ended, *CONSUMERS])
        if answer not in ("moved", "already"):
            raise Conflict(
                f"entries {table.first} to {table.last} are in the archive and were left in the server too, which "
                f"answered {answer!r}; run it again"
            )

    def _clear(self) -> None:
        """Remove what a run that died had not finished."""
        for path in self._archive.folder.glob(f"*{PARTIAL}"):
            path.unlink()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = self._archive.folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DataDirectoryError(
                f"the archive {folder} cannot be written ({error.strerror}); where each process has a machine or "
                "container of its own, the housekeeping worker alone may write it: move history there"
            ) from None
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict(f"another one moves history to {folder} at this moment") from None
            yield
        finally:
            # Closing gives the lock back, as the death of a process does.
            os.close(lock)


def _part(first: int, ends: Sequence[tuple[int, int]]) -> _Part:
    last = ends[-1][1]
    return _Part(first, last, tuple(number for number, _ in ends if number > last))


def _problem(path: Path, held: Held) -> str | None:
    """Return what is wrong with a segment, by its file and by the seals in it; None when nothing is."""
    checker = Checker(held.first)
    examiner = Examiner(checker)
    examiner.look(path, held)
    found = checker.finish()
    if examiner.faults:
        return examiner.faults[0].text
    if found.findings:
        return found.findings[0].text
    if (found.first, found.last, found.entries) != (held.first, held.last, held.last - held.first + 1):
        return f"it holds {found.entries} entries, {found.first} to {found.last}"
    return None if found.sealed == held.last else f"its seals cover it up to entry {found.sealed} only"
