"""Our own format, by the Standard Webhooks specification: type, timestamp, data."""

from collections.abc import Callable, Sequence
from typing import Final

from schemas.webhook import NoticeData, NoticePayload, WebhookAlert, WebhookData, WebhookEvidence, WebhookPayload
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

MOST_BYTES: Final = 20_000
"""Bytes of a body at most."""
SENTENCE_CHARACTERS: Final = 1_000
"""Characters of one sentence at most."""


def render(message: Message, sentences: Sequence[Sentence], link: str) -> bytes:
    """Write a message as JSON, under 20 kB; what does not fit is left out, the last sentence first."""
    return fitted(message, sentences, link, lambda data: _body(message, data))


def notice(given: Notice) -> bytes:
    """Write what is no alert."""
    payload = NoticePayload(type=given.type, timestamp=given.at, data=notice_data(given))
    return payload.model_dump_json().encode()


def notice_data(given: Notice) -> NoticeData:
    """Return the `data` of what is no alert."""
    return NoticeData(title=given.title, text=given.text, facts=dict(given.facts), link=given.link)


def fitted(message: Message, sentences: Sequence[Sentence], link: str, write: Callable[[WebhookData], bytes]) -> bytes:
    """Return what `write` makes of as much as fits into 20 kB."""
    evidence = tuple(_evidence(sentence) for sentence in sentences)
    cut = any(len(sentence.text or "") > SENTENCE_CHARACTERS for sentence in sentences)
    alert = _alert(message)
    body = write(WebhookData(alert=alert, evidence=evidence, link=link, truncated=cut))
    while len(body) > MOST_BYTES and evidence:
        evidence = evidence[: len(evidence) // 2 if len(evidence) > 8 else len(evidence) - 1]
        body = write(WebhookData(alert=alert, evidence=evidence, link=link, truncated=True))
    if len(body) > MOST_BYTES:
        short = {"before": {}, "after": {}, "labels": {}, "title": alert.title[:500], "message": alert.message[:2000]}
        small = alert.model_copy(update={**short, "countries": alert.countries[:100]})
        body = write(WebhookData(alert=small, link=link, truncated=True))
    return body


def _body(message: Message, data: WebhookData) -> bytes:
    payload = WebhookPayload(type=f"alert.{message.action.value}", timestamp=message.event.recordedtime, data=data)
    return payload.model_dump_json().encode()


def _alert(message: Message) -> WebhookAlert:
    alert, event = message.alert, message.event
    return WebhookAlert(
        id=alert.alert,
        rule=alert.rule,
        kind=alert.alert_kind,
        severity=alert.severity,
        action=message.action,
        number=alert.number,
        event=event.id,
        previous=alert.previous,
        title=alert.title,
        message=alert.message,
        situation=alert.situation,
        countries=alert.countries,
        before=alert.before,
        after=alert.after,
        labels=alert.labels,
        time=event.time,
        sequence=event.sequence,
    )


def _evidence(sentence: Sentence) -> WebhookEvidence:
    return WebhookEvidence(
        event=sentence.event,
        kind=sentence.kind,
        sentence=_bounded(sentence.text),
        words=_bounded(sentence.words),
        speaker=sentence.speaker,
        report=sentence.report,
        source=sentence.source,
        url=sentence.url,
        published_at=sentence.published_at,
    )


def _bounded(text: str | None) -> str | None:
    return text if text is None or len(text) <= SENTENCE_CHARACTERS else text[: SENTENCE_CHARACTERS - 1] + "…"


STANDARD: Final = Format("application/json", render, notice)
