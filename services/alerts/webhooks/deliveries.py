"""The delivery store: which message is on its way to which receiver, since when, and what came of it."""

import json
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from schemas.base import format_instant
from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.events.data import EventData
from schemas.events.desk import DeliveryExhausted, DeliverySucceeded
from schemas.events.envelope import Draft
from schemas.subscription import Health, Subscription
from services.alerts.webhooks import health
from services.alerts.webhooks.claims import Claim, Settled, Settlement
from services.alerts.webhooks.health import Failing
from services.alerts.webhooks.identity import planned_heartbeat
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
BEATS_KEPT: Final = timedelta(days=1)
"""How long a sign of life is kept."""
HEARD: Final = timedelta(days=400)
"""How long it is remembered which alerts a receiver was told of, so that it hears of their end however mild."""
UNREADABLE_WAIT: Final = timedelta(minutes=5)
"""How long deliveries wait whose subscription cannot be read."""
BEATS_AT_ONCE: Final = 200
PRUNE_AT_ONCE: Final = 500
PRUNE_STEPS: Final = 20
LONG_ANSWER: Final = 1_000
"""Characters of an answer that are kept of every attempt; of the last one that failed all that was read."""
PACKAGE: Final = "services.alerts.webhooks.lua"

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
        self._beat = self._load("beat.lua")
        self._prune = self._load("prune.lua")
        self._discard = self._load("discard.lua")

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
        rows = self._claim([self._log_key], [self._prefix, _ms(now), _ms(now + lease), token, most, suspects])
        claims = []
        for flat, suspect, subscription, sealed, newer in zip(*(rows[i::5] for i in range(5)), strict=True):
            fields = dict(zip(flat[::2], flat[1::2], strict=True))
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
            _ms(now),
            before.id,
            before.subscription,
            claim.token,
            "pending" if settlement.next_at else "finished",
            _ms(settlement.next_at) if settlement.next_at else 0,
            fared,
            _seconds(BEATS_KEPT if before.notice == "heartbeat" else KEPT),
            _short(attempt).model_dump_json() if attempt else "",
            len(fields),
            len(drafts),
            attempt.answer if attempt and _is_long(attempt) else "",
            int(min(settlement.quiet, _seconds(health.LONGEST_QUIET)) * 1000),
            health.FAILURES,
            _seconds(health.FIRST_PAUSE) * 1000,
            _seconds(health.LONGEST_PAUSE) * 1000,
            *fields,
            *encoding.arguments(drafts),
        ]
        word, failures, since, warnings, warned = self._settle([self._log_key], arguments)
        failing = None
        if since:
            failing = Failing(int(failures), _moment(since), int(warnings), _moment(warned) if warned else None)
        return Settled(word != "lost", failing)

    def beat(self, now: datetime) -> int:
        """Make the signs of life that are due, and return how many."""
        due = self._server.do(
            "ZRANGEBYSCORE", self._keys.heartbeats, "-inf", _ms(now), "WITHSCORES", "LIMIT", 0, BEATS_AT_ONCE
        )
        pairs = [(str(name), float(score)) for name, score in zip(due[::2], due[1::2], strict=True)]
        if not pairs:
            return 0
        texts = self._server.do("HMGET", self._keys.subscriptions, *(name for name, _ in pairs))
        made: list[str | int | float] = []
        count = 0
        for (name, at), text in zip(pairs, texts, strict=True):
            interval = _interval(text)
            delivery = planned_heartbeat(name, at, now)
            fields = flat(delivery.model_dump(mode="json", exclude_none=True))
            # After a standstill one sign is made, not all that were missed.
            following = max(at + interval * 1000, _ms(now) + interval * 500)
            made += [name, repr(at), int(following), delivery.id, len(fields), *fields]
            count += 1
        return int(self._beat([self._log_key], [self._prefix, _ms(now), _seconds(BEATS_KEPT), count, *made]))

    def prune(self, now: datetime) -> int:
        """Forget what is long over, as far as it can be done in a moment, and return how much it was."""
        removed = [str(name) for name in self._server.do("ZRANGE", self._keys.removed, 0, -1)]
        names = [str(name) for name in self._server.do("HKEYS", self._keys.subscriptions)]
        listed = _ms(now - KEPT)
        done = self._pruned("deliveries", listed)
        for name in (*names, *removed):
            done += self._pruned(f"deliveries:{name}", listed)
        for name in names:
            done += self._pruned(f"heard:{name}", _ms(now - HEARD))
        for name in removed:
            if not self._server.do("EXISTS", self._keys.listing(name)):
                self._server.do("ZREM", self._keys.removed, name)
        return done

    def _pruned(self, listing: str, before: int) -> int:
        done = passed = 0
        for _ in range(PRUNE_STEPS):
            forgotten, kept = self._prune([self._log_key], [self._prefix, listing, before, passed, PRUNE_AT_ONCE])
            done, passed = done + int(forgotten), passed + int(kept)
            if int(forgotten) + int(kept) < PRUNE_AT_ONCE:
                break
        return done

    def _put_aside(self, fields: Mapping[str, str], wrong: int) -> None:
        name, subscription = fields.get("id", ""), fields.get("subscription", "")
        log.error("delivery %s cannot be read (%d fields are wrong); it is put aside", name, wrong)
        if name and subscription:
            self._discard([self._log_key], [self._prefix, subscription, name, _seconds(KEPT)])

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
                found.append(read_delivery(_mapping(fields)) if fields else None)
            except ValidationError:
                found.append(None)
        return found

    def attempts(self, delivery: str) -> list[Attempt]:
        """Return a delivery's attempts, oldest first."""
        rows, whole = self._server.batch(
            (("LRANGE", self._keys.attempts(delivery), 0, -1), ("GET", self._keys.answer(delivery)))
        )
        tries = [Attempt.model_validate_json(row) for row in rows]
        if whole and tries:
            tries[-1] = tries[-1].model_copy(update={"answer": whole})
        return tries

    def health(self, subscription: str, now: datetime) -> Health:
        """Return how a receiver fares."""
        held, waiting, sending = self._server.batch(
            (
                ("HGETALL", self._keys.receiver(subscription)),
                ("ZCARD", self._keys.queue(subscription)),
                ("ZCARD", self._keys.inflight(subscription)),
            )
        )
        fields = _mapping(held)
        failing = None
        if fields.get("failing_since"):
            warned = fields.get("warned_at")
            failing = Failing(
                int(fields.get("failures", 1)),
                _moment(fields["failing_since"]),
                warned_at=_moment(warned) if warned else None,
            )
        open_at = float(fields.get("open", 0))
        return Health(
            failures=failing.failures if failing else 0,
            failing_since=failing.since if failing else None,
            warned_at=failing.warned_at if failing else None,
            paused_until=datetime.fromtimestamp(open_at / 1000, UTC) if open_at > _ms(now) else None,
            waiting=int(waiting),
            sending=int(sending),
            disabled_at=failing.disabled_at if failing else None,
        )

    def backlog(self, now: datetime) -> DueWork:
        """Return how many deliveries are due and not finished."""
        count, oldest = self._backlog([self._log_key], [self._prefix, _ms(now)])
        return DueWork(int(count), max(0.0, (_ms(now) - float(oldest)) / 1000) if oldest else 0.0)

    def _load(self, name: str) -> RunScript:
        return self._server.script(lua("receivers.lua", name, package=PACKAGE))


def outcome_of(delivery: Delivery, now: datetime) -> Draft:
    """Return what the log is told of a delivery that is finished."""
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


def read_delivery(fields: Mapping[str, str]) -> Delivery:
    """Read a stored row."""
    held: dict[str, Any] = {name: text for name, text in fields.items() if name in Delivery.model_fields and text != ""}
    return Delivery.model_validate(held)


def flat(fields: Mapping[str, Any]) -> list[str]:
    """Return names and values in turn, as a hash is written."""
    return [
        text
        for name, value in fields.items()
        for text in (name, value if isinstance(value, str) else json.dumps(value))
    ]


def _mapping(reply: Any) -> dict[str, str]:
    # Replies of a batch come as the protocol gives them.
    return reply if isinstance(reply, dict) else dict(zip(reply[::2], reply[1::2], strict=True))


def _short(attempt: Attempt) -> Attempt:
    if len(attempt.answer) <= LONG_ANSWER:
        return attempt
    return attempt.model_copy(update={"answer": attempt.answer[:LONG_ANSWER], "truncated": True})


def _is_long(attempt: Attempt) -> bool:
    return attempt.reason is not Reason.DELIVERED and len(attempt.answer) > LONG_ANSWER


def _interval(text: str | None) -> int:
    # One that is gone or cannot be read is looked at again in an hour; its sign of life is put away unsent.
    try:
        return (Subscription.model_validate_json(text).heartbeat if text else None) or 3600
    except ValidationError:
        return 3600


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _score(row: Any) -> float:
    first = row[0]
    return float(first[1] if isinstance(first, list | tuple) else row[1])
