"""Checks that the texts which the server keeps are those that were read: each against what the log says of it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from schemas.events.reports import ReportReceived, ReportRedacted
from schemas.words import report_digest
from services.eventlog.encoding import REACH
from services.eventlog.log import Log
from services.eventlog.seals.sealentry import number_of
from services.eventlog.seals.verification import Verification
from services.runtime.errors import ServerUnfit
from services.runtime.server import Server

AT_ONCE: Final = 32
"""Texts that are held at once: one may be a million characters long."""
COMPARED: Final = ("source", "url", "published_at", "received_at", "revision", "supersedes")
"""What is kept beside a text and stands in the log too."""
_FIELDS: Final = ("state", "title", "text", "salt", *COMPARED)
_TYPE: Final = b'"type":"tocsin.report.re'
_TOLD: Final = re.compile(rb'"type":"tocsin\.report\.(received|redacted)\.v')


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry says of a text."""

    sequence: int
    report: str
    data: dict[str, Any]
    redacted: bool


class TextCheck:
    """Takes entries while they are read, and compares what they say of texts with what is kept."""

    def __init__(self, server: Server, log: Log, found: Verification) -> None:
        """Begin a check.

        Args:
            server: Where the texts lie.
            log: The log.
            found: What is found goes there.
        """
        self._server = server
        self._log = log
        self._found = found
        self._told: list[_Told] = []

    def watch(self, entries: Sequence[bytes]) -> None:
        """Take the next entries, as they are stored."""
        for entry in entries:
            # Plain text is found many times faster than a pattern, and most entries are something else.
            at = entry.find(_TYPE, 0, REACH)
            told = _TOLD.match(entry, at) if at >= 0 else None
            if told is None:
                continue
            self._told += _read(entry, redacted=told[1] == b"redacted")
            if len(self._told) == AT_ONCE:
                self._look()

    def finish(self) -> None:
        """Look at the last ones."""
        self._look()

    def _look(self) -> None:
        told, self._told = self._told, []
        if not told:
            return
        commands = [("HMGET", self._log.keys.report(one.report), *_FIELDS) for one in told]
        try:
            rows: list[list[bytes | None] | None] = self._server.raw_batch(commands)
        except ServerUnfit:
            # One of the keys holds something else.
            rows = [self._row(command) for command in commands]
        for one, row in zip(told, rows, strict=True):
            fault = "is kept as something that is no report" if row is None else self._fault(one, row)
            if fault is not None:
                self._found.wrong_at(one.sequence, "altered", f"the text of report {one.report} {fault}")

    def _row(self, command: tuple[str, ...]) -> list[bytes | None] | None:
        try:
            found: list[bytes | None] = self._server.raw(*command)
            return found
        except ServerUnfit:
            return None

    def _fault(self, told: _Told, row: Sequence[bytes | None]) -> str | None:
        """Return what is wrong with what is kept of one report, and count it."""
        kept = {name: (value or b"").decode("utf-8", "replace") for name, value in zip(_FIELDS, row, strict=True)}
        bare = not kept["title"] and not kept["text"]
        if told.redacted:
            return None if bare else f"was removed by entry {told.sequence} and is here again"
        if all(value is None for value in row):
            self._found.texts_absent += 1
            return None
        if kept["state"] == "redacted":
            self._found.texts_redacted += 1
            if self._redaction(told.report):
                # Whether anything is left is asked at the entry that tells of it.
                return _differing(told.data, kept)
            return "was taken away, and no entry tells who did it and why"
        self._found.texts += 1
        if report_digest(kept["salt"], kept["title"], kept["text"]) != told.data.get("digest"):
            return "is not the one that was read"
        return _differing(told.data, kept)

    def _redaction(self, report: str) -> bool:
        return bool(self._log.find(kind=ReportRedacted.kind, correlation=report, limit=1))


def _differing(data: dict[str, Any], kept: dict[str, str]) -> str | None:
    """Say in what else a kept report differs from what the log tells of it; None where it does not."""
    for name in COMPARED:
        if str(data.get(name) or "") != kept[name]:
            return f"is kept with another {name} than it was read with"
    return None


def _read(entry: bytes, *, redacted: bool) -> list[_Told]:
    """Return what an entry says of a text; nothing where it cannot be read, which is told elsewhere."""
    try:
        data = json.loads(entry)["data"]
        return [_Told(number_of(entry) or 0, str(data["report"]), dict(data), redacted)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


assert ReportReceived.kind == "report.received", "its name stands in a pattern above"
