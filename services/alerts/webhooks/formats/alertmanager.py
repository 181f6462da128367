"""Prometheus Alertmanager, `POST /api/v2/alerts`: existing routes, groups and silences work on our alerts.

API: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml. Alertmanager knows an alert by its
labels, so they must not change while it is open: when severity or countries change, the old set of labels is ended
and a new one begins, in one request.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from schemas.alert import Action
from schemas.base import format_instant
from schemas.events.alerts import AlertDecision
from schemas.subscription import SENT
from services.alerts.webhooks.formats import wording
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

OPEN: Final = timedelta(days=30)
"""How long an alert stands when nothing more is heard of it; without an end Alertmanager drops it after 5 minutes."""
NOTICE_OPEN: Final = timedelta(minutes=5)
ENDS: Final = frozenset({Action.RETRACTED, Action.CLOSED})
MOST_SENTENCES: Final = 3

_NOT_A_NAME: Final = re.compile(r"[^a-zA-Z0-9_]")
Labels = dict[str, str]


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as the alerts that it begins, changes or ends."""
    now, alert = message.event.recordedtime, message.alert
    labels = _labels(alert)
    began = min((one.event.recordedtime for one in message.earlier), default=now)
    ends = now if message.action in ENDS else now + OPEN
    written = [_alert(labels, _annotations(message, sentences), began, ends, link)]
    for old in message.earlier:
        before = _labels(old.alert)
        if all(before != one["labels"] for one in written):
            written.append(_alert(before, {"summary": old.alert.title}, began, now, link))
    return json.dumps(written, ensure_ascii=False).encode()


def notice(given: Notice) -> bytes:
    """Write what is no alert as one that ends by itself after some minutes."""
    name = "Tocsin" + "".join(part.title() for part in re.split(r"[._]", given.type))
    labels = {"alertname": name, "severity": "minor", "service": "tocsin"}
    if "subscription" in given.facts:
        labels["subscription"] = str(given.facts["subscription"])
    annotations = {"summary": given.title, "description": given.text}
    return json.dumps([_alert(labels, annotations, given.at, given.at + NOTICE_OPEN, given.link)]).encode()


def _labels(alert: AlertDecision) -> Labels:
    own = {
        "alertname": alert.alert_kind,
        "severity": alert.severity.value,
        "rule": alert.rule,
        "countries": ",".join(alert.countries),
        "situation": alert.situation,
        "alert": alert.alert,
        "service": "tocsin",
    }
    # An empty value is the same as no label.
    given = {_named(key): text for key, text in alert.labels.items()} | own
    return {name: value for name, value in given.items() if value}


def _named(key: str) -> str:
    name = _NOT_A_NAME.sub("_", key)
    return f"_{name}" if name[:1].isdigit() or not name else name


def _annotations(message: Message, sentences: Sequence[Sentence]) -> Labels:
    alert = message.alert
    texts = {
        "summary": alert.title,
        "description": alert.message,
        "happened": wording.HAPPENED[message.action],
        "changes": "\n".join(wording.lines(alert.before, alert.after)),
        "evidence": "\n".join(
            f"{wording.quoted(one)} ({wording.told_by(one)}{f', {one.url}' if one.url else ''})"
            for one in sentences[:MOST_SENTENCES]
        ),
    }
    return {name: text for name, text in texts.items() if text}


def _alert(labels: Labels, annotations: Labels, began: datetime, ends: datetime, link: str) -> dict[str, Any]:
    return {
        "labels": labels,
        "annotations": annotations,
        "startsAt": format_instant(began),
        "endsAt": format_instant(ends),
        "generatorURL": link,
    }


ALERTMANAGER: Final = Format("application/json", render, notice, refers=True, actions=(*SENT, Action.CLOSED))
