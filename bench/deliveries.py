"""One alert to 1,000 receivers of which 20 hang and 20 refuse: when do the healthy ones have it?

    python -m bench.deliveries [--receivers 1000] [--runs 5] [--out bench/results/deliveries.json]

Measures, with an embedded server (`appendfsync always`), one webhook worker, and receivers in a process of their own:

- the time from the alert's entry in the log to its arrival at each healthy receiver (each run in a new workspace, so
  that nobody is known to hang);
- beside it, in the same run, a plain approach: one RQ job per webhook, `requests.post` with a time-out of 15 s, one RQ
  worker; cut off after a minute.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from prometheus_client import CollectorRegistry

from schemas.alert import Severity
from schemas.events.envelope import Draft
from schemas.subscription import NewSubscription
from services.alerts.webhooks.message import Sentence
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.vault import Vault
from services.alerts.webhooks.worker import WebhookWorker
from services.eventlog.log import Log
from services.runtime.egress import Egress
from services.runtime.embedded import EmbeddedServer
from services.runtime.server import connect

HANGS, REFUSES = 20, 20
HANG_SECONDS = 15
CUT_OFF = 60.0


@dataclass(frozen=True)
class Told:
    """Seconds after which the healthy receivers had it; `missing` had it not when the run was cut off."""

    seconds: list[float]
    missing: int

    def row(self) -> dict[str, Any]:
        """The figures of one run."""
        found = sorted(self.seconds)
        return {
            "p50": round(found[len(found) // 2], 3) if found else None,
            "p99": round(found[int(len(found) * 0.99)], 3) if found else None,
            "last": round(found[-1], 3) if found else None,
            "within_3_s": sum(one <= 3 for one in found),
            "missing": self.missing,
        }


async def _receive(port: int) -> None:
    arrived: dict[str, float] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            length = next(
                (int(line[15:]) for line in head.split("\r\n") if line.lower().startswith("content-length")), 0
            )
            await reader.readexactly(length)
            text = b"ok"
            if path == "/arrived":
                text = json.dumps(arrived).encode()
            elif path == "/forget":
                arrived.clear()
            elif path.startswith("/hang"):
                await asyncio.sleep(HANG_SECONDS)
            else:
                arrived.setdefault(path, time.time())
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=2048)
    print("up", flush=True)
    await server.serve_forever()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def child(*words: str) -> Iterator[None]:
    """Run this file in a process of its own for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", "bench.deliveries", *words], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.kill()
        process.wait()


def urls(port: int, closed: int, receivers: int, dice: random.Random) -> list[str]:
    """Return the receivers' urls, the bad ones somewhere among the good ones."""
    good = [f"http://127.0.0.1:{port}/good/{number}" for number in range(receivers - HANGS - REFUSES)]
    bad = [f"http://127.0.0.1:{port}/hang/{number}" for number in range(HANGS)]
    bad += [f"http://127.0.0.1:{closed}/refuse/{number}" for number in range(REFUSES)]
    both = good + bad
    dice.shuffle(both)
    return both


def watch(port: int, healthy: int, began: float, limit: float) -> Told:
    """Wait until all healthy receivers have it, or the time is up."""
    while True:
        arrived: dict[str, float] = requests.get(f"http://127.0.0.1:{port}/arrived", timeout=10).json()
        if len(arrived) >= healthy or time.time() - began > limit:
            return Told([at - began for at in arrived.values()], healthy - len(arrived))
        time.sleep(0.25)


class _NoSentences:
    def of(self, alert: object) -> tuple[Sentence, ...]:
        return ()


def alert() -> Draft:
    """Return an alert as the alert worker appends it."""
    return Draft(
        id="bench-1",
        source="tocsin/alerts",
        type="tocsin.alert.raised.v1",
        subject="s",
        time=datetime.now(UTC),
        dataschema="schemas/published/alert.raised.v1.json",
        data={
            "alert": "bench",
            "number": 1,
            "rule": "toll",
            "rule_type": "toll_jump",
            "alert_kind": "toll_jump",
            "severity": Severity.SEVERE,
            "fingerprint": "x",
            "situation": "s",
            "countries": ["KZ"],
            "title": "Kazakhstan: at least 40 known dead",
            "message": "Board: dead at least 40; 1 report so far.",
            "decided": {"cause": 1, "engine": "1", "rules": "1"},
        },
    )


def tocsin(url: str, run: int, receivers: list[str], port: int) -> Told:
    """One run of ours."""
    server, workspace = connect(url), f"bench{run}"
    egress = Egress(allow=["127.0.0.0/8"])
    worker = WebhookWorker(
        server,
        Log(server, workspace),
        vault=Vault("a key of the bench that is long enough"),
        egress=egress,
        sentences=_NoSentences(),
        link=lambda name: f"http://127.0.0.1/v1/alerts/{name}",
        clock=lambda: datetime.now(UTC),
        source=random.Random(run),
        metrics=WebhookMetrics(CollectorRegistry()),
    )
    for receiver in receivers:
        worker.subscriptions.create(NewSubscription(url=receiver), "bench")
    while worker.drain():
        pass
    requests.get(f"http://127.0.0.1:{port}/forget", timeout=10)
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            if not worker.drain():
                stop.wait(0.1)

    began = time.time()
    Log(server, workspace).append([alert()], now=datetime.now(UTC), nonce="bench")
    thread = threading.Thread(target=work)
    thread.start()
    try:
        return watch(port, len(receivers) - HANGS - REFUSES, began, CUT_OFF)
    finally:
        stop.set()
        thread.join()
        worker.close()
        server.close()


def post(url: str, body: str) -> None:
    """The plain approach's job."""
    requests.post(url, body, timeout=HANG_SECONDS)


def plain(url: str, receivers: list[str], port: int) -> Told:
    """One run of the plain approach."""
    import redis
    from rq import Queue
    from rq.serializers import JSONSerializer

    queue = Queue("plain", connection=redis.Redis.from_url(url), serializer=JSONSerializer)
    requests.get(f"http://127.0.0.1:{port}/forget", timeout=10)
    with child("--plain-worker", url):
        began = time.time()
        for receiver in receivers:
            queue.enqueue("bench.deliveries.post", receiver, "{}")
        return watch(port, len(receivers) - HANGS - REFUSES, began, CUT_OFF)


def _plain_worker(url: str) -> None:
    import redis
    from rq import Queue, SimpleWorker
    from rq.serializers import JSONSerializer

    connection = redis.Redis.from_url(url)
    print("up", flush=True)
    queue = Queue("plain", connection=connection, serializer=JSONSerializer)
    SimpleWorker([queue], connection=connection, serializer=JSONSerializer).work(logging_level="CRITICAL")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--receivers", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("bench/results/deliveries.json"))
    parser.add_argument("--receive", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--plain-worker", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.receive:
        asyncio.run(_receive(arguments.receive))
        return
    if arguments.plain_worker:
        _plain_worker(arguments.plain_worker)
        return
    port, closed = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder, child("--receive", str(port)):
        embedded = EmbeddedServer(Path(folder))
        embedded.start().close()
        try:
            rows = []
            for run in range(arguments.runs):
                receivers = urls(port, closed, arguments.receivers, random.Random(run))
                rows.append(tocsin(embedded.url, run, receivers, port).row())
                print(f"tocsin, run {run + 1}: {rows[-1]}", flush=True)
            beside = plain(embedded.url, urls(port, closed, arguments.receivers, random.Random(0)), port).row()
            print(f"one RQ job per webhook: {beside}", flush=True)
        finally:
            embedded.stop()
    last = statistics.median(row["last"] for row in rows)
    result = {
        "receivers": arguments.receivers,
        "hang": HANGS,
        "refuse": REFUSES,
        "load": os.getloadavg()[0],
        "tocsin": rows,
        "median_last_seconds": last,
        "rq_job_per_webhook": beside,
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(result, indent=2) + "\n")
    print(f"\n{'healthy receivers have it':28} {'p50':>8} {'p99':>8} {'last':>8} {'in 3 s':>7} {'missing':>8}")
    middle = sorted(rows, key=lambda row: row["last"])[len(rows) // 2]
    for name, row in (("tocsin (median run)", middle), ("one RQ job per webhook", beside)):
        times = " ".join(f"{row[key]!s:>8}" for key in ("p50", "p99", "last"))
        print(f"{name:28} {times} {row['within_3_s']:>7} {row['missing']:>8}")


if __name__ == "__main__":
    main()
