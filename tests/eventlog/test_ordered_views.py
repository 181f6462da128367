"""Views read back, page by page."""

import itertools
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.eventlog import ordered
from services.eventlog.log import Log
from services.eventlog.ordered import Mark
from services.eventlog.viewreader import ViewReader
from services.eventlog.views import View
from services.runtime.server import Server

_tables = itertools.count()
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def write(log: Log, views: list[View]) -> None:
    at = log.cursor("tests")
    log.commit([], consumer="tests", expected=at, cursor=at + 1, nonce=f"n{at}", now=NOON, views=views)


def test_rows_are_found_and_removed_ones_are_not(log: Log, server: Server, workspace: str) -> None:
    write(log, [View("t", "a", '{"x": 1}'), View("t", "b", "2")])
    reader = ViewReader(server, workspace)
    assert (reader.row("t", "a"), reader.row("t", "z"), reader.table("t")) == ({"x": 1}, None, {"a": {"x": 1}, "b": 2})
    write(log, [View("t", "b", None)])
    assert reader.table("t") == {"a": {"x": 1}}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scores=st.lists(st.integers(0, 3), max_size=12),
    limit=st.integers(1, 5),
    chunk=st.integers(1, 4),
)
def test_pages_give_every_row_once_in_order_whatever_their_size(
    log: Log, server: Server, workspace: str, scores: list[int], limit: int, chunk: int
) -> None:
    table = f"t{next(_tables)}"
    if scores:
        write(log, [View(table, f"k{n}", json.dumps({"n": n}), float(score)) for n, score in enumerate(scores)])
    found: list[int] = []
    mark: Mark | None = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordered, "CHUNK", chunk)
        while True:
            page = ViewReader(server, workspace).newest(table, limit, mark, lambda row: row["n"] % 3 != 0)
            assert len(page.rows) <= limit
            found += [row["n"] for row in page.rows]
            mark = page.next
            if mark is None:
                break
    wanted = sorted(range(len(scores)), key=lambda n: (scores[n], f"k{n}"), reverse=True)
    assert found == [n for n in wanted if n % 3 != 0]


def test_a_rare_match_is_reached_by_further_pages(
    log: Log, server: Server, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordered, "CHUNK", 2)
    monkeypatch.setattr(ordered, "LOOKED_AT", 4)
    write(log, [View("t", f"k{n}", json.dumps({"n": n}), float(n)) for n in range(10)])
    reader = ViewReader(server, workspace)
    first = reader.newest("t", 5, None, lambda row: row["n"] == 0)
    assert first.rows == ()
    assert first.next is not None
    second = reader.newest("t", 5, first.next, lambda row: row["n"] == 0)
    third = reader.newest("t", 5, second.next, lambda row: row["n"] == 0)
    assert third.rows == ({"n": 0},)
