"""Entries are found by what they say, in either direction, without a gap between pages."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.events.envelope import Draft, Event
from services.eventlog.log import Log
from services.eventlog.search import Wanted, search

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Said:
    def __init__(self, source: str, text: str) -> None:
        self.source, self.title, self.text = source, "Title", text


class Reports:
    held = {"r1": Said("Wire", "Fire in the Market"), "r2": Said("Post", "nothing")}

    def get(self, report: str) -> Said | None:
        return self.held.get(report)


def draft(number: int, kind: str = "unrest", **fields) -> Draft:
    given = {"source": "tests", "time": NOON, "dataschema": "x", "data": {}, **fields}
    return Draft(id=f"e{number}", type=f"tocsin.{kind}.v1", **given)


@pytest.fixture
def filled(log: Log) -> Log:
    drafts = [
        draft(1, correlationid="r1", data={"place": {"country": "KZ"}}),
        draft(2, correlationid="r2", data={"place": {"country": "FR"}}),
        draft(3, "troops.deployment", correlationid="r1", data={"host": "KZ"}),
        draft(4, "situation.opened", subject="s1", data={"situation": "s1", "report": "r1", "countries": ["KZ"]}),
        draft(5, "alert.acknowledged", subject="a1", actor="desk-1", data={"alert": "a1"}),
        draft(6, "alert.acknowledged", subject="a2", actor="desk-2", data={"alert": "a2"}),
    ]
    log.append(drafts, now=NOON, nonce="n")
    return log


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5, 6]),
        (Wanted(country="KZ"), [1, 3, 4]),
        (Wanted(source="Wire"), [1, 3]),
        (Wanted(text="fire in the market"), [1, 3]),
        (Wanted(text="nowhere"), []),
        (Wanted(situation="s1"), [1, 3, 4]),
        (Wanted(actor="desk-2"), [6]),
        (Wanted(kind="alert.acknowledged", actor="desk-1"), [5]),
        (Wanted(type="tocsin.unrest.v1", country="FR"), [2]),
        (Wanted(correlation="r1", kind="unrest"), [1]),
    ],
)
def test_what_is_wanted_is_found_in_both_directions(filled: Log, wanted: Wanted, numbers: list[int]) -> None:
    def found(newest: bool) -> list[int]:
        return [event.sequence for event in search(filled, Reports(), wanted, newest=newest).events]

    assert found(False) == numbers
    assert found(True) == numbers[::-1]


class Listed:
    """A log in memory, with the question that a search asks."""

    def __init__(self, kinds: list[str]) -> None:
        self.entries = [
            Event(**draft(n, kind).model_dump(), sequence=n, recordedtime=NOON) for n, kind in enumerate(kinds, start=1)
        ]

    def head(self) -> int:
        return len(self.entries)

    def find(self, *, kind=None, subject=None, correlation=None, after=0, until=None, limit=100):
        last = self.head() if until is None else until
        fitting = (entry for entry in self.entries[after:last] if kind is None or f".{kind}." in entry.type)
        return list(fitting)[:limit]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(["unrest", "log.sealed"]), max_size=1500), st.integers(1, 700), st.booleans(), st.data()
)
def test_pages_put_together_are_the_whole(kinds: list[str], limit: int, newest: bool, data: st.DataObject) -> None:
    log = Listed(kinds)
    after = data.draw(st.integers(0, max(len(kinds), 1)))
    got, position, until = [], after, None
    while True:
        page = search(log, Reports(), Wanted(kind="unrest"), after=position, until=until, limit=limit, newest=newest)
        got += [event.sequence for event in page.events]
        if page.next is None:
            break
        position, until = (after, page.next - 1) if newest else (page.next, None)
    wanted = [n for n, kind in enumerate(kinds, start=1) if kind == "unrest" and n > after]
    assert got == (wanted[::-1] if newest else wanted)
