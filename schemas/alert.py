"""An alert: what it says, what it rests on, and the stages of its life."""

from enum import StrEnum
from typing import Any, Final

from pydantic import Field

from schemas.base import Frozen, Instant


class Severity(StrEnum):
    """How bad, in the words of CAP 1.2, from the least."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"
    EXTREME = "extreme"

    @property
    def rank(self) -> int:
        """0 for minor to 3 for extreme."""
        return list(Severity).index(self)


class Action(StrEnum):
    """The stages of an alert's life."""

    RAISED = "raised"
    UPDATED = "updated"
    REVISED = "revised"
    RETRACTED = "retracted"
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"
    SUPPRESSED = "suppressed"
    CLOSED = "closed"


OVER: Final = frozenset({Action.RETRACTED, Action.CLOSED, Action.SUPPRESSED})
"""Stages behind which an alert is not open any more; one that was suppressed never was."""


class Withheld(StrEnum):
    """Why a message was recorded and not sent."""

    SILENCED = "silenced"
    MUTED = "muted"
    COOLING_DOWN = "cooling_down"
    UNCORROBORATED = "uncorroborated"
    HISTORY = "history"
    DUPLICATE = "duplicate"


class Alert(Frozen):
    """An alert as it stands now."""

    id: str
    rule: str = Field(description="name of the rule in the rules file")
    kind: str = Field(description="what the rules file calls the alert")
    severity: Severity
    action: Action = Field(description="the last stage of its life")
    title: str
    message: str = Field(default="", description="what is known, from facts alone")
    situation: str
    countries: tuple[str, ...] = ()
    before: dict[str, Any] = Field(default_factory=dict, description="the facts before, that the rule looked at")
    after: dict[str, Any] = Field(default_factory=dict, description="the facts after")
    because: tuple[str, ...] = Field(default=(), description="ids of the events that it stands on")
    reports: tuple[str, ...] = Field(default=(), description="ids of the reports that it stands on")
    labels: dict[str, str] = Field(default_factory=dict)
    messages: tuple[str, ...] = Field(default=(), description="ids of its messages, oldest first")
    withheld: Withheld | None = Field(default=None, description="why it was not sent; null when it was")
    raised_at: Instant = Field(description="story time of the first message")
    changed_at: Instant = Field(description="story time of the last message")
    sequence: int = Field(ge=0, description="log sequence of the last message; 0 before it is appended")
