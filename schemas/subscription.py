"""A subscription: a receiver of webhooks, and what it wants to hear."""

import re
from enum import StrEnum
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

from schemas.alert import Action, Severity
from schemas.base import Frozen, Instant
from schemas.report import Clean

SENT: tuple[Action, ...] = (Action.RAISED, Action.UPDATED, Action.REVISED, Action.RETRACTED, Action.ESCALATED)
"""The stages of an alert's life that are delivered to who did not say which."""
DELIVERABLE: tuple[Action, ...] = (*SENT, Action.CLOSED)
"""All that can be asked for."""
MOST_HEADERS: Final = 20
LEAST_HEARTBEAT: Final = 60
"""Seconds between two signs of life at least."""

_RESERVED: Final = re.compile(
    r"(webhook-.*|host|content-(length|type|encoding)|transfer-encoding|connection|keep-alive|te|trailer|upgrade"
    r"|expect|user-agent|accept-encoding|proxy-.*)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_VALUE: Final = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")
MOST_VALUE: Final = 4_000

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2; XK is Kosovo."""


class Topic(StrEnum):
    """What a receiver is told of."""

    ALERTS = "alerts"
    OPERATIONS = "operations"


class Filters(Frozen):
    """What a receiver wants to hear; an empty field lets everything through, and all fields must agree."""

    topics: tuple[Topic, ...] = Field(
        default=(Topic.ALERTS,),
        description="alerts; operations: word of receivers that fail. The other fields speak of alerts alone",
    )
    rules: tuple[str, ...] = Field(default=(), description="names of rules")
    kinds: tuple[str, ...] = Field(default=(), description="kinds of alert")
    severity: Severity | None = Field(
        default=None,
        description="the least severity; what follows a message that was sent (a retraction, say) is sent all the same",
    )
    countries: tuple[Country, ...] = Field(default=(), description="ISO alpha-2; one of the alert's must be among them")
    actions: tuple[Action, ...] = Field(default=(), description="stages of an alert's life")
    labels: dict[str, str] = Field(default_factory=dict, description="labels that the alert must carry, each as given")


class InactiveReason(StrEnum):
    """Why nothing is sent to a receiver."""

    PAUSED = "paused"
    GONE = "gone"
    FAILING = "failing"


Rate = Annotated[int, Field(ge=1, le=60_000)]
Concurrency = Annotated[int, Field(ge=1, le=16)]
Heartbeat = Annotated[int, Field(ge=LEAST_HEARTBEAT, le=86_400)]


class Subscription(Frozen):
    """A receiver of webhooks. Neither its secret nor the values of its headers are part of it."""

    id: str
    url: str
    description: str = ""
    owner: str = Field(default="", description="whom to tell when it fails: an address, a team, a phone number")
    filters: Filters = Filters()
    format: str = "standard"
    headers: tuple[str, ...] = Field(default=(), description="names of the headers sent along; their values are secret")
    rate: Rate | None = Field(default=None, description="messages a minute at most")
    concurrency: Concurrency = Field(default=1, description="messages under way at once, never two of one alert")
    heartbeat: Heartbeat | None = Field(default=None, description="seconds between two signs of life; null for none")
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


def _fit_headers(headers: dict[str, SecretStr]) -> dict[str, SecretStr]:
    if len(headers) > MOST_HEADERS:
        raise ValueError(f"at most {MOST_HEADERS} headers are sent along")
    if len({name.lower() for name in headers}) < len(headers):
        raise ValueError("a header is named twice")
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name[:50]!r} is no name of a header")
        if _RESERVED.fullmatch(name):
            raise ValueError(f"the header {name} is set by the service")
        held = value.get_secret_value()
        if len(held) > MOST_VALUE or not _VALUE.fullmatch(held):
            # Never the value: it is a secret.
            raise ValueError(f"the value of the header {name} must be visible ASCII, {MOST_VALUE} characters at most")
    return headers


Headers = Annotated[dict[str, SecretStr], AfterValidator(_fit_headers)]
"""Headers that are sent along with every message; never shown again."""


class NewSubscription(Frozen):
    """What is given to subscribe a receiver."""

    url: Clean = Field(max_length=2_000, description="http or https; private networks must be allowed by the operator")
    description: Clean = Field(default="", max_length=500)
    owner: Clean = Field(default="", max_length=200, description="whom to tell when it fails")
    filters: Filters = Filters()
    format: str = "standard"
    headers: Headers = Field(default_factory=dict, description="sent along with every message; never shown again")
    rate: Rate | None = Field(default=None, description="messages a minute at most")
    concurrency: Concurrency = Field(default=1, description="messages under way at once, never two of one alert")
    heartbeat: Heartbeat | None = Field(default=None, description="seconds between two signs of life")
    active: bool = True
    secret: SecretStr | None = Field(
        default=None, description="whsec_ and the base64 of 24 to 64 bytes; made by the service when left out"
    )


class SubscriptionChange(Frozen):
    """What is to change; a field that is left out stays as it is."""

    url: Clean | None = Field(default=None, max_length=2_000)
    description: Clean | None = Field(default=None, max_length=500)
    owner: Clean | None = Field(default=None, max_length=200)
    filters: Filters | None = None
    format: str | None = None
    headers: Headers | None = Field(default=None, description="in place of all that were; {} for none")
    rate: Rate | None = Field(default=None, description="null lifts the bound")
    concurrency: Concurrency | None = None
    heartbeat: Heartbeat | None = Field(default=None, description="null ends it")
    active: bool | None = None

    def given(self) -> frozenset[str]:
        """The fields that are to change; null means something in `rate` and `heartbeat` alone."""
        return frozenset(
            name for name in self.model_fields_set if getattr(self, name) is not None or name in ("rate", "heartbeat")
        )


class Health(Frozen):
    """How a receiver fares."""

    failures: int = Field(default=0, ge=0, description="attempts that failed since the last success")
    failing_since: Instant | None = None
    warned_at: Instant | None = Field(default=None, description="when its owner was told last")
    paused_until: Instant | None = Field(
        default=None, description="nothing is tried before: it failed often, or asked for quiet"
    )
    waiting: int = Field(default=0, ge=0, description="deliveries that wait")
    sending: int = Field(default=0, ge=0, description="deliveries that are being sent")
    disabled_at: Instant | None = Field(default=None, description="when it is switched off if it fails until then")
