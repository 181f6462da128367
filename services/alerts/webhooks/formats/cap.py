"""The Common Alerting Protocol 1.2 of OASIS: http://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html.

An alert's first message is an Alert, later ones are Updates, its withdrawal is a Cancel; each refers to those before.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from schemas.alert import Action
from services.alerts.webhooks.formats import wording
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
CONTENT_TYPE: Final = "application/cap+xml"
MOST_HEADLINE: Final = 160
"""Characters of a headline: the length that the specification names for small displays."""
MOST_SENTENCES: Final = 5
SENTENCE: Final = 1_000

_KINDS: Final = {Action.RAISED: "Alert", Action.RETRACTED: "Cancel"}
#: The kind of event that a rule looks at, by its first part, to a category of CAP; what is not here is Security.
_CATEGORIES: Final = {"communications": "Infra", "casualties": "Safety", "toll": "Safety", "source": "Other"}
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME: Final = re.compile(r"[\s,<&]+")


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as CAP. It is restricted to the receivers that subscribed, not public."""
    alert, event = message.alert, message.event
    sender = _sender(link)
    root = _head(event.id, sender, event.recordedtime, "Actual", _KINDS.get(message.action, "Update"))
    earlier = [f"{sender},{_name(one.event.id)},{_time(one.event.recordedtime)}" for one in message.earlier]
    if message.action is Action.CLOSED:
        _add(root, "note", "The situation fell quiet; the alert is closed.")
    elif message.action is Action.RETRACTED:
        _add(root, "note", "The ground of the alert was withdrawn.")
    if earlier:
        _add(root, "references", " ".join(earlier))
    _add(root, "incidents", _name(alert.situation))
    info = SubElement(root, "info")
    _add(info, "language", "en")
    _add(info, "category", _CATEGORIES.get(re.split(r"[_.]", alert.rule_type)[0], "Security"))
    _add(info, "event", alert.alert_kind.replace("_", " "))
    over = message.action in (Action.RETRACTED, Action.CLOSED)
    _add(info, "urgency", "Past" if over else "Unknown")
    _add(info, "severity", alert.severity.value.title())
    _add(info, "certainty", "Unlikely" if message.action is Action.RETRACTED else "Likely")
    _add(info, "effective", _time(event.recordedtime))
    _add(info, "onset", _time(event.time))
    _add(info, "senderName", "Tocsin")
    _add(info, "headline", wording.cut(alert.title, MOST_HEADLINE))
    _add(info, "description", _description(message, sentences))
    _add(info, "web", link)
    _parameters(
        info,
        [
            ("rule", alert.rule),
            ("alert", alert.alert),
            ("number", str(alert.number)),
            *((change.fact, change.text) for change in wording.changes(alert.before, alert.after)),
            *alert.labels.items(),
        ],
    )
    area = SubElement(info, "area")
    _add(area, "areaDesc", wording.places(alert.countries))
    for code in alert.countries:
        geocode = SubElement(area, "geocode")
        _add(geocode, "valueName", "ISO 3166-1 alpha-2")
        _add(geocode, "value", code)
    return _bytes(root)


def notice(given: Notice) -> bytes:
    """Write what is no alert: CAP calls a message that nobody should act on a Test, one about the system System."""
    status = "Test" if given.type == "ping" else "System"
    root = _head(given.id, _sender(given.link), given.at, status, "Alert")
    _add(root, "note", f"{given.title}. {given.text}")
    return _bytes(root)


def _head(identifier: str, sender: str, sent: datetime, status: str, kind: str) -> Element:
    root = Element("alert", {"xmlns": NAMESPACE})
    for name, text in (
        ("identifier", _name(identifier)),
        ("sender", sender),
        ("sent", _time(sent)),
        ("status", status),
        ("msgType", kind),
        ("source", "Tocsin"),
        ("scope", "Restricted"),
        ("restriction", "For the receivers that subscribed to it"),
    ):
        _add(root, name, text)
    return root


def _description(message: Message, sentences: Sequence[Sentence]) -> str:
    alert = message.alert
    quotes = (
        f"{wording.cut(wording.quoted(one), SENTENCE)} ({wording.told_by(one)}{f', {one.url}' if one.url else ''})"
        for one in sentences[:MOST_SENTENCES]
    )
    parts = [
        f"{wording.HAPPENED[message.action]}: {alert.title}",
        alert.message,
        *wording.lines(alert.before, alert.after),
        *quotes,
    ]
    return "\n".join(part for part in parts if part)


def _parameters(info: Element, pairs: Iterable[tuple[str, str]]) -> None:
    for name, value in pairs:
        parameter = SubElement(info, "parameter")
        _add(parameter, "valueName", name)
        _add(parameter, "value", value)


def _sender(link: str) -> str:
    return f"tocsin@{_name(urlsplit(link).netloc or 'localhost')}"


def _name(text: str) -> str:
    # Identifiers hold no space, comma, < or &.
    return _NO_NAME.sub("_", text)


def _time(moment: datetime) -> str:
    # CAP knows no fractions of a second and no Z.
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)


def _bytes(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode()


CAP: Final = Format(CONTENT_TYPE, render, notice, refers=True)
