"""The log over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from gateway_caller import Caller, error_of

from schemas.events.envelope import Draft
from services.eventlog.log import Log

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def draft(name: str, kind: str, subject: str, correlation: str) -> Draft:
    return Draft(
        id=name,
        source="tests",
        type=f"tocsin.{kind}.v1",
        subject=subject,
        correlationid=correlation,
        time=NOON,
        dataschema=f"schemas/published/{kind}.v1.json",
        data={},
    )


@pytest.fixture
def reader(admin: Caller, log: Log) -> Caller:
    """A caller who reads a log of one token and then six entries, an hour apart."""
    for hour in range(6):
        kind = "unrest" if hour % 2 else "government.change"
        entry = draft(f"e{hour}", kind, f"s{hour // 3}", f"r{hour // 2}")
        log.append([entry], now=log.read()[0].recordedtime + timedelta(hours=hour + 1), nonce=str(hour))
    return admin


def ids(caller: Caller, query: str) -> list[str]:
    return [event["id"] for event in caller("GET", f"/v1/events?{query}").json()["events"]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("after=1", ["e0", "e1", "e2", "e3", "e4", "e5"]),
        ("after=1&limit=2", ["e0", "e1"]),
        ("kind=unrest", ["e1", "e3", "e5"]),
        ("type=tocsin.unrest.v1", ["e1", "e3", "e5"]),
        ("type=tocsin.unrest.v7", []),
        ("kind=unrest&type=tocsin.government.change.v1", []),
        ("subject=s1", ["e3", "e4", "e5"]),
        ("correlation=r1", ["e2", "e3"]),
        ("kind=unrest&subject=s1&correlation=r2", ["e5"]),
        ("after=999", []),
        ("since=0001-01-01&after=6", ["e5"]),
        ("until=9999-12-31&after=6", ["e5"]),
    ],
)
def test_entries_are_found_by_what_they_are(reader: Caller, query: str, wanted: list[str]) -> None:
    assert ids(reader, query) == wanted


def test_entries_are_found_by_the_time_that_they_were_recorded(reader: Caller) -> None:
    times = {event["id"]: event["recordedtime"] for event in reader("GET", "/v1/events").json()["events"]}
    assert ids(reader, f"since={times['e2']}&until={times['e4']}") == ["e2", "e3", "e4"]
    assert ids(reader, f"since={times['e2']}&kind=unrest") == ["e3", "e5"]


def test_pages_follow_each_other_to_the_end(reader: Caller) -> None:
    found: list[Any] = []
    after: int | None = 0
    while after is not None:
        page = reader("GET", f"/v1/events?limit=3&after={after}").json()
        found += page["events"]
        after = page["next"]
    assert [event["sequence"] for event in found] == list(range(1, 8))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=unrests", "kind"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("after=-1", "after"),
        ("after=99999999999999999999", "after"),
        ("since=20240501", "since"),
        ("subjekt=s1", "subjekt"),
    ],
)
def test_a_parameter_that_cannot_be_right_is_named(admin: Caller, query: str, field: str) -> None:
    answer = admin("GET", f"/v1/events?{query}")
    assert (answer.status_code, error_of(answer)["field"]) == (422, field)
