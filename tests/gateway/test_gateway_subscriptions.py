"""Subscriptions and deliveries over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from gateway_caller import Caller, error_of, now
from standardwebhooks import Webhook

from schemas.alert import Action
from schemas.delivery import Delivery, DeliveryState
from schemas.token import Scope
from services.alerts.webhooks.deliveries import Deliveries
from services.eventlog.log import Log
from services.runtime.server import Server

URL = "https://93.184.216.34/hook?key=private"


def subscribe(admin: Caller, **fields: Any) -> dict[str, Any]:
    made = admin("POST", "/v1/subscriptions", json={"url": URL, **fields})
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json()
    return body


def test_the_secret_is_shown_once_and_is_one_that_receivers_can_use(admin: Caller, log: Log) -> None:
    made = subscribe(admin, description="desk")
    Webhook(made["secret"])
    shown = admin("GET", f"/v1/subscriptions/{made['id']}").json()
    assert shown == {name: value for name, value in made.items() if name != "secret"}
    assert admin("GET", "/v1/subscriptions").json()["subscriptions"] == [shown]
    kept = "".join(log.raw())
    assert made["secret"] not in kept
    assert "private" not in kept, "the query of a url may be a key"


def test_who_may_only_read_sees_the_host_of_a_receiver_and_not_its_path(
    as_scope: Callable[[Scope], Caller], admin: Caller
) -> None:
    made, reader = subscribe(admin), as_scope(Scope.READ)
    assert reader("GET", f"/v1/subscriptions/{made['id']}").json()["url"] == "https://93.184.216.34"
    assert "private" not in reader("GET", "/v1/subscriptions").text


def test_a_subscription_is_changed_rotated_and_removed(admin: Caller, log: Log) -> None:
    made = subscribe(admin)
    path = f"/v1/subscriptions/{made['id']}"
    changed = admin("PATCH", path, json={"active": False, "filters": {"severity": "severe"}}).json()
    assert (changed["active"], changed["filters"]["severity"], changed["url"]) == (False, "severe", URL)
    rotated = admin("POST", f"{path}/rotate").json()
    assert rotated["secret"] != made["secret"]
    assert admin("DELETE", path).status_code == 204
    for method in ("GET", "DELETE"):
        assert error_of(admin(method, path))["code"] == "not_found"
    told = [event for event in log.read() if event.type.startswith("tocsin.subscription.")]
    assert [event.type.split(".")[2] for event in told] == ["created", "changed", "changed", "deleted"]
    assert len({event.actor for event in told}) == 1
    assert told[0].actor is not None


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"url": "http://169.254.169.254/latest/meta-data"}, "url_refused", "url"),
        ({"url": "http://127.0.0.1:1/"}, "url_refused", "url"),
        ({"url": "ftp://example.org/"}, "url_refused", "url"),
        ({"url": "no url"}, "url_refused", "url"),
        ({}, "invalid", "url"),
        ({"url": URL, "secret": "whsec_short"}, "bad_secret", "secret"),
        ({"url": URL, "format": "none"}, "bad_request", None),
        ({"url": URL, "filters": {"severity": "bad"}}, "invalid", "filters.severity"),
        ({"url": URL, "filter": {}}, "invalid", "filter"),
    ],
)
def test_a_receiver_that_could_never_be_served_is_refused(
    admin: Caller, body: dict[str, Any], code: str, field: str | None
) -> None:
    answer = admin("POST", "/v1/subscriptions", json=body)
    error = error_of(answer)
    assert (answer.status_code, error["code"], error.get("field")) == (422, code, field)
    assert "whsec_short" not in answer.text


def delivery(number: int, subscription: str) -> Delivery:
    return Delivery(
        id=f"dlv_{number}",
        message=f"msg_{number}",
        event=f"e{number}",
        sequence=number,
        alert=f"a{number % 2}",
        number=1,
        action=Action.RAISED,
        subscription=subscription,
        state=DeliveryState.PENDING,
        created_at=now() + timedelta(seconds=number),
        next_at=now(),
    )


def test_deliveries_are_listed_newest_first_by_receiver_alert_and_state(
    admin: Caller, server: Server, workspace: str
) -> None:
    one, other = subscribe(admin)["id"], subscribe(admin)["id"]
    store = Deliveries(server, workspace)
    for number in range(1, 6):
        made = delivery(number, one if number < 4 else other)
        assert store.fan_out([made], expected=number - 1, cursor=number, now=made.created_at) == "committed"

    def ids(query: str) -> list[str]:
        return [row["id"] for row in admin("GET", f"/v1/deliveries?{query}").json()["deliveries"]]

    assert ids("") == ["dlv_5", "dlv_4", "dlv_3", "dlv_2", "dlv_1"]
    assert ids(f"subscription={one}&alert=a1") == ["dlv_3", "dlv_1"]
    assert ids("state=delivered") == []
    page = admin("GET", "/v1/deliveries?limit=2").json()
    assert ids(f"limit=2&cursor={page['next']}") == ["dlv_3", "dlv_2"]
    assert admin("GET", "/v1/deliveries/dlv_4").json()["tries"] == []
    assert error_of(admin("GET", "/v1/deliveries/none"))["code"] == "not_found"
