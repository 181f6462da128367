"""What a receiver can have set: headers, rate, concurrency, signs of life; trying it out; a way out of a lost key."""

import json
import threading
from datetime import timedelta

import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook
from webhookkit import Desk, alert

from schemas.subscription import Filters, NewSubscription, SubscriptionChange, Topic
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.names import Names
from services.alerts.webhooks.ping import try_out
from services.alerts.webhooks.receiver import Behaviour
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.runtime.errors import SettingsError, UsageError


def secret(text: str) -> SecretStr:
    return SecretStr(text)


def test_headers_are_sent_and_kept_nowhere_in_the_clear(desk: Desk) -> None:
    receiver = desk.receiver(status=500, text="you sent hush-hush-hush")
    name = desk.subscribed(receiver, headers={"Authorization": secret("hush-hush-hush")}).id
    desk.append(alert("a"))
    desk.run()
    assert desk.received[0].headers["authorization"] == "hush-hush-hush"
    (delivery,) = desk.shown(name)
    (attempt,) = desk.deliveries.attempts(delivery.id)
    assert (attempt.headers["Authorization"], attempt.answer) == ("(hidden)", "you sent (hidden)")
    stored = json.dumps([desk.server.do("HGETALL", WebhookKeys(desk.workspace).subscriptions), list(desk.log.raw())])
    assert "hush" not in stored
    # A new secret leaves the headers as they are.
    desk.subscriptions.rotate(name, "cli")
    desk.clock.forward(seconds=7)
    desk.run()
    assert desk.received[1].headers["authorization"] == "hush-hush-hush"
    desk.subscriptions.change(name, SubscriptionChange(headers={}), "cli")
    desk.by_hand.resend(delivery.id, "cli", "n")
    desk.run()
    assert "authorization" not in desk.received[2].headers


def test_a_rate_is_kept_to(desk: Desk) -> None:
    desk.subscribed(desk.receiver(), rate=60)
    desk.append(*(alert(f"a{number}") for number in range(5)))
    counts = []
    for _ in range(5):
        desk.run()
        counts.append(len(desk.received))
        desk.clock.forward(seconds=1)
    assert counts == [1, 2, 3, 4, 5]


def test_as_many_messages_are_under_way_as_are_allowed_and_never_two_of_one_alert(desk: Desk) -> None:
    receiver = desk.receiver()
    desk.subscribed(receiver, concurrency=3)
    at_once: list[tuple[str, ...]] = []
    under_way: list[str] = []
    lock, full = threading.Lock(), threading.Event()

    def verify(body: bytes, headers: object) -> None:
        name = json.loads(body)["data"]["alert"]["id"]
        with lock:
            under_way.append(name)
            at_once.append(tuple(under_way))
            if len(under_way) == 3:
                full.set()
        full.wait(0.3)
        with lock:
            under_way.remove(name)

    receiver.verify = verify
    desk.append(*(alert(name, n, stage="raised" if n == 1 else "updated") for n in (1, 2, 3) for name in "abcd"))
    desk.run()
    assert len(desk.received) == 12
    assert max(map(len, at_once)) == 3
    assert all(len(set(names)) == len(names) for names in at_once)
    for name in "abcd":
        assert [number for found, number in desk.sent() if found == name] == [1, 2, 3]


def test_a_sign_of_life_comes_in_time_and_a_lost_one_is_not_repeated(desk: Desk) -> None:
    receiver = desk.receiver()
    name = desk.subscribed(receiver, heartbeat=60).id
    receiver.verify = lambda body, headers: None
    for _ in range(3):
        desk.run_until(desk.clock() + timedelta(seconds=60))
    assert [got.payload["type"] for got in desk.received] == ["heartbeat"] * 3
    assert len({got.id for got in desk.received}) == 3
    receiver.behaviour = Behaviour(status=500)
    desk.run_until(desk.clock() + timedelta(seconds=119))
    assert len(desk.received) == 4
    receiver.behaviour = Behaviour()
    # Neither the log nor the listing is filled with them.
    assert desk.kinds() == ["subscription.created"]
    assert desk.shown() == []
    desk.subscriptions.change(name, SubscriptionChange(heartbeat=None), "cli")
    desk.run_until(desk.clock() + timedelta(minutes=5))
    assert len(desk.received) == 4


def test_a_standstill_brings_one_sign_of_life_and_not_all_that_were_missed(desk: Desk) -> None:
    receiver = desk.receiver()
    desk.subscribed(receiver, heartbeat=60)
    receiver.verify = lambda body, headers: None
    desk.clock.forward(hours=3)
    desk.run()
    assert len(desk.received) == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_receiver_is_tried_out_in_its_format_without_leaving_a_trace(desk: Desk, form: str) -> None:
    receiver = desk.receiver()
    name = desk.subscribed(receiver, format=form).id
    before = desk.log.head()
    attempt = try_out(desk.subscriptions, name, egress=desk.egress, clock=desk.clock, nonce="n", link="http://x/y")
    assert (attempt.reason, attempt.status) == ("delivered", 200)
    (got,) = desk.received
    assert got.verified
    assert desk.log.head() == before
    assert desk.shown() == []
    receiver.behaviour = Behaviour(status=500)
    try_out(desk.subscriptions, name, egress=desk.egress, clock=desk.clock, nonce="m", link="http://x/y")
    assert desk.deliveries.health(name, desk.clock()).failures == 0


def test_who_wants_operations_alone_gets_no_alerts(desk: Desk) -> None:
    desk.subscribed(desk.receiver(), filters=Filters(topics=(Topic.OPERATIONS,)))
    desk.append(alert("a"))
    desk.run()
    assert desk.received == []


def test_a_receiver_can_ask_for_labels_and_for_the_end_of_alerts(desk: Desk) -> None:
    desk.subscribed(desk.receiver(), filters=Filters(labels={"team": "steppe"}))
    ended = desk.receiver()
    desk.subscribed(ended, filters=Filters(actions=("closed",)))
    labelled = alert("b")
    desk.append(
        alert("a"),
        labelled.model_copy(update={"data": {**labelled.data, "labels": {"team": "steppe"}}}),
        alert("a", 2, stage="closed"),
    )
    desk.run()
    assert sorted(got.payload["type"] + got.payload["data"]["alert"]["id"] for got in desk.received) == [
        "alert.closeda",
        "alert.raisedb",
    ]


def test_names_that_nothing_has_are_refused_and_those_from_before_stay(desk: Desk) -> None:
    names = Names(frozenset({"toll-jump"}), frozenset({"toll_jump"}))
    strict = Subscriptions(
        desk.server,
        desk.workspace,
        vault=desk.vault,
        egress=desk.egress,
        clock=desk.clock,
        known=lambda: names,
    )
    with pytest.raises(UsageError, match="did you mean 'toll_jump'"):
        strict.create(NewSubscription(url="http://127.0.0.1:1/", filters=Filters(kinds=("tolljump",))), "cli")
    old = desk.subscriptions.create(NewSubscription(url="http://127.0.0.1:1/", filters=Filters(kinds=("old",))), "cli")
    wider = SubscriptionChange(filters=Filters(kinds=("old", "toll_jump")))
    assert strict.change(old.subscription.id, wider, "cli").filters.kinds == ("old", "toll_jump")


def test_a_lost_key_has_a_way_out(desk: Desk) -> None:
    receiver = desk.receiver()
    issued = desk.subscriptions.create(NewSubscription(url=receiver.url, headers={"X-Key": secret("hush")}), "cli")
    another = Subscriptions(
        desk.server,
        desk.workspace,
        vault=Vault("another key that is long enough to be one"),
        egress=desk.egress,
        clock=desk.clock,
    )
    with pytest.raises(SettingsError, match="subscriptions reissue"):
        another.check_key()
    with pytest.raises(SettingsError):
        another.rotate(issued.subscription.id, "cli")
    (again,) = another.reissue("cli")
    assert again.secret != issued.secret
    assert again.subscription.headers == ()
    another.check_key()
    attempt = try_out(another, again.subscription.id, egress=desk.egress, clock=desk.clock, nonce="n", link="http://x/")
    assert attempt.reason in ("delivered", "client_error")
    Webhook(again.secret).verify(desk.received[0].body, dict(desk.received[0].headers))
