"""A delivery: one message of an alert on its way to one receiver."""

from enum import StrEnum

from pydantic import Field, model_validator

from schemas.alert import Action
from schemas.base import Frozen, Instant
from schemas.webhook import NoticeType


class Reason(StrEnum):
    """Why an attempt or a delivery came out as it did. A closed set."""

    DELIVERED = "delivered"
    REDIRECT = "redirect"
    CLIENT_ERROR = "client_error"
    UNACCEPTABLE = "unacceptable"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    CONNECTION = "connection"
    PROTOCOL = "protocol"
    GUARD = "guard"
    SUPERSEDED = "superseded"
    UNSUBSCRIBED = "unsubscribed"
    UNREADABLE = "unreadable"
    DROPPED = "dropped"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    EXHAUSTED = "exhausted"


class Attempt(Frozen):
    """One try to deliver."""

    number: int = Field(ge=1)
    at: Instant = Field(description="when it began; the webhook-timestamp")
    headers: dict[str, str] = Field(default_factory=dict, description="request headers, without secrets")
    status: int | None = Field(default=None, description="HTTP status; null when no answer came")
    reason: Reason
    error: str = Field(default="", description="what went wrong on the way, in words")
    seconds: float = Field(ge=0, description="time that it took")
    answer: str = Field(default="", description="first bytes of the answer's body, as text")
    truncated: bool = Field(default=False, description="true when the answer was longer, or did not end in time")


class Delivery(Frozen):
    """One message of an alert, or a notice, for one receiver."""

    id: str
    message: str = Field(description="the webhook-id: the same over all attempts")
    event: str = Field(description="id of the log entry that is delivered")
    sequence: int = Field(ge=0, description="its sequence in the log; 0 for a heartbeat, which is not in the log")
    alert: str = Field(description="the alert; of a notice, what it is about")
    number: int = Field(ge=0, description="which message of the alert it is; 0 for a notice")
    action: Action | None = Field(default=None, description="stage of the alert's life; null for a notice")
    notice: NoticeType | None = Field(default=None, description="what it is when it is no message of an alert")
    subscription: str
    state: DeliveryState
    reason: Reason | None = Field(default=None, description="reason of the last attempt, or of the end")
    attempts: int = Field(default=0, ge=0)
    status: int | None = Field(default=None, description="HTTP status of the last answer")
    created_at: Instant
    next_at: Instant | None = Field(default=None, description="when it is due; null when it is finished")
    finished_at: Instant | None = None
    repeats: str | None = Field(default=None, description="the delivery that it sends again, by hand")
    repeated_by: str | None = Field(default=None, description="the delivery that sends it again")
    recovered: bool = Field(default=False, description="true when it makes up for a span that was missed")
    superseded_by: str | None = Field(default=None, description="the newer delivery in whose favour it was dropped")


class Recovery(Frozen):
    """Which span a receiver is to be sent: since a time or from a sequence of the log on, one of them."""

    since: Instant | None = Field(default=None, description="from the messages recorded then on")
    sequence: int | None = Field(default=None, ge=1, lt=2**53, description="from this entry of the log on")
    everything: bool = Field(default=False, description="also what the receiver has taken")

    @model_validator(mode="after")
    def _one_of_them(self) -> "Recovery":
        if (self.since is None) == (self.sequence is None):
            raise ValueError("give since or sequence, one of them")
        return self
