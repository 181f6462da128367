"""The log: dense, ordered, appended once, found again."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.events.envelope import Draft
from services.eventlog.log import Log, Span
from services.eventlog.views import View

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def draft(name: str, *, kind: str = "unrest", subject: str | None = None, correlation: str | None = None) -> Draft:
    return Draft(
        id=name,
        source="tests",
        type=f"tocsin.{kind}.v1",
        subject=subject,
        time=NOON,
        correlationid=correlation,
        dataschema=f"schemas/published/{kind}.v1.json",
        data={"text": "straße \u2028 😀"},
    )


def test_an_entry_comes_back_as_it_went_in(log: Log) -> None:
    log.append([draft("a", subject="s", correlation="c")], now=NOON, nonce="n")
    (event,) = log.read()
    assert (event.sequence, event.recordedtime, event.id, event.data) == (1, NOON, "a", {"text": "straße \u2028 😀"})


def test_the_sequence_is_dense_over_appends_and_commits(log: Log) -> None:
    assert log.append([draft("a"), draft("b")], now=NOON, nonce="1") == Span(1, 2)
    assert log.commit([draft("c")], consumer="x", expected=0, cursor=2, nonce="2", now=NOON) == "committed"
    assert log.append([draft("d")], now=NOON, nonce="3") == Span(4, 4)
    assert [event.sequence for event in log.iterate()] == [1, 2, 3, 4]


def test_a_repeated_append_is_done_once_and_answers_the_same(log: Log) -> None:
    first = log.append([draft("a"), draft("b")], now=NOON, nonce="same")
    log.append([draft("c")], now=NOON, nonce="other")
    assert log.append([draft("a"), draft("b")], now=NOON, nonce="same") == first
    assert log.head() == 3


def test_a_repeated_commit_is_already_done_and_a_commit_from_behind_is_stale(log: Log) -> None:
    assert log.commit([draft("a")], consumer="x", expected=0, cursor=5, nonce="1", now=NOON) == "committed"
    assert log.commit([draft("a")], consumer="x", expected=0, cursor=5, nonce="1", now=NOON) == "already"
    assert log.commit([draft("b")], consumer="x", expected=0, cursor=6, nonce="2", now=NOON) == "stale"
    assert (log.head(), log.cursor("x")) == (1, 5)


def test_recorded_time_never_runs_backwards(log: Log) -> None:
    log.append([draft("a")], now=NOON, nonce="1")
    log.append([draft("b")], now=NOON - timedelta(hours=1), nonce="2")
    assert [event.recordedtime for event in log.read()] == [NOON, NOON]


def test_the_log_is_found_by_time(log: Log) -> None:
    for hour in range(10):
        log.append([draft(str(hour))], now=NOON + timedelta(hours=hour), nonce=str(hour))
    assert log.at(NOON - timedelta(seconds=1)) == 0
    assert log.at(NOON + timedelta(hours=3, minutes=59)) == 4
    assert log.at(NOON + timedelta(days=1)) == 10


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "unrest"}, [1, 3]),
        ({"subject": "kz"}, [1, 2]),
        ({"correlation": "r1"}, [1, 2]),
        ({"correlation": "r1", "kind": "unrest"}, [1]),
        ({"kind": "unrest", "after": 1}, [3]),
        ({"kind": "unrest", "limit": 1}, [1]),
        ({"subject": "nowhere"}, []),
        ({"after": 2}, [3]),
    ],
)
def test_entries_are_found_by_kind_subject_and_correlation(log: Log, query: dict, expected: list[int]) -> None:
    log.append(
        [
            draft("a", subject="kz", correlation="r1"),
            draft("b", kind="closure.ordered", subject="kz", correlation="r1"),
            draft("c", subject="ml", correlation="r2"),
        ],
        now=NOON,
        nonce="1",
    )
    assert [event.sequence for event in log.find(**query)] == expected


def test_many_entries_of_one_kind_are_found_across_pages(log: Log) -> None:
    for batch in range(6):
        log.append([draft(f"{batch}-{n}", subject="s") for n in range(100)], now=NOON, nonce=str(batch))
    assert [event.sequence for event in log.find(subject="s", after=50, limit=1000)] == list(range(51, 601))


def test_views_are_written_and_removed_with_the_commit(log: Log, server, workspace) -> None:
    row = View("alerts", "a1", '{"x":1}', 7)
    log.commit([], consumer="x", expected=0, cursor=1, nonce="1", now=NOON, views=[row])
    assert server.do("HGET", log.keys.view("alerts"), "a1") == '{"x":1}'
    assert float(server.do("ZSCORE", log.keys.view_order("alerts"), "a1")) == 7
    log.commit([], consumer="x", expected=1, cursor=2, nonce="2", now=NOON, views=[View("alerts", "a1", None)])
    assert server.do("HGET", log.keys.view("alerts"), "a1") is None
    assert server.do("ZCARD", log.keys.view_order("alerts")) == 0


def test_what_waits_behind_a_sequence_is_counted_by_kind(log: Log) -> None:
    log.append([draft(str(n), kind="unrest" if n % 2 else "clock.ticked") for n in range(6)], now=NOON, nonce="n")
    assert log.waiting(["unrest"], 0) == (3, 2)
    assert log.waiting(["unrest", "clock.ticked"], 3) == (3, 4)
    assert log.waiting(["unrest"], 6) == (0, None)
    assert log.waiting(["log.sealed"], 0) == (0, None)
