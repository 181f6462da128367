"""Compares the indexes of a log with its entries, one by one, and writes anew those that are wrong.

All of what the indexes should hold is held meanwhile: three times 8 bytes an entry, and a little for each index.
"""

import struct
from collections.abc import Iterator
from typing import Final

from services.eventlog.beside.fingerprint import places_of
from services.eventlog.beside.indexes import read_indexes
from services.eventlog.log import Log
from services.eventlog.lua import lua
from services.runtime.errors import Conflict, ServerUnfit
from services.runtime.server import Argument, Server

TRIES: Final = 50
"""How often an index is read until nothing is appended meanwhile."""

Name = tuple[str, bytes]
"""Of an index: kind, subject or correlation, and its value."""


class IndexMender:
    """Finds the indexes of one log that are wrong, and mends them; the service may run meanwhile."""

    def __init__(self, server: Server, log: Log) -> None:
        self._server = server
        self._log = log
        self._reindex = server.script(lua("reindex.lua"))
        #: Up to which sequence what the indexes should hold is known.
        self._known = 0
        self._right: dict[Name, bytearray] = {}

    def mend(self, *, write: bool) -> Iterator[str]:
        """Yield the name of each index that is wrong, after it was mended where that is asked for.

        Raises:
            Conflict: Entries come in so fast that an index could not be read in peace.
        """
        self._take(self._log.head())
        for name in self._suspects():
            if self._is_wrong(name, write=write):
                what, value = name
                yield f"index {what} {value.decode('utf-8', 'replace')}"

    def _take(self, upto: int) -> None:
        """Take in the entries up to a sequence."""
        for page in self._log.stored_pages(self._known, upto):
            for entry in page:
                for what, value, number in places_of(entry):
                    self._right.setdefault((what, value), bytearray()).extend(struct.pack(">Q", number))
        self._known = upto

    def _suspects(self) -> list[Name]:
        """Return the indexes that are not what the entries up to now make them; some were appended to since."""
        found: set[Name] = set()
        sizes: dict[Name, int] = {}
        for piece in read_indexes(self._server, self._log.keys):
            name = (piece.what, piece.value)
            at = sizes.get(name, 0)
            packed = piece.packed or b""
            sizes[name] = at + len(packed)
            if piece.packed is None or self._right.get(name, b"")[at : at + len(packed)] != packed:
                found.add(name)
        found.update(name for name, right in self._right.items() if sizes.get(name) != len(right))
        return sorted(found)

    def _is_wrong(self, name: Name, *, write: bool) -> bool:
        what, value = name
        wrong = False
        for _ in range(TRIES):
            held = self._held(name)
            right = bytes(self._right.get(name, b""))
            if held == right:
                return wrong
            wrong = True
            arguments: list[Argument] = [self._log.keys.prefix, what.encode() + b":" + value, held or b"", right]
            if not write or self._reindex([self._log.keys.log], arguments) == "written":
                return True
        raise Conflict("an index was changed on at each try; try again")

    def _held(self, name: Name) -> bytes | None:
        """Return an index as it stands at the sequence up to which what is right is known; None for no index."""
        key = self._log.keys.index(name[0], "").encode() + name[1]
        for _ in range(TRIES):
            try:
                packed: bytes | None = self._server.raw("GET", key) or b""
            except ServerUnfit:
                packed = None
            head = self._log.head()
            if head == self._known:
                return packed
            self._take(head)
        raise Conflict("entries come in faster than an index can be read; try again when less comes in")
