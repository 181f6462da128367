"""Reports sent to the service, one at a time."""

import gzip
import json
import socket
from dataclasses import replace

import pytest
from gateway_caller import Caller, error_of, report
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas.token import Scope
from services.eventlog.keys import Keys
from services.gateway import bodies
from services.runtime.server import Server
from services.runtime.settings import Settings

JSON = {"Content-Type": "application/json"}


def waiting(server: Server, workspace: str) -> int:
    return int(server.do("XLEN", Keys(workspace).inbox))


def test_a_report_is_taken_once_and_the_same_again_gets_the_same_id(
    admin: Caller, server: Server, workspace: str, woken: list[str]
) -> None:
    first = admin("POST", "/v1/reports", json=report(id="mine-1"))
    again = admin("POST", "/v1/reports", json=report(id="mine-2"))
    one, other = first.json(), again.json()
    assert (first.status_code, again.status_code) == (202, 202)
    assert (one["new"], other["new"], one["id"] == other["id"]) == (True, False, True)
    assert (one["reference"], other["reference"], one["revision"]) == ("mine-1", "mine-2", 1)
    assert first.headers["Location"] == f"/v1/reports/{one['id']}"
    assert waiting(server, workspace) == 1
    assert "ingest" in woken


def test_another_text_under_the_same_url_is_a_new_revision(admin: Caller) -> None:
    url = "https://wire.example/1"
    admin("POST", "/v1/reports", json=report("Two were hurt.", url=url))
    second = admin("POST", "/v1/reports", json=report("Three were hurt.", url=url)).json()
    assert (second["new"], second["revision"]) == (True, 2)


@pytest.mark.parametrize(
    ("body", "status", "code", "field", "offset", "words"),
    [
        (b"", 400, "empty", None, None, "empty"),
        (b" \n ", 400, "empty", None, None, "empty"),
        (b'{"source": "wire"', 400, "bad_json", None, 17, "EOF"),
        (b'{"source":\n "wire", x}', 400, "bad_json", None, 20, "offset 20"),
        (b'{"source": "wi\x00re"}', 400, "nul_byte", None, 14, "NUL byte at offset 14"),
        (b'{"source": "wi\xffre"}', 400, "bad_utf8", None, 14, "0xff at offset 14"),
        (b'{"source": "wi\\ud800re"}', 400, "bad_json", None, None, "JSON"),
        (b"[" * 5_000, 400, "bad_json", None, None, "recursion"),
        (b"9" * 5_000, 400, "bad_json", None, None, "number"),
        (b"[]", 422, "invalid", None, None, "object"),
        (b"{}", 422, "invalid", "published_at", None, "published_at is missing (also wrong: source)"),
        (json.dumps(report(text="  ", title="")).encode(), 422, "invalid", None, None, "the report is empty"),
        (json.dumps(report(text="a\0b")).encode(), 422, "invalid", "text", None, "NUL character at offset 1"),
        (json.dumps(report(published_at=20240501)).encode(), 422, "invalid", "published_at", None, "date or time"),
        (
            json.dumps(report(published_at="9999-12-31T23:00:00-12:00")).encode(),
            422,
            "invalid",
            "published_at",
            None,
            "",
        ),
        (json.dumps(report(autor="x")).encode(), 422, "invalid", "autor", None, "no field that is known"),
        (json.dumps(report(source="")).encode(), 422, "invalid", "source", None, "must not be empty"),
        (json.dumps(report(source="s" * 201)).encode(), 422, "invalid", "source", None, "longer than 200"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(
    admin: Caller, body: bytes, status: int, code: str, field: str | None, offset: int | None, words: str
) -> None:
    answer = admin("POST", "/v1/reports", data=body, headers=JSON)
    error = error_of(answer)
    assert (answer.status_code, error["code"], error.get("field")) == (status, code, field)
    assert words in error["message"]
    assert offset is None or error["offset"] == offset


def test_a_byte_order_mark_is_no_harm(admin: Caller) -> None:
    assert admin("POST", "/v1/reports", data=b"\xef\xbb\xbf" + json.dumps(report()).encode()).status_code == 202


def test_a_report_that_is_too_large_is_refused_whether_or_not_its_length_is_told(admin: Caller) -> None:
    large = json.dumps(report("x" * 10_000_000)).encode()
    told = admin("POST", "/v1/reports", data=large, headers=JSON)
    untold = admin("POST", "/v1/reports", data=iter([large[:4_000_000], large[4_000_000:]]), headers=JSON)
    assert [answer.status_code for answer in (told, untold)] == [413, 413]
    assert error_of(told)["message"] == "the report is larger than 2 MB"


def test_a_large_body_that_nobody_wants_hides_no_answer(admin: Caller, stranger: Caller) -> None:
    large = b"x" * 20_000_000
    assert stranger("POST", "/v1/reports", data=large, headers=JSON).status_code == 401
    assert admin("POST", "/v1/reports", data=large, headers={"Content-Type": "text/plain"}).status_code == 415
    assert admin("POST", "/v1/nothing", data=large).status_code == 404
    assert admin("POST", "/v1/tokens", data=large, headers=JSON).status_code == 413


def test_who_asks_before_sending_is_told_at_once_that_it_is_too_large(admin: Caller) -> None:
    host, _, port = admin.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as asking:
        asking.sendall(
            f"POST /v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {admin.token}\r\n"
            "Content-Length: 20000000\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        assert asking.recv(100).startswith(b"HTTP/1.1 413")


def test_only_json_in_utf_8_without_compression_is_taken(admin: Caller) -> None:
    body = json.dumps(report()).encode()
    form = admin("POST", "/v1/reports", data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    latin = admin("POST", "/v1/reports", data=body, headers={"Content-Type": "application/json; charset=latin-1"})
    packed = admin("POST", "/v1/reports", data=gzip.compress(body), headers={**JSON, "Content-Encoding": "gzip"})
    codes = [(answer.status_code, error_of(answer)["code"]) for answer in (form, latin, packed)]
    assert codes == [(415, "unsupported_type"), (415, "unsupported_charset"), (415, "unsupported_encoding")]


def test_intake_is_closed_with_a_time_to_come_back_when_too_much_waits(
    start: "object", settings: Settings, admin: Caller
) -> None:
    narrow = start(replace(settings, max_backlog=1))  # type: ignore[operator]
    narrow.token = admin.token
    assert narrow("POST", "/v1/reports", json=report("One.")).status_code == 202
    refused = narrow("POST", "/v1/reports", json=report("Two."))
    assert (refused.status_code, error_of(refused)["code"]) == (503, "busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert narrow("POST", "/v1/reports", json=report("One.")).status_code == 202, "what is known needs no room"


def test_a_sender_that_stands_still_is_not_waited_for(admin: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "IDLE_SECONDS", 0.05)

    def slow() -> "object":
        import time

        yield b"{"
        time.sleep(0.5)
        yield b"}"

    answer = admin("POST", "/v1/reports", data=slow(), headers=JSON)
    assert (answer.status_code, error_of(answer)["code"]) == (408, "too_slow")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["published_at", "source", "text", "url", "id", "name", "scopes"]), inner, max_size=5
            )
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
    kind=st.sampled_from(["application/json", "application/x-ndjson", ""]),
    path=st.sampled_from(["/v1/reports", "/v1/tokens", "/v1/subscriptions"]),
)
@example(b'{"published_at":"0001-01-01","source":"a","text":"b"}', "application/json", "/v1/reports")
@example(b'{"url":"http://[::1","name":"a"}', "application/json", "/v1/subscriptions")
@example(b'{"name":"\\u0000","scopes":["read"]}', "application/json", "/v1/tokens")
def test_no_bytes_break_the_service(admin: Caller, body: bytes, kind: str, path: str) -> None:
    answer = admin("POST", path, data=body, headers={"Content-Type": kind})
    assert answer.status_code in (201, 202, 400, 415, 422)
    assert answer.status_code < 300 or error_of(answer)


def test_a_key_that_stands_twice_is_refused_and_named(as_scope):
    twice = b'{"published_at":"2024-05-01T10:00:00Z","source":"wire","title":"a","text":"b","title":"c"}'
    refused = as_scope(Scope.INGEST)("POST", "/v1/reports", data=twice, headers={"Content-Type": "application/json"})
    error = error_of(refused)
    assert (refused.status_code, error["code"], error["field"]) == (422, "repeated_key", "title")
