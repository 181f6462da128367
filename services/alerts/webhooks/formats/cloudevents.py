"""CloudEvents 1.0, structured mode: https://github.com/cloudevents/spec (v1.0.2). Our own payload is its data."""

import json
from collections.abc import Sequence
from typing import Any, Final

from schemas.base import format_instant
from schemas.webhook import WebhookData
from services.alerts.webhooks.formats import standard
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

CONTENT_TYPE: Final = "application/cloudevents+json"


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as an event; `id` and `source` are those of the log's entry, so both are stable."""
    event = message.event

    def write(data: WebhookData) -> bytes:
        return _written(
            {
                "specversion": "1.0",
                "id": event.id,
                "source": event.source,
                "type": event.type,
                "subject": message.alert.alert,
                "time": format_instant(event.recordedtime),
                "datacontenttype": "application/json",
                # Extension attributes of the CloudEvents registry: https://github.com/cloudevents/spec, "sequence".
                "sequence": f"{event.sequence:020d}",
                "data": data.model_dump(mode="json"),
            }
        )

    return standard.fitted(message, sentences, link, write)


def notice(given: Notice) -> bytes:
    """Write what is no alert as an event."""
    return _written(
        {
            "specversion": "1.0",
            "id": given.id,
            "source": "tocsin/webhooks",
            "type": f"tocsin.{given.type}.v1",
            "time": format_instant(given.at),
            "datacontenttype": "application/json",
            "data": standard.notice_data(given).model_dump(mode="json"),
        }
    )


def _written(event: dict[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


CLOUDEVENTS: Final = Format(CONTENT_TYPE, render, notice)
