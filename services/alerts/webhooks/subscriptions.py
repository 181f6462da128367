"""Receivers: made, listed, changed, removed. Every change is told in the log; no secret ever is."""

import builtins
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from pydantic import SecretStr

from schemas.events.desk import SubscriptionChanged, SubscriptionCreated, SubscriptionDeleted
from schemas.events.receivers import SubscriptionDisabled
from schemas.subscription import Filters, InactiveReason, NewSubscription, Subscription, SubscriptionChange
from services.alerts.webhooks import signing
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.names import Names, check
from services.alerts.webhooks.subscriptionstore import TRIES, SubscriptionStore, read, told
from services.alerts.webhooks.vault import Secrets, Vault
from services.runtime.egress import Egress
from services.runtime.errors import Conflict, UsageError
from services.runtime.server import Server

SIGN_ALONG: Final = timedelta(hours=24)
"""How long the old secret signs along after a rotation."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A subscription with its secret, to be shown once."""

    subscription: Subscription
    secret: str

    def __repr__(self) -> str:
        return f"Issued({self.subscription.id}, ...)"


class Subscriptions(SubscriptionStore):
    """The receivers of one workspace, and what can be done about them."""

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
        super().__init__(server, workspace, vault=vault, clock=clock, random_bytes=random_bytes)
        self._egress = egress
        self._known = known

    def create(self, new: NewSubscription, actor: str) -> Issued:
        """Subscribe a receiver.

        Args:
            new: What it is.
            actor: Who does it: the id of a token, or `cli`.

        Raises:
            EgressRefused: Nothing would ever be sent to this url; the message says why.
            UsageError: There is no such format, or no rule or kind of alert that a filter names.
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

    def change(self, subscription: str, change: SubscriptionChange, actor: str) -> Subscription:
        """Change some of a subscription's settings.

        Raises:
            NotFound: There is none of this id.
            EgressRefused: Nothing would ever be sent to the new url.
            UsageError: There is no such format, or no rule or kind of alert that a new filter names.
            SettingsError: Headers are given, and its secret is kept under another key.
            Conflict: Others change it all the time.
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

        Raises:
            NotFound: There is none of this id.
            Conflict: Others change it all the time.
        """
        for _ in range(TRIES):
            expected = self._stored(subscription)
            before = read(expected)
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

    def delete(self, subscription: str, actor: str) -> None:
        """Remove a receiver; what waits for it is put away unsent.

        Raises:
            NotFound: There is none of this id.
            Conflict: Others change it all the time.
        """
        for _ in range(TRIES):
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

    def _fit(self, url: str, format_name: str) -> None:
        if format_name not in FORMATS:
            raise UsageError(f"there is no format {format_name!r}; there are: {', '.join(sorted(FORMATS))}")
        self._egress.check(url)

    def _fit_names(self, filters: Filters, before: Filters | None = None) -> None:
        if self._known is None or not (filters.kinds or filters.rules):
            return
        names = self._known()
        held = before or Filters()
        # What was accepted once stays: rules change, and a receiver must not become unchangeable by that.
        check(set(filters.kinds) - set(held.kinds), names.kinds, "kind of alert")
        check(set(filters.rules) - set(held.rules), names.rules, "rule")


def _opened(headers: Mapping[str, SecretStr]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.get_secret_value()) for name, value in headers.items())
