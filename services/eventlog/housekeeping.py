"""The housekeeping worker: looks after the log itself."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from services.eventlog.metrics import HousekeepingMetrics
from services.eventlog.seals.sealer import Sealer

DRAIN_SECONDS: Final = 2.0
"""A drain that has worked for so long wakes itself again instead of going on."""


class Housekeeping:
    """Seals the log of one workspace. One works at a time; what keeps two apart is the cursor of the seals."""

    name = "housekeeping"
    exclusive = True

    def __init__(
        self,
        sealer: Sealer,
        *,
        every: timedelta,
        metrics: HousekeepingMetrics,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the stage.

        Args:
            sealer: Makes the seals.
            every: For how long an entry waits for its seal at most.
            metrics: Where the figures go.
            monotonic: Measures the length of a drain.
        """
        self._sealer = sealer
        self._every = every
        self._monotonic = monotonic
        self._metrics = metrics

    def drain(self) -> bool:
        """Make the seals that are due; true when more are."""
        until = self._monotonic() + DRAIN_SECONDS
        while self._monotonic() < until:
            if not self._sealer.seal(self._every):
                self._tell()
                return False
            self._metrics.seals.inc()
        self._tell()
        return True

    def close(self) -> None:
        """Nothing is held."""

    def _tell(self) -> None:
        last = self._sealer.last()
        self._metrics.sealed.set(last.last if last is not None else 0)
