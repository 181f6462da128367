"""Microsoft Teams: a webhook of Workflows takes a message with an Adaptive Card (schema 1.4).

Limits: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to (28 KB a message, 2026).
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from schemas.alert import Severity
from services.alerts.webhooks.formats import wording
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

MOST_BYTES: Final = 24_000
"""Bytes of a body; Teams refuses from 28 KB on, with what its own wrapping adds."""
MOST_SENTENCES: Final = 5
SENTENCE: Final = 600
"""Characters of a sentence."""
MOST_FACTS: Final = 20
TITLE: Final = 300
TEXT: Final = 2_000

_COLOURS: Final = {
    Severity.MINOR: "default",
    Severity.MODERATE: "accent",
    Severity.SEVERE: "warning",
    Severity.EXTREME: "attention",
}
Element = dict[str, Any]


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as a card. Its texts are runs, which know no markup, so a report cannot make links in it."""
    alert = message.alert
    happened = wording.HAPPENED[message.action]
    head = [
        _line(_run(wording.cut(f"{happened}: {alert.title}", TITLE), weight="Bolder", size="Large")),
        _line(
            _run(alert.severity.value, weight="Bolder", color=_COLOURS[alert.severity]),
            _run(f" in {wording.cut(wording.places(alert.countries), TITLE)}; rule {alert.rule}"),
        ),
    ]
    if alert.message:
        head.append(_line(_run(wording.cut(alert.message, TEXT))))
    head += [
        _line(_run(f"{change.fact}: ", weight="Bolder"), _run(wording.cut(change.text, TITLE)))
        for change in wording.changes(alert.before, alert.after)[:MOST_FACTS]
    ]
    quotes = [_quote(sentence) for sentence in sentences[:MOST_SENTENCES]]
    body = _written(head + quotes, link)
    while len(body) > MOST_BYTES and (quotes or head):
        # The last sentence goes first; the link leads to all of them.
        (quotes or head).pop()
        body = _written(head + quotes, link)
    return body


def notice(given: Notice) -> bytes:
    """Write what is no alert as a card."""
    title = _line(_run(wording.cut(given.title, TITLE), weight="Bolder", size="Large"))
    return _written([title, _line(_run(wording.cut(given.text, TEXT)))], given.link)


def _quote(sentence: Sentence) -> Element:
    quote = _line(_run(wording.cut(wording.quoted(sentence), SENTENCE), italic=True))
    return {
        "type": "Container",
        "style": "emphasis",
        "items": [quote, _line(_run(wording.cut(wording.told_by(sentence), TITLE), isSubtle=True))],
    }


def _line(*runs: Element) -> Element:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **look: Any) -> Element:
    return {"type": "TextRun", "text": text, **look}


def _written(elements: list[Element], link: str) -> bytes:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": elements,
        "actions": [{"type": "Action.OpenUrl", "title": "Everything about this alert", "url": link}],
        "msteams": {"width": "Full"},
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, ensure_ascii=False).encode()


TEAMS: Final = Format("application/json", render, notice)
