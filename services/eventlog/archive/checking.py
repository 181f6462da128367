"""Checks segments: each byte of the files, and each entry in them against the seals."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import zstandard

from services.eventlog.archive.directory import Archive, Held, name_of
from services.eventlog.archive.heading import Heading, heading
from services.eventlog.archive.index import Index, decode_seals, is_index_of
from services.eventlog.archive.segment import Segment
from services.eventlog.seals.verify import Checker
from services.runtime.errors import ArchiveDamaged

_STEP: Final = 1 << 18


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A file that is not what was written.

    Attributes:
        sequence: First entry of the part of the file that it is about.
        segment: Name of the file.
        text: What is wrong, for a person.
    """

    sequence: int
    segment: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"sequence": self.sequence, "segment": self.segment, "text": self.text}


@dataclass(slots=True)
class _Seen:
    """What the entries of a segment say, to compare with what its table and index say."""

    index: Index = field(default_factory=Index)
    entries: int = 0
    last: Heading | None = None


class Examiner:
    """Gives the entries of an archive to a checker, and looks after the files that they lie in."""

    def __init__(
        self,
        checker: Checker,
        after: int = 0,
        until: int | None = None,
        watch: Callable[[Sequence[bytes]], None] = lambda entries: None,
    ) -> None:
        """Make one.

        Args:
            checker: Checks the entries against their seals.
            after: Only entries behind this sequence are given to it.
            until: Only entries up to this sequence.
            watch: Is shown the entries that the checker is given.
        """
        self.faults: list[Fault] = []
        self._checker = checker
        self._after = after
        self._until = until
        self._watch = watch

    def examine(self, archive: Archive, floor: int | None = None) -> None:
        """Check all segments of an archive that hold entries of the span.

        Args:
            archive: The archive.
            floor: Last sequence that was moved to it: what lies beyond stands in the server still, which goes on from
                there. None for an archive alone.
        """
        for held in archive.segments():
            if held.last <= self._after or (self._until is not None and held.first > self._until):
                continue
            if floor is None or held.last <= floor:
                self.look(archive.folder / name_of(held.first, held.last), held, alone=floor is None)

    def look(self, path: Path, held: Held, *, alone: bool = True) -> None:
        """Check one segment.

        Args:
            path: Its file.
            held: What its name says.
            alone: Nothing follows behind it: the seals that stand behind its end are not expected.
        """
        try:
            segment = Segment(path)
        except ArchiveDamaged as error:
            self._fault(held.first, path, str(error))
            for entry in _unpacked(path):
                self._give(entry, heading(entry))
            return
        table, seen, before = segment.table, _Seen(), len(self.faults)
        if (table.first, table.last) != held:
            self._fault(held.first, path, f"it is named otherwise than it was written: {table.first} to {table.last}")
        for number, frame in enumerate(table.frames):
            try:
                entries = segment.frame(number)
            except ArchiveDamaged:
                self._fault(frame.first, path, f"what begins with entry {frame.first} cannot be unpacked")
                entries = segment.salvaged(number)
            first = self._take(seen, entries)
            if first is not None and (first.sequence, first.recorded) != (frame.first, frame.began):
                self._fault(frame.first, path, f"where entry {frame.first} should be, {first.sequence} is")
        try:
            text = segment.index_text()
            agrees, seals = is_index_of(text, seen.index), decode_seals(text)
        except ArchiveDamaged:
            agrees, seals = False, []
        if len(self.faults) == before:
            self._compare(segment, seen, agrees)
        if self._until is None or held.last <= self._until:
            for seal in seals:
                self._checker.take_seal_beyond(seal, expected=not alone and self._until is None)

    def _take(self, seen: _Seen, entries: list[bytes]) -> Heading | None:
        """Take in the entries of a frame, and return what the first of them is found by."""
        seen.index.add_all(entries)
        seen.entries += len(entries)
        seen.last = heading(entries[-1]) if entries else seen.last
        first = heading(entries[0]) if entries else None
        if not self._after and self._until is None:
            self._checker.take_all(entries)
            self._watch(entries)
        else:
            for entry in entries:
                self._give(entry, heading(entry))
        return first

    def _give(self, entry: bytes, found: Heading | None) -> None:
        if found is not None and found.sequence <= self._after:
            return
        if found is None or self._until is None or found.sequence <= self._until:
            self._checker.take(entry)
            self._watch((entry,))

    def _compare(self, segment: Segment, seen: _Seen, agrees: bool) -> None:
        """Say what is wrong with a file whose entries can all be read."""
        table, last = segment.table, seen.last
        digest = hashlib.sha256()
        for part in segment.bytes_before_table():
            digest.update(part)
        if digest.hexdigest() != table.sha256:
            self._fault(table.first, segment.path, "its bytes are not those that were written")
        elif last is None or (seen.entries, last.sequence, last.recorded) != (table.entries, table.last, table.ended):
            self._fault(table.first, segment.path, "its entries are not those that its table tells of")
        elif not agrees:
            self._fault(table.first, segment.path, "its index is not that of its entries")

    def _fault(self, sequence: int, path: Path, text: str) -> None:
        self.faults.append(Fault(sequence, path.name, text))


def _unpacked(path: Path) -> Iterator[bytes]:
    """Yield the entries of a segment whose table is lost, as far as they can be unpacked."""
    rest = b""
    try:
        with (
            path.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as lines,
        ):
            while part := lines.read(_STEP):
                *whole, rest = (rest + part).split(b"\n")
                yield from whole
    except (zstandard.ZstdError, OSError):
        return
