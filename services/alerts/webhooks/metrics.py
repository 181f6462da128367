"""What the webhook worker counts."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from schemas.delivery import Reason
from services.alerts.webhooks.outcome import Outcome, Verdict

_DELIVERED: Final = ((Outcome.DELIVERED, Reason.DELIVERED),)
_FINAL: Final = (
    (Outcome.GONE, Reason.GONE),
    (Outcome.PERMANENT, Reason.GUARD),
    (Outcome.PERMANENT, Reason.UNACCEPTABLE),
)
_RETRIED: Final = tuple(
    (Outcome.RETRY, reason)
    for reason in (
        # 410 from an address that was changed meanwhile.
        Reason.GONE,
        Reason.REDIRECT,
        Reason.CLIENT_ERROR,
        Reason.RATE_LIMITED,
        Reason.SERVER_ERROR,
        Reason.TIMEOUT,
        Reason.DNS,
        Reason.REFUSED,
        Reason.TLS,
        Reason.CONNECTION,
        Reason.PROTOCOL,
    )
)
ATTEMPTS: Final = (*_DELIVERED, *_FINAL, *_RETRIED)
"""Every way in which an attempt can come out."""
OUTCOMES: Final = ("created", "delivered", "exhausted", "superseded", "unsubscribed", "unreadable")
"""created: a message is to go to a receiver; exhausted: given up; superseded: dropped for a newer message of the same
alert; unsubscribed: the receiver was removed; unreadable: the entry of the log could not be read."""
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30)


class WebhookMetrics:
    """Counters and histograms of one webhook worker; every label is there from the start, at 0."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.deliveries = Counter(
            "tocsin_deliveries", "Deliveries made and finished, by outcome.", ["outcome"], registry=registry
        )
        self.attempts = Counter(
            "tocsin_delivery_attempts",
            "Attempts to deliver, by outcome and reason.",
            ["outcome", "reason"],
            registry=registry,
        )
        self.seconds = Histogram(
            "tocsin_delivery_attempt_seconds", "Time of an attempt.", buckets=_SECONDS, registry=registry
        )
        self.lag = Histogram(
            "tocsin_delivery_lag_seconds",
            "Time from the alert's entry in the log to the receiver's answer, where the first attempt succeeded.",
            buckets=(*_SECONDS, 60, 300, 3600),
            registry=registry,
        )
        self.in_flight = Gauge("tocsin_deliveries_in_flight", "Deliveries that are being sent now.", registry=registry)
        for outcome in OUTCOMES:
            self.deliveries.labels(outcome)
        for verdict, reason in ATTEMPTS:
            self.attempts.labels(verdict.value, reason.value)

    def attempt(self, verdict: Verdict, seconds: float) -> None:
        """Count an attempt."""
        self.attempts.labels(verdict.outcome.value, verdict.reason.value).inc()
        self.seconds.observe(seconds)
