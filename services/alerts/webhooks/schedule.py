"""When a failed delivery is tried again. Pure: the jitter's source is passed in."""

import random
from collections.abc import Sequence
from typing import Final

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0

DELAYS: Final = (
    5.0,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
"""Seconds between an attempt and the next: ten attempts over about three days, as the Standard Webhooks
specification proposes."""
JITTER: Final = 0.2
"""Share by which a delay is drawn shorter or longer, so that receivers that failed together do not return together."""


def next_delay(attempts: int, wait: float, source: random.Random, delays: Sequence[float] = DELAYS) -> float | None:
    """Return the seconds until the next attempt.

    Args:
        attempts: How many were made, at least 1.
        wait: Seconds that the receiver asked for; it can put an attempt off, never bring it forward.
        source: Where the jitter is drawn from.
        delays: The schedule.

    Returns:
        Seconds, or None when the schedule is used up.
    """
    if attempts > len(delays):
        return None
    return max(delays[attempts - 1] * (1 + source.uniform(-JITTER, JITTER)), wait)
