"""The body of a webhook in the `standard` format."""

from typing import Any, Literal

from pydantic import Field

from schemas.alert import Action, Severity
from schemas.base import Frozen, Instant


class WebhookEvidence(Frozen):
    """One sentence that the alert stands on."""

    event: str = Field(description="id of the event that was read from it")
    kind: str = Field(description="kind of the event, such as casualties.reported")
    sentence: str | None = Field(description="the sentence in the report; null when the text was removed")
    words: str | None = Field(description="the words of it that the event was read from; null when they were removed")
    speaker: str | None = Field(default=None, description="on whose word, where the report names somebody")
    report: str = Field(description="the report's id")
    source: str = Field(description="who published the report")
    url: str | None = Field(default=None, description="where the report stands")
    published_at: Instant


class WebhookAlert(Frozen):
    """The alert as this message leaves it."""

    id: str = Field(description="the same for all messages of an alert")
    rule: str
    kind: str
    severity: Severity
    action: Action
    number: int = Field(ge=1, description="1 for the alert's first message; a gap means that older ones were not sent")
    event: str = Field(description="id of the log entry that this message is")
    previous: str | None = Field(default=None, description="id of the log entry of the message before this one")
    title: str
    message: str = ""
    situation: str
    countries: tuple[str, ...] = ()
    before: dict[str, Any] = Field(default_factory=dict, description="the facts before, that the rule looked at")
    after: dict[str, Any] = Field(default_factory=dict, description="the facts after")
    labels: dict[str, str] = Field(default_factory=dict)
    time: Instant = Field(description="story time: when the report that caused it was published")
    sequence: int = Field(ge=1, description="position in the log")


class WebhookData(Frozen):
    """What the message says."""

    alert: WebhookAlert
    evidence: tuple[WebhookEvidence, ...] = ()
    link: str = Field(description="where to read everything about the alert")
    truncated: bool = Field(default=False, description="true when something was left out to keep the body small")


class WebhookPayload(Frozen):
    """The body: under 20 kB, as the Standard Webhooks specification asks."""

    type: str = Field(pattern=r"^alert\.[a-z]+$", description="alert.raised, alert.updated, alert.revised ...")
    timestamp: Instant = Field(description="when the service decided it")
    data: WebhookData


NoticeType = Literal["ping", "heartbeat", "receiver.failing", "receiver.disabled"]
"""ping: somebody tries the receiver out; heartbeat: all is well; receiver.failing and receiver.disabled: word of
another receiver, for who asked for operations."""


class NoticeData(Frozen):
    """What a notice says."""

    title: str
    text: str
    facts: dict[str, Any] = Field(default_factory=dict)
    link: str


class NoticePayload(Frozen):
    """The body of a webhook that is no alert, in the `standard` format."""

    type: NoticeType
    timestamp: Instant = Field(description="when it was made")
    data: NoticeData
