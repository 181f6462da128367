"""Alerts and situations over HTTP."""

import json
from typing import Any

import pytest
from gateway_caller import Caller, error_of, now

from services.eventlog.log import Log
from services.eventlog.views import View


def alert(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "rule": "toll",
        "kind": "toll_jump",
        "severity": "severe",
        "action": "raised",
        "situation": "s1",
        "countries": ["KZ"],
        "withheld": None,
        "changed_at": f"2024-05-{number:02}T10:00:00.000000Z",
        **fields,
    }


ALERTS = [
    alert(1, action="closed"),
    alert(2, severity="moderate", countries=["KZ", "KG"]),
    alert(3, kind="foreign_deployment", rule="troops", severity="extreme"),
    alert(4, situation="s2", countries=["FR"], withheld="silenced", action="suppressed"),
    alert(5, action="retracted"),
]


@pytest.fixture
def reader(admin: Caller, log: Log) -> Caller:
    views = [View("alerts", row["id"], json.dumps(row), float(n)) for n, row in enumerate(ALERTS)]
    views.append(View("situations", "s1", json.dumps({"id": "s1", "countries": ["KZ"], "open": True}), 1.0))
    views.append(View("situations", "s2", json.dumps({"id": "s2", "countries": ["FR"], "open": False}), 2.0))
    log.commit([], consumer="alerts", expected=0, cursor=1, nonce="n", now=now(), views=views)
    return admin


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", "a5 a4 a3 a2 a1"),
        ("kind=toll_jump", "a5 a4 a2 a1"),
        ("rule=troops", "a3"),
        ("severity=severe", "a5 a4 a3 a1"),
        ("severity=extreme", "a3"),
        ("country=KG", "a2"),
        ("situation=s2", "a4"),
        ("action=closed", "a1"),
        ("open=true", "a3 a2"),
        ("open=false", "a5 a4 a1"),
        ("sent=false", "a4"),
        ("since=2024-05-02T10:00:00Z&until=2024-05-03T10:00:00Z", "a3 a2"),
    ],
)
def test_alerts_are_listed_newest_first_and_by_what_they_are(reader: Caller, query: str, wanted: str) -> None:
    assert " ".join(row["id"] for row in reader("GET", f"/v1/alerts?{query}").json()["alerts"]) == wanted


def test_pages_of_alerts_follow_each_other(reader: Caller) -> None:
    found, cursor = [], ""
    while cursor is not None:
        page = reader("GET", "/v1/alerts", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        found += [row["id"] for row in page["alerts"]]
        cursor = page["next"]
    assert found == ["a5", "a4", "a3", "a2", "a1"]


@pytest.mark.parametrize("cursor", ["x", "W10=", "é", "WzEsIFsxXV0=", "W05hTiwgIngiXQ==", "WzFlOTk5LCAieCJd"])
def test_a_cursor_that_is_none_of_ours_is_refused(reader: Caller, cursor: str) -> None:
    answer = reader("GET", "/v1/alerts", params={"cursor": cursor})
    assert (answer.status_code, error_of(answer)["field"]) == (422, "cursor")


def test_one_alert_and_one_situation_are_shown(reader: Caller) -> None:
    assert reader("GET", "/v1/alerts/a3").json() == ALERTS[2]
    assert reader("GET", "/v1/situations/s2").json()["countries"] == ["FR"]
    for path in ("/v1/alerts/none", "/v1/situations/none"):
        answer = reader("GET", path)
        assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")


def test_situations_are_listed_by_country_and_state(reader: Caller) -> None:
    def ids(query: str) -> list[str]:
        return [row["id"] for row in reader("GET", f"/v1/situations?{query}").json()["situations"]]

    assert (ids(""), ids("country=KZ"), ids("open=false")) == (["s2", "s1"], ["s1"], ["s2"])
