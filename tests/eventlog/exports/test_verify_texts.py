"""A kept text that is not the one which was read is found by a check of the log itself, and named."""

import pytest
from exportkit import NOON, exported, play
from importkit import take_in

from services.eventlog.beside.verifying import verify_all
from services.eventlog.blinding import Blinding
from services.eventlog.log import Log
from services.eventlog.redaction import LEFT, Redactor
from services.runtime.server import Server, connect


@pytest.fixture
def played(server: Server, workspace: str) -> Log:
    return play(server, workspace, 5)


def received(log: Log) -> list[tuple[int, str]]:
    return [(entry.sequence, entry.data["report"]) for entry in log.find(kind="report.received")]


def redacted(server: Server, log: Log, report: str) -> int:
    nonce, blind = f"redact {report}", Blinding("tests")
    redactor = Redactor(server, log.keys.workspace, clock=lambda: NOON, nonce=lambda: nonce, blind=blind)
    return redactor.redact(report, "court order", "tests")


def faults(server: Server, log: Log) -> list[tuple[int, str]]:
    found = verify_all(server, log)[0]
    return [(one.sequence, one.what) for one in found.findings]


def test_untouched_texts_are_counted(server: Server, played: Log) -> None:
    found = verify_all(server, played)[0]
    assert (found.clean, found.texts, found.texts_redacted, found.texts_absent) == (True, 5, 0, 0)


@pytest.mark.parametrize("field", ["text", "title", "salt", "source", "url", "published_at", "revision", "supersedes"])
def test_a_changed_field_is_named(server: Server, played: Log, field: str) -> None:
    sequence, report = received(played)[2]
    key = played.keys.report(report)
    server.do("HSET", key, field, (server.do("HGET", key, field) or "") + " ")
    assert faults(server, played) == [(sequence, "altered")]


def test_texts_that_changed_places_are_named(server: Server, played: Log) -> None:
    (first, one), (second, other) = received(played)[1:3]
    keys = [played.keys.report(report) for report in (one, other)]
    texts = [server.do("HGET", key, "text") for key in keys]
    for key, text in zip(keys, reversed(texts), strict=True):
        server.do("HSET", key, "text", text)
    assert faults(server, played) == [(first, "altered"), (second, "altered")]


def test_a_redaction_is_no_fault(server: Server, played: Log) -> None:
    redacted(server, played, received(played)[0][1])
    found = verify_all(server, played)[0]
    assert (found.clean, found.texts, found.texts_redacted) == (True, 4, 1)


def test_a_text_that_is_back_after_its_redaction_is_named(server: Server, played: Log) -> None:
    _, report = received(played)[0]
    sequence = redacted(server, played, report)
    server.do("HSET", played.keys.report(report), "text", "It is back.")
    assert faults(server, played) == [(sequence, "altered")]


@pytest.mark.parametrize("state", ["read", "redacted"])
def test_a_text_that_went_without_a_redaction_is_named(server: Server, played: Log, state: str) -> None:
    sequence, report = received(played)[4]
    server.do("HDEL", played.keys.report(report), "title", "text", "words", "salt")
    server.do("HSET", played.keys.report(report), "state", state)
    assert faults(server, played) == [(sequence, "altered")]


def test_what_is_no_report_any_more_is_named(server: Server, played: Log) -> None:
    sequence, report = received(played)[1]
    server.do("SET", played.keys.report(report), "x")
    assert faults(server, played) == [(sequence, "altered")]


def test_texts_that_are_not_kept_here_are_told_and_no_fault(server: Server, played: Log, tmp_path) -> None:
    path = exported(server, played, tmp_path / "log.ndjson", texts=False)
    copy = Log(server, f"{played.keys.workspace}copy")
    take_in(server, copy, path)
    found = verify_all(server, copy)[0]
    assert (found.clean, found.indexed, found.texts, found.texts_absent) == (True, True, 0, 5)


def test_an_import_takes_away_what_was_redacted_since_an_earlier_one(server: Server, played: Log, tmp_path) -> None:
    copy = Log(server, f"{played.keys.workspace}copy")
    take_in(server, copy, exported(server, played, tmp_path / "before.ndjson"))
    _, report = received(played)[0]
    redacted(server, played, report)
    take_in(server, copy, exported(server, played, tmp_path / "after.ndjson"))
    kept = server.do("HGETALL", copy.keys.report(report))
    assert kept["state"] == "redacted"
    assert not {"title", "text", "words", "salt"} & kept.keys()
    found = verify_all(server, copy)[0]
    assert (found.clean, found.texts, found.texts_redacted) == (True, 4, 1)


def test_a_server_that_allows_no_rewrite_is_told_of(server: Server, server_url: str, workspace: str) -> None:
    server.do("ACL", "SETUSER", "kept", "on", ">short", "~*", "&*", "+@all", "-bgrewriteaof")
    limited = connect(server_url.replace("unix://", "unix://kept:short@"))
    redactor = Redactor(limited, workspace, clock=lambda: NOON, nonce=lambda: "n", blind=Blinding("tests"))
    assert redactor.rewrite() == "refused"
    assert "have its operator run BGREWRITEAOF" in LEFT["refused"]
    limited.close()
    server.do("ACL", "DELUSER", "kept")
