"""A receiver that fails is left in peace, its owner told, and it is switched off in the end; nobody else feels it."""

from datetime import UTC, datetime, timedelta

import pytest
from webhookkit import Desk, alert

from schemas.delivery import DeliveryState
from schemas.subscription import Filters, InactiveReason, SubscriptionChange, Topic
from services.alerts.webhooks import health
from services.alerts.webhooks.health import Failing, due
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.receiver import Behaviour

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("failing_for", "warnings", "warned_before", "expected"),
    [
        (timedelta(hours=23), 0, None, ("nothing", 0)),
        (DAY, 0, None, ("warn", 1)),
        (2 * DAY, 1, DAY, ("nothing", 1)),
        (4 * DAY, 1, 3 * DAY, ("warn", 2)),
        (5 * DAY - timedelta(seconds=1), 2, DAY, ("nothing", 2)),
        (5 * DAY, 2, DAY, ("disable", 2)),
        # Alerts are rare: the first failure was long ago, and nobody has been told.
        (30 * DAY, 0, None, ("warn", 2)),
        (30 * DAY + timedelta(hours=1), 2, timedelta(hours=1), ("nothing", 2)),
        (31 * DAY, 2, DAY, ("disable", 2)),
    ],
)
def test_an_owner_is_told_a_day_before_the_end_at_least(failing_for, warnings, warned_before, expected) -> None:
    warned_at = None if warned_before is None else NOON - warned_before
    assert due(Failing(9, NOON - failing_for, warnings, warned_at), NOON) == expected


def numbers(desk: Desk) -> int:
    return len(desk.received)


def test_after_ten_failures_in_a_row_one_message_at_a_time_probes(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    subscription = desk.subscribed(receiver)
    receiver.verify = lambda body, headers: None  # the public verifier looks at the real clock
    desk.append(*(alert(f"a{number:02}") for number in range(30)))
    began = desk.clock()
    desk.run()
    assert numbers(desk) == health.FAILURES
    shown = desk.deliveries.health(subscription.id, desk.clock())
    assert (shown.failures, shown.waiting) == (10, 30)
    assert shown.paused_until == began + health.FIRST_PAUSE
    probes = []
    while len(probes) < 7:
        before = numbers(desk)
        desk.clock.now = desk.worker.next_due()
        desk.run()
        probes.append(desk.clock() - began)
        assert numbers(desk) == before + 1
        began = desk.clock()
    assert [int(gap.total_seconds()) for gap in probes] == [30, 60, 120, 240, 480, 600, 600]
    receiver.behaviour = Behaviour()
    desk.clock.now = desk.worker.next_due()
    desk.run()
    # The probe went through, and all that was due came behind it at once.
    assert desk.deliveries.health(subscription.id, desk.clock()).paused_until is None
    assert len(desk.shown(subscription.id, DeliveryState.DELIVERED)) >= 15


def test_a_receiver_that_asks_for_quiet_gets_it_for_its_other_messages_as_well(desk: Desk) -> None:
    receiver = desk.receiver(status=429, retry_after="120")
    desk.subscribed(receiver)
    desk.append(alert("a"), alert("b"))
    desk.run()
    assert numbers(desk) == 1
    receiver.behaviour = Behaviour()
    desk.clock.forward(seconds=119)
    desk.run()
    assert numbers(desk) == 1
    desk.clock.forward(seconds=1)
    desk.run()
    assert numbers(desk) == 3


def failing_for_days(desk: Desk, days: int) -> None:
    """An alert every four hours, to a receiver that never takes one."""
    for number in range(days * 6):
        desk.append(alert(f"d{number:03}"))
        desk.run_until(desk.clock() + timedelta(hours=4))


def test_five_days_of_failures_switch_a_receiver_off_and_its_owner_was_told_before(desk: Desk) -> None:
    began = desk.clock()
    failing = desk.receiver(status=503)
    bad = desk.subscribed(failing, owner="ops@example.org", description="night desk")
    failing.verify = lambda body, headers: None
    desk_chief = desk.receiver()
    chief = desk.subscribed(desk_chief, filters=Filters(topics=(Topic.OPERATIONS,)))
    desk_chief.verify = lambda body, headers: None
    failing_for_days(desk, 6)
    told = [got.payload for got in desk.received if got.payload["type"].startswith("receiver.")]
    assert [one["type"] for one in told] == ["receiver.failing", "receiver.failing", "receiver.disabled"]
    assert "503" in told[0]["data"]["text"]
    assert "ops@example.org" in told[0]["data"]["text"]
    assert told[0]["data"]["facts"]["subscription"] == bad.id
    kinds = [kind for kind in desk.kinds() if kind in ("subscription.failing", "subscription.disabled")]
    assert kinds == ["subscription.failing", "subscription.failing", "subscription.disabled"]
    off = desk.subscriptions.get(bad.id)
    assert (off.active, off.inactive_reason) == (False, InactiveReason.FAILING)
    assert timedelta(days=5) <= off.changed_at - began < timedelta(days=5, hours=5)
    assert desk.subscriptions.get(chief.id).active
    # Who switches it on again begins anew.
    desk.subscriptions.change(bad.id, SubscriptionChange(active=True), "cli")
    assert desk.deliveries.health(bad.id, desk.clock()).failing_since is None


def test_410_from_an_address_that_was_changed_meanwhile_switches_nothing_off(desk: Desk) -> None:
    old, new = desk.receiver(status=410), desk.receiver()
    name = desk.subscribed(old).id
    # The address is changed while the old one is answering.
    old.verify = lambda body, headers: desk.subscriptions.change(name, SubscriptionChange(url=new.url), "cli") and None
    new.verify = lambda body, headers: None
    desk.append(alert("a"))
    desk.run()
    found = desk.subscriptions.get(name)
    assert (found.active, found.url) == (True, new.url)
    desk.clock.forward(seconds=7)
    desk.run()
    assert [got.status for got in desk.received] == [410, 200]


def test_410_tells_those_who_look_after_receivers(desk: Desk) -> None:
    desk.subscribed(desk.receiver(status=410))
    desk.subscribed(desk.receiver(), filters=Filters(topics=(Topic.OPERATIONS,)))
    desk.append(alert("a"))
    desk.run()
    desk.run()
    assert [got.payload["type"] for got in desk.received] == ["alert.raised", "receiver.disabled"]


# -- the store


def test_a_claim_whose_reply_was_lost_is_given_the_same_again(desk: Desk) -> None:
    for _ in range(3):
        desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.worker.follower.follow()
    store, now = desk.deliveries, desk.clock()
    store._random = lambda size: b"x" * size
    first, again = (store.claim(most=2, suspects=0, lease=timedelta(seconds=30), now=now) for _ in range(2))
    assert [claim.delivery.id for claim in first] == [claim.delivery.id for claim in again]
    assert len(first) == 2


def test_a_row_that_cannot_be_read_is_put_aside_and_the_others_are_sent(desk: Desk) -> None:
    one, other = desk.subscribed(desk.receiver()), desk.subscribed(desk.receiver())
    desk.append(alert("a"), alert("b"))
    desk.worker.follower.follow()
    keys = WebhookKeys(desk.workspace)
    broken = desk.server.do("ZRANGE", keys.queue(one.id), 0, 0)[0]
    desk.server.do("HSET", keys.delivery(broken), "created_at", "never")
    desk.run()
    assert len(desk.received) == 3
    assert desk.server.do("HGET", keys.delivery(broken), "reason") == "unreadable"
    assert len(desk.shown(other.id, DeliveryState.DELIVERED)) == 2


def test_a_row_that_is_gone_stands_in_nobodys_way(desk: Desk) -> None:
    one = desk.subscribed(desk.receiver())
    desk.append(alert("a"), alert("b"))
    desk.worker.follower.follow()
    keys = WebhookKeys(desk.workspace)
    desk.server.do("DEL", keys.delivery(desk.server.do("ZRANGE", keys.queue(one.id), 0, 0)[0]))
    desk.run()
    assert len(desk.received) == 1
    assert desk.worker.next_due() is None


def test_a_subscription_that_cannot_be_read_holds_up_only_itself(desk: Desk) -> None:
    one = desk.subscribed(desk.receiver())
    desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.worker.follower.follow()
    keys = WebhookKeys(desk.workspace)
    text = desk.server.do("HGET", keys.subscriptions, one.id)
    desk.server.do("HSET", keys.subscriptions, one.id, text.replace('"format"', '"form"'))
    desk.run()
    assert len(desk.received) == 1
    desk.server.do("HSET", keys.subscriptions, one.id, text)
    desk.clock.forward(minutes=5)
    desk.run()
    assert len(desk.received) == 2


def test_what_is_long_over_is_forgotten_and_what_waits_is_not(desk: Desk) -> None:
    gone, kept = desk.subscribed(desk.receiver()), desk.subscribed(desk.receiver(status=500))
    desk.append(alert("a"))
    desk.run()
    desk.subscriptions.change(kept.id, SubscriptionChange(active=False), "cli")
    keys = WebhookKeys(desk.workspace)
    for name in desk.server.do("ZRANGE", keys.listing(gone.id), 0, -1):
        # What the server does by itself after 30 days.
        desk.server.do("DEL", keys.delivery(name))
    desk.subscriptions.delete(gone.id, "cli")
    desk.clock.forward(days=31)
    desk.worker.upkeep.prune(desk.clock())
    assert desk.server.do("ZCARD", keys.listing(None)) == desk.server.do("ZCARD", keys.listing(kept.id)) == 1
    assert desk.server.do("EXISTS", keys.listing(gone.id), keys.removed, keys.receiver(gone.id)) == 0
    assert desk.deliveries.followed([(kept.id, "a")])
    desk.clock.forward(days=400)
    desk.worker.upkeep.prune(desk.clock())
    assert not desk.deliveries.followed([(kept.id, "a")])


def test_a_long_answer_is_kept_once_and_short_of_every_attempt(desk: Desk) -> None:
    receiver = desk.receiver(status=500, text="x" * 15_000)
    name = desk.subscribed(receiver).id
    desk.append(alert("a"))
    desk.run()
    desk.clock.forward(seconds=7)
    desk.run()
    (delivery,) = desk.shown(name)
    assert [len(attempt.answer) for attempt in desk.deliveries.attempts(delivery.id)] == [1_000, 15_000]
    keys = WebhookKeys(desk.workspace)
    stored = "".join(desk.server.do("LRANGE", keys.attempts(delivery.id), 0, -1))
    assert len(stored) < 4_000


def test_an_attempt_of_another_version_hides_none_of_the_others(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver(status=500, text="x" * 15_000)).id
    desk.append(alert("a"))
    desk.run()
    (delivery,) = desk.shown(name)
    key = WebhookKeys(desk.workspace).attempts(delivery.id)
    desk.server.do("RPUSH", key, '{"number": 2, "reason": "eaten_by_a_dog"}')
    assert [len(attempt.answer) for attempt in desk.deliveries.attempts(delivery.id)] == [1_000]
