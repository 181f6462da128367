"""Signs of life: each worker process writes one every few seconds, and whoever asks reads who is alive."""

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from schemas.base import format_instant
from services.runtime.errors import TocsinError
from services.runtime.server import Server

WITHIN: Final = timedelta(seconds=15)
"""A worker whose last sign is older than this is not alive."""
FORGOTTEN: Final = timedelta(hours=1)
"""A sign this old is removed by the next beat of any worker, so that restarts do not pile up."""
EVERY_SECONDS: Final = 2.0
"""How often a process shows itself."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One worker process as it last showed itself."""

    stage: str
    identity: str
    started_at: datetime
    seen_at: datetime


class Heartbeats:
    """The signs of life of one workspace."""

    def __init__(self, server: Server, prefix: str) -> None:
        self._server = server
        self._key = f"{prefix}workers"

    def beat(self, stage: str, identity: str, started_at: datetime, now: datetime) -> None:
        """Say that a worker lives.

        Args:
            stage: What it works at.
            identity: Its host, process id and a random part, so that a process started anew is another one.
            started_at: When it started.
            now: The time.
        """
        sign = {"started_at": format_instant(started_at), "seen_at": format_instant(now)}
        self._server.do("HSET", self._key, f"{stage}:{identity}", json.dumps(sign))
        stale = [f"{beat.stage}:{beat.identity}" for beat in self._all() if now - beat.seen_at > FORGOTTEN]
        if stale:
            self._server.do("HDEL", self._key, *stale)

    def alive(self, now: datetime, within: timedelta = WITHIN) -> list[Heartbeat]:
        """Return the workers that showed themselves lately, by stage and identity."""
        return [beat for beat in self._all() if now - beat.seen_at <= within]

    def _all(self) -> list[Heartbeat]:
        rows: dict[str, str] = self._server.do("HGETALL", self._key)
        beats = []
        for name, text in sorted(rows.items()):
            stage, _, identity = name.partition(":")
            try:
                sign = json.loads(text)
                times = (datetime.fromisoformat(sign["started_at"]), datetime.fromisoformat(sign["seen_at"]))
            except (ValueError, KeyError, TypeError):
                # Of another version: that worker must not keep the others from being seen.
                continue
            beats.append(Heartbeat(stage, identity, *times))
        return beats


def keep_beating(
    heartbeats: Heartbeats, stage: str, identity: str, clock: Callable[[], datetime], stopped: threading.Event
) -> None:
    """Beat in a thread of its own until `stopped`; a server that is away is tried again at the next beat."""
    started = clock()

    def beat() -> None:
        while not stopped.is_set():
            try:
                heartbeats.beat(stage, identity, started, clock())
            except TocsinError as error:
                log.debug("no heartbeat: %s", error)
            stopped.wait(EVERY_SECONDS)

    threading.Thread(target=beat, name="heartbeat", daemon=True).start()
