"""What people do about deliveries: send one again, make up for a span that a receiver missed, drop what waits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import ValidationError

from schemas.base import format_instant
from schemas.delivery import Delivery, DeliveryState, Reason
from schemas.events.data import EventData
from schemas.events.envelope import Draft
from schemas.events.receivers import DeliveryRecovered, DeliveryResent
from schemas.subscription import SENT, Subscription
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.follower import given_in
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.identity import delivery_id, message_id, planned
from services.alerts.webhooks.keys import PACKAGE, WebhookKeys
from services.alerts.webhooks.matching import matches
from services.alerts.webhooks.message import Message
from services.alerts.webhooks.rows import KEPT, flat, ms, outcome_of, read_delivery
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.subscriptionstore import SOURCE
from services.eventlog import encoding
from services.eventlog.log import Log
from services.eventlog.lua import lua
from services.runtime.errors import Conflict, NotFound, UsageError
from services.runtime.server import RunScript, Server

AT_ONCE: Final = 200
"""Deliveries that one script makes or puts away."""
MOST: Final = 20_000
"""Messages that are recovered at once."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a recovery came to.

    Attributes:
        first: Sequence of the log from which on.
        last: Sequence up to which.
        deliveries: How many messages are sent.
        skipped: How many in the span the receiver has taken already, or will get anyway.
    """

    first: int
    last: int
    deliveries: int
    skipped: int


class ByHand:
    """What people do about the deliveries of one workspace. Each act is named by a nonce, and done once for it."""

    def __init__(
        self,
        server: Server,
        log: Log,
        *,
        deliveries: Deliveries,
        subscriptions: Subscriptions,
        clock: Callable[[], datetime],
    ) -> None:
        self._server = server
        self._log = log
        self._prefix = log.keys.prefix
        self._keys = WebhookKeys(log.keys.workspace)
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._clock = clock
        self._make = self._load("by_hand.lua")
        self._hasten = self._load("hasten.lua")
        self._drop = self._load("drop.lua")

    def resend(self, delivery: str, actor: str, nonce: str) -> Delivery:
        """Send a message again, now.

        One that waits for its next attempt is tried at once. Of one that is finished a new delivery is made: under the
        same webhook-id when the receiver never took it; under a new one when it did, for else it would pass over what
        it knows.

        Raises:
            NotFound: There is no such delivery, or its receiver was removed.
            Conflict: Nothing is sent to the receiver at present.
        """
        found = self._deliveries.get(delivery)
        self._served(found.subscription)
        now = self._clock()
        if found.notice == "heartbeat":
            raise Conflict("a sign of life is not sent again; `tocsin subscriptions test` tries the receiver out")
        if found.state is DeliveryState.PENDING:
            self._hasten(
                [self._log.keys.log], [self._prefix, ms(now), found.subscription, found.id, format_instant(now)]
            )
            return self._deliveries.get(found.id)
        taken = found.state is DeliveryState.DELIVERED
        again = self._repeat(found, nonce, now, message_id(nonce, found.id) if taken else found.message)
        data = DeliveryResent(delivery=again.id, repeats=found.id, alert=found.alert, subscription=found.subscription)
        self._made([self._fields(again)], [again], found.subscription, [data], actor, nonce)
        return self._deliveries.get(again.id)

    def recover(
        self,
        subscription: str,
        actor: str,
        nonce: str,
        *,
        since: datetime | None = None,
        sequence: int | None = None,
        everything: bool = False,
    ) -> Recovered:
        """Send a receiver, in their order, the messages of a span that it did not take.

        What it has taken is left out, and so is what waits for it. Its filters say which messages are meant for it,
        also of a time at which it was paused or not yet subscribed.

        Args:
            subscription: The receiver.
            actor: Who asks.
            nonce: Unique name of this act.
            since: From the messages recorded then on.
            sequence: From this entry of the log on.
            everything: Send what it has taken as well, under new webhook-ids.

        Raises:
            NotFound: There is no such receiver.
            Conflict: Nothing is sent to it at present.
            UsageError: Neither or both of `since` and `sequence` are given, or there are too many messages.
        """
        if (since is None) == (sequence is None):
            raise UsageError("say since when: a time or a sequence of the log, one of them")
        receiver = self._served(subscription)
        first = sequence if sequence is not None else self._log.at(_before(since)) + 1
        first, last, now = max(1, first), self._log.head(), self._clock()
        made: list[Delivery] = []
        skipped = 0
        for message in self._meant(receiver, first, last):
            delivery = self._missed(message, receiver, nonce, now, everything=everything)
            if delivery is None:
                skipped += 1
                continue
            made.append(delivery)
            if len(made) > MOST:
                raise UsageError(f"more than {MOST} messages; name a later time or sequence")
        rows = self._chained(made)
        data = DeliveryRecovered(subscription=subscription, first=first, last=last, deliveries=len(made))
        for at in range(0, max(1, len(made)), AT_ONCE):
            # The act is told with its first part, so that a part that is lost is seen.
            told = [data] if at == 0 else []
            part = slice(at, at + AT_ONCE)
            self._made(rows[part], made[part], subscription, told, actor, f"{nonce}-{at}", at)
        return Recovered(first, last, len(made), skipped)

    def drop(self, subscription: str, actor: str) -> int:
        """Put away, unsent, all that waits for a receiver, and return how much it was.

        What is being sent at this moment is not touched.

        Raises:
            NotFound: There is no such receiver.
        """
        self._subscriptions.get(subscription)
        dropped = 0
        while names := self._server.do("ZRANGE", self._keys.queue(subscription), 0, AT_ONCE - 1):
            now = self._clock()
            arguments: list[str | int] = []
            for name in names:
                finished = _finished(self._row(name), name, subscription, now)
                changed = {"state": "exhausted", "reason": Reason.DROPPED.value, "next_at": ""}
                fields = flat({**changed, "finished_at": format_instant(now)})
                draft = outcome_of(finished, now).model_copy(update={"actor": actor})
                arguments += [name, len(fields), *fields, *encoding.arguments([draft])]
            head = (self._prefix, format_instant(now), subscription, int(KEPT.total_seconds()), len(names))
            dropped += int(self._drop([self._log.keys.log], [*head, *arguments]))
        return dropped

    def _served(self, subscription: str) -> Subscription:
        found = self._subscriptions.get(subscription)
        if not found.active:
            raise Conflict(
                f"receiver {subscription} is switched off ({found.inactive_reason}); first "
                f"`tocsin subscriptions resume {subscription}`"
            )
        return found

    def _meant(self, receiver: Subscription, first: int, last: int) -> Iterator[Message]:
        usual = FORMATS[receiver.format].actions if receiver.format in FORMATS else SENT
        told: set[str] = set()
        after = first - 1
        while entries := self._log.raw(after, until=last):
            for entry in entries:
                message = given_in(entry)
                if not isinstance(message, Message):
                    continue
                alert = message.alert.alert
                followed = alert in told or bool(self._deliveries.followed([(receiver.id, alert)]))
                if matches(receiver.filters, message, followed=followed, usual=usual):
                    told.add(alert)
                    yield message
            after += len(entries)

    def _missed(
        self, message: Message, receiver: Subscription, nonce: str, now: datetime, *, everything: bool
    ) -> Delivery | None:
        """Return what is to be sent; None when the receiver has taken the message or will get it."""
        name = delivery_id(message.event.id, receiver.id)
        before = self._row(name)
        if before is None:
            return planned(message, receiver.id, now).model_copy(update={"recovered": True})
        newest = before
        while newest.repeated_by is not None and (later := self._row(newest.repeated_by)) is not None:
            newest = later
        if newest.state is DeliveryState.PENDING:
            return None
        taken = newest.state is DeliveryState.DELIVERED
        if taken and not everything:
            return None
        again = self._repeat(newest, nonce, now, message_id(nonce, newest.id) if taken else newest.message)
        return again.model_copy(update={"recovered": True})

    def _row(self, name: str) -> Delivery | None:
        fields = self._server.do("HGETALL", self._keys.delivery(name))
        try:
            return read_delivery(fields) if fields else None
        except ValidationError:
            return None

    @staticmethod
    def _repeat(found: Delivery, nonce: str, now: datetime, message: str) -> Delivery:
        return Delivery(
            id=delivery_id(f"{found.event}/{nonce}", found.subscription),
            message=message,
            event=found.event,
            sequence=found.sequence,
            alert=found.alert,
            number=found.number,
            action=found.action,
            notice=found.notice,
            subscription=found.subscription,
            state=DeliveryState.PENDING,
            created_at=now,
            next_at=now,
            repeats=found.id,
        )

    @staticmethod
    def _fields(delivery: Delivery) -> dict[str, str]:
        words = flat(delivery.model_dump(mode="json", exclude_none=True))
        return dict(zip(words[::2], words[1::2], strict=True))

    def _chained(self, deliveries: Sequence[Delivery]) -> list[dict[str, str]]:
        """Tie the messages of one alert together: they go in their order, and one that failed gives way to the next."""
        rows = [self._fields(delivery) for delivery in deliveries]
        newest: dict[str, dict[str, str]] = {}
        for row in rows:
            older = newest.get(row["alert"])
            if older is not None:
                older["successor"], row["older"] = row["id"], older["id"]
            newest[row["alert"]] = row
        return rows

    def _made(
        self,
        rows: Sequence[dict[str, str]],
        deliveries: Sequence[Delivery],
        subscription: str,
        told: Sequence[EventData],
        actor: str,
        nonce: str,
        before: int = 0,
    ) -> None:
        now = self._clock()
        drafts = [
            Draft(
                id=f"{subscription}-{nonce}",
                source=SOURCE,
                type=data.type_name(),
                subject=subscription,
                time=now,
                actor=actor,
                dataschema=data.schema_path(),
                data=data.model_dump(mode="json"),
            )
            for data in told
        ]
        arguments: list[str | int] = []
        for row, delivery in zip(rows, deliveries, strict=True):
            words = [word for pair in row.items() for word in pair]
            arguments += [delivery.id, delivery.repeats or "", len(words), *words]
        head: list[str | int] = [
            self._prefix,
            format_instant(now),
            ms(now),
            nonce,
            subscription,
            len(drafts),
            len(rows),
            before,
        ]
        answer = self._make([self._log.keys.log], [*head, *encoding.arguments(drafts), *arguments])
        if answer == "gone":
            raise NotFound(f"no subscription {subscription}; `tocsin subscriptions list` shows those there are")

    def _load(self, name: str) -> RunScript:
        return self._server.script(lua("receivers.lua", name, package=PACKAGE))


def _finished(found: Delivery | None, name: str, subscription: str, now: datetime) -> Delivery:
    if found is None:
        # Its row is gone or cannot be read; what can be told of it is told.
        found = Delivery(
            id=name,
            message="",
            event="",
            sequence=0,
            alert="",
            number=0,
            subscription=subscription,
            state=DeliveryState.PENDING,
            created_at=now,
        )
    return found.model_copy(update={"state": DeliveryState.EXHAUSTED, "reason": Reason.DROPPED})


def _before(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment - timedelta(microseconds=1)
