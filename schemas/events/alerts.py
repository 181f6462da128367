"""Decisions about alerts: every message, and everything that was not sent, with the reason."""

from typing import Any, ClassVar

from pydantic import Field

from schemas.alert import Severity, Withheld
from schemas.base import Instant
from schemas.events.data import EventData
from schemas.events.situations import Decided


class AlertDecision(EventData):
    """One message of an alert's life. Facts only: no word of a report."""

    alert: str = Field(description="the alert's id")
    number: int = Field(ge=1, description="1 for the first message of this alert")
    previous: str | None = Field(default=None, description="id of the message before this one")
    rule: str
    rule_type: str = Field(description="type of the rule: toll_jump, event_seen ...")
    alert_kind: str = Field(description="what the rules file calls the alert")
    severity: Severity
    fingerprint: str = Field(description="what makes two findings of one rule the same alert")
    situation: str
    countries: tuple[str, ...] = ()
    title: str
    message: str = ""
    before: dict[str, Any] = Field(default_factory=dict)
    after: dict[str, Any] = Field(default_factory=dict)
    because: tuple[str, ...] = Field(default=(), description="ids of the events that it stands on")
    reports: tuple[str, ...] = Field(default=(), description="ids of the reports that it stands on")
    labels: dict[str, str] = Field(default_factory=dict)
    withheld: Withheld | None = Field(default=None, description="why it is not sent; null when it is")
    next_at: Instant | None = Field(
        default=None,
        description="when it is sent after all, or escalated, unless something happens before; null for never",
    )
    decided: Decided


class AlertRaised(AlertDecision):
    """A new alert."""

    kind: ClassVar[str] = "alert.raised"


class AlertUpdated(AlertDecision):
    """The alert is due again: it got worse."""

    kind: ClassVar[str] = "alert.updated"


class AlertRevised(AlertDecision):
    """Its ground changed, and not for the worse."""

    kind: ClassVar[str] = "alert.revised"


class AlertRetracted(AlertDecision):
    """Its ground was withdrawn."""

    kind: ClassVar[str] = "alert.retracted"


class AlertEscalated(AlertDecision):
    """Nobody acknowledged it in time."""

    kind: ClassVar[str] = "alert.escalated"


class AlertSuppressed(AlertDecision):
    """A finding that was not sent; `withheld` says why."""

    kind: ClassVar[str] = "alert.suppressed"


class AlertClosed(AlertDecision):
    """Its situation fell quiet."""

    kind: ClassVar[str] = "alert.closed"


class AlertAcknowledged(EventData):
    """A person has seen it."""

    kind: ClassVar[str] = "alert.acknowledged"

    alert: str
    comment: str = ""
