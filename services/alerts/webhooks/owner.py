"""Tells a receiver's owner that it fails, and switches it off when that goes on."""

import logging
from collections.abc import Callable
from datetime import datetime

from schemas.delivery import Attempt
from schemas.events.receivers import SubscriptionFailing
from schemas.subscription import InactiveReason, Subscription
from services.alerts.webhooks.health import Failing, due
from services.alerts.webhooks.subscriptions import Subscriptions
from services.runtime.errors import Conflict, NotFound

log = logging.getLogger(__name__)


class Owners:
    """Watches over receivers that fail."""

    def __init__(self, subscriptions: Subscriptions, clock: Callable[[], datetime]) -> None:
        self._subscriptions = subscriptions
        self._clock = clock

    def failed(self, subscription: Subscription, failing: Failing, attempt: Attempt) -> None:
        """Do what is due about a receiver whose attempt just failed."""
        step, warnings = due(failing, self._clock())
        if step == "disable":
            self.switch_off(subscription, InactiveReason.FAILING, attempt)
        elif step == "warn":
            data = SubscriptionFailing(
                subscription=subscription.id,
                place=subscription.place,
                description=subscription.description,
                owner=subscription.owner,
                reason=attempt.reason.value,
                status=attempt.status,
                failures=max(1, failing.failures),
                failing_since=failing.since,
                disabled_at=Failing(failing.failures, failing.since, warned_at=self._clock()).disabled_at,
            )
            if self._subscriptions.warn(subscription.id, data, so_far=failing.warnings, now=warnings):
                log.warning("receiver %s at %s has failed since %s", subscription.id, subscription.place, failing.since)

    def switch_off(self, subscription: Subscription, because: InactiveReason, attempt: Attempt) -> None:
        """Send nothing more to a receiver, unless its url has changed since it was tried."""
        try:
            done = self._subscriptions.deactivate(
                subscription.id,
                because,
                url=subscription.url,
                reason=attempt.reason.value,
                status=attempt.status,
            )
        except (NotFound, Conflict):
            return
        if done:
            log.warning("receiver %s at %s is switched off: %s", subscription.id, subscription.place, because.value)
