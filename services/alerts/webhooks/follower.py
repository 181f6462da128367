"""Follows the log and makes a delivery of each message for each receiver that wants it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from schemas.delivery import Delivery
from schemas.events.envelope import Event
from schemas.events.registry import kind_of
from schemas.subscription import SENT, Subscription, Topic
from services.alerts.webhooks.deliveries import CONSUMER, Deliveries
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.identity import planned, planned_notice
from services.alerts.webhooks.matching import matches, too_mild
from services.alerts.webhooks.message import Message, read_message
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.notice import OPERATIONS
from services.alerts.webhooks.subscriptions import Subscriptions
from services.eventlog import encoding
from services.eventlog.log import PAGE, Log
from services.runtime.errors import LogError

PAGES: Final = 10
"""Pages of the log that are followed at once."""
AT_ONCE: Final = 2_000
"""Deliveries after which a commit is made, so that a script stays short; one message's are never parted."""
ENOUGH: Final = 20_000
"""Deliveries after which the rest is left for the next time."""
CURSOR_AFTER: Final = timedelta(seconds=1)
"""The cursor is moved past entries that concern nobody this often at most: each move is a write to the disk."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Progress:
    """How far the log was followed: up to `cursor` it is committed, up to `seen` it was looked at.

    It is stale when another worker has moved the cursor; then it is of no use any more.
    """

    cursor: int
    seen: int
    ready: list[Delivery] = field(default_factory=list)
    made: int = 0
    stale: bool = False


class Follower:
    """The consumer `webhooks` of a workspace's log."""

    def __init__(
        self,
        log: Log,
        deliveries: Deliveries,
        subscriptions: Subscriptions,
        clock: Callable[[], datetime],
        metrics: WebhookMetrics,
    ) -> None:
        self._log = log
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._clock = clock
        self._metrics = metrics
        self._reached: _Progress | None = None
        self._moved_at: datetime | None = None

    def follow(self) -> bool:
        """Make deliveries of what is new; return true when more of the log remains.

        Raises:
            ServerDown: The server cannot be reached.
        """
        # Whatever breaks this off, the progress is forgotten: what was seen and not committed must be seen again.
        progress, self._reached = self._reached, None
        if progress is None:
            cursor = self._log.cursor(CONSUMER)
            progress = _Progress(cursor, cursor)
        progress.made = 0
        more = self._pages(progress)
        if progress.ready or (not more and self._due_to_move(progress)):
            self._commit(progress)
        if progress.stale:
            # What the other one took in is done; the rest is found from its cursor.
            return True
        self._reached = progress
        return more

    def _pages(self, progress: _Progress) -> bool:
        for _ in range(PAGES):
            page = self._log.raw(progress.seen, PAGE)
            receivers: list[Subscription] | None = None
            for entry in page:
                given = given_in(entry)
                if given is not None:
                    if receivers is None:
                        receivers = [found for found in self._subscriptions.list() if found.active]
                    if isinstance(given, Message):
                        found = self._planned(given, receivers, progress.ready)
                    else:
                        found = self._operations(given, receivers)
                    progress.ready += found
                    progress.made += len(found)
                progress.seen = _sequence(entry)
                if len(progress.ready) >= AT_ONCE:
                    self._commit(progress)
                if progress.stale or progress.made >= ENOUGH:
                    return True
            if len(page) < PAGE:
                return False
        return True

    def _planned(
        self, message: Message, receivers: Sequence[Subscription], ready: Sequence[Delivery]
    ) -> list[Delivery]:
        alert = message.alert.alert
        mild = [(receiver.id, alert) for receiver in receivers if too_mild(receiver.filters, message)]
        told: set[tuple[str, str]] = set()
        if mild:
            told = self._deliveries.followed(mild)
            told |= {(delivery.subscription, delivery.alert) for delivery in ready}
        now = self._clock()
        return [
            planned(message, receiver.id, now)
            for receiver in receivers
            if matches(
                receiver.filters,
                message,
                followed=(receiver.id, alert) in told,
                usual=FORMATS[receiver.format].actions if receiver.format in FORMATS else SENT,
            )
        ]

    def _operations(self, event: Event, receivers: Sequence[Subscription]) -> list[Delivery]:
        now, kind = self._clock(), OPERATIONS[kind_of(event.type)]
        return [
            planned_notice(event, kind, receiver.id, now)
            for receiver in receivers
            # Word of a receiver that fails would not reach itself.
            if Topic.OPERATIONS in receiver.filters.topics and receiver.id != event.subject
        ]

    def _due_to_move(self, progress: _Progress) -> bool:
        if progress.stale or progress.seen == progress.cursor:
            return False
        return self._moved_at is None or self._clock() - self._moved_at >= CURSOR_AFTER

    def _commit(self, progress: _Progress) -> None:
        """Write what is ready and move the cursor, unless another worker was faster."""
        now, ready = self._clock(), progress.ready
        answer = self._deliveries.fan_out(ready, expected=progress.cursor, cursor=progress.seen, now=now)
        if answer == "stale":
            progress.ready, progress.stale = [], True
            return
        progress.cursor, progress.ready, self._moved_at = progress.seen, [], now
        self._metrics.deliveries.labels("created").inc(len(ready))


def _sequence(entry: str) -> int:
    # Stored bytes begin with {"sequence":<number>, which the script that appends puts in front.
    return int(entry[len('{"sequence":') : entry.index(",")])


def given_in(entry: str) -> Message | Event | None:
    """Return what an entry of the log, as it is stored, gives to receivers: a message, a notice, or nothing."""
    # The stored bytes begin with the envelope, the type among it; most entries concern nobody and need not be parsed.
    if '"type":"tocsin.alert.' not in entry and '"type":"tocsin.subscription.' not in entry:
        return None
    try:
        event = encoding.decode(entry)
        return event if kind_of(event.type) in OPERATIONS else read_message(event)
    except LogError as error:
        # The log holds it for ever; stopping here would stop every alert that comes after it.
        log.error("an alert is not delivered: %s", error)
        return None
