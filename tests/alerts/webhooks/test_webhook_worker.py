"""From an alert in the log to a verified webhook: once for each receiver, retried on schedule, in order."""

from datetime import timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError
from webhookkit import Desk, alert

from schemas.alert import Severity, Withheld
from schemas.delivery import Attempt, DeliveryState, Reason
from schemas.subscription import Filters, NewSubscription, SubscriptionChange
from schemas.webhook import WebhookPayload
from services.alerts.webhooks.claims import Settlement
from services.alerts.webhooks.receiver import Behaviour
from services.alerts.webhooks.schedule import DELAYS, JITTER
from services.runtime.egress import Egress


def test_an_alert_reaches_its_receiver_signed_and_once(desk: Desk) -> None:
    receiver = desk.receiver()
    subscription = desk.subscribed(receiver)
    desk.append(alert("a"))
    desk.run()
    desk.run()
    (got,) = desk.received
    assert (got.verified, got.payload["type"], got.payload["data"]["alert"]["id"]) == (True, "alert.raised", "a")
    WebhookPayload.model_validate(got.payload)
    (delivery,) = desk.shown(subscription.id)
    assert (delivery.state, delivery.message, delivery.status, delivery.attempts) == ("delivered", got.id, 200, 1)
    assert desk.kinds() == ["subscription.created", "alert.raised", "delivery.succeeded"]
    assert desk.count("tocsin_deliveries_total", outcome="delivered") == 1


def test_tampered_bytes_do_not_verify(desk: Desk) -> None:
    receiver = desk.receiver()
    issued = desk.subscriptions.create(NewSubscription(url=receiver.url), "cli")
    receiver.verify = lambda body, headers: None
    desk.append(alert("a"))
    desk.run()
    (got,) = desk.received
    public = Webhook(issued.secret)
    public.verify(got.body, dict(got.headers))
    with pytest.raises(WebhookVerificationError):
        public.verify(got.body.replace(b"40", b"41"), dict(got.headers))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["mild", "bad", "far"]),
        ({"severity": "severe"}, ["bad", "far"]),
        ({"countries": ("KZ", "UA")}, ["mild", "bad"]),
        ({"rules": ("other",)}, ["far"]),
        ({"kinds": ("toll_jump",), "countries": ("FR",)}, ["far"]),
        ({"kinds": ("nothing",)}, []),
        ({"actions": ("retracted",)}, []),
    ],
)
def test_a_receiver_hears_what_it_asked_for(desk: Desk, filters: dict[str, object], expected: list[str]) -> None:
    desk.subscribed(desk.receiver(), filters=Filters(**filters))  # type: ignore[arg-type]
    desk.append(
        alert("mild", severity=Severity.MINOR),
        alert("bad"),
        alert("far", countries=("FR",), rule="other"),
        alert("withheld", withheld=Withheld.SILENCED),
        alert("closed", stage="closed"),
    )
    desk.run()
    assert sorted(got.payload["data"]["alert"]["id"] for got in desk.received) == sorted(expected)


def test_who_heard_of_an_alert_hears_of_its_end_however_mild(desk: Desk) -> None:
    desk.subscribed(desk.receiver(), filters=Filters(severity=Severity.SEVERE))
    desk.append(alert("a"))
    desk.run()
    desk.append(alert("a", 2, stage="retracted", severity=Severity.MINOR), alert("b", severity=Severity.MINOR))
    desk.run()
    assert [got.payload["type"] for got in desk.received] == ["alert.raised", "alert.retracted"]


def test_the_whole_schedule_is_run_through_and_then_given_up(desk: Desk) -> None:
    receiver = desk.receiver(status=503)
    subscription = desk.subscribed(receiver)
    receiver.verify = lambda body, headers: None  # the public verifier looks at the real clock
    desk.append(alert("a"))
    began, offsets = desk.clock(), []
    for _ in range(len(DELAYS) + 5):
        desk.run()
        due = desk.worker.next_due()
        if due is None:
            break
        offsets.append((due - desk.clock()).total_seconds())
        desk.clock.now = due - timedelta(milliseconds=2)
        desk.run()
        desk.clock.now = due
    assert len(offsets) == len(DELAYS)
    for offset, planned in zip(offsets, DELAYS, strict=True):
        assert planned * (1 - JITTER) - 1 <= offset <= planned * (1 + JITTER) + 1
    assert len(desk.received) == len(DELAYS) + 1
    assert len({got.id for got in desk.received}) == 1
    stamps = [int(got.headers["webhook-timestamp"]) for got in desk.received]
    assert stamps == sorted(set(stamps))
    assert len({got.headers["webhook-signature"] for got in desk.received}) == len(stamps)
    (delivery,) = desk.shown(subscription.id)
    assert (delivery.state, delivery.reason, delivery.attempts) == ("exhausted", "server_error", 10)
    assert timedelta(days=2) < desk.clock() - began < timedelta(days=5)
    attempts = desk.deliveries.attempts(delivery.id)
    assert [attempt.number for attempt in attempts] == list(range(1, 11))
    assert {(attempt.status, attempt.answer) for attempt in attempts} == {(503, "not taken\n")}
    assert "webhook-signature" not in attempts[0].headers
    assert desk.kinds()[-1] == "delivery.exhausted"
    assert desk.count("tocsin_delivery_attempts_total", outcome="retry", reason="server_error") == 10


def test_a_receiver_that_recovers_gets_the_message_and_the_log_tells_once(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    desk.subscribed(receiver)
    desk.append(alert("a"))
    desk.run()
    receiver.behaviour = Behaviour()
    desk.clock.forward(seconds=7)
    desk.run()
    assert [got.status for got in desk.received] == [500, 200]
    assert desk.kinds()[2:] == ["delivery.succeeded"]


def test_a_receiver_may_put_us_off(desk: Desk) -> None:
    desk.subscribed(desk.receiver(status=429, retry_after="3600"))
    desk.append(alert("a"))
    desk.run()
    due = desk.worker.next_due()
    assert due == desk.clock() + timedelta(hours=1)


def test_an_older_message_of_an_alert_is_dropped_for_the_newer(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    subscription = desk.subscribed(receiver)
    desk.append(alert("a"), alert("other"))
    desk.run()
    receiver.behaviour = Behaviour()
    desk.append(alert("a", 2, stage="updated"))
    desk.run()
    assert [got.payload["type"] for got in desk.received if got.status == 200] == ["alert.updated"]
    by_event = {delivery.event: delivery for delivery in desk.shown(subscription.id)}
    assert (by_event["a-1"].state, by_event["a-1"].reason) == ("exhausted", "superseded")
    assert by_event["a-1"].superseded_by == by_event["a-2"].id
    assert by_event["other-1"].state == "pending"
    assert desk.count("tocsin_deliveries_total", outcome="superseded") == 1
    desk.clock.forward(seconds=7)
    desk.run()
    assert [got.payload["data"]["alert"]["id"] for got in desk.received if got.status == 200] == ["a", "other"]


def test_a_message_that_fails_while_a_newer_one_comes_is_not_tried_again(desk: Desk) -> None:
    subscription = desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.worker.follower.follow()
    (claim,) = desk.deliveries.claim(most=1, suspects=0, lease=timedelta(seconds=30), now=desk.clock())
    desk.append(alert("a", 2, stage="updated"))
    desk.run()
    assert desk.received == []
    later = desk.clock() + timedelta(hours=1)
    failed = Attempt(number=1, at=desk.clock(), reason=Reason.TIMEOUT, seconds=2)
    desk.deliveries.settle(claim, Settlement(DeliveryState.PENDING, Reason.TIMEOUT, failed, later), desk.clock())
    desk.run()
    assert [got.payload["data"]["alert"]["number"] for got in desk.received] == [2]
    states = {found.number: found.reason for found in desk.shown(subscription.id)}
    assert states == {1: "superseded", 2: "delivered"}


def test_messages_of_one_alert_come_in_order(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    for number, stage in enumerate(["raised", "updated", "revised", "retracted"], 1):
        desk.append(alert("a", number, stage=stage))
        desk.run()
    assert [got.payload["data"]["alert"]["number"] for got in desk.received] == [1, 2, 3, 4]


def test_a_burst_of_messages_comes_whole_and_in_order(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    stages = ["raised", *["updated"] * 7, "revised", "retracted"]
    desk.append(*(alert(name, n, stage=stage) for n, stage in enumerate(stages, 1) for name in ("a", "b", "c")))
    desk.run()
    for name in ("a", "b", "c"):
        numbers = [
            got.payload["data"]["alert"]["number"]
            for got in desk.received
            if got.payload["data"]["alert"]["id"] == name
        ]
        assert numbers == list(range(1, 11))


def test_messages_come_in_order_though_the_clocks_of_two_workers_differ(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    for number, stage in enumerate(["raised", "updated", "retracted"], 1):
        desk.append(alert("a", number, stage=stage))
        desk.worker.follower.follow()
        desk.clock.forward(seconds=-2)
    desk.clock.forward(seconds=10)
    desk.run()
    assert [got.payload["data"]["alert"]["number"] for got in desk.received] == [1, 2, 3]


def test_only_the_newest_message_is_tried_for_a_receiver_that_is_down(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    subscription = desk.subscribed(receiver)
    for number in range(1, 6):
        desk.append(alert("a", number, stage="raised" if number == 1 else "updated"))
        desk.run()
    pending = desk.shown(subscription.id, state=DeliveryState.PENDING)
    assert [found.number for found in pending] == [5]
    receiver.behaviour = Behaviour()
    desk.clock.forward(seconds=7)
    desk.run()
    assert [got.payload["data"]["alert"]["number"] for got in desk.received] == [1, 2, 3, 4, 5, 5]


def test_410_switches_the_receiver_off(desk: Desk) -> None:
    subscription = desk.subscribed(desk.receiver(status=410))
    desk.append(alert("a"))
    desk.run()
    desk.append(alert("b"))
    desk.run()
    assert len(desk.received) == 1
    switched = desk.subscriptions.get(subscription.id)
    assert (switched.active, switched.inactive_reason) == (False, "gone")
    assert desk.kinds()[2:4] == ["delivery.exhausted", "subscription.changed"]


def test_a_paused_receiver_gets_what_waited_when_it_is_resumed(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    name = desk.subscribed(receiver).id
    desk.append(alert("a"))
    desk.run()
    desk.subscriptions.change(name, SubscriptionChange(active=False), "cli")
    receiver.behaviour = Behaviour()
    desk.clock.forward(hours=1)
    desk.append(alert("b"))
    desk.run()
    assert len(desk.received) == 1
    desk.subscriptions.change(name, SubscriptionChange(active=True), "cli")
    desk.run()
    assert [got.payload["data"]["alert"]["id"] for got in desk.received[1:]] == ["a"]


def test_what_waits_for_a_receiver_that_was_removed_is_put_away(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver(status=500)).id
    desk.append(alert("a"), alert("b"))
    desk.run()
    sent = len(desk.received)
    desk.subscriptions.delete(name, "cli")
    desk.run()
    assert len(desk.received) == sent
    assert {(found.state, found.reason) for found in desk.shown(name)} == {("exhausted", "unsubscribed")}
    assert desk.worker.next_due() is None


def test_a_rotated_secret_signs_along_with_the_old_one_for_a_day(desk: Desk) -> None:
    receiver = desk.receiver()
    old = desk.subscriptions.create(NewSubscription(url=receiver.url), "cli")
    new = desk.subscriptions.rotate(old.subscription.id, "cli")
    receiver.verify = lambda body, headers: None
    desk.append(alert("a"))
    desk.run()
    (got,) = desk.received
    for secret in (old.secret, new.secret):
        Webhook(secret).verify(got.body, dict(got.headers))
    desk.clock.forward(hours=25)
    desk.append(alert("b"))
    desk.run()
    assert len(got.headers["webhook-signature"].split()) == 2
    assert len(desk.received[1].headers["webhook-signature"].split()) == 1


def test_a_url_that_turned_private_is_refused_when_sending(desk: Desk, server, workspace: str) -> None:
    desk.subscribed(desk.receiver())
    strict = Desk(server, workspace, Egress(total=2))
    strict.append(alert("a"))
    strict.run()
    assert desk.received == []
    (delivery,) = strict.shown()
    assert (delivery.state, delivery.reason) == ("exhausted", "guard")
    assert "loopback" in strict.deliveries.attempts(delivery.id)[0].error
    strict.close()
