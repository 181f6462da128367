"""The archive of a workspace: a folder of segments, read as one history."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from services.eventlog.archive.segment import Segment
from services.runtime.errors import ArchiveDamaged, ArchiveMissing

_NAME: Final = re.compile(r"([0-9]{15})-([0-9]{15})\.ndjson\.zst")
TABLES: Final = 64
"""Segments whose tables are held in memory."""
FRAMES: Final = 8
"""Unpacked frames that are held, for readers that pick single entries."""


class Held(NamedTuple):
    """A segment that lies in the archive: the first and last sequence of its name."""

    first: int
    last: int


def name_of(first: int, last: int) -> str:
    """Return the name of the segment with these sequences."""
    return f"{first:015d}-{last:015d}.ndjson.zst"


class Archive:
    """Reads the segments of one workspace. Threads may share it; segments are never changed once they have a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: tuple[Held, ...] = ()
        self._opened = lru_cache(TABLES)(self._open)
        self._unpacked = lru_cache(FRAMES)(self._unpack)

    def segments(self) -> tuple[Held, ...]:
        """Return what lies in the folder now, by sequence; nothing where there is no folder."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            names = []
        found = (_NAME.fullmatch(name) for name in names)
        self._held = tuple(sorted(Held(int(match[1]), int(match[2])) for match in found if match))
        return self._held

    def last(self) -> int:
        """Return the last sequence of the whole history from the first segment on; 0 for an empty archive."""
        last = 0
        for held in self.segments():
            if last and held.first > last + 1:
                break
            last = max(last, held.last)
        return last

    def workspace(self) -> str:
        """Return whose history this is; nothing where no segment can be read."""
        for held in self.segments():
            with suppress(ArchiveDamaged):
                return self.segment(held).table.workspace
        return ""

    def segment(self, held: Held) -> Segment:
        """Return a segment.

        Raises:
            ArchiveDamaged: It is none, or its table is not what was written.
        """
        return self._opened(held)

    def entry(self, sequence: int) -> bytes:
        """Return one entry as it was stored.

        Raises:
            ArchiveMissing: It is not here.
            ArchiveDamaged: Its segment cannot be read.
        """
        return self.read(sequence - 1, 1, sequence)[0]

    def pick(self, sequences: Iterable[int]) -> dict[int, bytes]:
        """Return entries by sequence; quickest when they ascend.

        Raises:
            ArchiveMissing: One is not here.
            ArchiveDamaged: A segment cannot be read.
        """
        return {sequence: self.entry(sequence) for sequence in sequences}

    def iterate(self, after: int, until: int) -> Iterator[bytes]:
        """Yield every entry behind `after`, up to and with `until`.

        Raises:
            ArchiveMissing: Some of them are not here.
            ArchiveDamaged: A segment cannot be read.
        """
        while after < until:
            held = self._holding(after + 1)
            yield from self.segment(held).entries(after, until)
            after = held.last

    def read(self, after: int, limit: int, until: int) -> list[bytes]:
        """Return up to `limit` entries behind `after`, up to and with `until`; raises as `iterate` does."""
        found: list[bytes] = []
        while len(found) < limit and after < until:
            held = self._holding(after + 1)
            segment = self.segment(held)
            number = segment.frame_of(after + 1)
            place = after + 1 - segment.table.frames[number].first
            here = self._unpacked(held, number)[place : place + min(limit - len(found), until - after)]
            # Sequences are dense, so that a place in the frame is that of an entry; a damaged file is no reason to
            # give another one.
            if not here or segment.heading(here[0]).sequence != after + 1:
                raise self.missing(after + 1, after + 1)
            found += here
            after += len(here)
        return found

    def at(self, moment: str) -> int:
        """Return the last sequence that was recorded at or before `moment`, a stored time; 0 when none was."""
        held = self.segments()
        place = bisect_right(held, moment, key=lambda one: self.segment(one).table.frames[0].began) - 1
        if place < 0:
            return 0
        segment = self.segment(held[place])
        if segment.table.ended <= moment:
            return segment.table.last
        number = bisect_right(segment.table.frames, moment, key=lambda frame: frame.began) - 1
        here = self._unpacked(held[place], number)
        # A time of several entries is that of the last of them.
        behind = bisect_right(here, moment, key=lambda entry: segment.heading(entry).recorded)
        return segment.table.frames[number].first + behind - 1

    def missing(self, first: int, last: int) -> ArchiveMissing:
        """Return the error that entries are not here."""
        return ArchiveMissing(
            f"entries {first} to {last} of the log were moved to an archive and are not in {self.folder}; name the "
            "folder in TOCSIN_ARCHIVE_DIR, or bring back the segments that are gone"
        )

    def _holding(self, sequence: int) -> Held:
        for held in (self._held, None):
            # What was listed may be older than the segment that is asked for.
            known = self.segments() if held is None else held
            place = bisect_right(known, sequence, key=lambda one: one.first) - 1
            if place >= 0 and known[place].last >= sequence:
                return known[place]
        raise self.missing(sequence, sequence)

    def _open(self, held: Held) -> Segment:
        return Segment(self.folder / name_of(held.first, held.last))

    def _unpack(self, held: Held, number: int) -> list[bytes]:
        return self.segment(held).frame(number)
