"""The webhook worker: follows the log, makes deliveries, and keeps the threads that send at work."""

import logging
import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from schemas.delivery import Delivery
from schemas.subscription import Subscription
from services.alerts.webhooks.deliveries import CONSUMER, Claim, Deliveries, planned
from services.alerts.webhooks.dispatcher import THREADS, Dispatcher
from services.alerts.webhooks.matching import matches, too_mild
from services.alerts.webhooks.message import Message, Sentences, read_message
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.sender import Sender
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.eventlog import encoding
from services.eventlog.log import PAGE, Log
from services.runtime.egress import Egress
from services.runtime.errors import LogError, SettingsError
from services.runtime.server import Server

LEASE_MARGIN: Final = timedelta(seconds=15)
"""What a lease is longer than a request: time to write the body and to record the outcome."""
PAGES: Final = 10
"""Pages of the log that one drain follows."""
AT_ONCE: Final = 2_000
"""Deliveries made in one commit, so that a script stays short; one message's are never parted."""
CURSOR_AFTER: Final = timedelta(seconds=1)
"""The cursor is moved past entries that concern nobody this often at most: each move is a write to the disk."""

log = logging.getLogger(__name__)


class WebhookWorker:
    """Delivers the alerts of one workspace. Any number of these may run."""

    name = "webhooks"
    exclusive = False

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        vault: Vault,
        egress: Egress,
        sentences: Sentences,
        link: Callable[[str], str],
        clock: Callable[[], datetime],
        source: random.Random,
        metrics: WebhookMetrics,
        threads: int = THREADS,
        lease: timedelta | None = None,
    ) -> None:
        """Make a worker.

        Args:
            server: Where the workspace lies.
            workspace: Its name.
            vault: Opens the receivers' secrets.
            egress: The way out.
            sentences: Finds the sentences that an alert stands on.
            link: Gives the address where an alert can be read, from its id.
            clock: The present.
            source: Where the jitter of retries is drawn from.
            metrics: What is counted.
            threads: Deliveries in flight at most.
            lease: How long a delivery may be in flight before it is sent again; derived from the egress's total time
                when left out.

        Raises:
            SettingsError: The lease is too short for a request, so that healthy deliveries would be doubled.
        """
        least = timedelta(seconds=egress.total) + LEASE_MARGIN
        self._lease = least if lease is None else lease
        if self._lease < least:
            raise SettingsError(
                f"a delivery's lease of {self._lease.total_seconds():g} s is too short: a request may take "
                f"{egress.total:g} s, and {LEASE_MARGIN.total_seconds():g} s are added; make it "
                f"{least.total_seconds():g} s"
            )
        self._log = Log(server, workspace)
        self._clock = clock
        self._metrics = metrics
        self.deliveries = Deliveries(server, workspace)
        self.subscriptions = Subscriptions(server, workspace, vault=vault, egress=egress, clock=clock)
        self._sender = Sender(
            deliveries=self.deliveries,
            subscriptions=self.subscriptions,
            log=self._log,
            sentences=sentences,
            vault=vault,
            egress=egress,
            link=link,
            lease=self._lease,
            clock=clock,
            source=source,
            metrics=metrics,
        )
        self._dispatcher = Dispatcher(self._claim, self._sender.send, metrics.in_flight, threads)
        self._egress = egress
        self._seen = 0
        self._cursor = 0
        self._lost = True
        self._moved_at: datetime | None = None
        self._key_checked = False

    def drain(self) -> bool:
        """Make deliveries of what is new in the log and start sending; return true when more of the log remains.

        Sending goes on in threads after this returned.

        Raises:
            ServerDown: The server cannot be reached.
            SettingsError: The secrets are kept under another key.
        """
        if not self._key_checked:
            self.subscriptions.check_key()
            self._key_checked = True
        more = self._follow()
        self._dispatcher.pump()
        return more

    def next_due(self) -> datetime | None:
        """Return when a delivery is to be tried next; None when nothing waits."""
        return self.deliveries.next_due()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is in flight; False when that took too long."""
        return self._dispatcher.wait_idle(seconds)

    def close(self) -> None:
        """Claim nothing more, wait a few seconds for what is in flight, and cut off the rest."""
        self._dispatcher.close()
        self._egress.close()

    def _claim(self, most: int, suspects: int) -> list[Claim]:
        return self.deliveries.claim(most=most, suspects=suspects, lease=self._lease, now=self._clock())

    def _follow(self) -> bool:
        if self._lost:
            self._seen = self._cursor = self._log.cursor(CONSUMER)
            self._lost = False
        for _ in range(PAGES):
            page = self._log.raw(self._seen, PAGE)
            if not page:
                break
            if not self._take_in(page):
                # Another worker was faster; what it took in is done, the rest is found from its cursor.
                self._lost = True
                return True
            if len(page) < PAGE:
                break
        else:
            return True
        self._pass_by()
        return False

    def _take_in(self, page: list[str]) -> bool:
        """Make deliveries of one page of entries; False when another worker moved the cursor."""
        receivers: list[Subscription] | None = None
        ready: list[Delivery] = []
        for entry in page:
            message = _message(entry)
            if message is not None:
                if receivers is None:
                    receivers = [receiver for receiver in self.subscriptions.list() if receiver.active]
                ready += self._planned(message, receivers, ready)
            self._seen = _sequence(entry)
            if len(ready) >= AT_ONCE:
                if not self._commit(ready):
                    return False
                ready = []
        return self._commit(ready) if ready else True

    def _planned(
        self, message: Message, receivers: Iterable[Subscription], ready: Iterable[Delivery]
    ) -> list[Delivery]:
        found = list(receivers)
        alert = message.alert.alert
        mild = [(receiver.id, alert) for receiver in found if too_mild(receiver.filters, message)]
        told = {(delivery.subscription, delivery.alert) for delivery in ready} if mild else set()
        told |= self.deliveries.followed(mild) if mild else set()
        now = self._clock()
        return [
            planned(message, receiver.id, now)
            for receiver in found
            if matches(receiver.filters, message, followed=(receiver.id, alert) in told)
        ]

    def _commit(self, ready: list[Delivery]) -> bool:
        now = self._clock()
        answer = self.deliveries.fan_out(ready, expected=self._cursor, cursor=self._seen, now=now)
        if answer == "stale":
            return False
        self._cursor, self._moved_at = self._seen, now
        self._metrics.deliveries.labels("created").inc(len(ready))
        return True

    def _pass_by(self) -> None:
        """Move the cursor past entries that concern nobody, now and then."""
        if self._seen == self._cursor:
            return
        if self._moved_at is not None and self._clock() - self._moved_at < CURSOR_AFTER:
            return
        self._lost = not self._commit([])


def _sequence(entry: str) -> int:
    # Stored bytes begin with {"sequence":<number>, which the script that appends puts in front.
    return int(entry[len('{"sequence":') : entry.index(",")])


def _message(entry: str) -> Message | None:
    # The stored bytes begin with the envelope, the type among it; most entries concern nobody and need not be parsed.
    if '"type":"tocsin.alert.' not in entry:
        return None
    try:
        return read_message(encoding.decode(entry))
    except LogError as error:
        # The log holds it for ever; stopping here would stop every alert that comes after it.
        log.error("an alert is not delivered: %s", error)
        return None
