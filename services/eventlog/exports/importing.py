"""Takes an export in: checks all of it, then appends what is not there yet, byte for byte.

It may be stopped at any point and run again. As long as it is not done, `log:importing` keeps everything else from
appending, so that the log can only go on as the file does.
"""

import re
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from schemas.events.desk import LogSealed
from schemas.events.registry import DECISIONS
from schemas.events.reports import ReportRedacted
from services.eventlog.archive.heading import heading
from services.eventlog.encoding import REACH
from services.eventlog.exports.check import Checked, check_export
from services.eventlog.exports.file import PAGE, Part, open_export
from services.eventlog.exports.format import Header, read_report
from services.eventlog.log import Log
from services.eventlog.lua import lua
from services.eventlog.redaction import Blanker
from services.eventlog.seals.sealentry import number_of
from services.eventlog.seals.sealer import CONSUMER as SEALS
from services.runtime.errors import Conflict, LogError, UsageError
from services.runtime.server import Argument, Server

BYTES: Final = 4_000_000
"""Bytes that one script is given, about."""
_READINGS: Final = re.compile(rb'"type":"tocsin\.report\.received\.v[0-9]+".*"readings":([0-9]+)')
_CAUSE: Final = re.compile(rb'"cause":([0-9]{1,15})[,}]')
_COVERED: Final = re.compile(rb'"data":\{"first":[0-9]{1,15},"last":([0-9]{1,15}),')
_DECIDED: Final = frozenset(model.kind for model in DECISIONS)


@dataclass(frozen=True, slots=True)
class Plan:
    """A file that was found right, and what of it is to be done.

    Attributes:
        path: The file.
        checked: What the check of it found.
        head: Newest sequence of the log before the import, also where that was begun before.
        begun: True when an import was begun here and is not done.
    """

    path: Path
    checked: Checked
    head: int
    begun: bool

    @property
    def last(self) -> int:
        """Last sequence of the file."""
        return self.checked.header.last

    @property
    def done(self) -> bool:
        """True when nothing is left to be done."""
        return self.last <= self.head and not self.begun


class Importer:
    """Takes exports in, for one workspace."""

    def __init__(
        self, server: Server, log: Log, *, decider: str, followers: Sequence[str], blind: Callable[[str], str]
    ) -> None:
        """Make one.

        Args:
            server: Where the workspace lies.
            log: Its log.
            decider: The consumer that decides; what the file says was decided is not decided again.
            followers: Consumers to whom nothing of what is taken in is news.
            blind: Makes the digest by which a text is known again that was removed since it was taken in here.
        """
        self._server = server
        self._log = log
        self._decider = decider
        self._followers = followers
        self._append = server.script(lua("import.lua"))
        self._blanker = Blanker(server, log.keys, blind)
        self._restore = server.script(lua("restore.lua"))

    def plan(self, path: Path) -> Plan:
        """Check a file, and that the log here is its beginning.

        Raises:
            UsageError: It cannot be read, is no export, or is one of chosen entries only.
            LogError: Something in it is wrong.
            Conflict: The log here is another one, or ends before the file begins.
        """
        with open_export(path) as export:
            header = export.header
        if header.filter is not None:
            raise UsageError(f"{path.name} holds chosen entries only; a log can be taken in whole alone")
        begun = self._server.do("GET", self._log.keys.importing)
        head = self._log.head()
        if header.first > head + 1:
            raise Conflict(
                f"{path.name} begins with entry {header.first}, and the log here ends at {head}: take in what lies "
                "between first"
            )
        likeness = _Likeness(self._log, header, head)
        checked = check_export(path, before=self._before(header), watch=likeness.watch)
        if not checked.found.clean:
            first = checked.found.findings[0]
            raise LogError(
                f"{path.name} is not taken in: {first.text}; `tocsin verify {path.name}` tells all that is wrong"
            )
        if likeness.differs is not None:
            raise Conflict(
                f"the log of workspace {self._log.keys.workspace} differs from {path.name} from entry "
                f"{likeness.differs} on: it is another log, or both went on apart; nothing was taken in"
            )
        if begun is not None and header.last < head:
            raise Conflict(
                f"an import into workspace {self._log.keys.workspace} did not end, and had come to entry {head}; "
                f"{path.name} ends before: run the other one again first"
            )
        if likeness.lacking:
            raise UsageError(
                f"{path.name} ends in the midst of a report: {likeness.lacking} of its readings lie behind entry "
                f"{header.last}; export up to {header.last + likeness.lacking} or further"
            )
        return Plan(path, checked, int(begun) if begun is not None else head, begun is not None)

    def run(self, plan: Plan) -> Iterator[int]:
        """Append what is not there yet, and yield how far it is now and then; call `finish` behind it.

        Raises:
            Conflict: Somebody appended meanwhile.
            LogError: The file was changed meanwhile.
        """
        self._server.do("SET", self._log.keys.importing, plan.head, "NX")
        at = self._log.head()
        if at != plan.head and not plan.begun:
            self.finish()
            raise Conflict(f"something was appended behind entry {plan.head} meanwhile; nothing was taken in")
        decided = plan.checked.header.decided
        with open_export(plan.path) as export:
            for entries, reports in _pages(export.parts, plan.head):
                fresh = _behind(at, entries)
                if fresh:
                    at, decided = self._take(fresh, at, decided)
                if reports:
                    self._put_back(reports)
                yield at

    def finish(self) -> None:
        """Let the log go on; for when everything else that belongs to an import is done."""
        self._server.do("DEL", self._log.keys.importing)

    def _before(self, header: Header) -> Iterator[list[bytes]]:
        return self._log.stored_pages(0, header.first - 1) if header.first > 1 else iter(())

    def _take(self, page: list[bytes], at: int, decided: int) -> tuple[int, int]:
        arguments: list[Argument] = [self._log.keys.prefix, at, len(page)]
        indexes: defaultdict[str, bytearray] = defaultdict(bytearray)
        last, sealed, removed = at, 0, list[str]()
        for entry in page:
            about = heading(entry)
            if about is None or about.sequence != last + 1:
                raise LogError(f"the file was changed while it was taken in, behind entry {last}")
            last = about.sequence
            arguments += (entry, about.recorded)
            packed = struct.pack(">Q", last)
            indexes[f"kind:{about.kind}"] += packed
            if about.subject:
                indexes[f"subject:{about.subject}"] += packed
            if about.correlation:
                indexes[f"correlation:{about.correlation}"] += packed
            if about.kind == LogSealed.kind:
                covered = _COVERED.search(entry, 0, REACH)
                sealed = int(covered[1]) if covered else sealed
            elif about.kind == ReportRedacted.kind:
                removed.append(about.subject)
            elif about.kind in _DECIDED:
                cause = _CAUSE.search(entry)
                decided = max(decided, int(cause[1]) if cause else 0)
        arguments.append(len(indexes))
        for name, numbers in indexes.items():
            arguments += (name, bytes(numbers))
        cursors = {self._decider: min(decided, last), **dict.fromkeys(self._followers, last)}
        if sealed:
            cursors[SEALS] = sealed
        arguments.append(len(cursors))
        for consumer, sequence in cursors.items():
            arguments += (consumer, sequence)
        # Before the entry that tells of it, for an import that is run again passes over the entries that it finds.
        self._blanker.blank(removed)
        if self._append([self._log.keys.log], arguments) == "stale":
            raise Conflict(f"something was appended behind entry {at} while the file was taken in; nothing is lost")
        return last, decided

    def _put_back(self, lines: list[bytes]) -> None:
        found = [fields for line in lines if (fields := read_report(line)) is not None]
        arguments = [argument for fields in found for argument in _report(fields)]
        self._restore([self._log.keys.log], [self._log.keys.prefix, len(found), *arguments])


class _Likeness:
    """Compares a file with the log here, and sees whether its last report is whole."""

    def __init__(self, log: Log, header: Header, head: int) -> None:
        overlap = min(head, header.last)
        self._here = log.iterate_stored(header.first - 1, overlap) if overlap >= header.first else iter(())
        self._at = header.first
        self._overlap = overlap
        #: First entry that differs; None when none does.
        self.differs: int | None = None
        #: Readings that the last report should still have behind it.
        self.lacking = 0

    def watch(self, entries: list[bytes]) -> None:
        """Take the next entries of the file."""
        for entry in entries:
            if self._at <= self._overlap and self.differs is None and next(self._here, None) != entry:
                self.differs = self._at
            self._at += 1
            received = _READINGS.search(entry) if entry.find(b'"type":"tocsin.report.received.', 0, REACH) > 0 else None
            self.lacking = int(received[1]) if received else max(0, self.lacking - 1)


def _pages(parts: Iterable[Part], head: int) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Yield entries, and the texts of reports behind entry `head`, as many as one script is given."""
    entries: list[bytes] = []
    reports: list[bytes] = []
    size = newest = 0
    for part in parts:
        if part.what == "end":
            continue
        if part.what == "entries":
            newest = number_of(part.lines[-1]) or newest
        elif newest <= head:
            continue
        for line in part.lines:
            (entries if part.what == "entries" else reports).append(line)
            size += len(line)
            if len(entries) >= PAGE or size >= BYTES:
                yield entries, reports
                entries, reports, size = [], [], 0
    if entries or reports:
        yield entries, reports


def _behind(at: int, entries: list[bytes]) -> list[bytes]:
    if entries and (number_of(entries[0]) or 0) > at:
        return entries
    return [entry for entry in entries if (number_of(entry) or 0) > at]


def _report(fields: dict[str, str]) -> list[Argument]:
    kept = {name: value for name, value in fields.items() if name != "id"}
    if kept.get("state") == "waiting":
        # It waited to be read anew in the inbox there; here it can be put back by hand.
        kept["state"] = "rejected"
    received = kept.get("received_at", "")
    try:
        seconds = datetime.fromisoformat(received).timestamp() if received else 0.0
        revision = int(kept.get("revision") or 1)
    except ValueError:
        raise LogError(f"the text of report {fields['id']} bears no time of receipt or revision") from None
    who = [fields["id"], kept.get("source", ""), repr(seconds), kept.get("address", ""), kept.get("content", "")]
    pairs = [part for pair in kept.items() for part in pair]
    return [*who, revision, len(kept), *pairs]
