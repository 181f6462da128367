"""What people and clocks do: rules, silences, subscriptions, deliveries, ticks, seals."""

from typing import Any, ClassVar

from pydantic import Field

from schemas.base import Instant
from schemas.events.data import EventData


class RulesActivated(EventData):
    """Rules came into force, with their whole text."""

    kind: ClassVar[str] = "rules.activated"

    rules: str = Field(description="version: sha256 of the text")
    text: str = Field(description="the rules file, whole")
    origin: str = Field(default="", description="where it came from, as the person named it")


class SilenceCreated(EventData):
    """Alerts that match are not sent for a time."""

    kind: ClassVar[str] = "silence.created"

    silence: str
    matchers: dict[str, str]
    starts_at: Instant
    ends_at: Instant
    comment: str


class SilenceEnded(EventData):
    """A silence was ended by a person."""

    kind: ClassVar[str] = "silence.ended"

    silence: str


class SubscriptionCreated(EventData):
    """A receiver was subscribed. Never its secret."""

    kind: ClassVar[str] = "subscription.created"

    subscription: str
    settings: dict[str, Any] = Field(description="its settings without secrets; the url without user, query or path")


class SubscriptionChanged(EventData):
    """A subscription's settings changed."""

    kind: ClassVar[str] = "subscription.changed"

    subscription: str
    settings: dict[str, Any]


class SubscriptionDeleted(EventData):
    """A subscription was removed."""

    kind: ClassVar[str] = "subscription.deleted"

    subscription: str


class TokenCreated(EventData):
    """An access token was made. Never the token itself."""

    kind: ClassVar[str] = "token.created"

    token: str = Field(description="the token's id")
    name: str
    scopes: tuple[str, ...]


class TokenRevoked(EventData):
    """An access token was revoked."""

    kind: ClassVar[str] = "token.revoked"

    token: str


class DeliverySucceeded(EventData):
    """A receiver took a message."""

    kind: ClassVar[str] = "delivery.succeeded"

    delivery: str
    message: str = Field(description="the webhook-id")
    alert: str
    subscription: str
    attempts: int = Field(ge=1)
    status: int | None = Field(default=None, description="HTTP status of the answer")


class DeliveryExhausted(EventData):
    """A message was given up for a receiver."""

    kind: ClassVar[str] = "delivery.exhausted"

    delivery: str
    message: str
    alert: str
    subscription: str
    attempts: int = Field(ge=0)
    status: int | None = None
    reason: str = Field(description="outcome of the last attempt, from the closed set of outcomes")


class ClockTicked(EventData):
    """A timer fell due and nothing arrived."""

    kind: ClassVar[str] = "clock.ticked"

    due: Instant


class LogSealed(EventData):
    """A span of the log was sealed."""

    kind: ClassVar[str] = "log.sealed"

    first: int = Field(ge=1)
    last: int = Field(ge=1)
    entries: tuple[str, ...] = Field(description="SHA-256 of each entry's bytes, in order, hex")
    previous: str | None = Field(default=None, description="hash of the seal before; null for the first")
    seal: str = Field(description="SHA-256 over the seal before and the entries' hashes, hex")
    signature: str | None = Field(default=None, description="Ed25519 over the seal, base64")
