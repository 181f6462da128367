"""Reads stored reports again with the reader of this version, and compares what it reads with what is on record."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol

from schemas.events.envelope import Event
from schemas.events.registry import kind_of
from schemas.report import Report
from services.alerts.situations.inputs import Input, Told, report_input
from services.ingest.entries import Provenance, ReadReport, entries

LISTED: Final = 100
"""Reports that are listed one by one; beyond them they are only counted."""


class StoredText(Protocol):
    """A report as it is kept."""

    @property
    def source(self) -> str:
        """Who published it."""

    @property
    def url(self) -> str | None:
        """Where it stands."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def text(self) -> str:
        """Its text; empty when it was removed."""

    @property
    def published_at(self) -> datetime:
        """When it was published."""


class Texts(Protocol):
    """Finds texts."""

    def get(self, report: str) -> StoredText | None:
        """Return a report, or None."""


@dataclass(frozen=True, slots=True)
class Reread:
    """A report of which something else is read now.

    Attributes:
        report: Its id.
        sequence: Where it stands in the log.
        gone: What was read then and is not now, each in a line.
        new: What is read now and was not then.
    """

    report: str
    sequence: int
    gone: tuple[str, ...]
    new: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"report": self.report, "sequence": self.sequence, "gone": list(self.gone), "new": list(self.new)}


@dataclass(slots=True)
class Rereading:
    """Reads each report of a log again.

    Attributes:
        texts: Where the texts are.
        read: The reader.
        reader: Its name and version.
        reports: Reports that were read again.
        removed: Reports whose text is not there any more: what is on record counts for them.
        changed: Reports of which something else is read now.
        events: Events on record of the reports that were read again.
        alike: Events that are read as they were.
        listed: The first of the reports that changed.
    """

    texts: Texts
    read: Callable[[Report], ReadReport]
    reader: str
    reports: int = 0
    removed: int = 0
    changed: int = 0
    events: int = 0
    alike: int = 0
    listed: list[Reread] = field(default_factory=list)

    def again(self, given: Input) -> Input:
        """Return an input as the reader of this version reads it; one that is no report as it is."""
        if given.source is None:
            return given
        held = self.texts.get(given.source.id)
        if held is None or not (held.title or held.text):
            self.removed += 1
            return given
        data = given.head.data
        report = Report(
            source=held.source, url=held.url, title=held.title, text=held.text, published_at=held.published_at
        )
        origin = Provenance(
            id=given.source.id,
            received_at=given.head.recordedtime,
            salt="",
            revision=data.get("revision") or 1,
            history=given.source.history,
        )
        drafts, _ = entries(report, self.read(report), origin, self.reader)
        read = [Event(**dict(one), sequence=given.first, recordedtime=given.desk) for one in drafts]
        now = report_input(read)
        self._compare(given, now)
        assert now.source is not None
        source = now.source._replace(supersedes=given.source.supersedes)
        return replace(now, first=given.first, last=given.last, desk=given.desk, head=given.head, source=source)

    def as_json(self) -> dict[str, Any]:
        """Return what was found as JSON."""
        return {
            "reader": self.reader,
            "reports": self.reports,
            "removed": self.removed,
            "changed": self.changed,
            "events": self.events,
            "alike": self.alike,
            "differences": [one.as_json() for one in self.listed],
        }

    def _compare(self, was: Input, now: Input) -> None:
        self.reports += 1
        before, after = _facts(was.told), _facts(now.told)
        self.events += len(was.told)
        self.alike += (before & after).total()
        gone, new = before - after, after - before
        if not gone and not new:
            return
        self.changed += 1
        if len(self.listed) < LISTED:
            name = was.source.id if was.source else ""
            self.listed.append(Reread(name, was.first, tuple(sorted(gone.elements())), tuple(sorted(new.elements()))))


def _facts(told: Sequence[Told]) -> "Counter[str]":
    """Return events as what they say, without how it was read and without what is salted."""
    found = []
    for one in told:
        data = {name: value for name, value in one.data.items() if name not in ("reading", "evidence", "confidence")}
        found.append(f"{kind_of(one.kind)} {json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)}")
    return Counter(found)
