"""Writes an export, a piece at a time, so that one of any length needs little memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.eventlog.encoding import REACH
from services.eventlog.exports.covering import with_seals
from services.eventlog.exports.format import End, Filter, Header, line
from services.eventlog.log import Log
from services.runtime.errors import LogError
from services.runtime.server import Server

_TYPE: Final = b'"type":"tocsin.report.re'
_REPORT: Final = re.compile(rb'"type":"tocsin\.report\.(received|rejected)\.v[0-9]+","subject":"([^"\\]+)"')
AT_ONCE: Final = 64
"""Texts of reports that are held at once: one may be a million characters long."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is to hold.

    Attributes:
        after: Sequence behind which it begins.
        until: Last sequence; None for the end of the log as it is at the start.
        filter: Which entries of the span; None for all.
        texts: Whether the texts of reports go along.
    """

    after: int = 0
    until: int | None = None
    filter: Filter | None = None
    texts: bool = True


def export(server: Server, log: Log, wanted: Wanted, *, version: str, now: datetime) -> Iterator[bytes]:
    """Yield an export in pieces; the last of them ends with the last line.

    Args:
        server: Where the texts of reports lie.
        log: The log.
        wanted: What it is to hold.
        version: Version of Tocsin.
        now: The present.

    Raises:
        LogError: An entry that should be there is not; the end is not written then.
    """
    head, decided = _standing(log)
    last = head if wanted.until is None else min(wanted.until, head)
    narrow = wanted.filter if wanted.filter is not None and wanted.filter.given else None
    header = Header(
        version=version,
        workspace=log.keys.workspace,
        first=wanted.after + 1,
        last=max(last, wanted.after),
        head=head,
        decided=min(decided, max(last, wanted.after)),
        filter=narrow,
        texts=wanted.texts,
        time=now,
    )
    yield line("export", header.model_dump(mode="json"))
    entries = reports = 0
    for page in _pages(log, narrow, wanted.after, last):
        entries += len(page)
        yield b"\n".join(page) + b"\n"
        if wanted.texts:
            for text in _texts(server, log, page):
                reports += 1
                yield text
    if narrow is None and entries != header.last - wanted.after:
        raise LogError(
            f"the log holds {entries:,} entries from {header.first} to {header.last}, which is not as many as its "
            "numbers tell; `tocsin verify` tells what is wrong"
        )
    yield line("end", End(entries=entries, reports=reports).model_dump())


def _standing(log: Log) -> tuple[int, int]:
    """Return the newest sequence, and what was decided when it was that."""
    while True:
        decided = log.cursor("alerts")
        head = log.head()
        # Between the two a worker may have committed: its decisions would stand behind inputs that seem to wait.
        if log.cursor("alerts") == decided:
            return head, decided


def _pages(log: Log, narrow: Filter | None, after: int, last: int) -> Iterator[list[bytes]]:
    if last <= after:
        return iter(())
    if narrow is None:
        return log.stored_pages(after, last)
    chosen = log.select(
        kind=narrow.kind, subject=narrow.subject, correlation=narrow.correlation, after=after, until=last
    )
    return with_seals(log, chosen)


def _texts(server: Server, log: Log, page: list[bytes]) -> Iterator[bytes]:
    """Yield the lines of reports that a page tells of, as far as they are still there."""
    told: dict[str, str] = {}
    for entry in page:
        # Plain text is found many times faster than a pattern, and most entries are something else.
        at = entry.find(_TYPE, 0, REACH)
        found = _REPORT.match(entry, at) if at >= 0 else None
        if found is not None:
            told[found[2].decode("utf-8", "replace")] = found[1].decode()
    wanted = list(told)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        stored = server.batch(("HGETALL", log.keys.report(report)) for report in some)
        for report, fields in zip(some, stored, strict=True):
            # One that was set aside and is read by now stands at its reading.
            if fields and (told[report] == "received" or fields.get("state") == "rejected"):
                yield line("report", {"id": report, **dict(sorted(fields.items()))})
