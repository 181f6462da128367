"""The names of the keys that Python touches itself; `lua/receivers.lua` tells the whole layout."""

from dataclasses import dataclass
from typing import Final

from services.eventlog.keys import Keys

PACKAGE: Final = "services.alerts.webhooks.lua"
"""Where the scripts lie."""


@dataclass(frozen=True, slots=True)
class WebhookKeys:
    """Key names of one workspace's delivery store."""

    workspace: str

    @property
    def prefix(self) -> str:
        """What every key begins with."""
        return f"{Keys(self.workspace).prefix}webhooks:"

    @property
    def subscriptions(self) -> str:
        """A hash: subscription id to JSON."""
        return f"{self.prefix}subscriptions"

    @property
    def secrets(self) -> str:
        """A hash: subscription id to its secrets, encrypted."""
        return f"{self.prefix}secrets"

    @property
    def key_mark(self) -> str:
        """Which key the secrets are kept under, as a fingerprint."""
        return f"{self.prefix}key"

    @property
    def ready(self) -> tuple[str, str]:
        """Two sorted sets of receivers, by when they can be served next."""
        return f"{self.prefix}due", f"{self.prefix}suspects"

    @property
    def heartbeats(self) -> str:
        """A sorted set of receivers by when the next sign of life is due (ms)."""
        return f"{self.prefix}heartbeats"

    @property
    def removed(self) -> str:
        """A sorted set of receivers that were removed and still have deliveries, by when (ms)."""
        return f"{self.prefix}removed"

    def receiver(self, subscription: str) -> str:
        """A hash: how a receiver fares."""
        return f"{self.prefix}receiver:{subscription}"

    def queue(self, subscription: str) -> str:
        """A sorted set of deliveries that wait for a receiver, by when they are due (ms)."""
        return f"{self.prefix}queue:{subscription}"

    def inflight(self, subscription: str) -> str:
        """A sorted set of deliveries that are being sent to a receiver."""
        return f"{self.prefix}inflight:{subscription}"

    def answer(self, delivery: str) -> str:
        """What was answered to a delivery's last attempt, when that is long."""
        return f"{self.prefix}answer:{delivery}"

    def delivery(self, delivery: str) -> str:
        """A hash: a delivery."""
        return f"{self.prefix}delivery:{delivery}"

    def attempts(self, delivery: str) -> str:
        """A list: a delivery's attempts."""
        return f"{self.prefix}attempts:{delivery}"

    def newest(self, subscription: str) -> str:
        """A hash: alert to the newest delivery of it to a receiver."""
        return f"{self.prefix}newest:{subscription}"

    def listing(self, subscription: str | None) -> str:
        """A sorted set: a receiver's deliveries, or all, by the time they were made (ms)."""
        return f"{self.prefix}deliveries" + (f":{subscription}" if subscription else "")
