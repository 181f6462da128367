"""The base of every worker process: waits for wake-ups on one RQ queue, drains one stage, sweeps for itself."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import FrameType
from typing import Final, Protocol

import redis
from prometheus_client import CollectorRegistry, Counter, Histogram
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from services.runtime.errors import TocsinError
from services.runtime.heartbeats import Heartbeats, keep_beating
from services.runtime.lock import ServerLock
from services.runtime.server import Server, client
from services.runtime.wakeups import FUNCTION, JOB_SECONDS, Waker, allowed_job, queue

SWEEP_SECONDS: Final = 2.0
"""How often a worker looks for work that nobody woke it for: lost wake-ups, retries and timers that fell due."""
LOCK_SECONDS: Final = 6.0
"""How long the lock of an exclusive stage outlives its holder; kept at every sweep."""
HANGS_SECONDS: Final = 30
"""A worker hangs that has drained nothing for so long beyond the longest drain, which is broken off before."""
PAUSE_SECONDS: Final = 1.0
"""How long to wait before trying again after the server broke off."""

log = logging.getLogger(__name__)


class Stage(Protocol):
    """What a worker process works at."""

    name: str
    exclusive: bool
    """True when only one worker of the workspace may work; the others stand by."""

    def drain(self) -> bool:
        """Work for some seconds at most; return true when there is more to do."""

    def close(self) -> None:
        """Give back what is held."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a worker process has been given."""

    server: Server
    prefix: str
    workspace: str
    queue_url: str
    waker: Waker
    identity: str
    clock: Callable[[], datetime]
    registry: CollectorRegistry


class _StoppableWorker(SimpleWorker):
    """Remembers that a signal asked it to stop: RQ ends its loop in the same way when its server breaks off."""

    stopping: threading.Event

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


class WorkerProcess:
    """Runs one stage until it is told to stop (SIGTERM, SIGINT)."""

    def __init__(self, stage: Stage, around: Surroundings) -> None:
        self._stage = stage
        self._around = around
        self._stopping = threading.Event()
        self._drained_at = time.monotonic()
        self._drains = Counter(
            "tocsin_drains",
            "Drains of a stage, by how they ended.",
            ["stage", "outcome"],
            registry=around.registry,
        )
        self._seconds = Histogram("tocsin_drain_seconds", "Time of a drain.", ["stage"], registry=around.registry)
        for outcome in ("done", "more", "failed"):
            self._drains.labels(stage.name, outcome)

    def alive(self) -> bool:
        """False when sweeps have stopped to lead to drains: the process hangs. A standby is well."""
        return time.monotonic() - self._drained_at < JOB_SECONDS[self._stage.name] + HANGS_SECONDS

    def run(self) -> None:
        """Work until a signal asks to stop; a drain that is under way is finished first."""
        around = self._around
        heartbeats = Heartbeats(around.server, around.prefix)
        keep_beating(heartbeats, self._stage.name, around.identity, around.clock, self._stopping)
        self._stop_on_signals()
        lock = self._own_lock()
        try:
            sweeper = threading.Thread(target=self._sweep, args=(lock,), name="sweep", daemon=True)
            sweeper.start()
            while not self._stopping.is_set():
                if self._listen():
                    break
                # RQ's handlers belong to a worker that is gone; a signal that comes now must still end us.
                self._stop_on_signals()
                log.warning("the queue broke off; trying again")
                self._stopping.wait(PAUSE_SECONDS)
        finally:
            self._stopping.set()
            self._give_back(lock)

    def _give_back(self, lock: ServerLock | None) -> None:
        # The server may have stopped before us. Nothing of this is needed: what is held ends by itself.
        for give_back in (self._stage.close, lock.release if lock is not None else None):
            try:
                if give_back is not None:
                    give_back()
            except TocsinError as error:
                log.debug("not given back: %s", error)

    def _listen(self) -> bool:
        """Work at the queue; return true when a signal ended it, false when the server broke off."""
        connection = client(self._around.queue_url, text=False)
        job_class = allowed_job({FUNCTION: self.drain})
        try:
            worker = _StoppableWorker(
                [queue(connection, self._around.workspace, self._stage.name, job_class)],
                name=f"{self._stage.name}-{self._around.identity}-{time.monotonic_ns()}",
                connection=connection,
                job_class=job_class,
                serializer=JSONSerializer,
            )
            worker.stopping = self._stopping
            worker.work(logging_level="CRITICAL")
            return self._stopping.is_set()
        except redis.RedisError:
            return False
        finally:
            connection.close()

    def drain(self, stage: str) -> None:
        """Drain the stage once, and wake one more worker where that left work over."""
        try:
            # The flag goes first, so that no wake-up falls between the end of this drain and the next one.
            self._around.waker.woken(stage)
            with self._seconds.labels(stage).time():
                more = self._stage.drain()
        except TocsinError as error:
            log.warning("%s", error)
            self._drains.labels(stage, "failed").inc()
            return
        except Exception:
            # A fault of ours, or a drain that hung: the work is still in its stream, and the next sweep tries again.
            log.exception("draining %s failed", stage)
            self._drains.labels(stage, "failed").inc()
            return
        self._drained_at = time.monotonic()
        self._drains.labels(stage, "more" if more else "done").inc()
        if more:
            self._around.waker.wake(stage)

    def _stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())

    def _sweep(self, lock: ServerLock | None) -> None:
        while not self._stopping.wait(SWEEP_SECONDS):
            self._around.waker.wake(self._stage.name)
            if lock is not None and not self._kept(lock):
                log.error("another worker holds the lock of %s; stopping", self._stage.name)
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def _kept(self, lock: ServerLock) -> bool:
        try:
            return lock.keep() or lock.take()
        except TocsinError as error:
            # A server that is away, or takes no writes, gives it to nobody else either; the commit is fenced by its
            # cursor whatever happens. Sweeps go on: they are what finds the work once the server is well again.
            log.debug("the lock of %s was not kept: %s", self._stage.name, error)
            return True

    def _own_lock(self) -> ServerLock | None:
        if not self._stage.exclusive:
            return None
        lock = ServerLock(
            self._around.server,
            f"{self._around.prefix}lock:{self._stage.name}",
            lambda: self._around.identity,
            LOCK_SECONDS,
        )
        told = False
        while not self._stopping.is_set():
            try:
                if lock.take():
                    return lock
            except TocsinError as error:
                log.warning("%s", error)
            if not told:
                log.info("standing by: another %s worker is at work", self._stage.name)
                told = True
            self._drained_at = time.monotonic()
            self._stopping.wait(PAUSE_SECONDS)
        return None
