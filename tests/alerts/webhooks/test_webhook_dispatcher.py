"""The threads that send: bounded, refilled by themselves, and never all of them for receivers that fail."""

import threading
import time
from collections import deque
from datetime import UTC, datetime

import pytest
from prometheus_client import CollectorRegistry, Gauge

from schemas.delivery import Delivery
from services.alerts.webhooks.claims import Claim
from services.alerts.webhooks.dispatcher import Dispatcher
from services.runtime.errors import ServerDown

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def claim(name: str, *, suspect: bool = False) -> Claim:
    delivery = Delivery(
        id=name,
        message=name,
        event=name,
        sequence=1,
        alert=name,
        number=1,
        action="raised",
        subscription=name,
        state="pending",
        created_at=NOON,
    )
    return Claim(delivery, None, "", None, "token", suspect)


class Store:
    """Gives claims as the delivery store does: the healthy first, and suspects as far as they are asked for."""

    def __init__(self, healthy: int, suspects: int = 0) -> None:
        self.healthy = deque(claim(f"h{n}") for n in range(healthy))
        self.suspects = deque(claim(f"s{n}", suspect=True) for n in range(suspects))

    def claim(self, most: int, suspects: int) -> list[Claim]:
        taken = [self.healthy.popleft() for _ in range(min(most, len(self.healthy)))]
        room = min(most - len(taken), suspects, len(self.suspects))
        return taken + [self.suspects.popleft() for _ in range(room)]


def gauge() -> Gauge:
    return Gauge("busy", "Busy.", registry=CollectorRegistry())


def test_everything_is_worked_off_by_few_threads_after_one_pump() -> None:
    store, sent, busy, lock = Store(200), [], [], threading.Lock()

    def send(one: Claim) -> None:
        with lock:
            busy.append(one)
            assert len(busy) <= 5
        time.sleep(0.001)
        with lock:
            busy.remove(one)
            sent.append(one.delivery.id)

    dispatcher = Dispatcher(store.claim, send, gauge(), threads=5)
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    assert sorted(sent) == sorted(f"h{n}" for n in range(200))
    dispatcher.close()


def test_suspects_hold_at_most_half_of_the_threads() -> None:
    store, release, sent = Store(0, suspects=10), threading.Event(), []

    def send(one: Claim) -> None:
        if one.suspect:
            release.wait(30)
        sent.append(one.delivery.id)

    dispatcher = Dispatcher(store.claim, send, gauge(), threads=4)
    dispatcher.pump()
    assert len(store.suspects) == 8
    store.healthy.extend(claim(f"h{n}") for n in range(20))
    dispatcher.pump()
    while len(sent) < 20:
        time.sleep(0.001)
    assert all(name.startswith("h") for name in sent)
    release.set()
    assert dispatcher.wait_idle(30)
    assert len(sent) == 30
    dispatcher.close()


def test_a_delivery_that_fails_badly_takes_no_thread_along(caplog: pytest.LogCaptureFixture) -> None:
    store, sent = Store(6), []

    def send(one: Claim) -> None:
        if one.delivery.id == "h1":
            raise RuntimeError("https://receiver.example/?key=hidden")
        sent.append(one.delivery.id)

    dispatcher = Dispatcher(store.claim, send, gauge(), threads=2)
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    assert len(sent) == 5
    assert "RuntimeError" in caplog.text
    assert "hidden" not in caplog.text
    dispatcher.close()


def test_after_the_server_was_away_claiming_goes_on() -> None:
    store, sent = Store(3), []
    away = iter([True])

    def claim_some(most: int, suspects: int) -> list[Claim]:
        if next(away, False):
            raise ServerDown("gone")
        return store.claim(most, suspects)

    dispatcher = Dispatcher(claim_some, lambda one: sent.append(one.delivery.id), gauge(), threads=2)
    with pytest.raises(ServerDown):
        dispatcher.pump()
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    assert len(sent) == 3
    dispatcher.close()


def test_a_claim_that_fails_badly_takes_no_thread_along(caplog: pytest.LogCaptureFixture) -> None:
    store, sent = Store(3), []
    turns = iter(["gives", "fails", "gives"])

    def claim_some(most: int, suspects: int) -> list[Claim]:
        if next(turns, "gives") == "fails":
            raise ValueError("a row that cannot be read: hidden")
        return store.claim(min(most, 1), suspects)

    dispatcher = Dispatcher(claim_some, lambda one: sent.append(one.delivery.id), gauge(), threads=1)
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    assert sent == ["h0", "h1", "h2"]
    assert "ValueError" in caplog.text
    assert "hidden" not in caplog.text
    dispatcher.close()


def test_a_stopped_dispatcher_claims_nothing_more() -> None:
    store = Store(3)
    dispatcher = Dispatcher(store.claim, lambda one: None, gauge(), threads=2)
    dispatcher.close()
    dispatcher.pump()
    assert len(store.healthy) == 3


def test_where_no_more_threads_can_be_started_the_others_send_everything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store, sent, started = Store(30), [], []
    start = threading.Thread.start

    def scarce(thread: threading.Thread) -> None:
        if len(started) == 2:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", scarce)
    dispatcher = Dispatcher(store.claim, lambda one: sent.append(one.delivery.id), gauge(), threads=8)
    dispatcher.pump()
    assert dispatcher.wait_idle(30)
    assert len(sent) == 30
    assert "no more threads than 2" in caplog.text
    dispatcher.close()
