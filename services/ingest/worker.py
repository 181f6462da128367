"""The ingest worker: takes reports from the inbox, reads them, appends their events."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final

from schemas.base import format_instant
from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from schemas.report import Report
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.ingest.entries import Provenance, ReadReport, entries, rejected
from services.ingest.metrics import IngestMetrics
from services.runtime.errors import ServerUnfit
from services.runtime.server import Server

GROUP: Final = "ingest"
BATCH: Final = 64
"""Reports taken from the inbox at once."""
LOADED: Final = 16
"""Reports of which the text is held at once: a text may be a million characters long."""
COMMIT_CHARACTERS: Final = 200_000
"""Characters of reports after which what was read is committed, so that a script stays short."""
RETURN_SECONDS: Final = 30.0
"""A report that was taken and not read for so long comes back; longer than an honest batch takes."""
TRIES: Final = 3
"""Times a report is tried before it is set aside."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report from the inbox."""

    entry: str
    id: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Done:
    """A report that is ready to be committed."""

    waiting: _Waiting
    state: str
    drafts: Sequence[Draft]
    words: Mapping[str, Any]


class IngestWorker:
    """Drains the inbox of one workspace. Any number of these may run."""

    name = "ingest"
    exclusive = False

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        read: Callable[[Report], ReadReport],
        reader: str,
        consumer: str,
        clock: Callable[[], datetime],
        metrics: IngestMetrics,
        wake: Callable[[], None] = lambda: None,
        return_seconds: float = RETURN_SECONDS,
    ) -> None:
        self._server = server
        self._keys = Keys(workspace)
        self._read = read
        self._reader = reader
        self._consumer = consumer
        self._clock = clock
        self._metrics = metrics
        self._wake = wake
        self._return_ms = int(return_seconds * 1000)
        self._ingested = server.script(lua("ingested.lua"))

    def drain(self) -> bool:
        """Read one batch of new reports, and those that came back; true when the batch was full."""
        self._ensure_group()
        for waiting, tries in self._returned():
            self._again(waiting, tries)
        batch = self._new()
        ready: list[_Done] = []
        size = 0
        slices = (batch[start : start + LOADED] for start in range(0, len(batch), LOADED))
        for waiting in chain.from_iterable(map(self._loaded, slices)):
            done = self._try(waiting)
            if done is None:
                continue
            ready.append(done)
            size += len(waiting.fields.get("text", ""))
            if size >= COMMIT_CHARACTERS:
                self._commit(ready)
                ready, size = [], 0
        self._commit(ready)
        return len(batch) == BATCH

    def close(self) -> None:
        """Nothing is held."""

    def _ensure_group(self) -> None:
        # The inbox holds only what was not read, so a group that is new, or was lost, begins at its first entry.
        with suppress(ServerUnfit):
            self._server.do("XGROUP", "CREATE", self._keys.inbox, GROUP, "0", "MKSTREAM")

    def _new(self) -> Sequence[Any]:
        reply = self._server.do(
            "XREADGROUP", "GROUP", GROUP, self._consumer, "COUNT", BATCH, "STREAMS", self._keys.inbox, ">"
        )
        rows: Sequence[Any] = reply[0][1] if reply else []
        return rows

    def _returned(self) -> Iterator[tuple[_Waiting, int]]:
        """Claim reports that somebody took and never finished, one by one, with the times they were tried."""
        for _ in range(BATCH):
            reply = self._server.do(
                "XAUTOCLAIM", self._keys.inbox, GROUP, self._consumer, self._return_ms, "0", "COUNT", 1
            )
            rows = [row for row in reply[1] if row and row[1]]
            if not rows:
                return
            for waiting in self._loaded(rows):
                yield waiting, self._server.delivered(self._keys.inbox, GROUP, waiting.entry)

    def _loaded(self, rows: Iterable[Any]) -> list[_Waiting]:
        found = [(str(entry), str(fields["report"])) for entry, fields in rows]
        texts = self._server.batch(("HGETALL", self._keys.report(report)) for _, report in found)
        return [_Waiting(entry, report, text) for (entry, report), text in zip(found, texts, strict=True)]

    def _again(self, waiting: _Waiting, tries: int) -> None:
        """Read a report that came back: alone, so that one that kills its reader takes no other along."""
        if tries > TRIES:
            self._commit([self._set_aside(waiting, "the process that read it ended every time", TRIES)])
            return
        log.warning("report %s came back; try %d of %d", waiting.id, tries, TRIES)
        done = self._try(waiting, tries)
        if done is not None:
            self._commit([done])

    def _try(self, waiting: _Waiting, tries: int = 1) -> _Done | None:
        """Read a report; None when it failed and will come back."""
        try:
            with self._metrics.reading.time():
                report = _report(waiting.fields)
                read = self._read(report)
            drafts, words = entries(report, read, _origin(waiting), self._reader)
        except Exception as error:  # noqa: BLE001  whatever a report does to its reader must not touch the others
            reason = f"the reader failed on it: {type(error).__name__}"
            if tries < TRIES:
                log.warning("report %s: %s (try %d of %d)", waiting.id, reason, tries, TRIES)
                self._metrics.reports.labels("failed").inc()
                return None
            return self._set_aside(waiting, reason, tries)
        self._metrics.characters.inc(len(report.title) + len(report.text))
        return _Done(waiting, "read", drafts, words)

    def _set_aside(self, waiting: _Waiting, reason: str, tries: int) -> _Done:
        log.error("report %s is set aside: %s", waiting.id, reason)
        published = waiting.fields.get("published_at")
        moment = datetime.fromisoformat(published) if published else self._clock()
        source = waiting.fields.get("source", "unknown")
        draft = rejected(waiting.id, waiting.entry, source, moment, reason, tries)
        return _Done(waiting, "rejected", (draft,), {})

    def _commit(self, ready: Sequence[_Done]) -> None:
        if not ready:
            return
        now = self._clock()
        arguments: list[str | int] = [self._keys.prefix, format_instant(now), GROUP, len(ready)]
        for done in ready:
            words = json.dumps(done.words, ensure_ascii=False, separators=(",", ":"))
            arguments += [done.waiting.entry, done.waiting.id, done.state, words, len(done.drafts)]
            arguments += encoding.arguments(done.drafts)
        answers = self._ingested([self._keys.log, self._keys.inbox], arguments)
        for done, appended in zip(ready, answers, strict=True):
            self._count(done, bool(appended), now)
        self._wake()

    def _count(self, done: _Done, appended: bool, now: datetime) -> None:
        self._metrics.reports.labels(done.state if appended else "already").inc()
        if not appended or done.state != "read":
            return
        for draft in done.drafts:
            kind = kind_of(draft.type)
            if not kind.startswith("report."):
                self._metrics.events.labels(kind).inc()
        received = datetime.fromisoformat(done.waiting.fields["received_at"])
        self._metrics.waiting.observe(max(0.0, (now - received).total_seconds()))


def _report(fields: Mapping[str, str]) -> Report:
    return Report(
        published_at=datetime.fromisoformat(fields["published_at"]),
        source=fields["source"],
        url=fields["url"] or None,
        title=fields["title"],
        text=fields["text"],
    )


def _origin(waiting: _Waiting) -> Provenance:
    fields = waiting.fields
    options = json.loads(fields["options"])
    return Provenance(
        id=waiting.id,
        received_at=datetime.fromisoformat(fields["received_at"]).astimezone(UTC),
        salt=fields["salt"],
        revision=int(fields["revision"]),
        supersedes=fields["supersedes"] or None,
        history=bool(options.get("history")),
        actor=options.get("actor"),
    )
