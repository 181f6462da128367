"""Reports sent in bulk, one a line."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, ClassVar

from gateway_caller import Caller, error_of, report
from hypothesis import given
from hypothesis import strategies as st

from services.eventlog.keys import Keys
from services.gateway import bulk as bulks
from services.gateway.ndjson import Line, lines
from services.runtime.server import Server
from services.runtime.settings import Settings

NDJSON = {"Content-Type": "application/x-ndjson"}


def bulk(*rows: Any) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


def test_a_line_that_is_no_report_is_named_and_the_others_are_taken(
    admin: Caller, server: Server, workspace: str
) -> None:
    rows = [report("One."), b"this is no report", b"", report("Two.", source=""), b'"\xff"', report("Three.")]
    answer = admin("POST", "/v1/reports", data=bulk(*rows), headers=NDJSON)
    body = answer.json()
    assert answer.status_code == 202
    assert [(row["line"], row["new"]) for row in body["reports"]] == [(1, True), (6, True)]
    assert [(row["line"], row["code"]) for row in body["errors"]] == [(2, "bad_json"), (4, "invalid"), (5, "bad_utf8")]
    assert int(server.do("XLEN", Keys(workspace).inbox)) == 2


def test_a_bulk_of_many_batches_is_answered_line_by_line(admin: Caller) -> None:
    answer = admin("POST", "/v1/reports", data=bulk(*(report(f"Number {n}.") for n in range(450))), headers=NDJSON)
    rows = answer.json()["reports"]
    assert [row["line"] for row in rows] == list(range(1, 451))
    assert len({row["id"] for row in rows}) == 450


def test_a_bulk_of_which_nothing_can_be_taken_is_refused(admin: Caller) -> None:
    answer = admin("POST", "/v1/reports", data=b"no\nnor this\n", headers=NDJSON)
    assert (answer.status_code, error_of(answer)["code"]) == (422, "nothing_taken")
    assert [row["line"] for row in answer.json()["errors"]] == [1, 2]
    assert error_of(admin("POST", "/v1/reports", data=b"\n\n", headers=NDJSON))["message"] == "the bulk is empty"


def test_a_line_that_is_too_long_is_named_and_the_others_are_taken(admin: Caller) -> None:
    answer = admin(
        "POST", "/v1/reports", data=bulk(report("One."), report("x" * 3_000_000), report("Two.")), headers=NDJSON
    )
    body = answer.json()
    assert (answer.status_code, [row["line"] for row in body["reports"]]) == (202, [1, 3])
    assert [(row["line"], row["code"]) for row in body["errors"]] == [(2, "too_large")]


def test_when_intake_closes_in_the_middle_the_answer_says_from_where_to_send_again(
    start: Any, settings: Settings, admin: Caller
) -> None:
    narrow = start(replace(settings, max_backlog=150))
    narrow.token = admin.token
    answer = narrow("POST", "/v1/reports", data=bulk(*(report(f"Number {n}.") for n in range(300))), headers=NDJSON)
    assert (answer.status_code, error_of(answer)["code"], error_of(answer)["line"]) == (503, "busy", 101)
    assert "Retry-After" in answer.headers
    assert [row["line"] for row in answer.json()["reports"]] == list(range(1, 101))


@given(
    rows=st.lists(st.binary(max_size=12).map(lambda row: row.replace(b"\n", b"")), max_size=8),
    cut=st.integers(min_value=1, max_value=7),
)
def test_lines_are_the_same_however_the_bytes_arrive(rows: list[bytes], cut: int) -> None:
    body = b"\n".join(rows)

    async def collect(size: int) -> list[Line]:
        async def chunks() -> AsyncIterator[bytes]:
            for start in range(0, len(body), size):
                yield body[start : start + size]

        return [line async for line in lines(chunks(), longest=8)]

    found = asyncio.run(collect(cut))
    assert found == asyncio.run(collect(max(len(body), 1)))
    wanted = [(n, None if len(row) > 8 else row) for n, row in enumerate(rows, 1) if len(row) > 8 or row.strip()]
    assert [(line.number, line.content) for line in found] == [
        (n, row if row is None else row.rstrip(b"\r")) for n, row in wanted
    ]


def test_others_get_their_turn_while_a_bulk_is_looked_at() -> None:
    class Nothing:
        def __getattr__(self, name: str) -> object:
            return lambda **_: None

    class Sent:
        headers: ClassVar[dict[str, str]] = {}

        async def stream(self) -> AsyncIterator[bytes]:
            yield b"x\n" * 10_000

    async def turns() -> int:
        looking = asyncio.ensure_future(bulks.answer(Sent(), SimpleNamespace(metrics=Nothing()), "t"))
        count = 0
        while not looking.done():
            count += 1
            await asyncio.sleep(0)
        return count

    assert asyncio.run(turns()) > 10
