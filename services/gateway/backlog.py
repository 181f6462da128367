"""How much work waits at each stage, and for how long the oldest of it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schemas.events.desk import LogSealed
from schemas.events.registry import kind_of
from services.alerts.situations.inputs import DESK_INPUTS, RECEIVED
from services.alerts.webhooks.deliveries import CONSUMER, Deliveries
from services.alerts.webhooks.message import ACTIONS
from services.eventlog.log import Log
from services.eventlog.seals.sealer import CONSUMER as SEALS
from services.eventlog.seals.sealer import ENTRIES
from services.runtime.server import Server

INPUTS: Final = (RECEIVED, *sorted(DESK_INPUTS))
"""Kinds of entries that the alert worker decides upon."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at one stage.

    Attributes:
        waiting: Pieces of work: reports, log entries or deliveries.
        age: Seconds for which the oldest of them has been due; 0 when nothing waits.
    """

    waiting: int
    age: float


def backlogs(server: Server, log: Log, now: datetime, seal_seconds: float) -> Mapping[str, Backlog]:
    """Return the backlog of every stage.

    Args:
        server: The server.
        log: The log of the workspace.
        now: The present.
        seal_seconds: For how long an entry may wait for its seal before that is due.

    Raises:
        ServerDown: The server cannot be reached.
    """
    due = Deliveries(server, log.keys.workspace).backlog(now)
    # A message is work of the webhook worker from the moment that it is decided, not only once it is a delivery.
    told = _behind(log, CONSUMER, ACTIONS, now)
    return {
        "ingest": _inbox(server, log.keys.inbox, now),
        "alerts": _behind(log, "alerts", INPUTS, now),
        "webhooks": Backlog(due.waiting + told.waiting, max(due.age, told.age)),
        "housekeeping": _unsealed(log, now, seal_seconds),
    }


def _inbox(server: Server, inbox: str, now: datetime) -> Backlog:
    waiting = int(server.do("XLEN", inbox))
    oldest = server.do("XRANGE", inbox, "-", "+", "COUNT", 1)
    return Backlog(waiting, _age(datetime.fromisoformat(oldest[0][1]["at"]), now) if oldest else 0.0)


def _behind(log: Log, consumer: str, kinds: Iterable[str], now: datetime) -> Backlog:
    # A consumer's cursor may stand before entries that do not concern it, so only those that do are counted.
    waiting, first = log.waiting(kinds, log.cursor(consumer))
    entry = log.read(first - 1, 1) if first is not None else []
    return Backlog(waiting, _age(entry[0].recordedtime, now) if entry else 0.0)


def _unsealed(log: Log, now: datetime, seal_seconds: float) -> Backlog:
    """Return the entries that wait for a seal, once one is due: few entries wait for more before they are sealed."""
    sealed = log.cursor(SEALS)
    # A log at rest ends with a seal that no other covers; only what is not a seal waits for one.
    seals, _ = log.waiting([LogSealed.kind], sealed)
    waiting = log.head() - sealed - seals
    oldest = (entry for entry in log.iterate(sealed) if kind_of(entry.type) != LogSealed.kind) if waiting else iter(())
    first = next(oldest, None)
    if first is None:
        return Backlog(0, 0.0)
    age = _age(first.recordedtime, now)
    if age < seal_seconds and waiting < ENTRIES:
        return Backlog(0, 0.0)
    return Backlog(waiting, max(age - seal_seconds, 0.0))


def _age(since: datetime, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0)
