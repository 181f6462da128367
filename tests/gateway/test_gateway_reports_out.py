"""A report shown with what was read out of it, and the words joined to the log."""

from dataclasses import dataclass

import pytest
from gateway_caller import Caller, error_of, now, report
from prometheus_client import CollectorRegistry

from schemas.events.data import Reading
from schemas.events.disorder import Unrest
from schemas.report import Report
from services.eventlog.keys import Keys
from services.ingest.metrics import IngestMetrics
from services.ingest.worker import IngestWorker
from services.runtime.server import Server


@dataclass(frozen=True)
class Read:
    events: tuple[Reading, ...]
    countries: tuple[str, ...] = ("FR",)
    language: str | None = None
    terms: tuple[int, ...] = ()
    shingles: tuple[int, ...] = ()


def read(text: Report) -> Read:
    evidence = {"start": 0, "end": 6, "text": text.text[:6]}
    return Read((Unrest.model_validate({"forms": ["protest"], "evidence": evidence}),))


@pytest.fixture
def worker(server: Server, workspace: str) -> IngestWorker:
    metrics = IngestMetrics(CollectorRegistry())
    return IngestWorker(server, workspace, read=read, reader="t/1", consumer="w", clock=now, metrics=metrics)


def test_a_report_waits_and_then_shows_what_was_read(admin: Caller, worker: IngestWorker) -> None:
    sent = report("Crowds gathered.", id="mine", url="https://wire.example/1")
    path = admin("POST", "/v1/reports", json=sent).headers["Location"]
    before = admin("GET", path).json()
    assert (before["state"], before["events"]) == ("waiting", [])
    worker.drain()
    after = admin("GET", path).json()
    assert (after["state"], after["reference"], after["text"], after["revision"]) == ("read", "mine", sent["text"], 1)
    assert [event["type"] for event in after["events"]] == ["tocsin.report.received.v1", "tocsin.unrest.v1"]
    assert after["events"][1]["data"]["evidence"]["text"] == "Crowds"


def test_words_are_joined_to_the_log_when_they_are_wanted(admin: Caller, worker: IngestWorker) -> None:
    admin("POST", "/v1/reports", json=report("Crowds gathered."))
    worker.drain()
    (joined,) = admin("GET", "/v1/events?kind=unrest").json()["events"]
    (bare,) = admin("GET", "/v1/events?kind=unrest&words=false").json()["events"]
    assert (joined["data"]["evidence"]["text"], bare["data"]["evidence"]["text"]) == ("Crowds", None)


def test_a_text_that_was_removed_is_shown_as_such(
    admin: Caller, worker: IngestWorker, server: Server, workspace: str
) -> None:
    path = admin("POST", "/v1/reports", json=report("Crowds gathered.")).headers["Location"]
    worker.drain()
    server.do("HDEL", Keys(workspace).report(path.rpartition("/")[2]), "title", "text", "words")
    shown = admin("GET", path).json()
    assert (shown["title"], shown["text"], shown["events"][1]["data"]["evidence"]["text"]) == (None, None, None)


def test_a_report_that_is_not_there_is_not_found(admin: Caller) -> None:
    answer = admin("GET", "/v1/reports/none")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")
