"""The log as a file over HTTP."""

from datetime import UTC, datetime

from gateway_caller import Caller, error_of

from schemas.events.envelope import Draft
from services.eventlog.exports.check import check_export
from services.eventlog.log import Log

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def fill(log: Log, count: int) -> None:
    drafts = [
        Draft(id=f"e{n}", source="tests", type="tocsin.unrest.v1", time=NOON, dataschema="x", data={})
        for n in range(count)
    ]
    log.append(drafts, now=NOON, nonce="fill")


def test_the_log_is_streamed_whole(admin: Caller, log: Log, tmp_path) -> None:
    fill(log, 2_500)
    answer = admin("GET", "/v1/log/export")
    assert answer.headers["content-type"] == "application/x-ndjson"
    path = tmp_path / "log"
    path.write_bytes(answer.content)
    checked = check_export(path)
    assert checked.found.clean, checked.found.findings
    assert checked.found.entries == log.head()


def test_a_part_comes_compressed(admin: Caller, log: Log, tmp_path) -> None:
    fill(log, 20)
    answer = admin("GET", "/v1/log/export?first=5&last=9&texts=false&zstd=true")
    assert 'filename="' in answer.headers["content-disposition"]
    path = tmp_path / "log"
    path.write_bytes(answer.content)
    checked = check_export(path)
    assert (checked.found.clean, checked.found.first, checked.found.last) == (True, 5, 9)
    assert b"token.created" in admin("GET", "/v1/log/export?kind=token.created").content


def test_an_unknown_kind_and_a_stranger_are_refused(admin: Caller, stranger: Caller) -> None:
    assert error_of(admin("GET", "/v1/log/export?kind=unrests"))["field"] == "kind"
    assert stranger("GET", "/v1/log/export").status_code == 401
