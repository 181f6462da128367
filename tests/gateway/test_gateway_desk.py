"""What a desk does over HTTP: each act is an entry with its author, and what cannot be done is told."""

import json
from datetime import timedelta

import pytest
from gateway_caller import Caller, now

from schemas.events.alerts import AlertRaised
from schemas.events.envelope import Draft
from schemas.token import Scope
from services.eventlog.log import Log
from services.eventlog.views import View

ALERT = {
    "id": "a1", "rule": "toll-jump", "kind": "toll_jump", "severity": "severe", "action": "raised", "title": "t",
    "situation": "s1", "countries": ["KZ"], "withheld": None, "changed_at": "2024-05-03T10:00:00Z",
    "raised_at": "2024-05-03T10:00:00Z", "sequence": 1,
}  # fmt: skip


def raised(number: int, country: str = "KZ", rule: str = "toll-jump") -> Draft:
    data = AlertRaised(
        alert=f"a{number}",
        number=1,
        rule=rule,
        rule_type="toll_jump",
        alert_kind="toll_jump",
        severity="severe",
        fingerprint="killed",
        situation="s1",
        countries=(country,),
        title=f"title {number}",
        labels={"team": "central-asia"},
        decided={"cause": 1, "engine": "e", "rules": "r"},
    )
    return Draft(
        id=f"d{number}",
        source="tocsin/alerts",
        type=data.type_name(),
        subject="s1",
        time=now(),
        dataschema="x",
        data=data.model_dump(mode="json"),
    )


@pytest.fixture
def log(server, workspace) -> Log:
    log = Log(server, workspace)
    over = {**ALERT, "id": "a2", "action": "closed"}
    story = {"id": "s1", "open": True, "countries": ["KZ"]}
    views = [View("alerts", one["id"], json.dumps(one), 1.0) for one in (ALERT, over)]
    views.append(View("situations", "s1", json.dumps(story), 1.0))
    drafts = [raised(1), raised(2, "FR"), raised(3, rule="other")]
    log.append(drafts, now=now() - timedelta(days=1), nonce="drafts")
    log.commit([], consumer="alerts", expected=0, cursor=1, nonce="n", now=now(), views=views)
    return log


@pytest.fixture
def desk(as_scope, log) -> Caller:
    return as_scope(Scope.DESK)


def last(log: Log):
    return log.read(log.head() - 1)[0]


def test_an_alert_is_acknowledged_once_it_is_open(desk, log, woken):
    answer = desk("POST", "/v1/alerts/a1/acknowledge", json={"comment": "on it"})
    assert answer.status_code == 201
    entry = last(log)
    assert (entry.sequence, entry.type) == (answer.json()["sequence"], "tocsin.alert.acknowledged.v1")
    assert entry.data == {"alert": "a1", "comment": "on it"}
    assert entry.actor
    assert woken == ["alerts"]
    assert desk("POST", "/v1/alerts/a2/acknowledge", json={}).status_code == 409
    assert desk("POST", "/v1/alerts/a9/acknowledge", json={}).status_code == 404


def test_a_silence_is_listed_with_its_author_and_can_be_ended(desk, as_scope):
    reader = as_scope(Scope.READ)
    made = desk("POST", "/v1/silences", json={"matchers": {"country": "KZ"}, "hours": 4, "comment": "known"}).json()
    assert made["state"] == "active"
    assert made["author"]
    assert desk("DELETE", f"/v1/silences/{made['id']}").status_code == 204
    (listed,) = reader("GET", "/v1/silences").json()["silences"]
    assert listed["state"] == "ended"
    assert desk("DELETE", f"/v1/silences/{made['id']}").status_code == 409
    assert desk("DELETE", "/v1/silences/sil_none").status_code == 404


@pytest.mark.parametrize(
    ("matchers", "titles"),
    [
        ({"country": "KZ"}, ["title 3", "title 1"]),
        ({"country": "KZ", "rule": "other"}, ["title 3"]),
        ({"team": "central-asia", "severity": "severe"}, ["title 3", "title 2", "title 1"]),
        ({"team": "europe"}, []),
    ],
)
def test_a_preview_tells_what_a_silence_would_have_kept_back(log, as_scope, matchers, titles):
    reader = as_scope(Scope.READ)
    seen = reader("POST", "/v1/silences/preview?days=2", json={"matchers": matchers}).json()
    assert (seen["sent"], seen["silenced"], seen["titles"]) == (3, len(titles), titles)
    assert reader("POST", "/v1/silences/preview?days=0.5", json={"matchers": matchers}).json()["sent"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"matchers": {}, "hours": 1, "comment": "c"},
        {"matchers": {"country": "Kazakhstan"}, "hours": 1, "comment": "c"},
        {"matchers": {"severity": "bad"}, "hours": 1, "comment": "c"},
        {"matchers": {"rule": "r"}, "comment": "c"},
        {"matchers": {"rule": "r"}, "hours": 1, "ends_at": "2031-01-01T00:00:00Z", "comment": "c"},
        {"matchers": {"rule": "r"}, "ends_at": "1999-01-01T00:00:00Z", "comment": "c"},
        {"matchers": {"rule": "r"}, "hours": 1},
    ],
)
def test_a_silence_that_is_none_is_refused(desk, body):
    assert desk("POST", "/v1/silences", json=body).status_code == 422


def test_a_situation_is_renamed(desk, log):
    assert desk("POST", "/v1/situations/s1/rename", json={"title": "Zhanaozen"}).status_code == 201
    assert last(log).data == {"situation": "s1", "title": "Zhanaozen"}
    assert desk("POST", "/v1/situations/s9/rename", json={"title": "x"}).status_code == 404


def test_only_a_report_that_is_there_can_be_retracted(desk):
    assert desk("POST", "/v1/reports/none/retract", json={"reason": "false"}).status_code == 404


def test_who_may_only_read_cannot_act(as_scope, log):
    reader = as_scope(Scope.READ)
    assert reader("GET", "/v1/silences").status_code == 200
    for path in ("/v1/alerts/a1/acknowledge", "/v1/silences", "/v1/reports/r/retract", "/v1/situations/s1/rename"):
        assert reader("POST", path, json={}).status_code == 403
