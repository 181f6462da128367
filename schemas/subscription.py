"""A subscription: a receiver of webhooks, and what it wants to hear."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from schemas.alert import Action, Severity
from schemas.base import Frozen, Instant
from schemas.report import Clean

SENT: tuple[Action, ...] = (Action.RAISED, Action.UPDATED, Action.REVISED, Action.RETRACTED, Action.ESCALATED)
"""The stages of an alert's life that are delivered to who did not say which."""
DELIVERABLE: tuple[Action, ...] = (*SENT, Action.CLOSED)
"""All that can be asked for."""

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2; XK is Kosovo."""


class Filters(Frozen):
    """What a receiver wants to hear; an empty field lets everything through, and all fields must agree."""

    rules: tuple[str, ...] = Field(default=(), description="names of rules")
    kinds: tuple[str, ...] = Field(default=(), description="kinds of alert")
    severity: Severity | None = Field(
        default=None,
        description="the least severity; what follows a message that was sent (a retraction, say) is sent all the same",
    )
    countries: tuple[Country, ...] = Field(default=(), description="ISO alpha-2; one of the alert's must be among them")
    actions: tuple[Action, ...] = Field(default=(), description="stages of an alert's life")


class InactiveReason(StrEnum):
    """Why nothing is sent to a receiver."""

    PAUSED = "paused"
    GONE = "gone"


class Subscription(Frozen):
    """A receiver of webhooks. Its secret is not part of it."""

    id: str
    url: str
    description: str = ""
    filters: Filters = Filters()
    format: str = "standard"
    active: bool = True
    inactive_reason: InactiveReason | None = Field(default=None, description="why it is not active")
    created_at: Instant
    changed_at: Instant

    @property
    def place(self) -> str:
        """The url without user, path and query, fit for logs: these may hold keys."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


class NewSubscription(Frozen):
    """What is given to subscribe a receiver."""

    url: Clean = Field(max_length=2_000, description="http or https; private networks must be allowed by the operator")
    description: Clean = Field(default="", max_length=500)
    filters: Filters = Filters()
    format: str = "standard"
    active: bool = True
    secret: SecretStr | None = Field(
        default=None, description="whsec_ and the base64 of 24 to 64 bytes; made by the service when left out"
    )


class SubscriptionChange(Frozen):
    """What is to change; a field that is left out stays as it is."""

    url: Clean | None = Field(default=None, max_length=2_000)
    description: Clean | None = Field(default=None, max_length=500)
    filters: Filters | None = None
    format: str | None = None
    active: bool | None = None
