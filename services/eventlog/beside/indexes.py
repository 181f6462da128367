"""Reads the indexes of a log as the server keeps them: every one that there is, in pieces of bounded size."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.eventlog.archive.index import WHAT
from services.eventlog.beside.fingerprint import WIDTH
from services.eventlog.keys import Keys
from services.runtime.errors import ServerUnfit
from services.runtime.server import Server

PIECE: Final = 65_536 * WIDTH
"""Bytes of an index that are read at once."""
NAMES: Final = 1_000
"""Keys that the server looks at for one answer."""
AT_ONCE: Final = 200
"""Indexes that are asked for in one round trip; most are short."""
SHORT: Final = 512 * WIDTH
"""Bytes of each of these that come with the first answer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an index.

    Attributes:
        what: kind, subject or correlation.
        value: What its entries have in common, as its key names it.
        packed: Sequences, 8 bytes each, big-endian; what is left at the end when it is no multiple of eight. None
            where the key holds something that is no index.
        first: True for the first piece of the index.
    """

    what: str
    value: bytes
    packed: bytes | None
    first: bool = True


def read_indexes(server: Server, keys: Keys) -> Iterator[Piece]:
    """Yield every index of a workspace, piece by piece, each once.

    What is appended meanwhile may be there or not.
    """
    waiting: list[tuple[str, bytes, bytes]] = []
    for found in _names(server, keys):
        waiting.append(found)
        if len(waiting) == AT_ONCE:
            yield from _pieces(server, waiting)
            waiting.clear()
    yield from _pieces(server, waiting)


def _names(server: Server, keys: Keys) -> Iterator[tuple[str, bytes, bytes]]:
    heads = tuple((what, keys.index(what, "").encode()) for what in WHAT)
    pattern = f"{keys.prefix}log:*"
    # A server that resizes its table may name a key twice.
    seen: set[int] = set()
    cursor: int | bytes = 0
    while True:
        cursor, names = server.raw("SCAN", cursor, "MATCH", pattern, "COUNT", NAMES)
        for name in names:
            for what, head in heads:
                if name.startswith(head):
                    mark = hash(name)
                    if mark not in seen:
                        seen.add(mark)
                        yield what, name[len(head) :], name
                    break
        if not int(cursor):
            return


def _pieces(server: Server, named: list[tuple[str, bytes, bytes]]) -> Iterator[Piece]:
    if not named:
        return
    try:
        begun = server.raw_batch([("GETRANGE", name, 0, SHORT - 1) for _, _, name in named])
    except ServerUnfit:
        # One of them is no text.
        begun = [_begin(server, name) for _, _, name in named]
    for (what, value, name), packed in zip(named, begun, strict=True):
        yield Piece(what, value, packed)
        if packed is None or len(packed) < SHORT:
            continue
        at = SHORT
        while more := server.raw("GETRANGE", name, at, at + PIECE - 1):
            yield Piece(what, value, more, first=False)
            at += len(more)


def _begin(server: Server, name: bytes) -> bytes | None:
    try:
        found: bytes = server.raw("GETRANGE", name, 0, SHORT - 1)
        return found
    except ServerUnfit:
        return None
