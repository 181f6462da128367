"""What people do about receivers and deliveries over HTTP, and what a receiver's settings may be."""

from collections.abc import Callable
from typing import Any

import pytest
from gateway_caller import Caller, error_of, now

from schemas.alert import Action
from schemas.delivery import Delivery, DeliveryState
from schemas.token import Scope
from services.alerts.webhooks.deliveries import Deliveries
from services.eventlog.log import Log
from services.runtime.server import Server

URL = "https://93.184.216.34/hook"


@pytest.fixture
def desk(as_scope: Callable[[Scope], Caller]) -> Caller:
    return as_scope(Scope.DESK)


def subscribe(admin: Caller, **fields: Any) -> dict[str, Any]:
    made = admin("POST", "/v1/subscriptions", json={"url": URL, **fields})
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json()
    return body


def waiting(server: Server, workspace: str, subscription: str) -> Deliveries:
    store = Deliveries(server, workspace)
    made = Delivery(
        id="dlv_1",
        message="msg_1",
        event="e1",
        sequence=1,
        alert="a",
        number=1,
        action=Action.RAISED,
        subscription=subscription,
        state=DeliveryState.PENDING,
        created_at=now(),
        next_at=now(),
    )
    assert store.fan_out([made], expected=0, cursor=1, now=now()) == "committed"
    return store


def test_headers_are_sent_along_and_never_shown_again(admin: Caller, log: Log) -> None:
    made = subscribe(admin, headers={"Authorization": "Bearer hush-hush"}, owner="ops", rate=60, heartbeat=300)
    assert (made["headers"], made["owner"], made["rate"], made["heartbeat"]) == (["Authorization"], "ops", 60, 300)
    path = f"/v1/subscriptions/{made['id']}"
    changed = admin("PATCH", path, json={"headers": {"X-Key": "hush-too"}, "rate": None, "owner": "them"})
    assert (changed.json()["headers"], changed.json()["rate"], changed.json()["heartbeat"]) == (["X-Key"], None, 300)
    everything = "".join(log.raw()) + changed.text + admin("GET", path).text + admin("GET", "/v1/subscriptions").text
    assert "hush" not in everything


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"webhook-id": "x"}, "set by the service"),
        ({"Host": "x"}, "set by the service"),
        ({"Content-Length": "1"}, "set by the service"),
        ({"bad name": "x"}, "no name of a header"),
        ({"X": "hush\r\nY: 1"}, "visible ASCII"),
        ({"X": "hush\u00e9"}, "visible ASCII"),
        ({"X": "1", "x": "2"}, "named twice"),
    ],
)
def test_a_header_that_could_break_a_request_is_refused_without_its_value(
    admin: Caller, headers: dict[str, str], told: str
) -> None:
    answer = admin("POST", "/v1/subscriptions", json={"url": URL, "headers": headers})
    assert answer.status_code == 422
    assert told in answer.text
    assert "hush" not in answer.text


@pytest.mark.parametrize(
    ("filters", "meant"),
    [
        ({"kinds": ["tol_jump"]}, "toll_jump"),
        ({"rules": ["toll-jmp"]}, "toll-jump"),
        ({"kinds": ["xyzzy"]}, "rules show"),
    ],
)
def test_a_misspelt_filter_is_refused_with_what_it_may_mean(admin: Caller, filters: dict[str, Any], meant: str) -> None:
    answer = admin("POST", "/v1/subscriptions", json={"url": URL, "filters": filters})
    assert answer.status_code == 422
    assert meant in answer.text


def test_a_delivery_is_sent_again_by_the_desk_and_not_by_readers(
    admin: Caller, desk: Caller, as_scope: Callable[[Scope], Caller], server: Server, workspace: str
) -> None:
    name = subscribe(admin)["id"]
    waiting(server, workspace, name)
    again = desk("POST", "/v1/deliveries/dlv_1/resend")
    assert (again.status_code, again.json()["id"]) == (202, "dlv_1")
    assert as_scope(Scope.READ)("POST", "/v1/deliveries/dlv_1/resend").status_code == 403
    assert error_of(desk("POST", "/v1/deliveries/none/resend"))["code"] == "not_found"


def test_a_backlog_is_dropped_and_a_span_recovered(admin: Caller, desk: Caller, server: Server, workspace: str) -> None:
    name = subscribe(admin)["id"]
    waiting(server, workspace, name)
    path = f"/v1/subscriptions/{name}"
    assert admin("GET", f"{path}/health").json()["waiting"] == 1
    assert desk("POST", f"{path}/drop").json() == {"dropped": 1}
    assert admin("GET", f"{path}/health").json()["waiting"] == 0
    done = desk("POST", f"{path}/recover", json={"sequence": 1})
    assert (done.status_code, done.json()["deliveries"]) == (202, 0)
    for body in ({}, {"sequence": 1, "since": "2026-03-01T09:00:00Z"}, {"sequence": 0}):
        assert desk("POST", f"{path}/recover", json=body).status_code == 422
    admin("PATCH", path, json={"active": False})
    assert error_of(desk("POST", f"{path}/recover", json={"sequence": 1}))["code"] == "conflict"


def test_a_receiver_is_tried_out(admin: Caller, desk: Caller, log: Log) -> None:
    name = subscribe(admin, url="https://receiver.invalid/hook")["id"]
    before = log.head()
    tried = desk("POST", f"/v1/subscriptions/{name}/test").json()
    assert (tried["reason"], tried["status"]) == ("dns", None)
    assert "webhook-signature" not in tried["headers"]
    assert log.head() == before


def test_an_old_secret_signs_along_as_long_as_is_asked(admin: Caller) -> None:
    path = f"/v1/subscriptions/{subscribe(admin)['id']}/rotate"
    assert admin("POST", f"{path}?hours=0").status_code == 200
    assert admin("POST", f"{path}?hours=-1").status_code == 422
