"""Opens export files, plain and compressed, and reads them a few thousand lines at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Literal

import zstandard

from services.eventlog.exports.format import END, REPORT, ZSTD, Header, read_header
from services.runtime.errors import LogError, UsageError

PAGE: Final = 1_000
"""Entries that are given at once."""
LONGEST: Final = 64 * 1024 * 1024
"""Bytes of a line at most; a report has a million characters at most."""
LEVEL: Final = 3
"""How hard is tried to make a file small."""
CHUNK: Final = 1024 * 1024


@dataclass(slots=True)
class Part:
    """Lines of one kind that follow each other: entries, texts of reports, or what stands at the end."""

    what: Literal["entries", "reports", "end"]
    lines: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Export:
    """An export file that is open."""

    header: Header
    parts: Iterator[Part]


@contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """Open an export for as long as the block lasts.

    Raises:
        UsageError: It cannot be read, or is none; also while its parts are read.
        LogError: It is compressed and damaged; also while its parts are read.
    """
    try:
        with path.open("rb") as file:
            compressed = file.read(len(ZSTD)) == ZSTD
            file.seek(0)
            if compressed:
                with zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as plain:
                    yield _opened(_lines(plain, path.name), path.name)
            else:
                yield _opened(_lines(file, path.name), path.name)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None


def compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an export compressed with zstd, as one frame."""
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
    for piece in pieces:
        some = compressor.compress(piece)
        if some:
            yield some
    yield compressor.flush()


def _opened(lines: Iterator[bytes], name: str) -> Export:
    header = read_header(next(lines, b""), name)
    return Export(header, _parts(lines))


def _parts(lines: Iterator[bytes]) -> Iterator[Part]:
    part = Part("entries")
    for line in lines:
        what: Literal["entries", "reports", "end"] = "entries"
        if line.startswith(REPORT):
            what = "reports"
        elif line.startswith(END):
            what = "end"
        if what != part.what or len(part.lines) >= PAGE:
            if part.lines:
                yield part
            part = Part(what)
        part.lines.append(line)
    if part.lines:
        yield part


def _lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    rest: list[bytes] = []
    held = 0
    try:
        while chunk := file.read(CHUNK):
            first, *others = chunk.split(b"\n")
            rest.append(first)
            held += len(first)
            if held > LONGEST:
                raise UsageError(f"{name} is no export: a line of it has more than {LONGEST:,} bytes")
            if others:
                yield b"".join(rest)
                last = others.pop()
                yield from others
                rest, held = [last], len(last)
    except zstandard.ZstdError as error:
        raise LogError(f"{name} is compressed, and its bytes were changed or cut off: {error}") from None
    if held:
        yield b"".join(rest)
