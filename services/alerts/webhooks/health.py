"""How a receiver fares, and what follows: pauses, warnings, the end. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

WARN_AFTER: Final = (timedelta(days=1), timedelta(days=4))
"""Its owner is told after it has failed for so long."""
DISABLE_AFTER: Final = timedelta(days=5)
"""It is switched off after it has failed for so long."""
LEAST_NOTICE: Final = timedelta(days=1)
"""It is never switched off sooner than this after a warning. Where alerts are rare, one may fail today and the next in
a week: then the second one brings the warning, and not the end."""

FAILURES: Final = 10
"""Failures in a row after which nothing is tried for a while; then one message probes the receiver."""
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=10)
"""Each failed probe doubles the pause, up to this."""
LONGEST_QUIET: Final = timedelta(hours=1)
"""A receiver that answers Retry-After puts its other messages off as well, for so long at most."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A receiver that fails.

    Attributes:
        failures: Attempts that failed since the last success.
        since: When the first of them was.
        warnings: How often its owner was told.
        warned_at: When the last time.
    """

    failures: int
    since: datetime
    warnings: int = 0
    warned_at: datetime | None = None

    @property
    def disabled_at(self) -> datetime:
        """When it is switched off if it fails until then."""
        end = self.since + DISABLE_AFTER
        return end if self.warned_at is None else max(end, self.warned_at + LEAST_NOTICE)


def due(failing: Failing, now: datetime) -> tuple[Literal["nothing", "warn", "disable"], int]:
    """Return what is to be done about a receiver whose attempt just failed, and how many warnings that makes."""
    passed = sum(now - failing.since >= after for after in WARN_AFTER)
    if failing.warned_at is not None and now >= failing.disabled_at:
        return "disable", failing.warnings
    if passed > failing.warnings:
        return "warn", passed
    return "nothing", failing.warnings
