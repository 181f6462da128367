"""The delivery store: which message is on its way to which receiver, since when, and what came of it."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from schemas.base import format_instant
from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.subscription import Health, Subscription
from services.alerts.webhooks import health
from services.alerts.webhooks.claims import Claim, Settled, Settlement
from services.alerts.webhooks.health import Failing
from services.alerts.webhooks.keys import PACKAGE, WebhookKeys
from services.alerts.webhooks.rows import (
    BEATS_KEPT,
    KEPT,
    flat,
    is_long,
    mapping,
    moment,
    ms,
    outcome_of,
    read_delivery,
    seconds,
    short,
)
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.log import Commit
from services.eventlog.lua import lua
from services.runtime.errors import NotFound
from services.runtime.server import RunScript, Server

CONSUMER: Final = "webhooks"
"""Name of the cursor with which the log is followed."""
UNREADABLE_WAIT: Final = timedelta(minutes=5)
"""How long deliveries wait whose subscription cannot be read."""

log = logging.getLogger(__name__)


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
        self._discard = self._load("discard.lua")

    # -- the worker's side

    def fan_out(self, deliveries: Sequence[Delivery], *, expected: int, cursor: int, now: datetime) -> Commit:
        """Make deliveries and move the cursor from `expected`, all or nothing; one that exists is left as it is.

        Returns:
            `committed`; `already` when this very call had been done; `stale` when another worker moved the cursor.
        """
        arguments: list[str | int] = [
            self._prefix,
            ms(now),
            str(expected),
            str(cursor),
            self._random(12).hex(),
            len(deliveries),
        ]
        for delivery in deliveries:
            fields = flat(delivery.model_dump(mode="json", exclude_none=True))
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
        rows = self._claim([self._log_key], [self._prefix, ms(now), ms(now + lease), token, most, suspects])
        claims = []
        for pairs, suspect, subscription, sealed, newer in zip(*(rows[i::5] for i in range(5)), strict=True):
            fields = dict(zip(pairs[::2], pairs[1::2], strict=True))
            try:
                delivery = read_delivery(fields)
            except ValidationError as error:
                # One row that cannot be read must not keep those that were claimed with it.
                self._put_aside(fields, len(error.errors()))
                continue
            try:
                held = Subscription.model_validate_json(subscription) if subscription else None
            except ValidationError as error:
                # A newer version wrote it; its deliveries wait, and those of others go on.
                log.error("subscription %s cannot be read (%d fields)", delivery.subscription, len(error.errors()))
                unread = Claim(delivery, None, sealed, None, token, suspect=bool(suspect))
                wait = Settlement(DeliveryState.PENDING, Reason.UNREADABLE, next_at=now + UNREADABLE_WAIT)
                self.settle(unread, wait, now)
                continue
            claims.append(Claim(delivery, held, sealed, newer or None, token, suspect=bool(suspect)))
        return claims

    def settle(self, claim: Claim, settlement: Settlement, now: datetime) -> Settled:
        """Record what became of a claimed delivery; when it is finished, the log is told in the same step."""
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
        fields = flat({name: "" if value is None else value for name, value in changed.items()})
        # Signs of life would fill the log with what nobody asks for.
        drafts = [] if settlement.next_at or before.notice == "heartbeat" else [outcome_of(after, now)]
        fared = "" if attempt is None else "ok" if settlement.state is DeliveryState.DELIVERED else "failed"
        arguments: list[str | int] = [
            self._prefix,
            format_instant(now),
            ms(now),
            before.id,
            before.subscription,
            claim.token,
            "pending" if settlement.next_at else "finished",
            ms(settlement.next_at) if settlement.next_at else 0,
            fared,
            seconds(BEATS_KEPT if before.notice == "heartbeat" else KEPT),
            short(attempt).model_dump_json() if attempt else "",
            len(fields),
            len(drafts),
            attempt.answer if attempt and is_long(attempt) else "",
            int(min(settlement.quiet, seconds(health.LONGEST_QUIET)) * 1000),
            health.FAILURES,
            seconds(health.FIRST_PAUSE) * 1000,
            seconds(health.LONGEST_PAUSE) * 1000,
            *fields,
            *encoding.arguments(drafts),
        ]
        word, failures, since, warnings, warned = self._settle([self._log_key], arguments)
        failing = None
        if since:
            failing = Failing(int(failures), moment(since), int(warnings), moment(warned) if warned else None)
        return Settled(word != "lost", failing)

    def _put_aside(self, fields: Mapping[str, str], wrong: int) -> None:
        name, subscription = fields.get("id", ""), fields.get("subscription", "")
        log.error("delivery %s cannot be read (%d fields are wrong); it is put aside", name, wrong)
        if name and subscription:
            self._discard([self._log_key], [self._prefix, subscription, name, seconds(KEPT)])

    def followed(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those pairs of a subscription and an alert of which a message was made before."""
        asked = list(pairs)
        replies = self._server.batch(("HEXISTS", self._keys.newest(sub), alert) for sub, alert in asked)
        return {pair for pair, known in zip(asked, replies, strict=True) if known}

    def next_due(self) -> datetime | None:
        """Return when there is something to send next; None when nothing waits."""
        keys = (*self._keys.ready, self._keys.heartbeats)
        rows = self._server.batch(("ZRANGE", key, 0, 0, "WITHSCORES") for key in keys)
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
        try:
            return read_delivery(fields)
        except ValidationError:
            raise NotFound(f"delivery {delivery} cannot be read: another version wrote it, or it was damaged") from None

    def find(self, names: Sequence[str]) -> list[Delivery | None]:
        """Return deliveries; None for one that is gone or cannot be read."""
        found: list[Delivery | None] = []
        for fields in self._server.batch(("HGETALL", self._keys.delivery(name)) for name in names):
            try:
                found.append(read_delivery(mapping(fields)) if fields else None)
            except ValidationError:
                found.append(None)
        return found

    def attempts(self, delivery: str) -> list[Attempt]:
        """Return a delivery's attempts, oldest first, without those of another version that cannot be read."""
        rows, whole = self._server.batch(
            (("LRANGE", self._keys.attempts(delivery), 0, -1), ("GET", self._keys.answer(delivery)))
        )
        tries = [_attempt(row) for row in rows]
        if whole and tries and tries[-1] is not None:
            tries[-1] = tries[-1].model_copy(update={"answer": whole})
        return [attempt for attempt in tries if attempt is not None]

    def health(self, subscription: str, now: datetime) -> Health:
        """Return how a receiver fares."""
        held, waiting, sending = self._server.batch(
            (
                ("HGETALL", self._keys.receiver(subscription)),
                ("ZCARD", self._keys.queue(subscription)),
                ("ZCARD", self._keys.inflight(subscription)),
            )
        )
        fields = mapping(held)
        failing = None
        if fields.get("failing_since"):
            warned = fields.get("warned_at")
            failing = Failing(
                int(fields.get("failures", 1)),
                moment(fields["failing_since"]),
                warned_at=moment(warned) if warned else None,
            )
        open_at = float(fields.get("open", 0))
        return Health(
            failures=failing.failures if failing else 0,
            failing_since=failing.since if failing else None,
            warned_at=failing.warned_at if failing else None,
            paused_until=datetime.fromtimestamp(open_at / 1000, UTC) if open_at > ms(now) else None,
            waiting=int(waiting),
            sending=int(sending),
            disabled_at=failing.disabled_at if failing else None,
        )

    def backlog(self, now: datetime) -> DueWork:
        """Return how many deliveries are due and not finished."""
        count, oldest = self._backlog([self._log_key], [self._prefix, ms(now)])
        return DueWork(int(count), max(0.0, (ms(now) - float(oldest)) / 1000) if oldest else 0.0)

    def _load(self, name: str) -> RunScript:
        return self._server.script(lua("receivers.lua", name, package=PACKAGE))


def _attempt(row: str) -> Attempt | None:
    try:
        return Attempt.model_validate_json(row)
    except ValidationError:
        return None


def _score(row: Any) -> float:
    first = row[0]
    return float(first[1] if isinstance(first, list | tuple) else row[1])
