"""The sentences that an alert stands on, found in the texts beside the log."""

import json
from datetime import UTC, datetime

from webhookkit import alert

from schemas.events.envelope import Draft
from services.alerts.webhooks.message import read_message
from services.alerts.webhooks.sentences import ReportSentences
from services.eventlog.log import Log
from services.eventlog.reports import ReportStore
from services.runtime.server import Server

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TITLE = "Fire in Aqtas"
TEXT = "A hall burned in Aqtas. Forty people died, the mayor said. Schools are shut."


def reading(name: str, field: str, start: int, end: int) -> Draft:
    return Draft(
        id=name,
        source="tocsin/ingest",
        type="tocsin.casualties.reported.v1",
        subject="r1",
        time=NOON,
        correlationid="r1",
        dataschema="s",
        data={
            "evidence": {"field": field, "start": start, "end": end, "text": None},
            "attribution": {"standing": "local", "speaker": "mayor", "text": None},
        },
    )


def kept(server: Server, log: Log, **changes: str) -> ReportSentences:
    start = TEXT.index("Forty")
    drafts = [reading("e1", "text", start, start + 34), reading("e2", "title", 0, 4), reading("e3", "text", 0, 23)]
    span = log.append(drafts, now=NOON, nonce="r1")
    fields = {
        "source": "Steppe Wire",
        "url": "",
        "title": TITLE,
        "text": TEXT,
        "published_at": "2024-05-01T12:00:00Z",
        "first": str(span.first),
        "last": str(span.last),
        "words": json.dumps({"e1": {"evidence.text": "x", "attribution.text": "the mayor"}}),
    }
    server.do("HSET", log.keys.report("r1"), *(part for pair in (fields | changes).items() for part in pair))
    return ReportSentences(ReportStore(server, log.keys.workspace, log))


def asked(log: Log, because: list[str], reports: list[str]):
    draft = alert("a")
    draft = draft.model_copy(update={"data": {**draft.data, "because": because, "reports": reports}})
    log.append([draft], now=NOON, nonce="a")
    message = read_message(log.read(log.head() - 1)[0])
    assert message is not None
    return message.alert


def test_sentences_come_in_the_order_of_the_alert_with_their_speaker(server: Server, log: Log) -> None:
    sentences = kept(server, log)
    first, second = sentences.of(asked(log, ["e2", "e1"], ["r1"]))
    assert (first.event, first.text) == ("e2", "Fire")
    assert (second.text, second.speaker) == ("Forty people died, the mayor said.", "the mayor")
    assert (second.source, second.url, second.report) == ("Steppe Wire", None, "r1")


def test_a_text_that_was_removed_leaves_the_sentence_out_and_the_source_in(server: Server, log: Log) -> None:
    sentences = kept(server, log, text="", title="", words="{}")
    (found,) = sentences.of(asked(log, ["e1"], ["r1"]))
    assert (found.text, found.speaker, found.source) == (None, "mayor", "Steppe Wire")


def test_what_cannot_be_found_is_left_out(server: Server, log: Log) -> None:
    sentences = kept(server, log)
    assert sentences.of(asked(log, ["nowhere"], ["r1", "r2"])) == ()
