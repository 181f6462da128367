"""An export taken in elsewhere: the same bytes, the same seals, nothing decided or delivered again."""

import pytest
from exportkit import NOON, add, exported, play, reports, seal
from importkit import clean, importer, kept, take_in
from prometheus_client import CollectorRegistry

from schemas.events.envelope import Draft
from schemas.report import Intake
from services.alerts.activation import activate, read_rules
from services.alerts.metrics import AlertMetrics
from services.alerts.worker import AlertWorker
from services.audit.replay import replay
from services.eventlog.exports.format import Filter
from services.eventlog.log import Log
from services.eventlog.seals.sealer import last_seal
from services.ingest.inbox import Inbox
from services.runtime.errors import Conflict, LogError, ServerUnfit, UsageError
from services.runtime.server import Server

ANYTHING = Draft(id="x", source="tests", type="tocsin.unrest.v1", time=NOON, dataschema="x", data={})


@pytest.fixture
def source(server: Server, workspace: str) -> Log:
    return play(server, workspace)


@pytest.fixture
def target(server: Server, workspace: str) -> Log:
    return Log(server, f"{workspace}-copy")


@pytest.mark.parametrize("zstd", [False, True])
def test_a_round_trip_gives_the_same_bytes_seals_indexes_texts_claims_and_cursors(
    server, source, target, tmp_path, zstd
):
    take_in(server, target, exported(server, source, tmp_path / "log", zstd=zstd))
    before, after = kept(server, source), kept(server, target)
    before["cursor:webhooks"] = str(source.head())
    assert after == before
    assert clean(target)
    assert last_seal(target).seal == last_seal(source).seal


def test_a_replay_of_the_copy_is_identical_and_nothing_is_decided_again(server, source, target, tmp_path):
    take_in(server, target, exported(server, source, tmp_path / "log"))
    found = replay(target, cursor=target.cursor("alerts"))
    assert found.same
    assert found.recorded == replay(source, cursor=source.cursor("alerts")).recorded > 0
    worker = AlertWorker(server, target, clock=lambda: NOON, metrics=AlertMetrics(CollectorRegistry()))
    worker.drain()
    assert target.head() == source.head()


def test_a_report_that_was_taken_in_is_known_in_the_copy(server, source, target, tmp_path):
    take_in(server, target, exported(server, source, tmp_path / "log"))
    inbox = Inbox(server, target.keys.workspace, clock=lambda: NOON)
    assert not any(taken.new for taken in inbox.take(reports(12)))


def test_a_copy_goes_on_with_a_later_export(server, source, target, tmp_path):
    take_in(server, target, exported(server, source, tmp_path / "first"))
    middle = source.head()
    add(server, source.keys.workspace, reports(20)[12:])
    seal(source)
    whole, rest = tmp_path / "whole", tmp_path / "rest"
    exported(server, source, whole)
    exported(server, source, rest, after=middle)
    plan = take_in(server, target, rest)
    assert (plan.head, plan.last) == (middle, source.head())
    assert kept(server, target)["log"] == kept(server, source)["log"]
    assert take_in(server, target, whole).done
    assert take_in(server, target, tmp_path / "first").done


def test_an_input_that_waited_to_be_decided_on_still_waits_in_the_copy(server, source, target, tmp_path):
    activate(source, read_rules(None), actor="tests", now=NOON, nonce="again")
    take_in(server, target, exported(server, source, tmp_path / "log"))
    assert target.cursor("alerts") == source.cursor("alerts") < target.head()


def test_another_log_is_refused_and_left_as_it_is(server, source, target, tmp_path):
    play(server, target.keys.workspace, 5)
    before = kept(server, target)
    with pytest.raises(Conflict, match="differs from log from entry"):
        take_in(server, target, exported(server, source, tmp_path / "log"))
    assert kept(server, target) == before


def test_a_gap_before_the_file_is_refused(server, source, target, tmp_path):
    with pytest.raises(Conflict, match="take in what lies between"):
        take_in(server, target, exported(server, source, tmp_path / "log", after=9))


def test_what_is_wrong_or_not_whole_is_refused_before_anything_is_taken_in(server, source, target, tmp_path):
    path = exported(server, source, tmp_path / "log")
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"sequence":9,"recordedtime":"20', b'"sequence":9,"recordedtime":"21'))
    with pytest.raises(LogError, match="entry 9 is not what was sealed"):
        take_in(server, target, path)
    path.write_bytes(good[: good.rindex(b'{"end":')])
    with pytest.raises(LogError, match="breaks off"):
        take_in(server, target, path)
    with pytest.raises(UsageError, match="chosen entries"):
        take_in(server, target, exported(server, source, path, filter=Filter(kind="unrest")))
    received = next(event for event in source.iterate() if event.type.startswith("tocsin.report.received"))
    with pytest.raises(UsageError, match="in the midst of a report"):
        take_in(server, target, exported(server, source, path, until=received.sequence))
    assert kept(server, target) == {"log": []}


def test_nothing_else_is_appended_before_an_import_is_done(server, source, target, tmp_path):
    path = exported(server, source, tmp_path / "log")
    one = importer(server, target)
    next(one.run(one.plan(path)))
    with pytest.raises(ServerUnfit, match="import into this workspace did not end"):
        target.append([ANYTHING], now=NOON, nonce="n")
    take_in(server, target, path)
    target.append([ANYTHING], now=NOON, nonce="n")


def test_a_text_that_was_removed_stays_removed(server, source, target, tmp_path):
    report = next(event.subject for event in source.iterate() if event.type.startswith("tocsin.report.received"))
    server.do("HDEL", source.keys.report(report), "title", "text", "words", "salt")
    path = exported(server, source, tmp_path / "log")
    take_in(server, target, path)
    assert "text" not in server.do("HGETALL", target.keys.report(report))
    again = Intake(**{**reports(12)[0].model_dump(), "history": False})
    assert not Inbox(server, target.keys.workspace, clock=lambda: NOON).take([again])[0].new
