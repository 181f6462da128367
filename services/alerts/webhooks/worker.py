"""The webhook worker: follows the log, makes deliveries, and keeps the threads that send at work."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from services.alerts.webhooks.bodies import Bodies, Links
from services.alerts.webhooks.claims import Claim
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.dispatcher import THREADS, Dispatcher
from services.alerts.webhooks.follower import Follower
from services.alerts.webhooks.message import Sentences
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.schedule import DELAYS
from services.alerts.webhooks.sender import Sender
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.upkeep import Upkeep
from services.alerts.webhooks.vault import Vault
from services.eventlog.log import Log
from services.runtime.egress import Egress
from services.runtime.errors import SettingsError
from services.runtime.server import Server

LEASE_MARGIN: Final = timedelta(seconds=5)
"""What a lease is longer than a request: time to write the body and to record the outcome."""
PRUNE_EVERY: Final = timedelta(minutes=10)
"""How often what is long over is forgotten."""


class WebhookWorker:
    """Delivers the alerts of one workspace. Any number of these may run."""

    name = "webhooks"
    exclusive = False

    def __init__(
        self,
        server: Server,
        log: Log,
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
        subscriptions_link: str = "",
        delays: Sequence[float] = DELAYS,
    ) -> None:
        """Make a worker.

        Args:
            server: Where the workspace lies.
            log: Its log.
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
            subscriptions_link: What the address of a receiver begins with.
            delays: Seconds between an attempt and the next.

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
        workspace = log.keys.workspace
        self._clock = clock
        self.deliveries = Deliveries(server, workspace)
        self.upkeep = Upkeep(server, workspace)
        self.subscriptions = Subscriptions(server, workspace, vault=vault, egress=egress, clock=clock)
        self.follower = Follower(log, self.deliveries, self.subscriptions, clock, metrics)
        self._sender = Sender(
            deliveries=self.deliveries,
            subscriptions=self.subscriptions,
            bodies=Bodies(log, sentences, Links(link, subscriptions_link), clock),
            vault=vault,
            egress=egress,
            lease=self._lease,
            clock=clock,
            source=source,
            metrics=metrics,
            delays=delays,
        )
        self._dispatcher = Dispatcher(self._claim, self._sender.send, metrics.in_flight, threads)
        self._egress = egress
        self._key_checked = False
        self._pruned_at: datetime | None = None

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
        more = self.follower.follow()
        now = self._clock()
        self.upkeep.beat(now)
        if self._pruned_at is None or now - self._pruned_at >= PRUNE_EVERY:
            self._pruned_at = now
            self.upkeep.prune(now)
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
        # What was cut off is recorded as a failed attempt, and is tried again in seconds instead of after a lease.
        self._dispatcher.wait_idle(2)

    def _claim(self, most: int, suspects: int) -> list[Claim]:
        return self.deliveries.claim(most=most, suspects=suspects, lease=self._lease, now=self._clock())
