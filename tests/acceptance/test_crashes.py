"""Whatever is killed, whenever: nothing accepted is lost, and nothing is doubled."""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from servicekit import Client, eventually, service
from webhook_receiver import Received, receiver

from schemas.events.registry import kind_of
from services.audit.replay import replay
from services.cli.running import Running
from services.eventlog.log import Log

PLACES = [
    ("Bamako", "Mali"),
    ("Kabul", "Afghanistan"),
    ("Baghdad", "Iraq"),
    ("Mogadishu", "Somalia"),
    ("Quito", "Ecuador"),
    ("Khartoum", "Sudan"),
    ("Maiduguri", "Nigeria"),
    ("Quetta", "Pakistan"),
    ("Aden", "Yemen"),
    ("Cotabato", "Philippines"),
]


def report(number: int) -> dict:
    """A report that nobody else sends: the toll of each place rises with the number."""
    town, country = PLACES[number % len(PLACES)]
    toll = f"At least {10 + number} people were killed"
    day = 1 + number % 5
    return {
        "published_at": f"2024-03-{day:02}T{number % 24:02}:00:00Z",
        "source": f"Agency {number % 7}",
        "url": f"https://example.org/{number}",
        "title": f"Fighting near {town}",
        "text": f"{toll} in fighting near {town}, {country}, the interior ministry said.",
    }


def kill(up: Running, names: list[str], dice: random.Random, stop: threading.Event) -> Counter[str]:
    """Kill each of `names` at random moments, in any order, each time after it came back."""
    killed: Counter[str] = Counter()
    left = names.copy()
    dice.shuffle(left)
    while left and not stop.wait(dice.uniform(0.1, 0.8)):
        pid = up.supervisor.pids().get(left[-1])
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            killed[left.pop()] += 1
    return killed


def go_through(up: Running, client: Client, received: Received, url: str, reports: int, times: int) -> Counter[str]:
    received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
    stop, killed = threading.Event(), Counter()
    names = [*["gateway", "ingest", "alerts", "webhooks"] * times, *["server", "queue"] * max(1, times - 1)]
    killer = threading.Thread(target=lambda: killed.update(kill(up, names, random.Random(7), stop)))
    killer.start()
    accepted = []
    for number in range(reports):
        accepted.append(client.post("/v1/reports", json=report(number))["id"])
        time.sleep(0.01)
    killer.join(120)
    stop.set()
    assert all(killed[name] >= max(1, times - 1) for name in ("server", "queue"))
    assert all(killed[name] >= times for name in ("gateway", "ingest", "alerts", "webhooks"))
    assert len(set(accepted)) == reports
    eventually(lambda: all(s["waiting"] == 0 for s in client.get("/readyz")["backlog"].values()), 120)
    check(up, received, accepted)
    return killed


def check(up: Running, received: Received, accepted: list[str]) -> None:
    log = Log(up.server, up.workspace)
    entries = list(log.iterate())
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert max(Counter(entry.id for entry in entries).values()) == 1

    taken = Counter(e.data["report"] for e in entries if kind_of(e.type) == "report.received")
    assert taken == Counter(accepted), "every accepted report stands in the log once"
    read = Counter(e.correlationid for e in entries if kind_of(e.type) == "casualties.reported")
    assert read == Counter(accepted), "and so does what was read out of it"

    assert replay(log).same, "every alert exists, once, as if nothing had happened"

    outcomes = Counter(e.data["message"] for e in entries if kind_of(e.type) == "delivery.succeeded")
    assert set(outcomes) <= set(received.ids), "what counts as delivered did arrive"
    assert received.forged == 0
    raised = {e.data["alert"] for e in entries if kind_of(e.type) in ("alert.raised", "alert.updated")}
    heard = {payload["data"]["alert"]["id"] for payload in received.payloads.values()}
    assert raised == heard, "every alert was heard of"


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with receiver() as (url, received), service(tmp_path) as (up, client):
        go_through(up, client, received, url, reports=100, times=1)


@pytest.mark.torture
def test_many_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with receiver() as (url, received), service(tmp_path) as (up, client):
        killed = go_through(up, client, received, url, reports=500, times=4)
        doubled = sum(times > 1 for times in received.ids.values())
        print(json.dumps({"killed": killed, "messages": len(received.ids), "doubled": doubled}))
