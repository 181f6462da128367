"""The ingest worker: every accepted report is read once, and a poison one takes nobody along."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry

from schemas.events.data import Reading
from schemas.events.disorder import Unrest
from schemas.events.registry import kind_of
from schemas.report import Intake, Report
from services.eventlog.log import Log
from services.ingest.inbox import Inbox
from services.ingest.metrics import IngestMetrics
from services.ingest.worker import IngestWorker
from services.runtime.server import Server

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    events: tuple[Reading, ...] = ()
    countries: tuple[str, ...] = ()
    language: str | None = None
    terms: tuple[int, ...] = ()
    shingles: tuple[int, ...] = ()


def read(report: Report) -> Read:
    """Reads one event out of every report, and fails on poison."""
    if "poison" in report.text:
        raise ValueError("the text of the report must not show up anywhere: poison")
    evidence = {"start": 0, "end": 4, "text": report.text[:4]}
    return Read((Unrest.model_validate({"forms": ["protest"], "evidence": evidence}),), ("KZ",))


@pytest.fixture
def inbox(server: Server, workspace: str) -> Inbox:
    return Inbox(server, workspace, clock=lambda: NOON)


def worker(server: Server, workspace: str, consumer: str = "w1", return_seconds: float = 0) -> IngestWorker:
    return IngestWorker(
        server,
        workspace,
        read=read,
        reader="test/1",
        consumer=consumer,
        clock=lambda: NOON + timedelta(seconds=1),
        metrics=IngestMetrics(CollectorRegistry()),
        return_seconds=return_seconds,
    )


def report(text: str, url: str | None = None) -> Intake:
    return Intake(published_at=NOON, source="wire", text=text, url=url)


def kinds(log: Log) -> list[str]:
    return [kind_of(event.type) for event in log.iterate()]


def test_a_report_becomes_its_events_and_leaves_the_inbox(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    (taken,) = inbox.take([report("a march in the square")], "token-7")
    worker(server, workspace).drain()
    received, unrest = log.read()
    assert kinds(log) == ["report.received", "unrest"]
    assert (received.data["readings"], received.actor, unrest.actor) == (1, "token-7", None)
    assert (received.correlationid, unrest.causationid) == (taken.id, received.id)
    assert inbox.waiting() == 0


def test_no_word_of_a_report_is_in_the_log_and_all_are_beside_it(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    (taken,) = inbox.take([report("zanzibarian marchers")])
    worker(server, workspace).drain()
    assert "zanz" not in "".join(log.raw())
    blob = server.do("HGETALL", log.keys.report(taken.id))
    assert "zanz" in blob["words"]
    assert (blob["state"], blob["first"], blob["last"]) == ("read", "1", "2")


def test_a_full_batch_says_that_there_is_more(server: Server, workspace: str, inbox: Inbox, log: Log) -> None:
    inbox.take([report(f"march {n}") for n in range(100)])
    drainer = worker(server, workspace, return_seconds=60)
    assert [drainer.drain(), drainer.drain(), drainer.drain()] == [True, False, False]
    assert kinds(log).count("report.received") == 100


def test_a_poison_report_is_set_aside_after_three_tries_and_the_rest_is_unharmed(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    inbox.take([report("before"), report("poison"), report("after")])
    drainer = worker(server, workspace)
    for _ in range(4):
        drainer.drain()
    assert kinds(log).count("unrest") == 2
    (event,) = log.find(kind="report.rejected")
    assert event.data["tries"] == 3
    assert "ValueError" in event.data["reason"]
    assert "poison" not in "".join(log.raw())
    assert inbox.waiting() == 0


def test_a_report_that_was_set_aside_is_read_once_its_reader_is_mended(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    (taken,) = inbox.take([report("poison")])
    drainer = worker(server, workspace)
    for _ in range(2):
        for _ in range(4):
            drainer.drain()
        assert inbox.again([taken.id, "unknown"]) == 1
    drainer._read = lambda given: read(given.model_copy(update={"text": "a march"}))
    drainer.drain()
    assert kinds(log) == ["report.rejected", "report.rejected", "report.received", "unrest"]
    assert len({event.id for event in log.read()}) == 4
    assert inbox.again([taken.id]) == 0


def test_what_a_dead_worker_took_is_read_by_another_once(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    inbox.take([report("a march")])
    dead = worker(server, workspace, "dead")
    dead._ensure_group()
    (held,) = dead._loaded(dead._new())
    living = worker(server, workspace, "living")
    living.drain()
    done = dead._try(held)
    assert done is not None
    dead._commit([done])
    assert kinds(log) == ["report.received", "unrest"]


def test_a_report_that_kills_its_reader_every_time_is_set_aside(
    server: Server, workspace: str, inbox: Inbox, log: Log
) -> None:
    inbox.take([report("a march")])
    for n in range(3):
        killed = worker(server, workspace, f"killed{n}")
        killed._ensure_group()
        killed._new() or next(killed._returned())
    worker(server, workspace, "last").drain()
    assert kinds(log) == ["report.rejected"]


def test_a_new_revision_says_what_it_replaces(server: Server, workspace: str, inbox: Inbox, log: Log) -> None:
    drainer = worker(server, workspace)
    taken = []
    for text in ("first text", "second text"):
        taken += inbox.take([report(text, url="https://example.org/1")])
        drainer.drain()
    assert kinds(log) == ["report.received", "unrest", "report.superseded", "report.received", "unrest"]
    (superseded,) = log.find(kind="report.superseded")
    assert superseded.data == {"report": taken[0].id, "by": taken[1].id}


def test_a_lost_consumer_group_loses_nothing(server: Server, workspace: str, inbox: Inbox, log: Log) -> None:
    inbox.take([report("a march")])
    drainer = worker(server, workspace)
    drainer._ensure_group()
    drainer._new()
    server.do("XGROUP", "DESTROY", log.keys.inbox, "ingest")
    drainer.drain()
    assert kinds(log) == ["report.received", "unrest"]
