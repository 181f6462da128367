"""Writes the bodies of deliveries, each message once for all receivers of one format."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from schemas.delivery import Delivery
from schemas.events.envelope import Event
from schemas.subscription import Subscription
from services.alerts.webhooks import notice as notices
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.message import Sentences, read_message, with_earlier
from services.eventlog.log import Log
from services.runtime.errors import LogError

FRESH: Final = timedelta(seconds=2)
"""How long a body that was written is used for other receivers; a text that is removed is gone after that."""
MOST: Final = 64
"""Bodies held at once."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where people read more.

    Attributes:
        alert: Gives the address of an alert, from its id.
        subscriptions: What the address of a receiver begins with.
    """

    alert: Callable[[str], str]
    subscriptions: str


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent.

    Attributes:
        written_at: When it was written.
        recorded: When the log's entry was recorded; None for what is not in the log.
        content: The bytes.
        content_type: What they are.
    """

    written_at: datetime
    recorded: datetime | None
    content: bytes
    content_type: str


class Bodies:
    """Bodies of one workspace's deliveries."""

    def __init__(self, log: Log, sentences: Sentences, links: Links, clock: Callable[[], datetime]) -> None:
        self._log = log
        self._sentences = sentences
        self._links = links
        self._clock = clock
        self._held: dict[tuple[int, str], Body] = {}
        self._writing = threading.Lock()

    def of(self, delivery: Delivery, subscription: Subscription) -> Body:
        """Return what is sent.

        Raises:
            LogError: The entry is not there or cannot be read, or there is no such format any more.
        """
        form = FORMATS.get(subscription.format)
        if form is None:
            raise LogError(f"there is no format {subscription.format!r} any more")
        now = self._clock()
        if delivery.notice == "heartbeat":
            sign = notices.heartbeat(
                delivery.message, now, subscription.heartbeat or 0, f"{self._links.subscriptions}{subscription.id}"
            )
            return Body(now, None, form.notice(sign), form.content_type)
        # One thread writes at a time, so that a message to a thousand receivers is written once.
        with self._writing:
            key = (delivery.sequence, subscription.format)
            held = self._held.get(key)
            if held is not None and now - held.written_at < FRESH:
                return held
            event = self._event(delivery.sequence)
            body = Body(now, event.recordedtime, self._written(event, form), form.content_type)
            if len(self._held) >= MOST:
                self._held.clear()
            self._held[key] = body
            return body

    def _written(self, event: Event, form: Format) -> bytes:
        given = notices.read_notice(event, self._links.subscriptions)
        if given is not None:
            return form.notice(given)
        message = read_message(event)
        if message is None:
            raise LogError(f"entry {event.sequence} of the log is no message of an alert")
        if form.refers:
            message = with_earlier(message, self._log)
        return form.render(message, self._sentences.of(message.alert), self._links.alert(message.alert.alert))

    def _event(self, sequence: int) -> Event:
        entries = self._log.read(sequence - 1, 1, sequence)
        if not entries:
            raise LogError(f"entry {sequence} of the log is not there")
        return entries[0]
