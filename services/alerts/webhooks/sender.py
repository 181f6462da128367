"""Sends one delivery: writes the body, signs it, posts it, judges the answer, settles."""

import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.subscription import InactiveReason, Subscription
from services.alerts.webhooks.bodies import Bodies, Body
from services.alerts.webhooks.claims import Claim, Settled, Settlement
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.outcome import Outcome, Verdict
from services.alerts.webhooks.owner import Owners
from services.alerts.webhooks.post import post
from services.alerts.webhooks.schedule import DELAYS, next_delay
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.runtime.egress import Egress
from services.runtime.errors import LogError, NotFound, ServerDown, ServerFull

SETTLE_PAUSE: Final = 0.5
"""Seconds between tries to record an outcome while the server is away."""

log = logging.getLogger(__name__)


class Sender:
    """Sends deliveries, from many threads at once."""

    def __init__(
        self,
        *,
        deliveries: Deliveries,
        subscriptions: Subscriptions,
        bodies: Bodies,
        vault: Vault,
        egress: Egress,
        lease: timedelta,
        clock: Callable[[], datetime],
        source: random.Random,
        metrics: WebhookMetrics,
        delays: Sequence[float] = DELAYS,
    ) -> None:
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._bodies = bodies
        self._vault = vault
        self._egress = egress
        self._lease = lease
        self._clock = clock
        self._random = source
        self._metrics = metrics
        self._delays = tuple(delays)
        self._owners = Owners(subscriptions, clock)

    def send(self, claim: Claim) -> None:
        """Send a delivery that was claimed, or put it away when it must not be sent any more.

        Raises:
            ServerDown: The outcome could not be recorded before the lease ended; the delivery will be sent again.
        """
        subscription = claim.subscription
        if subscription is None:
            self._put_away(claim, Reason.UNSUBSCRIBED)
        elif claim.newer is not None:
            self._put_away(claim, Reason.SUPERSEDED)
        else:
            try:
                body = self._bodies.of(claim.delivery, subscription)
            except LogError as error:
                log.error("delivery %s: %s", claim.delivery.id, error)
                self._put_away(claim, Reason.UNREADABLE)
                return
            self._attempt(claim, subscription, body)

    def _attempt(self, claim: Claim, subscription: Subscription, body: Body) -> None:
        attempt, verdict = post(
            self._egress,
            subscription.url,
            secrets=self._vault.open(claim.sealed),
            message=claim.delivery.message,
            number=claim.delivery.attempts + 1,
            content_type=body.content_type,
            body=body.content,
            clock=self._clock,
        )
        if verdict.outcome is Outcome.GONE and self._moved(subscription):
            # 410 was said of an address that is not the receiver's any more.
            verdict = Verdict(Outcome.RETRY, Reason.GONE)
        self._metrics.attempt(verdict, attempt.seconds)
        now = self._clock()
        settlement = self._settlement(claim.delivery, verdict, attempt, now)
        settled = self._settle(claim, settlement)
        if settlement.state is DeliveryState.DELIVERED:
            if attempt.number == 1 and body.recorded is not None:
                self._metrics.lag.observe(max(0.0, (now - body.recorded).total_seconds()))
            return
        self._tell(claim, subscription, attempt, settlement)
        if verdict.outcome is Outcome.GONE:
            self._owners.switch_off(subscription, InactiveReason.GONE, attempt)
        elif settled.held and settled.failing is not None:
            self._owners.failed(subscription, settled.failing, attempt)

    def _settlement(self, delivery: Delivery, verdict: Verdict, attempt: Attempt, now: datetime) -> Settlement:
        if verdict.outcome is Outcome.DELIVERED:
            return Settlement(DeliveryState.DELIVERED, verdict.reason, attempt)
        # A sign of life that comes late says nothing.
        if verdict.outcome is Outcome.RETRY and delivery.notice != "heartbeat":
            delay = next_delay(attempt.number, verdict.wait, self._random, self._delays)
            if delay is not None:
                later = now + timedelta(seconds=delay)
                return Settlement(DeliveryState.PENDING, verdict.reason, attempt, later, quiet=verdict.wait)
        return Settlement(DeliveryState.EXHAUSTED, verdict.reason, attempt, quiet=verdict.wait)

    def _moved(self, subscription: Subscription) -> bool:
        try:
            return self._subscriptions.get(subscription.id).url != subscription.url
        except NotFound:
            return False

    def _put_away(self, claim: Claim, reason: Reason) -> None:
        self._settle(claim, Settlement(DeliveryState.EXHAUSTED, reason))

    def _settle(self, claim: Claim, settlement: Settlement) -> Settled:
        ends = time.monotonic() + self._lease.total_seconds()
        while True:
            try:
                settled = self._deliveries.settle(claim, settlement, self._clock())
                break
            except (ServerDown, ServerFull):
                # What the receiver took must not be forgotten for a server that is away for a moment.
                if time.monotonic() + SETTLE_PAUSE > ends:
                    raise
                time.sleep(SETTLE_PAUSE)
        if not settled.held:
            log.warning("delivery %s took longer than its lease; it is sent again", claim.delivery.id)
        elif settlement.next_at is None and claim.delivery.notice != "heartbeat":
            own = {Reason.SUPERSEDED, Reason.UNSUBSCRIBED, Reason.UNREADABLE}
            label = settlement.reason if settlement.reason in own else settlement.state
            self._metrics.deliveries.labels(label.value).inc()
        return settled

    def _tell(self, claim: Claim, subscription: Subscription, attempt: Attempt, settlement: Settlement) -> None:
        what = {
            "delivery": claim.delivery.id,
            "receiver": subscription.id,
            "at": subscription.place,
            "attempt": attempt.number,
            "reason": attempt.reason.value,
            "status": attempt.status,
            "next": str(settlement.next_at) if settlement.next_at else "given up",
        }
        log.info("not delivered: %s", json.dumps(what))
