"""What is sent besides alerts: a try-out, a sign of life, and word of receivers that fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from schemas.events.envelope import Event
from schemas.events.receivers import SubscriptionDisabled, SubscriptionFailing
from schemas.events.registry import kind_of
from schemas.webhook import NoticeType


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is no alert.

    Attributes:
        type: What it is.
        id: Its name, unique: the log entry's where it stands in the log.
        at: When it was made.
        title: One line.
        text: More of it.
        facts: For machines.
        link: Where to read more.
    """

    type: NoticeType
    id: str
    at: datetime
    title: str
    text: str
    link: str
    facts: Mapping[str, Any] = field(default_factory=dict)


OPERATIONS: Final[Mapping[str, NoticeType]] = {
    SubscriptionFailing.kind: "receiver.failing",
    SubscriptionDisabled.kind: "receiver.disabled",
}
"""Kind of an entry of the log to the notice that goes to who asked for operations."""


def read_notice(event: Event, link: str) -> Notice | None:
    """Read an entry of the log as a notice; None when it is none.

    Args:
        event: The entry.
        link: Where receivers are shown; the receiver's id is put behind it.
    """
    kind = OPERATIONS.get(kind_of(event.type))
    if kind is None:
        return None
    data = event.data
    what = "fails" if kind == "receiver.failing" else "is switched off"
    name = data.get("description") or data["subscription"]
    status = f" (HTTP {data['status']})" if data.get("status") else ""
    owner = f" Owner: {data['owner']}." if data.get("owner") else ""
    if kind == "receiver.failing":
        since, end = _minute(data["failing_since"]), _minute(data["disabled_at"])
        then = f" since {since}; it is switched off at {end} if it goes on"
    else:
        then = f"; nothing is sent to it until `tocsin subscriptions resume {data['subscription']}`"
    return Notice(
        type=kind,
        id=event.id,
        at=event.recordedtime,
        title=f"Receiver {name} {what}",
        text=f"{data['place']}: {data['reason'].replace('_', ' ')}{status}{then}.{owner}",
        facts=data,
        link=f"{link}{data['subscription']}",
    )


def heartbeat(identity: str, at: datetime, seconds: int, link: str) -> Notice:
    """Return a sign of life."""
    text = f"Tocsin is at work and this receiver is served. The next sign of life is due in {seconds} s."
    return Notice("heartbeat", identity, at, "Sign of life", text, link, {"interval_seconds": seconds})


def ping(identity: str, at: datetime, link: str) -> Notice:
    """Return a try-out."""
    text = "Somebody tries this receiver out; nothing happened."
    return Notice("ping", identity, at, "Test of a receiver", text, link)


def _minute(text: str) -> str:
    return f"{text[:16].replace('T', ' ')} UTC"
