"""Where subscriptions and their secrets are kept: each write tells the log in the same step."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from schemas.base import format_instant
from schemas.events.data import EventData
from schemas.events.desk import SubscriptionChanged
from schemas.events.envelope import Draft
from schemas.events.receivers import SubscriptionFailing
from schemas.subscription import Subscription
from services.alerts.webhooks.keys import PACKAGE, WebhookKeys
from services.alerts.webhooks.vault import Secrets, Vault, wrong_key
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.errors import Conflict, NotFound, SettingsError
from services.runtime.server import Server

SOURCE: Final = "tocsin/webhooks"

log = logging.getLogger(__name__)
TRIES: Final = 5
"""How often a change is tried that others get in the way of."""


class SubscriptionStore:
    """The stored receivers of one workspace."""

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        vault: Vault,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._server = server
        self._log_key = Keys(workspace).log
        self._prefix = Keys(workspace).prefix
        self._keys = WebhookKeys(workspace)
        self._vault = vault
        self._clock = clock
        self._random = random_bytes
        self._warn_script = server.script(lua("receivers.lua", "warn.lua", package=PACKAGE))
        self._script = server.script(lua("receivers.lua", "subscribe.lua", package=PACKAGE))

    def get(self, subscription: str) -> Subscription:
        """Return a subscription.

        Raises:
            NotFound: There is none of this id.
        """
        return read(self._stored(subscription))

    def list(self) -> list[Subscription]:
        """Return all subscriptions, oldest first; one that this version cannot read is told in the log and left out.

        An older version may meet what a newer one wrote; that one receiver must not keep alerts from all others.
        """
        rows: Mapping[str, str] = self._server.do("HGETALL", self._keys.subscriptions)
        found = []
        for name, text in rows.items():
            try:
                found.append(read(text))
            except ValidationError as error:
                log.error(
                    "subscription %s cannot be read (%d fields are wrong): it gets nothing", name, len(error.errors())
                )
        return sorted(found, key=lambda one: (one.created_at, one.id))

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

    def _stored(self, subscription: str) -> str:
        text = self._server.do("HGET", self._keys.subscriptions, subscription)
        if text is None:
            raise NotFound(f"no subscription {subscription}; `tocsin subscriptions list` shows those there are")
        return str(text)

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
        for _ in range(TRIES):
            expected = self._stored(subscription)
            secrets, before = sealed(), read(expected)
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
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )


def told(subscription: Subscription) -> dict[str, Any]:
    """Return what the log is told of a subscription: no path or query of its url, for these may hold keys."""
    settings = subscription.model_dump(mode="json", exclude={"id", "created_at", "changed_at"})
    return {**settings, "url": subscription.place}


def read(text: str) -> Subscription:
    """Read a stored row."""
    return Subscription.model_validate_json(text)
