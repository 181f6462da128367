"""The webhook worker is killed without warning while it delivers: everything arrives, under one id."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from webhookkit import Desk, alert

from services.alerts.webhooks.identity import message_id
from services.alerts.webhooks.signing import sign

SCRIPT = Path(__file__).parent / "run_webhook_worker.py"
AHEAD = 8.0
"""Seconds that each process is ahead of the one before, a little more than a lease."""


@contextmanager
def process(url: str, workspace: str, ahead: float, repository: Path) -> Iterator[None]:
    """A worker that is killed at the end of the block."""
    command = [sys.executable, str(SCRIPT), url, workspace, str(ahead)]
    environment = {"PYTHONPATH": f"{repository}:{SCRIPT.parent}", "PATH": ""}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert running.stdout is not None
    running.stdout.readline()
    try:
        yield
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()
        running.stdout.close()


def deliver_under_fire(desk: Desk, url: str, repository: Path, receivers: int, alerts: int, kills: int) -> int:
    """Deliver all alerts to all receivers while the worker is killed; return how many requests came twice."""
    chance = random.Random(11)
    subscriptions = {}
    for _ in range(receivers):
        receiver = desk.receiver()
        issued = desk.subscribed(receiver)
        secret = desk.vault.open(desk.server.do("HGET", desk.subscriptions._keys.secrets, issued.id)).current

        def verify(body: bytes, headers, secret: str = secret) -> None:
            stamp = int(headers["webhook-timestamp"])
            assert sign([secret], headers["webhook-id"], stamp, body) == headers["webhook-signature"]

        receiver.verify = verify
        subscriptions[issued.id] = receiver
    desk.append(*(alert(f"a{number}") for number in range(alerts)))
    wanted = {message_id(f"a{number}-1", name): name for number in range(alerts) for name in subscriptions}
    for kill in range(kills):
        with process(url, desk.workspace, kill * AHEAD, repository):
            before = len(desk.received)
            share = len(wanted) * chance.uniform(0.3, 1.0) / kills
            ends = time.monotonic() + chance.uniform(0.05, 1.0) + 5
            while len(desk.received) < before + share and time.monotonic() < ends:
                time.sleep(0.002)
    with process(url, desk.workspace, kills * AHEAD, repository):
        ends = time.monotonic() + 120
        while desk.kinds().count("delivery.succeeded") < len(wanted) and time.monotonic() < ends:
            time.sleep(0.1)
    times = Counter(got.id for got in desk.received if got.verified)
    assert set(times) == set(wanted)
    assert all(got.verified for got in desk.received)
    finished = Counter(event.data["message"] for event in desk.log.iterate() if "delivery.succeeded" in event.type)
    assert finished == Counter(wanted.keys())
    return sum(times.values()) - len(wanted)


def test_a_worker_that_is_killed_loses_nothing(desk: Desk, server_url: str, repository: Path) -> None:
    deliver_under_fire(desk, server_url, repository, receivers=8, alerts=15, kills=3)


@pytest.mark.torture
def test_a_worker_that_is_killed_fifty_times_loses_nothing(desk: Desk, server_url: str, repository: Path) -> None:
    doubled = deliver_under_fire(desk, server_url, repository, receivers=40, alerts=50, kills=50)
    print(f"{doubled} of 2,000 deliveries came twice ({doubled / 20:.1f} %)")
