"""The append-only log: one order, a dense sequence, commits that can be repeated."""

import struct
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from schemas.base import format_instant, to_utc
from schemas.events.envelope import Draft, Event
from services.eventlog import encoding
from services.eventlog.archive.directory import Archive
from services.eventlog.archive.heading import heading
from services.eventlog.history import PAGE as PAGE
from services.eventlog.history import History
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.eventlog.views import View
from services.eventlog.views import arguments as view_arguments
from services.runtime.errors import LogError
from services.runtime.server import Server

LISTED: Final = 256
"""Entries that an index names which are read in one round trip."""

Commit = Literal["committed", "already", "stale"]


@dataclass(frozen=True, slots=True)
class Span:
    """Sequences from `first` to `last`, both counted in; empty when `last` is before `first`."""

    first: int
    last: int


class ReadableLog(Protocol):
    """The log as readers see it: no way to write."""

    def read(self, after: int = 0, limit: int = PAGE, until: int | None = None) -> list[Event]:
        """Return up to `limit` entries behind sequence `after`, up to and with `until`."""

    def iterate(self, after: int = 0, until: int | None = None, kinds: Container[str] | None = None) -> Iterator[Event]:
        """Yield the entries behind `after`, up to and with `until`: all, or those of some kinds."""

    def head(self) -> int:
        """Return the newest sequence; 0 for an empty log."""


class Log:
    """The log of one workspace."""

    def __init__(self, server: Server, workspace: str = "main", archive: Archive | None = None) -> None:
        """Make one; services do so by `opening.open_log`, which knows where the archive is.

        Args:
            server: Where the workspace lies.
            workspace: Its name.
            archive: Where what was moved out of the server is read; without one, that cannot be read.
        """
        self._server = server
        self.keys = Keys(workspace)
        self.archive = archive
        self._history = History(server, self.keys, archive)
        self._plain = server.script(lua("plain.lua"))
        self._commit = server.script(lua("commit.lua"))

    # -- reading

    def read(self, after: int = 0, limit: int = PAGE, until: int | None = None) -> list[Event]:
        """Return up to `limit` entries behind sequence `after`, up to and with `until`."""
        return [encoding.decode(entry) for entry in self._history.page(after, limit, until)]

    def raw(self, after: int = 0, limit: int = PAGE, until: int | None = None) -> list[str]:
        """Return entries as they are stored.

        Raises:
            LogError: One of them is no text.
        """
        try:
            return [entry.decode() for entry in self._history.page(after, limit, until)]
        except UnicodeDecodeError:
            raise LogError(
                f"an entry of the log behind {after} is no text: it was damaged; `tocsin verify` tells which one"
            ) from None

    def stored(self, after: int = 0, limit: int = PAGE, until: int | None = None) -> list[bytes]:
        """Return entries as they are stored, byte for byte: what is damaged too."""
        return self._history.page(after, limit, until)

    def stored_pages(
        self, after: int = 0, until: int | None = None, watch: Callable[[list[Any]], None] = lambda rows: None
    ) -> Iterator[list[bytes]]:
        """Yield what `iterate_stored` does, a page at a time; `watch` sees each page as it stands in the stream."""
        return self._history.pages(after, until, watch)

    def iterate_stored(self, after: int = 0, until: int | None = None) -> Iterator[bytes]:
        """Yield every entry behind `after`, up to and with `until`, as it is stored; also what lost its number."""
        return self._history.iterate(after, until)

    def iterate(self, after: int = 0, until: int | None = None, kinds: Container[str] | None = None) -> Iterator[Event]:
        """Yield the entries behind `after`, up to and with `until`, as long as there are any.

        Args:
            after: Sequence behind which to begin.
            until: Last sequence; None for the end.
            kinds: Only entries of these; the others are not even decoded, which takes most of the time.
        """
        for page in self.stored_pages(after, until):
            for entry in page:
                if kinds is None or encoding.kind_in(entry) in kinds:
                    yield encoding.decode(entry)

    def head(self) -> int:
        """Return the newest sequence; 0 for an empty log."""
        return self._history.head()

    def floor(self) -> int:
        """Return the last sequence that was moved to the archive; 0 when none was."""
        return self._history.floor()

    def importing(self) -> bool:
        """Return whether an import was begun and is not done; nothing else can be appended then."""
        return bool(self._server.do("EXISTS", self.keys.importing))

    def at(self, moment: datetime) -> int:
        """Return the last sequence recorded at or before `moment`; 0 when there is none."""
        return self._history.at(format_instant(to_utc(moment)))

    def find(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        correlation: str | None = None,
        after: int = 0,
        until: int | None = None,
        limit: int = 100,
    ) -> list[Event]:
        """Return up to `limit` entries that fit all that is given, oldest first, behind sequence `after`."""
        if kind is None and subject is None and correlation is None:
            return self.read(after, limit, until)
        found: list[Event] = []
        for stored in self.select(kind=kind, subject=subject, correlation=correlation, after=after, until=until):
            found.extend(encoding.decode(entry) for entry in stored)
            if len(found) >= limit:
                break
        return found[:limit]

    def select(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        correlation: str | None = None,
        after: int = 0,
        until: int | None = None,
        page: int = LISTED,
    ) -> Iterator[list[bytes]]:
        """Yield the entries that fit all that is given, as they are stored, oldest first, behind sequence `after`.

        They come in lists; `page` is how many are fetched at once.
        """
        wanted = [("kind", kind), ("subject", subject), ("correlation", correlation)]
        indexes = [self.keys.index(what, value) for what, value in wanted if value is not None]
        if not indexes:
            yield from self.stored_pages(after, until)
            return
        # The shortest index leads, the others filter what it names.
        lead = min(indexes, key=lambda index: int(self._server.do("STRLEN", index)))
        for numbers in self._listed(lead, after, page):
            within = [number for number in numbers if until is None or number <= until]
            picked = self._history.pick(within)
            stored = [picked[number] for number in within if number in picked]
            if len(indexes) > 1:
                stored = [entry for entry in stored if _fits(entry, kind, subject, correlation)]
            if stored:
                yield stored
            if len(within) < len(numbers):
                return

    def newest(self, kind: str) -> Event | None:
        """Return the newest entry of a kind; None when there is none."""
        index = self.keys.index("kind", kind)
        size = int(self._server.do("STRLEN", index)) // 8
        if not size:
            return None
        number = self._number(index, size - 1)
        return next(iter(self.read(number - 1, 1, number)), None)

    def waiting(self, kinds: Iterable[str], after: int) -> tuple[int, int | None]:
        """Return how many entries of some kinds stand behind sequence `after`, and the sequence of the first."""
        count, firsts = 0, []
        for kind in kinds:
            index = self.keys.index("kind", kind)
            position, size = self._position(index, after)
            if position < size:
                count += size - position
                firsts.append(self._number(index, position))
        return count, min(firsts, default=None)

    def _position(self, index: str, after: int) -> tuple[int, int]:
        """Return where the sequences behind `after` begin in an index, and how many sequences it has in all."""
        size = int(self._server.do("STRLEN", index)) // 8
        low, high = 0, size
        while low < high:
            middle = (low + high) // 2
            if self._number(index, middle) <= after:
                low = middle + 1
            else:
                high = middle
        return low, size

    def _listed(self, index: str, after: int, page: int) -> Iterator[list[int]]:
        low, size = self._position(index, after)
        while low < size:
            upto = min(low + page, size)
            packed = self._bytes(index, low, upto)
            yield [number for (number,) in struct.iter_unpack(">Q", packed)]
            low = upto

    def _number(self, index: str, position: int) -> int:
        return int(struct.unpack(">Q", self._bytes(index, position, position + 1))[0])

    def _bytes(self, index: str, first: int, behind: int) -> bytes:
        return self._server.bytes("GETRANGE", index, first * 8, behind * 8 - 1)

    # -- writing

    def append(self, drafts: Sequence[Draft], *, now: datetime, nonce: str) -> Span:
        """Append drafts, once for a nonce: a repeat with the same nonce answers what the first one did.

        Args:
            drafts: What to append, in order.
            now: Recorded time; taken as it is unless the log is already later.
            nonce: Unique name of this act.
        """
        first, last = self._plain(
            [self.keys.log],
            [self.keys.prefix, format_instant(now), nonce, len(drafts), *encoding.arguments(drafts)],
        )
        return Span(int(first), int(last))

    def commit(
        self,
        drafts: Sequence[Draft],
        *,
        consumer: str,
        expected: int,
        cursor: int,
        nonce: str,
        now: datetime,
        views: Sequence[View] = (),
    ) -> Commit:
        """Append a consumer's decisions, write its views and move its cursor from `expected`, all or nothing.

        Returns:
            `committed`; `already` when this very commit (by its nonce) was done before; `stale` when another worker
            moved the cursor: then nothing was written, and the caller must stop and rebuild.
        """
        answer: Commit = self._commit(
            [self.keys.log, self.keys.cursor(consumer)],
            [
                self.keys.prefix,
                format_instant(now),
                str(expected),
                str(cursor),
                nonce,
                len(drafts),
                len(views),
                *encoding.arguments(drafts),
                *view_arguments(views),
            ],
        )
        return answer

    def cursor(self, consumer: str) -> int:
        """Return the sequence up to which a consumer has taken in the log.

        Raises:
            LogError: It is no number: somebody changed it.
        """
        text = self._server.do("HGET", self.keys.cursor(consumer), "sequence") or "0"
        if not text.isdigit():
            raise LogError(f"the cursor {self.keys.cursor(consumer)} holds {text[:40]!r}, which is no sequence")
        return int(text)


def _fits(entry: bytes, kind: str | None, subject: str | None, correlation: str | None) -> bool:
    about = heading(entry)
    return (
        about is not None
        and (kind is None or about.kind == kind)
        and (subject is None or about.subject == subject)
        and (correlation is None or about.correlation == correlation)
    )
