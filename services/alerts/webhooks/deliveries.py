"""The delivery store: which message is on its way to which receiver, since when, and what came of it."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from schemas.base import format_instant
from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.events.data import EventData
from schemas.events.desk import DeliveryExhausted, DeliverySucceeded
from schemas.events.envelope import Draft
from schemas.subscription import Subscription
from services.alerts.webhooks.claims import Claim, Settlement
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.subscriptions import SOURCE
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.log import Commit
from services.eventlog.lua import lua
from services.runtime.errors import NotFound
from services.runtime.server import RunScript, Server

CONSUMER: Final = "webhooks"
"""Name of the cursor with which the log is followed."""
KEPT: Final = timedelta(days=30)
"""How long a finished delivery and its attempts are kept."""
PACKAGE: Final = "services.alerts.webhooks.lua"


@dataclass(frozen=True, slots=True)
class DueWork:
    """Deliveries that are due and not finished.

    Attributes:
        waiting: How many wait or are being sent.
        age: Seconds for which the oldest that waits has been due.
    """

    waiting: int
    age: float


class Deliveries:
    """The delivery store of one workspace."""

    def __init__(self, server: Server, workspace: str, *, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._server = server
        self._log_key = Keys(workspace).log
        self._prefix = Keys(workspace).prefix
        self._cursor_key = Keys(workspace).cursor(CONSUMER)
        self._keys = WebhookKeys(workspace)
        self._random = random_bytes
        self._fan_out = self._load("fan_out.lua")
        self._claim = self._load("claim.lua")
        self._settle = self._load("settle.lua")
        self._backlog = self._load("backlog.lua")

    # -- the worker's side

    def fan_out(self, deliveries: Sequence[Delivery], *, expected: int, cursor: int, now: datetime) -> Commit:
        """Make deliveries and move the cursor from `expected`, all or nothing; one that exists is left as it is.

        Returns:
            `committed`; `already` when this very call had been done; `stale` when another worker moved the cursor.
        """
        arguments: list[str | int] = [
            self._prefix,
            _ms(now),
            str(expected),
            str(cursor),
            self._random(12).hex(),
            len(deliveries),
        ]
        for delivery in deliveries:
            fields = _flat(delivery.model_dump(mode="json", exclude_none=True))
            arguments += [delivery.id, delivery.subscription, delivery.alert, len(fields), *fields]
        answer: Commit = self._fan_out([self._log_key, self._cursor_key], arguments)
        return answer

    def claim(self, *, most: int, suspects: int, lease: timedelta, now: datetime) -> list[Claim]:
        """Take deliveries that are due, at most one a receiver and none of a receiver that is being served.

        Args:
            most: How many at most.
            suspects: How many of them may be for receivers whose last attempt failed.
            lease: How long they are ours; then somebody else may take them.
            now: The present.
        """
        token = self._random(12).hex()
        rows = self._claim([self._log_key], [self._prefix, _ms(now), _ms(now + lease), token, most, suspects])
        return [
            Claim(
                delivery=_delivery(dict(zip(fields[::2], fields[1::2], strict=True))),
                subscription=Subscription.model_validate_json(subscription) if subscription else None,
                sealed=sealed,
                newer=newer or None,
                token=token,
                suspect=bool(suspect),
            )
            for fields, suspect, subscription, sealed, newer in zip(*(rows[i::5] for i in range(5)), strict=True)
        ]

    def settle(self, claim: Claim, settlement: Settlement, now: datetime) -> bool:
        """Record what became of a claimed delivery; when it is finished, the log is told in the same step.

        Returns:
            False when the lease had gone to somebody else: then nothing was written.
        """
        before, attempt = claim.delivery, settlement.attempt
        after = before.model_copy(
            update={
                "state": settlement.state,
                "reason": settlement.reason,
                "attempts": before.attempts + (1 if attempt else 0),
                "status": attempt.status if attempt else before.status,
                "next_at": settlement.next_at,
                "finished_at": None if settlement.next_at else now,
                "superseded_by": claim.newer if settlement.reason is Reason.SUPERSEDED else None,
            }
        )
        changed = after.model_dump(
            mode="json", include={"state", "reason", "attempts", "status", "next_at", "finished_at", "superseded_by"}
        )
        fields = _flat({name: "" if value is None else value for name, value in changed.items()})
        drafts = [] if settlement.next_at else [_outcome(after, now)]
        health = "" if attempt is None else "ok" if settlement.state is DeliveryState.DELIVERED else "failed"
        arguments: list[str | int] = [
            self._prefix,
            format_instant(now),
            _ms(now),
            before.id,
            before.subscription,
            claim.token,
            "pending" if settlement.next_at else "finished",
            _ms(settlement.next_at) if settlement.next_at else 0,
            health,
            int(KEPT.total_seconds()),
            attempt.model_dump_json() if attempt else "",
            len(fields),
            len(drafts),
            *fields,
            *encoding.arguments(drafts),
        ]
        return bool(self._settle([self._log_key], arguments) != "lost")

    def followed(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those pairs of a subscription and an alert of which a message was made before."""
        asked = list(pairs)
        replies = self._server.batch(("HEXISTS", self._keys.newest(sub), alert) for sub, alert in asked)
        return {pair for pair, known in zip(asked, replies, strict=True) if known}

    def next_due(self) -> datetime | None:
        """Return when there is something to send next; None when nothing waits."""
        rows = self._server.batch(("ZRANGE", key, 0, 0, "WITHSCORES") for key in self._keys.ready)
        scores = [_score(row) for row in rows if row]
        return datetime.fromtimestamp(min(scores) / 1000, UTC) if scores else None

    # -- everybody's side

    def get(self, delivery: str) -> Delivery:
        """Return a delivery.

        Raises:
            NotFound: There is none of this id, or it was finished more than 30 days ago.
        """
        fields: Mapping[str, str] = self._server.do("HGETALL", self._keys.delivery(delivery))
        if not fields:
            raise NotFound(f"no delivery {delivery}; finished ones are kept for {KEPT.days} days")
        return _delivery(fields)

    def attempts(self, delivery: str) -> list[Attempt]:
        """Return a delivery's attempts, oldest first."""
        rows = self._server.do("LRANGE", self._keys.attempts(delivery), 0, -1)
        return [Attempt.model_validate_json(row) for row in rows]

    def backlog(self, now: datetime) -> DueWork:
        """Return how many deliveries are due and not finished."""
        count, oldest = self._backlog([self._log_key], [self._prefix, _ms(now)])
        return DueWork(int(count), max(0.0, (_ms(now) - float(oldest)) / 1000) if oldest else 0.0)

    def _load(self, name: str) -> RunScript:
        return self._server.script(lua("receivers.lua", name, package=PACKAGE))


def _outcome(delivery: Delivery, now: datetime) -> Draft:
    about = {
        "delivery": delivery.id,
        "message": delivery.message,
        "alert": delivery.alert,
        "subscription": delivery.subscription,
        "status": delivery.status,
    }
    data: EventData
    if delivery.state is DeliveryState.DELIVERED:
        data = DeliverySucceeded(**about, attempts=delivery.attempts)
    else:
        data = DeliveryExhausted(**about, attempts=delivery.attempts, reason=str(delivery.reason))
    return Draft(
        id=f"{delivery.id}-finished",
        source=SOURCE,
        type=data.type_name(),
        subject=delivery.subscription,
        time=now,
        causationid=delivery.event,
        dataschema=f"schemas/published/{data.kind}.v{data.version}.json",
        data=data.model_dump(mode="json"),
    )


def _delivery(fields: Mapping[str, str]) -> Delivery:
    held: dict[str, Any] = {name: text for name, text in fields.items() if name in Delivery.model_fields and text != ""}
    return Delivery.model_validate(held)


def _flat(fields: Mapping[str, Any]) -> list[str]:
    return [
        text
        for name, value in fields.items()
        for text in (name, value if isinstance(value, str) else json.dumps(value))
    ]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _score(row: Any) -> float:
    first = row[0]
    return float(first[1] if isinstance(first, list | tuple) else row[1])
