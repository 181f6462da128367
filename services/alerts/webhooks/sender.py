"""Sends one delivery: writes the body, signs it, posts it, judges the answer, settles."""

import json
import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from schemas.delivery import Attempt, DeliveryState, Reason
from schemas.subscription import InactiveReason, Subscription
from services.alerts.webhooks import signing
from services.alerts.webhooks.claims import Claim, Settlement
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.message import Message, Sentences, read_message, with_earlier
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.outcome import Outcome, Verdict, judge
from services.alerts.webhooks.schedule import next_delay
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.eventlog.log import Log
from services.runtime.egress import Answer, Egress, EgressFailed
from services.runtime.errors import EgressRefused, LogError, NotFound, ServerDown, ServerFull

FRESH: Final = timedelta(seconds=2)
"""How long a body that was written is used for other receivers; a text that is removed is gone after that."""
BODIES: Final = 64
"""Bodies held at once."""
SETTLE_PAUSE: Final = 0.5
"""Seconds between tries to record an outcome while the server is away."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Body:
    written_at: datetime
    message: Message
    content: bytes
    content_type: str


class Sender:
    """Sends deliveries, from many threads at once."""

    def __init__(
        self,
        *,
        deliveries: Deliveries,
        subscriptions: Subscriptions,
        log: Log,
        sentences: Sentences,
        vault: Vault,
        egress: Egress,
        link: Callable[[str], str],
        lease: timedelta,
        clock: Callable[[], datetime],
        source: random.Random,
        metrics: WebhookMetrics,
    ) -> None:
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._log = log
        self._sentences = sentences
        self._vault = vault
        self._egress = egress
        self._link = link
        self._lease = lease
        self._clock = clock
        self._random = source
        self._metrics = metrics
        self._bodies: dict[tuple[int, str], _Body] = {}
        self._writing = threading.Lock()

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
                body = self._body(claim.delivery.sequence, subscription.format)
            except LogError as error:
                log.error("delivery %s: %s", claim.delivery.id, error)
                self._put_away(claim, Reason.UNREADABLE)
                return
            self._attempt(claim, subscription, body)

    def _attempt(self, claim: Claim, subscription: Subscription, body: _Body) -> None:
        delivery, began = claim.delivery, self._clock()
        secrets = self._vault.open(claim.sealed)
        signed = signing.headers(secrets.signing(began), delivery.message, int(began.timestamp()), body.content)
        headers = {"content-type": body.content_type, **signed}
        started = time.monotonic()
        result: Answer | EgressFailed | EgressRefused
        try:
            result = self._egress.request("POST", subscription.url, headers=headers, body=body.content)
        except (EgressFailed, EgressRefused) as error:
            result = error
        seconds = time.monotonic() - started
        now = self._clock()
        answer = result if isinstance(result, Answer) else None
        verdict = judge(
            result.status if isinstance(result, Answer) else result,
            answer.headers.get("retry-after") if answer else None,
            now,
        )
        attempt = Attempt(
            number=delivery.attempts + 1,
            at=began,
            headers={name: value for name, value in headers.items() if name != "webhook-signature"},
            status=answer.status if answer else None,
            reason=verdict.reason,
            error="" if answer else str(result),
            seconds=round(seconds, 6),
            answer=answer.body.decode(errors="replace") if answer else "",
            truncated=answer.truncated if answer else False,
        )
        self._metrics.attempt(verdict, seconds)
        settlement = self._settlement(verdict, attempt, now)
        self._settle(claim, settlement)
        if settlement.state is DeliveryState.DELIVERED:
            if attempt.number == 1:
                self._metrics.lag.observe(max(0.0, (now - body.message.event.recordedtime).total_seconds()))
        else:
            self._tell(claim, subscription, attempt, settlement)
        if verdict.outcome is Outcome.GONE:
            self._switch_off(subscription)

    def _settlement(self, verdict: Verdict, attempt: Attempt, now: datetime) -> Settlement:
        if verdict.outcome is Outcome.DELIVERED:
            return Settlement(DeliveryState.DELIVERED, verdict.reason, attempt)
        if verdict.outcome is Outcome.RETRY:
            delay = next_delay(attempt.number, verdict.wait, self._random)
            if delay is not None:
                return Settlement(DeliveryState.PENDING, verdict.reason, attempt, now + timedelta(seconds=delay))
        return Settlement(DeliveryState.EXHAUSTED, verdict.reason, attempt)

    def _put_away(self, claim: Claim, reason: Reason) -> None:
        self._settle(claim, Settlement(DeliveryState.EXHAUSTED, reason))

    def _settle(self, claim: Claim, settlement: Settlement) -> None:
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
        if not settled:
            log.warning("delivery %s took longer than its lease; it is sent again", claim.delivery.id)
        elif settlement.next_at is None:
            own = {Reason.SUPERSEDED, Reason.UNSUBSCRIBED, Reason.UNREADABLE}
            label = settlement.reason if settlement.reason in own else settlement.state
            self._metrics.deliveries.labels(label.value).inc()

    def _body(self, sequence: int, format_name: str) -> _Body:
        # One thread writes at a time, so that a message to a thousand receivers is written once.
        with self._writing:
            now = self._clock()
            held = self._bodies.get((sequence, format_name))
            if held is not None and now - held.written_at < FRESH:
                return held
            form = FORMATS.get(format_name)
            if form is None:
                raise LogError(f"there is no format {format_name!r} any more")
            message = self._message(sequence)
            if form.refers:
                message = with_earlier(message, self._log)
            content = form.render(message, self._sentences.of(message.alert), self._link(message.alert.alert))
            if len(self._bodies) >= BODIES:
                self._bodies.clear()
            body = self._bodies[sequence, format_name] = _Body(now, message, content, form.content_type)
            return body

    def _message(self, sequence: int) -> Message:
        entries = self._log.read(sequence - 1, 1, sequence)
        message = read_message(entries[0]) if entries else None
        if message is None:
            raise LogError(f"entry {sequence} of the log is not there, or is no message of an alert")
        return message

    def _switch_off(self, subscription: Subscription) -> None:
        try:
            self._subscriptions.deactivate(subscription.id, InactiveReason.GONE)
        except NotFound:
            return
        log.warning("receiver %s at %s answered 410 and gets nothing more", subscription.id, subscription.place)

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
