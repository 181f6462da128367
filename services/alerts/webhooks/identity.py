"""Names of deliveries and messages: derived from what they are, so that making them twice gives them once."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from schemas.delivery import Delivery, DeliveryState
from schemas.events.envelope import Event
from schemas.webhook import NoticeType
from services.alerts.webhooks.message import Message

NAMESPACE: Final = UUID("0f6f3e0d-0d5b-5b6a-8f8e-6d9f0c3a0002")


def delivery_id(event: str, subscription: str) -> str:
    """Return the id of the delivery of an entry of the log to a receiver: always the same."""
    return f"dlv_{uuid5(NAMESPACE, f'delivery/{event}/{subscription}').hex}"


def message_id(event: str, subscription: str) -> str:
    """Return the webhook-id of an entry of the log for a receiver: the same over all attempts, and after a crash."""
    return f"msg_{uuid5(NAMESPACE, f'message/{event}/{subscription}').hex}"


def planned_notice(event: Event, notice: NoticeType, subscription: str, now: datetime) -> Delivery:
    """Return the delivery of an entry of the log that is a notice, due now."""
    return Delivery(
        id=delivery_id(event.id, subscription),
        message=message_id(event.id, subscription),
        event=event.id,
        sequence=event.sequence,
        # The newest word of a receiver takes the place of an older one that was not delivered.
        alert=f"receiver:{event.subject}",
        number=0,
        notice=notice,
        subscription=subscription,
        state=DeliveryState.PENDING,
        created_at=now,
        next_at=now,
    )


def planned_heartbeat(subscription: str, due: float, now: datetime) -> Delivery:
    """Return the delivery of the sign of life that is due at a time (ms), always of the same id."""
    name = f"heartbeat/{due:.0f}"
    return Delivery(
        id=delivery_id(name, subscription),
        message=message_id(name, subscription),
        event=name,
        sequence=0,
        alert="heartbeat",
        number=0,
        notice="heartbeat",
        subscription=subscription,
        state=DeliveryState.PENDING,
        created_at=now,
        next_at=now,
    )


def planned(message: Message, subscription: str, now: datetime) -> Delivery:
    """Return the delivery of a message to a receiver, due now."""
    return Delivery(
        id=delivery_id(message.event.id, subscription),
        message=message_id(message.event.id, subscription),
        event=message.event.id,
        sequence=message.event.sequence,
        alert=message.alert.alert,
        number=message.alert.number,
        action=message.action,
        subscription=subscription,
        state=DeliveryState.PENDING,
        created_at=now,
        next_at=now,
    )
