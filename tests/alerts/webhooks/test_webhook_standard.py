"""The body in our own format: who, what, on whose word, and never more than 20 kB."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webhookkit import alert

from schemas.events.envelope import Draft, Event
from schemas.webhook import WebhookPayload
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.formats.standard import MOST_BYTES, render
from services.alerts.webhooks.message import Message, Sentence, read_message

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINK = "http://127.0.0.1:8600/alerts/a"


def message(draft: Draft) -> Message:
    found = read_message(Event(**draft.model_dump(), sequence=7, recordedtime=NOON))
    assert found is not None
    return found


def sentence(text: str | None = "Forty people died in Aqtas, the mayor said.", name: str = "e1") -> Sentence:
    return Sentence(
        name, "casualties.reported", text, text, "the mayor", "r1", "Steppe Wire", "https://wire.example/1", NOON
    )


def test_a_body_says_everything_that_an_alert_needs() -> None:
    body = json.loads(render(message(alert("a")), [sentence()], LINK))
    assert (body["type"], body["timestamp"]) == ("alert.raised", "2024-05-01T12:00:00.000000Z")
    shown = body["data"]["alert"]
    assert (shown["id"], shown["rule"], shown["severity"], shown["number"]) == ("a", "toll", "severe", 1)
    (evidence,) = body["data"]["evidence"]
    assert evidence["sentence"].startswith("Forty people died")
    assert (evidence["source"], evidence["speaker"]) == ("Steppe Wire", "the mayor")
    assert (body["data"]["link"], body["data"]["truncated"]) == (LINK, False)


def test_the_same_message_gives_the_same_bytes() -> None:
    assert render(message(alert("a")), [sentence()], LINK) == render(message(alert("a")), [sentence()], LINK)


def test_a_text_that_was_removed_leaves_a_gap() -> None:
    body = json.loads(render(message(alert("a")), [sentence(None)], LINK))
    assert body["data"]["evidence"][0]["sentence"] is None


@given(st.lists(st.text(max_size=3_000), max_size=60), st.text(max_size=40_000))
def test_a_body_never_grows_over_20_kb_and_says_when_it_was_cut(texts: list[str], words: str) -> None:
    sentences = [sentence(text, f"e{number}") for number, text in enumerate(texts)]
    content = render(message(alert("a", message=words)), sentences, LINK)
    assert len(content) <= MOST_BYTES
    payload = WebhookPayload.model_validate_json(content)
    whole = len(payload.data.evidence) == len(texts) and payload.data.alert.message == words
    assert payload.data.truncated or whole


@pytest.mark.parametrize("stage", ["suppressed", "acknowledged"])
def test_what_is_not_sent_is_no_message(stage: str) -> None:
    assert read_message(Event(**alert("a", stage=stage).model_dump(), sequence=1, recordedtime=NOON)) is None


def test_every_format_writes_bytes_that_fit() -> None:
    for form in FORMATS.values():
        assert 0 < len(form.render(message(alert("a")), [sentence()], LINK)) <= MOST_BYTES
        assert "/" in form.content_type
