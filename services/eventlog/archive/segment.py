"""Reads a segment: whole, or from the midst."""

import os
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zstandard

from services.eventlog.archive.heading import Heading, heading
from services.eventlog.archive.index import Index, decode_index
from services.eventlog.archive.layout import PREFIX, TRAILER, Frame, Piece, Table, length_of_table, read_table
from services.runtime.errors import ArchiveDamaged

MOST_TABLE: Final = 64 * 1024 * 1024
"""Bytes that a table may have: what is longer was made to fill the memory."""
_STEP: Final = 16 * 1024


class Segment:
    """One segment file. Every call opens the file anew, so that threads may share it."""

    def __init__(self, path: Path) -> None:
        """Open a segment.

        Raises:
            ArchiveDamaged: It is none, or its table is not what was written.
        """
        self.path = path
        self.table = self._read_table()
        self._firsts = [frame.first for frame in self.table.frames]

    def frame_of(self, sequence: int) -> int:
        """Return the number of the frame that a sequence stands in, if it stands in this segment."""
        return max(0, bisect_right(self._firsts, sequence) - 1)

    def frame(self, number: int) -> list[bytes]:
        """Return the entries of a frame, as they were stored.

        Raises:
            ArchiveDamaged: The frame cannot be unpacked.
        """
        lines = self._unpacked(self.table.frames[number])
        if not lines.endswith(b"\n"):
            raise self._damaged(f"frame {number}")
        return lines[:-1].split(b"\n")

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[bytes]:
        """Yield the entries behind `after`, up to and with `until`.

        Raises:
            ArchiveDamaged: A frame cannot be unpacked.
        """
        upto = self.table.last if until is None else until
        for number in range(self.frame_of(after + 1), len(self.table.frames)):
            if self._firsts[number] > upto:
                return
            here = self.frame(number)
            behind = self._firsts[number + 1] if number + 1 < len(self._firsts) else self.table.last + 1
            if self._firsts[number] > after and behind - 1 <= upto:
                yield from here
            else:
                yield from (entry for entry in here if after < self.heading(entry).sequence <= upto)

    def salvaged(self, number: int) -> list[bytes]:
        """Return what can still be read of a damaged frame, line by line; the last one may be a part of one."""
        frame = self.table.frames[number]
        packed, found = self._bytes(frame.offset, frame.length), b""
        reader = zstandard.ZstdDecompressor().decompressobj()
        try:
            for at in range(0, len(packed), _STEP):
                found += reader.decompress(packed[at : at + _STEP])
                if len(found) > frame.size:
                    break
        except zstandard.ZstdError:
            pass
        return found.split(b"\n")[:-1]

    def index_text(self) -> bytes:
        """Return the index as it was encoded.

        Raises:
            ArchiveDamaged: It cannot be unpacked.
        """
        return self._unpacked(self.table.index)

    def index(self) -> tuple[Index, list[bytes]]:
        """Return the index, and the seals that cover entries of this segment and stand behind it.

        Raises:
            ArchiveDamaged: It cannot be read.
        """
        return decode_index(self.index_text(), self.path.name)

    def bytes_before_table(self) -> Iterator[bytes]:
        """Yield all bytes that the table's hash is made of."""
        left = self.table.index.offset + self.table.index.length
        with self.path.open("rb") as file:
            while left and (part := file.read(min(left, 1 << 20))):
                left -= len(part)
                yield part

    def heading(self, entry: bytes) -> Heading:
        """Return what an entry is found by.

        Raises:
            ArchiveDamaged: It cannot be read.
        """
        found = heading(entry)
        if found is None:
            raise self._damaged("an entry")
        return found

    def _unpacked(self, piece: Frame | Piece) -> bytes:
        packed = self._bytes(piece.offset, piece.length)
        try:
            # A damaged frame may claim any size, and would be given the memory for it.
            if zstandard.frame_content_size(packed) != piece.size:
                raise self._damaged(f"the frame at byte {piece.offset}")
            return zstandard.ZstdDecompressor().decompress(packed)
        except zstandard.ZstdError:
            raise self._damaged(f"the frame at byte {piece.offset}") from None

    def _read_table(self) -> Table:
        name = self.path.name
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                if size < TRAILER + PREFIX:
                    raise ArchiveDamaged(f"segment {name} has {size} bytes, which is none")
                file.seek(size - TRAILER)
                length = length_of_table(file.read(), name)
                whole = PREFIX + length + TRAILER
                if whole > size or length > MOST_TABLE:
                    raise ArchiveDamaged(f"segment {name} was cut off at its beginning, or its end was changed")
                file.seek(size - whole)
                table = read_table(file.read(), name)
        except OSError as error:
            raise ArchiveDamaged(f"segment {self.path} cannot be read ({error.strerror})") from None
        pieces: list[Frame | Piece] = [*table.frames, table.index]
        sizes = [length for piece in pieces for length in (piece.length, piece.size)]
        ends = [0, *(piece.offset + piece.length for piece in table.frames)]
        begins = [*(frame.offset for frame in table.frames), table.index.offset - PREFIX]
        if begins != ends or table.index.offset + table.index.length != size - whole or min(sizes) < 1:
            raise ArchiveDamaged(f"the frames of segment {name} do not lie where its table says")
        return table

    def _bytes(self, offset: int, length: int) -> bytes:
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise ArchiveDamaged(f"segment {self.path} cannot be read ({error.strerror})") from None

    def _damaged(self, what: str) -> ArchiveDamaged:
        return ArchiveDamaged(
            f"{what} of segment {self.path.name} is not what was written; `tocsin verify` tells which entries "
            "are lost, and a copy of the file brings them back"
        )
