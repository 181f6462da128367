"""Threads that send: bounded in number, never two for one receiver, and never all of them for receivers that fail.

A thread that is done claims what is due next, so a queue is worked off without anybody driving it, and a receiver that
hangs holds one thread and nobody up.
"""

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

from prometheus_client import Gauge

from services.alerts.webhooks.claims import Claim
from services.runtime.errors import TocsinError

THREADS: Final = 64
"""Deliveries in flight at most."""
STOP_SECONDS: Final = 5.0
"""How long a stop waits for deliveries in flight; what is not done then is sent again after its lease."""

ClaimSome = Callable[[int, int], list[Claim]]
"""Claims at most so many deliveries, and at most so many of them for suspects."""

log = logging.getLogger(__name__)


class Dispatcher:
    """Claims deliveries as long as threads are free, and hands them to the threads."""

    def __init__(
        self, claim: ClaimSome, send: Callable[[Claim], None], in_flight: Gauge, threads: int = THREADS
    ) -> None:
        """Make a dispatcher; its threads start when they are needed.

        Args:
            claim: Claims deliveries.
            send: Sends one and settles it.
            in_flight: Shows how many threads are busy.
            threads: How many there may be. At most half of them serve receivers whose last attempt failed.
        """
        self._claim = claim
        self._send = send
        self._gauge = in_flight
        self._most = threads
        self._most_suspects = max(1, threads // 2)
        self._jobs: SimpleQueue[Claim | None] = SimpleQueue()
        self._state = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._busy = 0
        self._suspects = 0
        self._claiming = False
        self._again = False
        self._stopped = False

    def pump(self) -> None:
        """Claim what is due while threads are free.

        Raises:
            TocsinError: Claiming failed; nothing was taken that will not come back.
        """
        if self._may_claim(done=None):
            self._claim_all()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is in flight; False when that took too long."""
        with self._state:
            return self._state.wait_for(lambda: not self._busy and not self._claiming, seconds)

    def close(self, seconds: float = STOP_SECONDS) -> None:
        """Claim nothing more and wait a while for what is in flight."""
        with self._state:
            self._stopped = True
        self.wait_idle(seconds)
        for _ in self._threads:
            self._jobs.put(None)

    def _may_claim(self, done: Claim | None) -> bool:
        with self._state:
            if done is not None:
                self._busy -= 1
                self._suspects -= done.suspect
                self._gauge.set(self._busy)
            # One claims at a time. Who comes meanwhile may know of work that the claim under way has missed, so it
            # leaves word and the one at work looks again.
            if self._claiming:
                self._again = True
                return False
            self._claiming = True
            return True

    def _claim_all(self) -> None:
        try:
            while self._claim_once():
                pass
        except BaseException:
            with self._state:
                self._claiming = False
                self._state.notify_all()
            raise

    def _claim_once(self) -> bool:
        """Claim once; return whether to look again."""
        with self._state:
            self._again = False
            free = 0 if self._stopped else self._most - self._busy
            suspects = max(0, min(free, self._most_suspects - self._suspects))
        found = self._claim(free, suspects) if free else []
        with self._state:
            self._busy += len(found)
            self._suspects += sum(claim.suspect for claim in found)
            self._gauge.set(self._busy)
            # Handed over first: where the system has no more threads, those there are take it, one after the other.
            for claim in found:
                self._jobs.put(claim)
            self._start_threads()
            if (found and self._busy < self._most) or self._again:
                return True
            self._claiming = False
            self._state.notify_all()
            return False

    def _start_threads(self) -> None:
        while len(self._threads) < self._busy:
            thread = threading.Thread(target=self._work, name="webhook-send", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                log.error(
                    "no more threads than %d could be started; deliveries wait for one another", len(self._threads)
                )
                return
            self._threads.append(thread)

    def _work(self) -> None:
        while (claim := self._jobs.get()) is not None:
            try:
                self._send(claim)
            except Exception as error:  # noqa: BLE001  the thread must live on; the lease brings the delivery back
                log.error("delivery %s: %s", claim.delivery.id, _told(error))
            try:
                if self._may_claim(done=claim):
                    self._claim_all()
            except Exception as error:  # noqa: BLE001  a thread that died would be counted on for ever
                log.warning("claiming deliveries failed: %s", _told(error))


def _told(error: Exception) -> str:
    # The text of an error that we did not make may hold a url with a key in it.
    return str(error) if isinstance(error, TocsinError) else type(error).__name__
