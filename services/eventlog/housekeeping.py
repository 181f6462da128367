"""The housekeeping worker: looks after the log itself."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from services.eventlog.archive.archiver import Archiver
from services.eventlog.metrics import HousekeepingMetrics
from services.eventlog.seals.sealer import Sealer
from services.runtime.errors import Conflict, DataDirectoryError, LogError

DRAIN_SECONDS: Final = 2.0
"""A drain that has worked for so long wakes itself again instead of going on."""
LOOK_SECONDS: Final = 600.0
"""How often is looked for history that is due to be archived."""

log = logging.getLogger(__name__)


class Housekeeping:
    """Seals and archives the log of one workspace.

    One works at a time; what keeps two apart is the cursor of the seals and the lock of the archive.
    """

    name = "housekeeping"
    exclusive = True

    def __init__(
        self,
        sealer: Sealer,
        archiver: Archiver,
        *,
        every: timedelta,
        archive_days: int,
        clock: Callable[[], datetime],
        metrics: HousekeepingMetrics,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the stage.

        Args:
            sealer: Makes the seals.
            archiver: Moves history to the archive.
            every: For how long an entry waits for its seal at most.
            archive_days: After how many days history is moved; 0 for never.
            clock: Gives the present.
            metrics: Where the figures go.
            monotonic: Measures the length of a drain.
        """
        self._sealer = sealer
        self._archiver = archiver
        self._every = every
        self._archive_days = archive_days
        self._clock = clock
        self._monotonic = monotonic
        self._metrics = metrics
        self._look_at = monotonic()

    def drain(self) -> bool:
        """Make the seals that are due, then a segment where one is; true when more are."""
        until = self._monotonic() + DRAIN_SECONDS
        while self._monotonic() < until:
            if not self._sealer.seal(self._every):
                self._tell()
                return self._archive()
            self._metrics.seals.inc()
        self._tell()
        return True

    def close(self) -> None:
        """Nothing is held."""

    def _archive(self) -> bool:
        """Move one segment; true when there may be another one.

        What is older than the day that began so many days ago is moved, so that a quiet log gives one segment a day.
        """
        if not self._archive_days or self._monotonic() < self._look_at:
            return False
        today = self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        moving = self._archiver.move(today - timedelta(days=self._archive_days))
        try:
            moved = next(moving, None)
        except (Conflict, DataDirectoryError, LogError) as error:
            # Sealing must go on; the server still has all that could not be moved.
            log.error("history is not archived: %s", error)
            moved = None
        finally:
            moving.close()
        if moved is not None:
            log.info("entries %d to %d are in %s", moved.span.first, moved.span.last, moved.path.name)
            self._metrics.archived.set(moved.span.last)
            return True
        self._look_at = self._monotonic() + LOOK_SECONDS
        return False

    def _tell(self) -> None:
        last = self._sealer.last()
        self._metrics.sealed.set(last.last if last is not None else 0)
