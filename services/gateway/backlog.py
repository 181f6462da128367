"""How much work waits at each stage, and for how long the oldest of it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.eventlog.keys import Keys
from services.eventlog.log import Log
from services.runtime.server import Server

STAGES: Final = ("ingest", "alerts", "webhooks")


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at one stage.

    Attributes:
        waiting: Pieces of work: reports, log entries or deliveries.
        age: Seconds for which the oldest of them has been due; 0 when nothing waits.
    """

    waiting: int
    age: float


def backlogs(server: Server, workspace: str, now: datetime) -> Mapping[str, Backlog]:
    """Return the backlog of every stage.

    Raises:
        ServerDown: The server cannot be reached.
    """
    log = Log(server, workspace)
    return {
        "ingest": _inbox(server, Keys(workspace), now),
        "alerts": _behind(log, "alerts", now),
        "webhooks": _behind(log, "webhooks", now),
    }


def _inbox(server: Server, keys: Keys, now: datetime) -> Backlog:
    waiting = int(server.do("XLEN", keys.inbox))
    oldest = server.do("XRANGE", keys.inbox, "-", "+", "COUNT", 1)
    if not oldest:
        return Backlog(waiting, 0.0)
    taken = datetime.fromisoformat(oldest[0][1]["at"])
    return Backlog(waiting, _age(taken, now))


def _behind(log: Log, consumer: str, now: datetime) -> Backlog:
    cursor = log.cursor(consumer)
    waiting = max(log.head() - cursor, 0)
    first = log.read(cursor, 1) if waiting else []
    return Backlog(waiting, _age(first[0].recordedtime, now) if first else 0.0)


def _age(since: datetime, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0)
