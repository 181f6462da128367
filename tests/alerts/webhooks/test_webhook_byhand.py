"""Send again, make up for an outage, drop what waits: nothing that a person asks for is swallowed."""

from datetime import timedelta

import pytest
from webhookkit import Desk, alert

from schemas.alert import Severity
from schemas.delivery import DeliveryState, Reason
from schemas.subscription import Filters, SubscriptionChange
from services.alerts.webhooks.receiver import Behaviour
from services.runtime.errors import Conflict, NotFound, UsageError


def test_what_was_delivered_is_sent_again_under_an_id_that_the_receiver_does_not_know(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver()).id
    desk.append(alert("a"))
    desk.run()
    (before,) = desk.shown(name)
    for turn in range(2):
        again = desk.by_hand.resend(before.id, "t1", f"n{turn}")
        assert again.repeats == before.id
    # The same act twice, as after a lost answer, is one.
    desk.by_hand.resend(before.id, "t1", "n1")
    desk.run()
    assert len({got.id for got in desk.received}) == len(desk.received) == 3
    assert len({got.body for got in desk.received}) == 1
    resent = [event for event in desk.log.iterate() if event.type == "tocsin.delivery.resent.v1"]
    assert [event.actor for event in resent] == ["t1", "t1"]


def test_what_was_given_up_is_sent_again_under_its_own_id_though_newer_messages_went_before(desk: Desk) -> None:
    receiver = desk.receiver(status=400)
    name = desk.subscribed(receiver).id
    desk.append(alert("a"))
    desk.run()
    receiver.behaviour = Behaviour()
    desk.append(alert("a", 2, stage="updated"))
    desk.run()
    (lost,) = desk.shown(name, DeliveryState.EXHAUSTED)
    receiver.behaviour = Behaviour(status=500)
    desk.by_hand.resend(lost.id, "cli", "n")
    desk.run()
    receiver.behaviour = Behaviour()
    desk.clock.forward(seconds=7)
    desk.run()
    assert desk.sent() == [("a", 1), ("a", 2), ("a", 1), ("a", 1)]
    assert desk.received[-1].id == lost.message
    assert desk.deliveries.get(lost.id).repeated_by is not None


def test_what_waits_is_tried_at_once(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    name = desk.subscribed(receiver).id
    desk.append(alert("a"))
    desk.run()
    desk.clock.forward(seconds=7)
    desk.run()
    receiver.behaviour = Behaviour()
    (waiting,) = desk.shown(name, DeliveryState.PENDING)
    assert desk.by_hand.resend(waiting.id, "cli", "n").id == waiting.id
    desk.run()
    assert len(desk.received) == 3
    assert desk.deliveries.get(waiting.id).state is DeliveryState.DELIVERED


def test_nothing_is_sent_to_who_is_switched_off_or_not_there(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver()).id
    desk.append(alert("a"))
    desk.run()
    (done,) = desk.shown(name)
    desk.subscriptions.change(name, SubscriptionChange(active=False), "cli")
    with pytest.raises(Conflict, match="resume"):
        desk.by_hand.resend(done.id, "cli", "n")
    with pytest.raises(NotFound):
        desk.by_hand.recover("sub_none", "cli", "n", sequence=1)
    with pytest.raises(NotFound):
        desk.by_hand.resend("dlv_none", "cli", "n")
    desk.subscriptions.change(name, SubscriptionChange(active=True), "cli")
    with pytest.raises(UsageError):
        desk.by_hand.recover(name, "cli", "n")


def test_a_receiver_is_sent_in_order_what_it_missed_while_it_was_paused(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver(), filters=Filters(severity=Severity.SEVERE)).id
    desk.append(alert("before"))
    desk.run()
    desk.subscriptions.change(name, SubscriptionChange(active=False), "cli")
    desk.clock.forward(minutes=1)
    outage = desk.clock()
    desk.append(alert("a"), alert("mild", severity=Severity.MINOR))
    desk.append(alert("b"), alert("a", 2, stage="retracted", severity=Severity.MINOR))
    desk.run()
    desk.subscriptions.change(name, SubscriptionChange(active=True), "cli")
    desk.append(alert("c"))
    desk.run()
    start = len(desk.received)
    done = desk.by_hand.recover(name, "cli", "n", since=outage)
    assert (done.deliveries, done.skipped) == (3, 1)
    desk.run()
    assert desk.sent(start) == [("a", 1), ("b", 1), ("a", 2)]
    # Asked again, there is nothing left; from the beginning, neither.
    assert desk.by_hand.recover(name, "cli", "m", since=outage).deliveries == 0
    assert desk.by_hand.recover(name, "cli", "k", sequence=1).deliveries == 0
    assert desk.by_hand.recover(name, "cli", "all", sequence=1, everything=True).deliveries == 5
    desk.run()
    assert len({got.id for got in desk.received}) == len(desk.received) == 10


def test_what_failed_in_an_outage_comes_and_what_fails_again_gives_way_to_the_newer(desk: Desk) -> None:
    receiver = desk.receiver(status=400)
    name = desk.subscribed(receiver).id
    desk.append(alert("a"), alert("b"))
    desk.run()
    desk.append(alert("a", 2, stage="updated"))
    desk.run()
    assert {found.reason for found in desk.shown(name)} == {Reason.UNACCEPTABLE}
    receiver.behaviour = Behaviour(status=500)
    start = len(desk.received)
    assert desk.by_hand.recover(name, "cli", "n", sequence=1).deliveries == 3
    desk.run()
    assert desk.sent(start) == [("a", 1), ("b", 1), ("a", 2)]
    receiver.behaviour = Behaviour()
    desk.clock.forward(seconds=7)
    desk.run()
    assert sorted(desk.sent(start + 3)) == [("a", 2), ("b", 1)]
    dropped = [found for found in desk.shown(name) if found.reason is Reason.SUPERSEDED]
    assert [(found.alert, found.number) for found in dropped] == [("a", 1)]


def test_many_messages_are_recovered_in_their_order(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver()).id
    desk.subscriptions.change(name, SubscriptionChange(active=False), "cli")
    desk.append(*(alert(f"a{number:03}") for number in range(450)))
    desk.run()
    desk.subscriptions.change(name, SubscriptionChange(active=True), "cli")
    assert desk.by_hand.recover(name, "cli", "n", sequence=1).deliveries == 450
    desk.clock.forward(milliseconds=1)
    desk.run()
    assert [found for found, _ in desk.sent()] == [f"a{number:03}" for number in range(450)]


def test_the_backlog_is_dropped_and_the_log_told_of_each(desk: Desk) -> None:
    receiver = desk.receiver(status=500)
    name = desk.subscribed(receiver).id
    desk.append(*(alert(f"a{number:03}") for number in range(250)))
    desk.run()
    assert desk.by_hand.drop(name, "t1") == 250
    assert desk.by_hand.drop(name, "t1") == 0
    assert {(found.state, found.reason) for found in desk.shown(name)} == {("exhausted", "dropped")}
    assert desk.worker.next_due() is None
    told = [event for event in desk.log.iterate() if event.type == "tocsin.delivery.exhausted.v1"]
    assert len(told) == 250
    assert {(event.actor, event.data["reason"]) for event in told} == {("t1", "dropped")}
    receiver.behaviour = Behaviour()
    desk.clock.forward(minutes=11)
    desk.append(alert("new"))
    desk.run()
    assert desk.sent()[-1] == ("new", 1)


def test_recovering_brings_forward_nothing_that_waits_anyway(desk: Desk) -> None:
    name = desk.subscribed(desk.receiver(status=500)).id
    desk.append(alert("a"))
    desk.run()
    done = desk.by_hand.recover(name, "cli", "n", since=desk.clock() - timedelta(hours=1))
    assert (done.deliveries, done.skipped) == (0, 1)
