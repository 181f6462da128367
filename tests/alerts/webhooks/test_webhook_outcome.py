"""What an attempt came to, and when the next one is."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.delivery import Reason
from services.alerts.webhooks.metrics import ATTEMPTS
from services.alerts.webhooks.outcome import LONGEST_WAIT, Outcome, Verdict, judge
from services.alerts.webhooks.schedule import DELAYS, JITTER, next_delay
from services.runtime.egress import EgressFailed, Failure
from services.runtime.errors import EgressRefused

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)

TABLE = [
    (200, Outcome.DELIVERED, Reason.DELIVERED),
    (202, Outcome.DELIVERED, Reason.DELIVERED),
    (204, Outcome.DELIVERED, Reason.DELIVERED),
    (299, Outcome.DELIVERED, Reason.DELIVERED),
    (301, Outcome.RETRY, Reason.REDIRECT),
    (304, Outcome.RETRY, Reason.REDIRECT),
    (400, Outcome.PERMANENT, Reason.UNACCEPTABLE),
    (401, Outcome.RETRY, Reason.CLIENT_ERROR),
    (403, Outcome.RETRY, Reason.CLIENT_ERROR),
    (404, Outcome.RETRY, Reason.CLIENT_ERROR),
    (408, Outcome.RETRY, Reason.CLIENT_ERROR),
    (410, Outcome.GONE, Reason.GONE),
    (413, Outcome.PERMANENT, Reason.UNACCEPTABLE),
    (422, Outcome.PERMANENT, Reason.UNACCEPTABLE),
    (429, Outcome.RETRY, Reason.RATE_LIMITED),
    (500, Outcome.RETRY, Reason.SERVER_ERROR),
    (501, Outcome.PERMANENT, Reason.UNACCEPTABLE),
    (503, Outcome.RETRY, Reason.SERVER_ERROR),
    (101, Outcome.RETRY, Reason.PROTOCOL),
    (600, Outcome.RETRY, Reason.PROTOCOL),
    (EgressFailed(Failure.TIMEOUT, ""), Outcome.RETRY, Reason.TIMEOUT),
    (EgressFailed(Failure.DNS, ""), Outcome.RETRY, Reason.DNS),
    (EgressFailed(Failure.REFUSED, ""), Outcome.RETRY, Reason.REFUSED),
    (EgressFailed(Failure.TLS, ""), Outcome.RETRY, Reason.TLS),
    (EgressFailed(Failure.CONNECTION, ""), Outcome.RETRY, Reason.CONNECTION),
    (EgressFailed(Failure.PROTOCOL, ""), Outcome.RETRY, Reason.PROTOCOL),
    (EgressRefused(""), Outcome.PERMANENT, Reason.GUARD),
]


@pytest.mark.parametrize(("answer", "outcome", "reason"), TABLE)
def test_every_answer_has_one_outcome(
    answer: int | EgressFailed | EgressRefused, outcome: Outcome, reason: Reason
) -> None:
    assert judge(answer, None, NOON) == Verdict(outcome, reason)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        (format_datetime(NOON + timedelta(minutes=2), usegmt=True), 120),
        (format_datetime(NOON - timedelta(minutes=2), usegmt=True), 0),
        ("99999999", LONGEST_WAIT),
        (format_datetime(NOON + timedelta(days=365), usegmt=True), LONGEST_WAIT),
        ("soon", 0),
        ("-5", 0),
        ("1e3", 0),
        ("٣", 0),
        ("", 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503, 404])
def test_a_receiver_may_put_us_off_by_seconds_or_a_date(status: int, header: str, seconds: float) -> None:
    assert judge(status, header, NOON).wait == seconds


@given(st.one_of(st.integers(100, 999), st.sampled_from(list(Failure))), st.text(max_size=40) | st.none())
def test_whatever_comes_is_in_the_closed_set(answer: int | Failure, header: str | None) -> None:
    verdict = judge(EgressFailed(answer, "") if isinstance(answer, Failure) else answer, header, NOON)
    assert 0 <= verdict.wait <= LONGEST_WAIT
    assert (verdict.outcome, verdict.reason) in ATTEMPTS


@given(st.integers(1, 30), st.integers(), st.floats(0, LONGEST_WAIT))
def test_the_next_attempt_is_within_a_fifth_of_the_schedule_or_when_the_receiver_asks(
    attempts: int, seed: int, wait: float
) -> None:
    delay = next_delay(attempts, wait, random.Random(seed))
    if attempts > len(DELAYS):
        assert delay is None
    else:
        planned = DELAYS[attempts - 1]
        assert delay is not None
        assert delay == wait or planned * (1 - JITTER) <= delay <= planned * (1 + JITTER)
        assert delay >= wait


def test_the_same_seed_gives_the_same_delays() -> None:
    first, second = random.Random(3), random.Random(3)
    assert [next_delay(n, 0, first) for n in range(1, 10)] == [next_delay(n, 0, second) for n in range(1, 10)]
