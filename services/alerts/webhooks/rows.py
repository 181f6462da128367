"""Deliveries as they are stored: rows in and out, and what the log is told of their end."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.events.data import EventData
from schemas.events.desk import DeliveryExhausted, DeliverySucceeded
from schemas.events.envelope import Draft
from services.alerts.webhooks.subscriptionstore import SOURCE

KEPT: Final = timedelta(days=30)
"""How long a finished delivery and its attempts are kept."""
BEATS_KEPT: Final = timedelta(days=1)
"""How long a sign of life is kept."""
LONG_ANSWER: Final = 1_000
"""Characters of an answer that are kept of every attempt; of the last one that failed all that was read."""


def outcome_of(delivery: Delivery, now: datetime) -> Draft:
    """Return what the log is told of a delivery that is finished."""
    about = {
        "delivery": delivery.id,
        "message": delivery.message,
        "alert": delivery.alert,
        "subscription": delivery.subscription,
        "status": delivery.status,
    }
    data: EventData
    if delivery.state is DeliveryState.DELIVERED:
        data = DeliverySucceeded(**about, attempts=delivery.attempts)
    else:
        data = DeliveryExhausted(**about, attempts=delivery.attempts, reason=str(delivery.reason))
    return Draft(
        id=f"{delivery.id}-finished",
        source=SOURCE,
        type=data.type_name(),
        subject=delivery.subscription,
        time=now,
        causationid=delivery.event,
        dataschema=data.schema_path(),
        data=data.model_dump(mode="json"),
    )


def read_delivery(fields: Mapping[str, str]) -> Delivery:
    """Read a stored row."""
    held: dict[str, Any] = {name: text for name, text in fields.items() if name in Delivery.model_fields and text != ""}
    return Delivery.model_validate(held)


def flat(fields: Mapping[str, Any]) -> list[str]:
    """Return names and values in turn, as a hash is written."""
    return [
        text
        for name, value in fields.items()
        for text in (name, value if isinstance(value, str) else json.dumps(value))
    ]


def mapping(reply: Any) -> dict[str, str]:
    """Return a hash; replies of a batch come as the protocol gives them."""
    return reply if isinstance(reply, dict) else dict(zip(reply[::2], reply[1::2], strict=True))


def short(attempt: Attempt) -> Attempt:
    """Return an attempt with the beginning of its answer alone."""
    if len(attempt.answer) <= LONG_ANSWER:
        return attempt
    return attempt.model_copy(update={"answer": attempt.answer[:LONG_ANSWER], "truncated": True})


def is_long(attempt: Attempt) -> bool:
    """True when the answer of an attempt is worth keeping whole."""
    return attempt.reason is not Reason.DELIVERED and len(attempt.answer) > LONG_ANSWER


def seconds(span: timedelta) -> int:
    """Return whole seconds."""
    return int(span.total_seconds())


def moment(text: str) -> datetime:
    """Read a stored moment."""
    return datetime.fromisoformat(text)


def ms(moment: datetime) -> int:
    """Return milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
