"""The alert worker: follows the log, decides, and commits decisions, views and cursor in one act."""

import logging
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from schemas.events.desk import ClockTicked
from schemas.events.envelope import Draft, Event
from schemas.events.registry import DECIDED, kind_of
from services.alerts.decisions import NAMESPACE, SOURCE
from services.alerts.engine import attempt, next_due, rebuild
from services.alerts.metrics import AlertMetrics
from services.alerts.situations.inputs import GATHERED, Gathering, gather
from services.alerts.situations.state import EMPTY_STATE, State
from services.alerts.snapshot import freeze, thaw
from services.alerts.views import Views
from services.eventlog.encoding import decode
from services.eventlog.log import Log
from services.runtime.errors import LogError, ServerDown, ServerFull
from services.runtime.garbage import collect_seldom
from services.runtime.server import Server

CONSUMER: Final = "alerts"
BATCH: Final = 500
"""Entries of the log that are decided on and committed at once."""
DRAIN_SECONDS: Final = 2.0
"""A drain that has worked for so long wakes itself again instead of going on."""
IDLE_ENTRIES: Final = 5_000
"""The cursor is moved over so many entries that are no input, at most, without being committed."""
SNAPSHOT_ENTRIES: Final = 20_000
"""A snapshot is written after so many entries."""

log = logging.getLogger(__name__)


class AlertWorker:
    """Decides on the log of one workspace. One works at a time; what keeps two apart is the cursor."""

    name = "alerts"
    exclusive = True

    def __init__(
        self,
        server: Server,
        log: Log,
        *,
        clock: Callable[[], datetime],
        metrics: AlertMetrics,
        wake: Callable[[], None] = lambda: None,
        snapshot_entries: int = SNAPSHOT_ENTRIES,
    ) -> None:
        self._server = server
        self._log = log
        self._clock = clock
        self._metrics = metrics
        self._wake = wake
        self._snapshot_key = f"{self._log.keys.prefix}snapshot:{CONSUMER}"
        self._snapshot_entries = snapshot_entries
        self._state: State | None = None
        #: The cursor as it is committed; read up to here, decided on all of it.
        self._cursor = 0
        #: Read up to here; entries between the two are no inputs.
        self._position = 0
        self._frozen_at = 0

    def drain(self) -> bool:
        """Decide on what is new; true when there is more."""
        if self._state is None:
            self._rebuild()
        until = time.monotonic() + DRAIN_SECONDS
        limit = BATCH
        while time.monotonic() < until:
            entries = self._log.raw(self._position, limit)
            taken = self._decide(entries)
            if taken is None:
                return True
            if not taken and len(entries) == limit:
                # A report with more readings than a batch has entries.
                limit *= 2
                continue
            if not taken and not self._tick():
                return False
            if len(entries) < limit and not self._due():
                return False
            limit = BATCH
        return True

    def close(self) -> None:
        """Leave a snapshot for the next worker."""
        if self._state is not None and self._cursor > self._frozen_at:
            self._freeze()

    @property
    def state(self) -> State:
        """The state as it is now, for tests and for the curious."""
        return self._state or EMPTY_STATE

    def _rebuild(self) -> None:
        began = time.monotonic()
        self._cursor = self._position = self._log.cursor(CONSUMER)
        head = self._log.head()
        if self._cursor > head:
            raise LogError(
                f"the cursor of the alert worker stands at {self._cursor}, and the log ends at {head}: the log was "
                "cut, or the cursor was changed; restore the log, or put the cursor right"
            )
        state = self._thawed()
        start = state.sequence
        inputs = gather(self._log.iterate(start, self._cursor, GATHERED))
        self._state = rebuild(state, inputs, self._recorded(start))
        self._frozen_at = start
        collect_seldom()
        self._metrics.rebuilding.observe(time.monotonic() - began)
        self._metrics.know(self._state.rules)
        self._metrics.situations.set(len(self._state.situations))
        log.info("at entry %d, %d open situations", self._cursor, len(self._state.situations))

    def _recorded(self, start: int) -> Iterator[Event]:
        """Yield the decisions behind a sequence.

        Raises:
            LogError: One of them lies ahead of the cursor: deciding from there would alert again.
        """
        for entry in self._log.iterate(start, kinds=DECIDED):
            cause = entry.data["decided"]["cause"]
            # A worker that commits while we read moves the cursor too.
            if cause > self._cursor and cause > self._log.cursor(CONSUMER):
                raise LogError(
                    f"the cursor of the alert worker stands at {self._cursor}, and the log holds a decision on entry "
                    f"{cause}: the cursor was lost or changed. Nothing is decided until it is put right: "
                    f"HSET {self._log.keys.cursor(CONSUMER)} sequence N, with N the `cause` of the newest decision"
                )
            yield entry

    def _decide(self, entries: Sequence[str]) -> int | None:
        """Decide on the whole inputs among entries and commit; None when another worker was faster.

        Returns:
            How many entries were taken in: all but those of a report whose readings are not all there.
        """
        assert self._state is not None
        state = before = self._state
        views = Views(before)
        decisions: list[Draft] = []
        inputs = 0
        recorded: list[datetime] = []
        # One input at a time is read and let go of: a batch of them does not fit into the processor's cache.
        gathering = Gathering(map(decode, entries))
        for given in gathering:
            after, decided, fault = attempt(state, given)
            if fault is not None:
                log.error("nothing is decided: %s (report %s)", fault, given.source.id if given.source else "none")
                self._metrics.faults.inc()
            views.note(state, given, decided, after)
            decisions += decided
            recorded.append(given.desk)
            state, inputs = after, inputs + 1
        last = gathering.last
        if not gathering.whole:
            return 0
        if not inputs and last - self._cursor < IDLE_ENTRIES:
            self._position = last
            return gathering.whole
        now = self._clock()
        answer = self._log.commit(
            decisions,
            consumer=CONSUMER,
            expected=self._cursor,
            cursor=last,
            nonce=uuid.uuid4().hex,
            now=now,
            views=list(views.rows(state)),
        )
        self._metrics.commits.labels(answer).inc()
        if answer == "stale":
            # Somebody else decided on this: what they decided counts, and what we know is worth nothing.
            log.warning("another worker decided on entries behind %d; taking in the log again", self._cursor)
            self._state = None
            return None
        self._state, self._cursor, self._position = state, last, last
        self._report(before, state, decisions, recorded, now, gathering.whole)
        if last - self._frozen_at >= self._snapshot_entries:
            self._freeze()
        return gathering.whole

    def _report(
        self,
        before: State,
        after: State,
        decisions: list[Draft],
        recorded: list[datetime],
        now: datetime,
        entries: int,
    ) -> None:
        metrics = self._metrics
        metrics.inputs.inc(len(recorded))
        metrics.entries.inc(entries)
        metrics.count(decisions)
        metrics.situations.set(len(after.situations))
        for moment in recorded:
            metrics.deciding.observe(max(0.0, (now - moment).total_seconds()))
        if after.rules.version != before.rules.version:
            metrics.know(after.rules)
            log.info("rules %s from %s are in force", after.rules.version, after.rules.origin or "unknown")
        if any(kind_of(decision.type).startswith("alert.") for decision in decisions):
            self._wake()

    def _due(self) -> bool:
        due = next_due(self.state)
        return due is not None and due <= self._clock()

    def _tick(self) -> bool:
        """Write that a timer is due, where nothing arrived that would make it fire; true when one was."""
        due = next_due(self.state)
        now = self._clock()
        if due is None or due > now:
            return False
        data = ClockTicked(due=due)
        # Made of what it says: a second worker, or a second try, writes the same tick and so none.
        identity = uuid.uuid5(NAMESPACE, f"tick/{self._cursor}/{due.isoformat()}")
        draft = Draft(
            id=str(identity),
            source=SOURCE,
            type=data.type_name(),
            time=now,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )
        self._log.append([draft], now=now, nonce=identity.hex)
        return True

    def _thawed(self) -> State:
        try:
            frozen = self._server.bytes("GET", self._snapshot_key)
            state = thaw(frozen) if frozen else None
            if state is not None and state.sequence <= self._cursor:
                return state
        except ServerDown:
            raise
        except Exception as error:  # noqa: BLE001  a cache that is broken, however it is, must not keep us from the log
            log.warning("the snapshot cannot be read (%s); taking in the whole log", type(error).__name__)
        return EMPTY_STATE

    def _freeze(self) -> None:
        assert self._state is not None
        try:
            self._server.do("SET", self._snapshot_key, freeze(self._state))
        except ServerFull:
            # A snapshot is a convenience; the log has everything.
            log.warning("no room for a snapshot")
        self._frozen_at = self._cursor
