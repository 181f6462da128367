"""What an attempt came to: one pure function from what happened to a closed set of outcomes."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

from schemas.delivery import Reason
from services.runtime.egress import EgressFailed, Failure
from services.runtime.errors import EgressRefused

LONGEST_WAIT: Final = 24 * 3600.0
"""Seconds that a receiver can put us off for with Retry-After, at most."""
_SECONDS: Final = re.compile(r"[0-9]{1,10}", re.ASCII)

#: The receiver understood the request and says that this very message will never do. Other 4xx (401, 403, 404 ...)
#: speak of the receiver, which may be mended, so they are tried again: an alert is worth more than a few requests.
UNACCEPTABLE: Final = frozenset({400, 405, 406, 411, 413, 414, 415, 422, 431, 451, 501, 505})

_FAILURES: Final = {
    Failure.TIMEOUT: Reason.TIMEOUT,
    Failure.DNS: Reason.DNS,
    Failure.REFUSED: Reason.REFUSED,
    Failure.TLS: Reason.TLS,
    Failure.CONNECTION: Reason.CONNECTION,
    Failure.PROTOCOL: Reason.PROTOCOL,
}


class Outcome(StrEnum):
    """What is to be done now."""

    DELIVERED = "delivered"
    RETRY = "retry"
    PERMANENT = "permanent"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an attempt came to.

    Attributes:
        outcome: What is to be done.
        reason: Why.
        wait: Seconds that the receiver asked us to wait before the next attempt; 0 when it did not ask.
    """

    outcome: Outcome
    reason: Reason
    wait: float = 0.0


def judge(answer: int | EgressFailed | EgressRefused, retry_after: str | None, now: datetime) -> Verdict:
    """Judge an attempt.

    Args:
        answer: The status of the answer, or what went wrong.
        retry_after: The answer's Retry-After header, seconds or an HTTP date, if there was one.
        now: When the answer came.
    """
    if isinstance(answer, EgressRefused):
        return Verdict(Outcome.PERMANENT, Reason.GUARD)
    if isinstance(answer, EgressFailed):
        return Verdict(Outcome.RETRY, _FAILURES[answer.failure])
    if 200 <= answer < 300:
        return Verdict(Outcome.DELIVERED, Reason.DELIVERED)
    if answer == 410:
        return Verdict(Outcome.GONE, Reason.GONE)
    if answer in UNACCEPTABLE:
        return Verdict(Outcome.PERMANENT, Reason.UNACCEPTABLE)
    return Verdict(Outcome.RETRY, _reason(answer), _asked(retry_after, now))


def _reason(status: int) -> Reason:
    if status == 429:
        return Reason.RATE_LIMITED
    if 300 <= status < 400:
        return Reason.REDIRECT
    if 400 <= status < 500:
        return Reason.CLIENT_ERROR
    return Reason.SERVER_ERROR if 500 <= status < 600 else Reason.PROTOCOL


def _asked(retry_after: str | None, now: datetime) -> float:
    text = (retry_after or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)
