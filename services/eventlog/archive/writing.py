"""Writes a segment: under another name first, forced to the disk, and renamed when it was read back."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import zstandard

from services.eventlog.archive.heading import Heading, heading
from services.eventlog.archive.index import Index, encode_index
from services.eventlog.archive.layout import PREFIX, Frame, Piece, Table, end_of, skippable
from services.runtime.errors import DataDirectoryError, LogError

PARTIAL: Final = ".partial"
"""What the name of a segment ends with that is not finished."""
FRAME_ENTRIES: Final = 1000
"""Entries in a frame: what must be unpacked to read one of them."""
LEVEL: Final = 6


@dataclass(slots=True)
class _Written:
    """What was written so far."""

    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    offset: int = 0
    entries: int = 0
    last: Heading | None = None
    frames: list[Frame] = field(default_factory=list)
    index: Index = field(default_factory=Index)


def write_segment(
    path: Path, entries: Iterable[bytes], *, workspace: str, seals: Sequence[bytes], frame_entries: int = FRAME_ENTRIES
) -> Table:
    """Write a segment into a new file and force it to the disk.

    Args:
        path: The file; one that stands there is written over.
        entries: Stored bytes, in ascending order of their sequences, one or more.
        workspace: Whose log it is.
        seals: The entries `log.sealed` that cover some of them and stand behind them, so that the segment can be
            checked alone.
        frame_entries: Entries in a frame.

    Raises:
        LogError: An entry cannot be read or stands at a wrong place: it is left where it is.
        DataDirectoryError: The file cannot be written.
    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            table = _write(file, entries, workspace, seals, frame_entries)
            os.fsync(file)
            # What is read back then comes from the disk and not from memory, where the system heeds it.
            with suppress(AttributeError, OSError):
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(file)
    except OSError as error:
        raise DataDirectoryError(f"the segment {path} cannot be written ({error.strerror})") from None
    return table


def publish(partial: Path, path: Path) -> None:
    """Give a finished segment its name, so that it has it after a loss of power too.

    Raises:
        DataDirectoryError: It cannot be renamed.
    """
    try:
        os.replace(partial, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise DataDirectoryError(f"the segment {path} cannot be given its name ({error.strerror})") from None


def _write(file: int, entries: Iterable[bytes], workspace: str, seals: Sequence[bytes], frame_entries: int) -> Table:
    # Contexts for compression must not be shared by threads, so each segment has its own.
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True, write_content_size=True)
    done = _Written()
    source = iter(entries)
    while part := list(islice(source, frame_entries)):
        first = _take(done, part[0])
        for entry in part[1:]:
            _take(done, entry)
        lines = b"".join(entry + b"\n" for entry in part)
        packed = compressor.compress(lines)
        done.frames.append(Frame(done.offset, len(packed), len(lines), first.sequence, first.recorded))
        _put(file, done, packed)
    if done.last is None:
        raise LogError("a segment without entries was to be written")
    plain = encode_index(done.index, seals)
    packed = compressor.compress(plain)
    index = Piece(done.offset + PREFIX, len(packed), len(plain))
    _put(file, done, skippable(packed))
    table = Table(
        workspace=workspace,
        first=done.frames[0].first,
        last=done.last.sequence,
        entries=done.entries,
        ended=done.last.recorded,
        frames=tuple(done.frames),
        index=index,
        sha256=done.digest.hexdigest(),
    )
    _all(file, end_of(table))
    return table


def _take(done: _Written, entry: bytes) -> Heading:
    found = heading(entry)
    before = done.last.sequence if done.last is not None else 0
    if found is None or found.sequence <= before or b"\n" in entry:
        raise LogError(
            f"the entry behind {before} cannot be archived: it cannot be read, or stands at a wrong place; "
            "`tocsin verify` tells what is wrong"
        )
    done.index.add(found)
    done.last = found
    done.entries += 1
    return found


def _put(file: int, done: _Written, content: bytes) -> None:
    done.digest.update(content)
    done.offset += len(content)
    _all(file, content)


def _all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
