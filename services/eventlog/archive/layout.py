"""How a segment lies in its file. docs/archive.md says the same for others.

A segment is one file of Zstandard frames that any tool for Zstandard unpacks into the entries, one a line:

    data frames       up to 1,000 entries each, every entry followed by a line feed; with a checksum
    a skippable frame the index, JSON, compressed as one more frame
    a skippable frame the table, JSON, then 48 bytes: SHA-256 of the table, its length (8 bytes, little-endian), MARK

The table tells where each frame lies and holds the SHA-256 of all that stands before it, so that each byte of the file
is covered. What is needed to read from the midst stands at the end, so that a segment is written in one pass.
"""

import hashlib
import struct
from typing import Final, Literal, NamedTuple

from pydantic import Field, ValidationError

from schemas.base import Frozen
from services.runtime.errors import ArchiveDamaged

SKIPPED: Final = 0x184D2A5C
"""Magic number of our skippable frames: readers of Zstandard pass over what stands in them."""
MARK: Final = b"TOCSEG01"
_HEADER: Final = struct.Struct("<II")
_LENGTH: Final = struct.Struct("<Q")
TRAILER: Final = 32 + _LENGTH.size + len(MARK)
"""Bytes behind the table."""
PREFIX: Final = _HEADER.size
"""Bytes before what a skippable frame holds."""


class Frame(NamedTuple):
    """Where a data frame lies.

    Attributes:
        offset: Its first byte in the file.
        length: Its bytes in the file.
        size: Its bytes when unpacked.
        first: Sequence of its first entry.
        began: Recorded time of its first entry.
    """

    offset: int
    length: int
    size: int
    first: int
    began: str


class Piece(NamedTuple):
    """Where the index lies: as in `Frame`."""

    offset: int
    length: int
    size: int


class Table(Frozen):
    """What a segment is opened with."""

    layout: Literal["tocsin-segment-1"] = "tocsin-segment-1"
    workspace: str
    first: int = Field(ge=1, description="sequence of the first entry")
    last: int = Field(ge=1, description="sequence of the last entry")
    entries: int = Field(ge=1, description="how many there are")
    ended: str = Field(description="recorded time of the last entry")
    frames: tuple[Frame, ...] = Field(min_length=1, description="offset, length, size, first, began of each")
    index: Piece = Field(description="offset, length, size of the index")
    sha256: str = Field(description="SHA-256 of the file up to the frame of this table, hex")


def skippable(content: bytes) -> bytes:
    """Return a skippable frame that holds `content`."""
    return _HEADER.pack(SKIPPED, len(content)) + content


def is_skippable(header: bytes, length: int) -> bool:
    """Return whether these are the first bytes of a skippable frame that holds `length` bytes."""
    return header == _HEADER.pack(SKIPPED, length)


def end_of(table: Table) -> bytes:
    """Return a table as it stands at the end of a file."""
    text = table.model_dump_json().encode()
    return skippable(text + hashlib.sha256(text).digest() + _LENGTH.pack(len(text)) + MARK)


def length_of_table(trailer: bytes, name: str) -> int:
    """Return how long the table before a trailer is.

    Raises:
        ArchiveDamaged: These are not the last bytes of a segment.
    """
    if len(trailer) != TRAILER or not trailer.endswith(MARK):
        raise ArchiveDamaged(f"segment {name} does not end as a segment does: it was cut off, or is none")
    return int(_LENGTH.unpack_from(trailer, 32)[0])


def read_table(end: bytes, name: str) -> Table:
    """Read a table from the skippable frame at the end of a file.

    Raises:
        ArchiveDamaged: It is not what was written.
    """
    text, trailer = end[PREFIX:-TRAILER], end[-TRAILER:]
    whole = is_skippable(end[:PREFIX], len(end) - PREFIX) and length_of_table(trailer, name) == len(text)
    if not whole or hashlib.sha256(text).digest() != trailer[:32]:
        raise ArchiveDamaged(f"the table of segment {name} is not what was written")
    try:
        return Table.model_validate_json(text)
    except ValidationError as error:
        raise ArchiveDamaged(f"the table of segment {name} cannot be read: {error.errors()[0]['msg']}") from None
