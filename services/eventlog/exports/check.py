"""Checks an export file: its entries against their seals, its texts against their digests, itself against its ends."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schemas.words import report_digest
from services.eventlog.encoding import REACH
from services.eventlog.exports.file import Part, open_export
from services.eventlog.exports.format import Header, read_end, read_report
from services.eventlog.seals.partial import PartialChecker
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealentry import number_of
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification
from services.eventlog.seals.verify import Checker
from services.runtime.errors import UsageError

_TYPE: Final = b'"type":"tocsin.report.received.v'
_RECEIVED: Final = re.compile(rb'"type":"tocsin\.report\.received\.v[0-9]+","subject":"([^"\\]+)"')
_DIGEST: Final = re.compile(rb'"digest":"([0-9a-f]{32})"')


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked."""

    header: Header
    found: Verification
    reports: int

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        about = self.header.model_dump(mode="json", include={"workspace", "first", "last", "filter", "time"})
        return {**self.found.as_json(), "export": about, "reports": self.reports}


def check_export(
    path: Path,
    *,
    key: Verifier | None = None,
    receipt: Receipt | None = None,
    before: Iterable[list[bytes]] = (),
    watch: Callable[[list[bytes]], None] = lambda entries: None,
) -> Checked:
    """Check a file from end to end.

    Args:
        path: The file.
        key: Public key that every seal must be signed with.
        receipt: What the log is said to have contained then.
        before: Every entry of the log before the file's first, where they are to be checked together.
        watch: Is shown the entries of the file.

    Raises:
        UsageError: It cannot be read, or is no export; or the receipt tells of another log, or of what is not in the
            part of the log that the file holds.
        LogError: It is compressed, and damaged so that it cannot be read on.
    """
    with open_export(path) as export:
        header = export.header
        if receipt is not None:
            _reaches(header, receipt, path)
        whole = header.filter is None
        pages = iter(before)
        page = next(pages, None)
        start = header.first if page is None else 1
        checker = Checker(start, key=key, receipt=receipt) if whole else PartialChecker(key=key, receipt=receipt)
        while page is not None:
            checker.take_all(page)
            page = next(pages, None)
        not_here = checker.found.entries
        texts = _Texts(checker.found)
        last: Part | None = None
        for part in export.parts:
            if part.what == "entries":
                checker.take_all(part.lines)
                watch(part.lines)
                if header.texts:
                    texts.expect(part.lines)
            elif part.what == "reports":
                texts.take(part.lines)
            last = part
        found = checker.finish()
        _check_ends(found, header, found.entries - not_here, texts.reports, last)
        return Checked(header, found, texts.reports)


def _reaches(header: Header, receipt: Receipt, path: Path) -> None:
    if receipt.workspace != header.workspace:
        raise UsageError(f"the receipt is of workspace {receipt.workspace}, and {path} is of {header.workspace}")
    if header.filter is None and (receipt.sequence < header.first or header.last < receipt.sequence <= header.head):
        raise UsageError(
            f"{path} holds entries {header.first} to {header.last} of a log that goes to {header.head}, and the "
            f"receipt tells of entry {receipt.sequence}; take an export that holds it"
        )


class _Texts:
    """Compares the texts of reports with the digests in the log."""

    def __init__(self, found: Verification) -> None:
        self.reports = 0
        self._found = found
        #: Report to its entry and the digest there, of the entries since the last texts.
        self._expected: dict[bytes, tuple[int, bytes]] = {}
        self._fresh = True

    def expect(self, entries: list[bytes]) -> None:
        """Note what entries say of texts that follow."""
        if not self._fresh:
            self._expected.clear()
            self._fresh = True
        for entry in entries:
            # Plain text is found many times faster than a pattern, and most entries are something else.
            at = entry.find(_TYPE, 0, REACH)
            received = _RECEIVED.match(entry, at) if at >= 0 else None
            if received is not None:
                digest = _DIGEST.search(entry, received.end())
                self._expected[received[1]] = (number_of(entry) or 0, digest[1] if digest else b"")

    def take(self, lines: list[bytes]) -> None:
        """Compare texts with what was noted."""
        self._fresh = False
        for line in lines:
            self.reports += 1
            fields = read_report(line)
            if fields is None:
                at = self._found.last
                self._found.wrong_at(at, "altered", f"the text of a report that follows entry {at} cannot be read")
                continue
            expected = self._expected.get(fields["id"].encode())
            # What was set aside has no digest, and of what was removed nothing is left to compare.
            if expected is None or not (fields.get("title") or fields.get("text")):
                continue
            self._found.texts += 1
            digest = report_digest(fields.get("salt", ""), fields.get("title", ""), fields.get("text", ""))
            if digest.encode() != expected[1]:
                text = f"the text of report {fields['id']} is not the one that was read"
                self._found.wrong_at(expected[0], "altered", text)


def _check_ends(found: Verification, header: Header, entries: int, reports: int, last: Part | None) -> None:
    end = read_end(last.lines[-1]) if last is not None and last.what == "end" else None
    if end is None:
        found.wrong_at(
            found.last + 1, "cut off", f"the file breaks off behind entry {found.last}: its end is not there"
        )
        return
    if header.filter is None and found.last < header.last and header.first <= header.last:
        text = f"the file ends at entry {found.last}, and says that it goes to {header.last}"
        found.wrong_at(found.last + 1, "cut off", text)
    if end.entries != entries and found.clean:
        text = f"the file holds {entries:,} entries, and its end tells of {end.entries:,}"
        found.wrong_at(found.last, "missing" if entries < end.entries else "inserted", text)
    if end.reports != reports and found.clean:
        text = f"the file holds the texts of {reports:,} reports, and its end tells of {end.reports:,}"
        found.wrong_at(found.last, "missing" if reports < end.reports else "inserted", text)
