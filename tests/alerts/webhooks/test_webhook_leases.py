"""Several workers, lost leases and broken connections: every delivery is taken in once, and none is held up."""

import socket
import threading
import time
from datetime import timedelta

import pytest
from webhookkit import Desk, alert

from schemas.delivery import DeliveryState, Reason
from schemas.subscription import NewSubscription
from services.alerts.webhooks import follower
from services.alerts.webhooks.claims import Settlement
from services.alerts.webhooks.deliveries import CONSUMER
from services.runtime.egress import Egress
from services.runtime.errors import ServerDown, SettingsError


def test_an_entry_is_taken_in_once_by_two_workers(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    other = desk.another_worker()
    for number in range(6):
        desk.append(alert(f"a{number}"))
        threads = [threading.Thread(target=worker.drain) for worker in (desk.worker, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    desk.run()
    assert other.wait_idle(10)
    desk.run()
    assert sorted(got.payload["data"]["alert"]["id"] for got in desk.received) == [f"a{n}" for n in range(6)]
    assert desk.kinds().count("delivery.succeeded") == 6


def test_a_worker_that_fell_behind_another_goes_on_from_its_cursor(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    other = desk.another_worker()
    behind = 0
    for turn in range(3):
        for worker, name in ((other, "a"), (desk.worker, "b")):
            desk.append(alert(f"{name}{turn}"))
            while worker.follower.follow():
                behind += 1
    desk.run()
    assert behind > 0
    assert sorted(got.payload["data"]["alert"]["id"] for got in desk.received) == sorted(
        f"{name}{turn}" for name in "ab" for turn in range(3)
    )


def test_a_lost_lease_is_taken_over_with_the_same_id_and_the_late_one_is_not_recorded(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.worker.follower.follow()
    (lost,) = desk.deliveries.claim(most=1, suspects=0, lease=timedelta(seconds=30), now=desk.clock())
    desk.run()
    assert desk.received == []
    desk.clock.forward(seconds=31)
    desk.run()
    assert [got.id for got in desk.received] == [lost.delivery.message]
    late = Settlement(DeliveryState.EXHAUSTED, Reason.TIMEOUT)
    assert desk.deliveries.settle(lost, late, desk.clock()).held is False
    assert desk.kinds().count("delivery.succeeded") == 1


def test_settling_twice_is_done_once(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.worker.follower.follow()
    (claim,) = desk.deliveries.claim(most=1, suspects=0, lease=timedelta(seconds=30), now=desk.clock())
    done = Settlement(DeliveryState.EXHAUSTED, Reason.UNREADABLE)
    assert desk.deliveries.settle(claim, done, desk.clock()).held is True
    assert desk.deliveries.settle(claim, done, desk.clock()).held is True
    assert desk.kinds().count("delivery.exhausted") == 1


def test_what_was_seen_when_the_server_broke_off_is_seen_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    desk.run()
    desk.append(alert("b"))
    with monkeypatch.context() as broken:

        def down(*args: object, **named: object) -> None:
            raise ServerDown("gone")

        broken.setattr(desk.worker.deliveries, "fan_out", down)
        with pytest.raises(ServerDown):
            desk.worker.drain()
    desk.run()
    assert [got.payload["data"]["alert"]["id"] for got in desk.received] == ["a", "b"]


def test_many_messages_for_many_receivers_are_made_in_several_commits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "AT_ONCE", 4)
    monkeypatch.setattr(follower, "ENOUGH", 10)
    for _ in range(3):
        desk.subscribed(desk.receiver())
    desk.append(*(alert(f"a{number}") for number in range(9)))
    assert desk.worker.drain() is True
    desk.run()
    assert len(desk.received) == 27


def test_the_cursor_and_the_deliveries_move_together_or_not_at_all(desk: Desk) -> None:
    desk.append(alert("a"))
    assert desk.deliveries.fan_out([], expected=0, cursor=1, now=desk.clock()) == "committed"
    assert desk.deliveries.fan_out([], expected=0, cursor=1, now=desk.clock()) == "stale"
    assert desk.log.cursor(CONSUMER) == 1


def test_receivers_that_hang_hold_up_nobody(server, workspace: str) -> None:
    desk = Desk(server, workspace, Egress(allow=["127.0.0.0/8"], total=15), threads=8)
    holes = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    for hole in holes:
        url = f"http://127.0.0.1:{hole.getsockname()[1]}/"
        desk.subscriptions.create(NewSubscription(url=url), "cli")
    receivers = [desk.receiver() for _ in range(20)]
    for receiver in receivers:
        desk.subscribed(receiver)
    desk.append(alert("a"), alert("b"))
    began = time.monotonic()
    desk.worker.drain()
    # A delivery that was taken is waiting until its outcome is recorded.
    while (
        len(desk.received) < 40 or desk.deliveries.backlog(desk.clock()).waiting > 6
    ) and time.monotonic() - began < 12:
        time.sleep(0.01)
    # All healthy ones were served while every hanging one still held its first connection.
    assert len(desk.received) == 40
    # ... which is under way, with the second message behind it.
    assert desk.deliveries.backlog(desk.clock()).waiting == 6
    for hole in holes:
        hole.close()
    desk.close()


def test_a_lease_that_is_shorter_than_a_request_is_refused(desk: Desk) -> None:
    with pytest.raises(SettingsError, match="lease"):
        desk.another_worker(lease=timedelta(seconds=5))


def test_an_entry_that_cannot_be_read_stops_nothing(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    broken = alert("broken")
    desk.append(broken.model_copy(update={"data": {"alert": "broken"}}), alert("a"))
    desk.run()
    assert [got.payload["data"]["alert"]["id"] for got in desk.received] == ["a"]


def test_entries_that_concern_nobody_are_passed_by(desk: Desk) -> None:
    desk.append(*(alert(f"x{n}", stage="closed") for n in range(5)))
    desk.run()
    assert desk.log.cursor(CONSUMER) == 5


def test_the_backlog_counts_what_is_due_and_since_when(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    desk.append(alert("a"), alert("b"))
    desk.worker.follower.follow()
    desk.clock.forward(seconds=9)
    backlog = desk.deliveries.backlog(desk.clock())
    assert (backlog.waiting, backlog.age) == (2, pytest.approx(9, abs=0.01))
    assert len(desk.deliveries.claim(most=1, suspects=0, lease=timedelta(seconds=30), now=desk.clock())) == 1
    assert desk.deliveries.backlog(desk.clock()).waiting == 2
    desk.clock.forward(seconds=31)
    desk.run()
    assert desk.deliveries.backlog(desk.clock()).waiting == 0


def test_deliveries_stand_in_the_listings_in_the_order_of_their_making(desk: Desk) -> None:
    good, bad = desk.subscribed(desk.receiver()), desk.subscribed(desk.receiver(status=500))
    for name in ("a", "b", "c"):
        desk.append(alert(name))
        desk.run()
        desk.clock.forward(seconds=1)
    assert [found.alert for found in desk.shown(good.id)] == ["c", "b", "a"]
    assert len(desk.shown()) == 6
    assert {found.subscription for found in desk.shown(state=DeliveryState.PENDING)} == {bad.id}
