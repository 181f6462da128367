"""Receivers: made, listed, changed, removed. Every change is told in the log; no secret ever is."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from schemas.base import format_instant
from schemas.events.data import EventData
from schemas.events.desk import SubscriptionChanged, SubscriptionCreated, SubscriptionDeleted
from schemas.events.envelope import Draft
from schemas.subscription import InactiveReason, NewSubscription, Subscription, SubscriptionChange
from services.alerts.webhooks import signing
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.keys import WebhookKeys
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
    ) -> None:
        self._server = server
        self._log_key = Keys(workspace).log
        self._prefix = Keys(workspace).prefix
        self._keys = WebhookKeys(workspace)
        self._vault = vault
        self._egress = egress
        self._clock = clock
        self._random = random_bytes
        self._script = server.script(lua("receivers.lua", "subscribe.lua", package="services.alerts.webhooks.lua"))

    def create(self, new: NewSubscription, actor: str) -> Issued:
        """Subscribe a receiver.

        Args:
            new: What it is.
            actor: Who does it: the id of a token, or `cli`.

        Raises:
            EgressRefused: Nothing would ever be sent to this url; the message says why.
            UsageError: There is no such format.
            SecretError: The secret that was given is not one.
            SettingsError: Other processes keep secrets under another key.
        """
        self._fit(new.url, new.format)
        secret = new.secret.get_secret_value() if new.secret else signing.new_secret(self._random)
        signing.key_of(secret)
        self.check_key()
        now = self._clock()
        subscription = Subscription(
            id=f"sub_{UUID(bytes=self._random(16), version=4).hex}",
            url=new.url,
            description=new.description,
            filters=new.filters,
            format=new.format,
            active=new.active,
            inactive_reason=None if new.active else InactiveReason.PAUSED,
            created_at=now,
            changed_at=now,
        )
        data = SubscriptionCreated(subscription=subscription.id, settings=told(subscription))
        self._write(subscription.id, "", subscription, data, actor, self._vault.seal(Secrets(secret)))
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
        given = {name: getattr(change, name) for name in change.model_fields_set if getattr(change, name) is not None}
        if "active" in given:
            given["inactive_reason"] = None if given["active"] else InactiveReason.PAUSED
        before = self.get(subscription)
        if "url" in given or "format" in given:
            self._fit(given.get("url", before.url), given.get("format", before.format))
        return self._update(subscription, given, actor)

    def deactivate(self, subscription: str, reason: InactiveReason, actor: str = "tocsin") -> Subscription:
        """Stop sending to a receiver; what waits for it stays until it is active again or removed."""
        return self._update(subscription, {"active": False, "inactive_reason": reason}, actor)

    def delete(self, subscription: str, actor: str) -> None:
        """Remove a receiver; what waits for it is put away unsent.

        Raises:
            NotFound: There is none of this id.
        """
        for _ in range(_TRIES):
            expected = self._stored(subscription)
            if self._write(subscription, expected, None, SubscriptionDeleted(subscription=subscription), actor):
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
            old = self._vault.open(self._server.do("HGET", self._keys.secrets, subscription))
            return self._vault.seal(Secrets(secret, old.current, until))

        return Issued(self._update(subscription, {}, actor, sealed), secret)

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

    def _update(
        self, subscription: str, changes: Mapping[str, Any], actor: str, rotated: Callable[[], str] | None = None
    ) -> Subscription:
        for _ in range(_TRIES):
            expected = self._stored(subscription)
            sealed = rotated() if rotated else ""
            changed = _read(expected).model_copy(update={**changes, "changed_at": self._clock()})
            settings = told(changed) | ({"secret_rotated": True} if rotated else {})
            data = SubscriptionChanged(subscription=subscription, settings=settings)
            if self._write(subscription, expected, changed, data, actor, sealed):
                return changed
        raise Conflict(f"subscription {subscription} is being changed by somebody else; try again")

    def _write(
        self, subscription: str, expected: str, new: Subscription | None, data: EventData, actor: str, sealed: str = ""
    ) -> bool:
        now = self._clock()
        nonce = self._random(12).hex()
        draft = Draft(
            id=f"{subscription}-{nonce}",
            source=SOURCE,
            type=data.type_name(),
            subject=subscription,
            time=now,
            actor=actor,
            dataschema=f"schemas/published/{data.kind}.v{data.version}.json",
            data=data.model_dump(mode="json"),
        )
        paused = "1" if new is not None and not new.active else "0"
        row = new.model_dump_json() if new is not None else ""
        head = (self._prefix, format_instant(now), nonce, subscription, expected, row, sealed, paused, 1)
        return bool(self._script([self._log_key], [*head, *encoding.arguments([draft])]) != "moved")


def told(subscription: Subscription) -> dict[str, Any]:
    """Return what the log is told of a subscription: no path or query of its url, for these may hold keys."""
    settings = subscription.model_dump(mode="json", exclude={"id", "created_at", "changed_at"})
    return {**settings, "url": subscription.place}


def _read(text: str) -> Subscription:
    return Subscription.model_validate_json(text)
