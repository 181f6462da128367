"""The stored bytes of a log: what was moved to the archive and what stands in the stream, read as one.

Entries up to the floor (`log:floor`) lie in the archive, those behind it in the stream. The floor moves in the same
script that takes entries out of the stream, and a reader asks for it behind what it read: where it moved meanwhile,
the reader takes from the archive what it did not find.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from services.eventlog.archive.directory import Archive
from services.eventlog.keys import Keys
from services.runtime.errors import ArchiveMissing
from services.runtime.server import Argument, Server

PAGE: Final = 1000
"""Entries read in one round trip."""
_XRANGE: Final = b"XRANGE"
"""redis-py makes a dict of each entry unless it does not know the name of the command; that takes most of the time."""


class History:
    """Reads the entries of one workspace, byte for byte: what is damaged too."""

    def __init__(self, server: Server, keys: Keys, archive: Archive | None) -> None:
        self._server = server
        self._keys = keys
        self._archive = archive
        #: The floor as it was last seen. It only rises, so that what is below needs no question.
        self._known = 0

    def floor(self) -> int:
        """Return the last sequence that was moved to the archive; 0 when none was."""
        return self._risen(self._server.raw("GET", self._keys.floor))

    def page(self, after: int, limit: int, until: int | None = None) -> list[bytes]:
        """Return up to `limit` entries behind sequence `after`, up to and with `until`.

        Raises:
            ArchiveMissing: Some of them were moved to an archive that is not at hand.
            ArchiveDamaged: A segment cannot be read.
        """
        if after >= self._known:
            rows = self._ask(_XRANGE, self._keys.log, f"{after + 1}-0", _end(until), "COUNT", limit)
            if after >= self._known:
                return [_entry(row) for row in rows]
        floor = self._known
        found = self._moved(floor).read(after, limit, floor if until is None else min(until, floor))
        if len(found) < limit and (until is None or until > floor):
            found += self.page(floor, limit - len(found), until)
        return found

    def iterate(self, after: int, until: int | None = None) -> Iterator[bytes]:
        """Yield every entry behind `after`, up to and with `until`; also what lost its number. Raises as `page`."""
        for page in self.pages(after, until):
            yield from page

    def pages(
        self, after: int, until: int | None = None, watch: Callable[[list[Any]], None] = lambda rows: None
    ) -> Iterator[list[bytes]]:
        """Yield what `iterate` does, a page at a time; `watch` sees each page as it stands in the stream."""
        start = f"{after + 1}-0"
        while True:
            rows = self._ask(_XRANGE, self._keys.log, start, _end(until), "COUNT", PAGE)
            if after < self._known:
                floor = self._known if until is None else min(until, self._known)
                moved = self._moved(floor).iterate(after, floor)
                while page := list(islice(moved, PAGE)):
                    yield page
                after, start = floor, f"{floor + 1}-0"
                if until is not None and after >= until:
                    return
                continue
            if not rows:
                return
            watch(rows)
            yield [_entry(row) for row in rows]
            name = rows[-1][0].decode()
            after, start = int(name.split("-")[0]), f"({name}"

    def pick(self, sequences: Sequence[int]) -> dict[int, bytes]:
        """Return entries by sequence, leaving out what is not there. Raises as `page`."""
        found: dict[int, bytes] = {}
        asked = [number for number in sequences if number > self._known]
        if asked:
            commands = [(_XRANGE, self._keys.log, f"{number}-0", f"{number}-0") for number in asked]
            *replies, floor = self._server.raw_batch([*commands, ("GET", self._keys.floor)])
            self._risen(floor)
            found = {number: _entry(rows[0]) for number, rows in zip(asked, replies, strict=True) if rows}
        moved = [number for number in sequences if number <= self._known and number not in found]
        if moved:
            found |= self._moved(moved[-1]).pick(moved)
        return found

    def head(self) -> int:
        """Return the newest sequence; 0 for an empty log."""
        rows = self._ask("XREVRANGE", self._keys.log, "+", "-", "COUNT", 1)
        return int(rows[0][0].split(b"-")[0]) if rows else self._known

    def at(self, moment: str) -> int:
        """Return the last sequence recorded at or before `moment`, written as recorded times are; 0 for none.

        Recorded times never run backwards, so this is a binary search over sequences. Raises as `page`.
        """
        floor, ended = self._server.raw_batch([("GET", self._keys.floor), ("GET", self._keys.floor_time)])
        if self._risen(floor) and moment < (ended or b"").decode():
            return self._moved(1).at(moment)
        low, high = self._known, self.head()
        while low < high:
            middle = (low + high + 1) // 2
            row = self._ask("XRANGE", self._keys.log, f"{middle}-0", f"{middle}-0")
            if middle <= self._known:
                # It was moved while we looked.
                low, high = self._known, max(high, self._known)
            elif (row[0][1].get(b"t", b"").decode() if row else "") <= moment:
                low = middle
            else:
                high = middle - 1
        return low

    def _ask(self, *command: Argument) -> Any:
        """Return the reply to a command, and learn what the floor was behind it."""
        reply, floor = self._server.raw_batch([command, ("GET", self._keys.floor)])
        self._risen(floor)
        return reply

    def _risen(self, floor: bytes | None) -> int:
        self._known = max(self._known, int(floor or 0))
        return self._known

    def _moved(self, upto: int) -> Archive:
        if self._archive is None:
            raise ArchiveMissing(f"entries up to {upto} of the log were moved to an archive, and none is at hand here")
        return self._archive


def _end(until: int | None) -> str:
    return "+" if until is None else f"{until}-0"


def _entry(row: Any) -> bytes:
    """Return the entry in a row: its id, then names and values of its fields in turn."""
    fields: list[bytes] = row[1]
    if fields[0] == b"e":
        return fields[1]
    return dict(zip(fields[::2], fields[1::2], strict=True)).get(b"e", b"")
