"""Reads what lies beside the log: the text of each report, and the words that its events were read from.

A text that was removed (law, licence) is gone here and nowhere else; whoever joins words to facts must do without.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.events.envelope import Event
from schemas.words import join
from services.eventlog.keys import Keys
from services.eventlog.log import ReadableLog
from services.runtime.server import Server


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it is kept.

    Attributes:
        id: The report's id.
        source: Who published it.
        url: Where it stands.
        published_at: When its source published it.
        title: Its title; empty when there is none or it was removed.
        text: Its text; empty when it was removed.
        state: waiting, read, rejected ...
        first: Sequence of its first entry in the log; 0 until it was read.
        last: Sequence of its last entry.
        words: Event id to path to words.
        received_at: When it was taken in.
        revision: 1 for the first text under its source and url.
        supersedes: The report that it replaces.
        reference: The sender's own id of it.
        history: True when it was read in later.
    """

    id: str
    source: str
    url: str | None
    published_at: datetime
    title: str
    text: str
    state: str
    first: int
    last: int
    words: Mapping[str, Mapping[str, str]]
    received_at: datetime | None = None
    revision: int = 1
    supersedes: str | None = None
    reference: str | None = None
    history: bool = False

    def joined(self, event: Event) -> dict[str, Any]:
        """Return the data of one of its events, with the words put back."""
        return join(event.data, self.words.get(event.id, {}))

    def span(self, evidence: Mapping[str, Any]) -> str | None:
        """Return the words at the place that an evidence names; None when they were removed."""
        text = self.title if evidence.get("field") == "title" else self.text
        return text[int(evidence["start"]) : int(evidence["end"])] or None

    def sentence(self, evidence: Mapping[str, Any]) -> str | None:
        """Return the sentence around the words that an evidence names; the words alone where it names no sentence."""
        first, behind = evidence.get("sentence") or (evidence["start"], evidence["end"])
        return self.span({**evidence, "start": first, "end": behind})


class ReportStore:
    """The reports of one workspace."""

    def __init__(self, server: Server, workspace: str, log: ReadableLog) -> None:
        self._server = server
        self._keys = Keys(workspace)
        self._log = log

    def get(self, report: str) -> StoredReport | None:
        """Return a report, or None when there is none of this id."""
        fields: dict[str, str] = self._server.do("HGETALL", self._keys.report(report))
        if not fields.get("published_at"):
            return None
        options = json.loads(fields.get("options") or "{}")
        return StoredReport(
            id=report,
            source=fields.get("source", ""),
            url=fields.get("url") or None,
            published_at=datetime.fromisoformat(fields["published_at"]),
            title=fields.get("title", ""),
            text=fields.get("text", ""),
            state=fields.get("state", ""),
            first=int(fields.get("first") or 0),
            last=int(fields.get("last") or 0),
            words=json.loads(fields.get("words") or "{}"),
            received_at=datetime.fromisoformat(fields["received_at"]) if fields.get("received_at") else None,
            revision=int(fields.get("revision") or 1),
            supersedes=fields.get("supersedes") or None,
            reference=options.get("reference"),
            history=bool(options.get("history")),
        )

    def words(self, reports: Iterable[str]) -> dict[str, Mapping[str, str]]:
        """Return the words of several reports' events, without their texts: event id to path to words."""
        texts = self._server.batch(("HGET", self._keys.report(report), "words") for report in reports)
        return {event: words for text in texts for event, words in json.loads(text or "{}").items()}

    def entries(self, report: StoredReport) -> list[Event]:
        """Return a report's own entries of the log: `report.received` and its readings."""
        if not report.first:
            return []
        return self._log.read(report.first - 1, report.last - report.first + 1, report.last)
