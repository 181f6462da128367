"""What becomes of receivers that fail, and what people do about their deliveries."""

from typing import ClassVar

from pydantic import Field

from schemas.base import Instant
from schemas.events.data import EventData
from schemas.subscription import InactiveReason


class _Failure(EventData):
    subscription: str
    place: str = Field(description="its url without user, path and query")
    description: str = ""
    owner: str = Field(default="", description="whom to tell")
    reason: str = Field(description="outcome of the last attempt, from the closed set of outcomes")
    status: int | None = Field(default=None, description="HTTP status of the last answer")


class SubscriptionFailing(_Failure):
    """A receiver fails, and will be switched off if that goes on: its owner is to be told."""

    kind: ClassVar[str] = "subscription.failing"

    failures: int = Field(ge=1, description="attempts that failed since the last success")
    failing_since: Instant
    disabled_at: Instant = Field(description="when it is switched off if it fails until then")


class SubscriptionDisabled(_Failure):
    """A receiver was switched off by the service."""

    kind: ClassVar[str] = "subscription.disabled"

    because: InactiveReason


class DeliveryResent(EventData):
    """A person had a message sent again."""

    kind: ClassVar[str] = "delivery.resent"

    delivery: str = Field(description="the new delivery")
    repeats: str = Field(description="the one that it repeats")
    alert: str
    subscription: str


class DeliveryRecovered(EventData):
    """A person had a receiver sent what it missed in a span of the log."""

    kind: ClassVar[str] = "delivery.recovered"

    subscription: str
    first: int = Field(ge=1, description="sequence from which on")
    last: int = Field(ge=0, description="sequence up to which")
    deliveries: int = Field(ge=0, description="how many messages are sent")
