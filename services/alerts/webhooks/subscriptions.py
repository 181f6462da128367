"""Receivers: made, listed, changed, removed. Every change is told in the log; no secret ever is."""

import builtins
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from pydantic import SecretStr, ValidationError

from schemas.base import format_instant
from schemas.events.data import EventData
from schemas.events.desk import SubscriptionChanged, SubscriptionCreated, SubscriptionDeleted
from schemas.events.envelope import Draft
from schemas.events.receivers import SubscriptionDisabled, SubscriptionFailing
from schemas.subscription import Filters, InactiveReason, NewSubscription, Subscription, SubscriptionChange
from services.alerts.webhooks import signing
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.names import Names, check
from services.alerts.webhooks.vault import Secrets, Vault, wrong_key
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.egress import Egress
from services.runtime.errors import Conflict, NotFound, SettingsError, UsageError
from services.runtime.server import Server

SIGN_ALONG: Final = timedelta(hours=24)
"""How long the old secret signs along after a rotation."""
SOURCE: Final = "tocsin/webhooks"

log = logging.getLogger(__name__)
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Issued:
    """A subscription with its secret, to be shown once."""

    subscription: Subscription
    secret: str

    def __repr__(self) -> str:
        return f"Issued({self.subscription.id}, ...)"


class Subscriptions:
    """The receivers of one workspace."""

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        vault: Vault,
        egress: Egress,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = os.urandom,
        known: Callable[[], Names] | None = None,
    ) -> None:
        """Make it.

        Args:
            server: Where the workspace lies.
            workspace: Its name.
            vault: Opens and keeps secrets.
            egress: Tells which urls are never sent to.
            clock: The present.
            random_bytes: Makes ids and secrets.
            known: Gives the names that a filter may have; without it every name is taken.
        """
        self._server = server
        self._log_key = Keys(workspace).log
        self._prefix = Keys(workspace).prefix
        self._keys = WebhookKeys(workspace)
        self._vault = vault
        self._egress = egress
        self._clock = clock
        self._random = random_bytes
        self._known = known
        self._warn_script = server.script(lua("receivers.lua", "warn.lua", package="services.alerts.webhooks.lua"))
        self._script = server.script(lua("receivers.lua", "subscribe.lua", package="services.alerts.webhooks.lua"))

    def create(self, new: NewSubscription, actor: str) -> Issued:
        """Subscribe a receiver.

        Args:
            new: What it is.
            actor: Who does it: the id of a token, or `cli`.

        Raises:
            EgressRefused: Nothing would ever be sent to this url; the message says why.
            UsageError: There is no such format, or no rule, kind or label that a filter names.
            SecretError: The secret that was given is not one.
            SettingsError: Other processes keep secrets under another key.
        """
        self._fit(new.url, new.format)
        self._fit_names(new.filters)
        secret = new.secret.get_secret_value() if new.secret else signing.new_secret(self._random)
        signing.key_of(secret)
        self.check_key()
        now = self._clock()
        subscription = Subscription(
            id=f"sub_{UUID(bytes=self._random(16), version=4).hex}",
            url=new.url,
            description=new.description,
            owner=new.owner,
            filters=new.filters,
            format=new.format,
            headers=tuple(new.headers),
            rate=new.rate,
            concurrency=new.concurrency,
            heartbeat=new.heartbeat,
            active=new.active,
            inactive_reason=None if new.active else InactiveReason.PAUSED,
            created_at=now,
            changed_at=now,
        )
        data = SubscriptionCreated(subscription=subscription.id, settings=told(subscription))
        sealed = self._vault.seal(Secrets(secret, headers=_opened(new.headers)))
        self._write(subscription.id, "", subscription, [data], actor, sealed)
        return Issued(subscription, secret)

    def get(self, subscription: str) -> Subscription:
        """Return a subscription.

        Raises:
            NotFound: There is none of this id.
        """
        return _read(self._stored(subscription))

    def list(self) -> list[Subscription]:
        """Return all subscriptions, oldest first; one that this version cannot read is told in the log and left out.

        An older version may meet what a newer one wrote; that one receiver must not keep alerts from all others.
        """
        rows: Mapping[str, str] = self._server.do("HGETALL", self._keys.subscriptions)
        found = []
        for name, text in rows.items():
            try:
                found.append(_read(text))
            except ValidationError as error:
                log.error(
                    "subscription %s cannot be read (%d fields are wrong): it gets nothing", name, len(error.errors())
                )
        return sorted(found, key=lambda one: (one.created_at, one.id))

    def change(self, subscription: str, change: SubscriptionChange, actor: str) -> Subscription:
        """Change some of a subscription's settings.

        Raises:
            NotFound: There is none of this id.
            EgressRefused: Nothing would ever be sent to the new url.
            UsageError: There is no such format.
        """
        given = {name: getattr(change, name) for name in change.given()}
        if "active" in given:
            given["inactive_reason"] = None if given["active"] else InactiveReason.PAUSED
        before = self.get(subscription)
        if "url" in given or "format" in given:
            self._fit(given.get("url", before.url), given.get("format", before.format))
        if change.filters is not None:
            self._fit_names(change.filters, before.filters)
        headers = change.headers
        if headers is None:
            return self._update(subscription, lambda found: given, actor)
        given["headers"] = tuple(headers)

        def sealed() -> str:
            return self._vault.seal(replace(self._secrets(subscription), headers=_opened(headers)))

        return self._update(subscription, lambda found: given, actor, sealed)

    def deactivate(
        self,
        subscription: str,
        because: InactiveReason,
        *,
        url: str,
        reason: str,
        status: int | None,
        actor: str = "tocsin",
    ) -> bool:
        """Stop sending to a receiver; what waits for it stays until it is active again or removed.

        Args:
            subscription: Its id.
            because: Why.
            url: Where it was tried: when that has been changed meanwhile, it is left as it is.
            reason: Outcome of the last attempt.
            status: HTTP status of the last answer.
            actor: Who does it.

        Returns:
            False when it was left as it is, or is not active.
        """
        for _ in range(_TRIES):
            expected = self._stored(subscription)
            before = _read(expected)
            if not before.active or before.url != url:
                return False
            changed = before.model_copy(
                update={"active": False, "inactive_reason": because, "changed_at": self._clock()}
            )
            data = [
                SubscriptionChanged(subscription=subscription, settings=told(changed)),
                SubscriptionDisabled(
                    subscription=subscription,
                    place=before.place,
                    description=before.description,
                    owner=before.owner,
                    reason=reason,
                    status=status,
                    because=because,
                ),
            ]
            if self._write(subscription, expected, changed, data, actor):
                return True
        raise Conflict(f"subscription {subscription} is being changed by somebody else; try again")

    def warn(self, subscription: str, data: SubscriptionFailing, *, so_far: int, now: int) -> bool:
        """Tell the log that a receiver fails; False when that was told by somebody else.

        Args:
            subscription: Its id.
            data: What is told.
            so_far: Warnings that were given.
            now: Warnings with this one.
        """
        at = self._clock()
        draft = self._draft(subscription, data, f"{self._random(12).hex()}-0", "tocsin", at)
        head = (self._prefix, format_instant(at), subscription, so_far, now, 1)
        return bool(self._warn_script([self._log_key], [*head, *encoding.arguments([draft])]) == 1)

    def delete(self, subscription: str, actor: str) -> None:
        """Remove a receiver; what waits for it is put away unsent.

        Raises:
            NotFound: There is none of this id.
        """
        for _ in range(_TRIES):
            expected = self._stored(subscription)
            if self._write(subscription, expected, None, [SubscriptionDeleted(subscription=subscription)], actor):
                return
        raise Conflict(f"subscription {subscription} is being changed by somebody else; try again")

    def rotate(self, subscription: str, actor: str, sign_along: timedelta = SIGN_ALONG) -> Issued:
        """Give a receiver a new secret; the old one signs along for a while.

        Raises:
            NotFound: There is none of this id.
            SettingsError: Its secret is kept under another key.
        """
        until = self._clock() + sign_along
        secret = signing.new_secret(self._random)

        def sealed() -> str:
            # Read after the row that the write expects: else of two rotations at once the first one's secret, which
            # its caller was shown, would be neither the current one nor the one that signs along.
            old = self._secrets(subscription)
            return self._vault.seal(replace(old, current=secret, previous=old.current, until=until))

        return Issued(self._update(subscription, lambda found: {}, actor, sealed, rotated=True), secret)

    def reissue(self, actor: str) -> builtins.list[Issued]:
        """Give every receiver a new secret under the key there is now, for the key that they were kept under is lost.

        Headers that were sent along are lost with the key; they are taken off the subscriptions.

        Returns:
            All receivers with their new secrets, to be shown once.
        """
        self._server.do("SET", self._keys.key_mark, self._vault.fingerprint)
        found = []
        for one in self.list():
            secret = signing.new_secret(self._random)
            sealed = partial(self._vault.seal, Secrets(secret))
            changed = self._update(one.id, lambda found: {"headers": ()}, actor, sealed, rotated=True)
            found.append(Issued(changed, secret))
        return found

    def opened(self, subscription: str) -> tuple[Subscription, Secrets]:
        """Return a subscription with its secrets, for sending.

        Raises:
            NotFound: There is none of this id.
            SettingsError: Its secret is kept under another key.
        """
        return self.get(subscription), self._secrets(subscription)

    def check_key(self) -> None:
        """Make sure that all processes keep secrets under one key.

        Raises:
            SettingsError: This one has another key than the process that was first.
        """
        self._server.do("SET", self._keys.key_mark, self._vault.fingerprint, "NX")
        if self._server.do("GET", self._keys.key_mark) != self._vault.fingerprint:
            raise SettingsError(wrong_key())

    def _fit(self, url: str, format_name: str) -> None:
        if format_name not in FORMATS:
            raise UsageError(f"there is no format {format_name!r}; there are: {', '.join(sorted(FORMATS))}")
        self._egress.check(url)

    def _stored(self, subscription: str) -> str:
        text = self._server.do("HGET", self._keys.subscriptions, subscription)
        if text is None:
            raise NotFound(f"no subscription {subscription}; `tocsin subscriptions list` shows those there are")
        return str(text)

    def _fit_names(self, filters: Filters, before: Filters | None = None) -> None:
        if self._known is None or not (filters.kinds or filters.rules):
            return
        names = self._known()
        held = before or Filters()
        # What was accepted once stays: rules change, and a receiver must not become unchangeable by that.
        check(set(filters.kinds) - set(held.kinds), names.kinds, "kind of alert")
        check(set(filters.rules) - set(held.rules), names.rules, "rule")

    def _secrets(self, subscription: str) -> Secrets:
        sealed = self._server.do("HGET", self._keys.secrets, subscription)
        if sealed is None:
            raise NotFound(f"no subscription {subscription}; `tocsin subscriptions list` shows those there are")
        return self._vault.open(sealed)

    def _update(
        self,
        subscription: str,
        changes: Callable[[Subscription], Mapping[str, Any]],
        actor: str,
        sealed: Callable[[], str] = lambda: "",
        *,
        rotated: bool = False,
    ) -> Subscription:
        for _ in range(_TRIES):
            expected = self._stored(subscription)
            secrets, before = sealed(), _read(expected)
            changed = before.model_copy(update={**changes(before), "changed_at": self._clock()})
            settings = told(changed) | ({"secret_rotated": True} if rotated else {})
            data = SubscriptionChanged(subscription=subscription, settings=settings)
            # Another address, or somebody who says that it works again, is a new beginning.
            fresh = changed.url != before.url or (changed.active and not before.active)
            if self._write(subscription, expected, changed, [data], actor, secrets, fresh=fresh):
                return changed
        raise Conflict(f"subscription {subscription} is being changed by somebody else; try again")

    def _write(
        self,
        subscription: str,
        expected: str,
        new: Subscription | None,
        told_of: Sequence[EventData],
        actor: str,
        sealed: str = "",
        *,
        fresh: bool = False,
    ) -> bool:
        now = self._clock()
        nonce = self._random(12).hex()
        drafts = [
            self._draft(subscription, data, f"{nonce}-{number}", actor, now) for number, data in enumerate(told_of)
        ]
        paused = "1" if new is not None and not new.active else "0"
        row = new.model_dump_json() if new is not None else ""
        head: tuple[str | int, ...] = (
            self._prefix,
            format_instant(now),
            nonce,
            subscription,
            expected,
            row,
            sealed,
            paused,
            len(drafts),
            int(now.timestamp() * 1000),
            60_000 // new.rate if new and new.rate else "",
            new.concurrency if new else 1,
            new.heartbeat * 1000 if new and new.heartbeat else "",
            "1" if fresh else "0",
        )
        return bool(self._script([self._log_key], [*head, *encoding.arguments(drafts)]) != "moved")

    @staticmethod
    def _draft(subscription: str, data: EventData, nonce: str, actor: str, now: datetime) -> Draft:
        return Draft(
            id=f"{subscription}-{nonce}",
            source=SOURCE,
            type=data.type_name(),
            subject=subscription,
            time=now,
            actor=actor,
            dataschema=f"schemas/published/{data.kind}.v{data.version}.json",
            data=data.model_dump(mode="json"),
        )


def _opened(headers: Mapping[str, SecretStr]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.get_secret_value()) for name, value in headers.items())


def told(subscription: Subscription) -> dict[str, Any]:
    """Return what the log is told of a subscription: no path or query of its url, for these may hold keys."""
    settings = subscription.model_dump(mode="json", exclude={"id", "created_at", "changed_at"})
    return {**settings, "url": subscription.place}


def _read(text: str) -> Subscription:
    return Subscription.model_validate_json(text)
