"""The whole pipeline: a report in over HTTP, a signed webhook out.

    python -m bench.pipeline [--reports 2000] [--out bench/results/pipeline.json]

Measures, against a service of its own with an embedded server (`appendfsync always`):

- the time from `POST` to the arrival of the webhook, on an idle service (p50, p99);
- reports a second from the first `POST` of a bulk to the last event in the log, for reports of 50 and of 430 words;
- beside it, in the same run, a plain approach: one `requests.post` to the same receiver for each report, no log.
"""

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

from bench.service import Client, service
from schemas.base import format_instant

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
FIRST = datetime(2024, 3, 1, tzinfo=UTC)
PLACES = [
    ("Bamako", "Mali"),
    ("Kabul", "Afghanistan"),
    ("Baghdad", "Iraq"),
    ("Aden", "Yemen"),
    ("Quetta", "Pakistan"),
    ("Quito", "Ecuador"),
    ("Lima", "Peru"),
    ("Nairobi", "Kenya"),
    ("Kampala", "Uganda"),
    ("Lagos", "Nigeria"),
    ("Manila", "Philippines"),
    ("Dhaka", "Bangladesh"),
    ("Cairo", "Egypt"),
    ("Tunis", "Tunisia"),
    ("Bogota", "Colombia"),
    ("Ankara", "Turkey"),
]
WHO = ["Residents", "Traders", "A driver", "The governor", "Local radio", "Teachers", "Nurses", "A clerk", "Farmers"]
DID = ["said", "told reporters", "wrote in a statement", "added", "explained", "recalled", "insisted", "noted"]
WHAT = [
    "the market had been crowded since the morning",
    "many shops stayed shut afterwards",
    "the main road would be cleared by the evening",
    "prices of bread and fuel had risen in the province",
    "a convoy of lorries waited at the bridge",
    "the river had fallen by half a metre",
    "the school would open again next week",
    "the water had been off for two days",
    "the harvest was poor in the north of the district",
    "the new mayor had asked people to be patient",
    "buses ran as usual on the other bank",
    "a delegation was expected from the capital",
]


def report(number: int, words: int) -> dict[str, Any]:
    """Return a report that nobody else sends, of about so many words."""
    town, country = PLACES[number % len(PLACES)]
    lead = (
        f"{town.upper()} - At least {12 + number} people were killed in an attack in {town}, {country}, police said. "
    )
    dice = random.Random(number)
    rest = (
        f"{dice.choice(WHO)} {dice.choice(DID)} on {dice.choice(DAYS)} that {dice.choice(WHAT)}."
        for _ in range(words // 12 + 1)
    )
    text = lead + " ".join(rest)
    return {
        "published_at": format_instant(FIRST + timedelta(seconds=number)),
        "source": "Bench Wire",
        "title": f"Attack in {town}, report {number}",
        "text": " ".join(text.split()[:words]),
    }


class Arrivals:
    """When each webhook came."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.came = threading.Event()

    def note(self) -> None:
        """Remember one."""
        self.times.append(time.perf_counter())
        self.came.set()


@contextmanager
def receiver(arrivals: Arrivals):
    """Run a receiver."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            arrivals.note()
            self.send_response(204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def latency(client: Client, arrivals: Arrivals, times: int) -> list[float]:
    """Return milliseconds from POST to webhook, one report at a time."""
    seen: list[float] = []
    toll = 100
    for number in range(times):
        # Each is a jump over the one before, so that each raises the alert anew.
        toll = toll * 2 if toll < 10**8 else 100
        body = report(number, 60)
        town, country = f"Place{number}", "Mali"
        body["text"] = f"{town}, {country} - At least {toll} people were killed in {country}, the ministry said."
        arrivals.came.clear()
        start = time.perf_counter()
        client.post("/v1/reports", json=body)
        if arrivals.came.wait(5):
            seen.append((arrivals.times[-1] - start) * 1000)
        time.sleep(0.05)
    return seen


def throughput(client: Client, words: int, count: int, offset: int) -> float:
    """Return reports a second, from the first POST until the last one is decided upon."""
    lines = [json.dumps(report(offset + number, words)) for number in range(count)]
    start = time.perf_counter()
    for first in range(0, count, 500):
        body = "\n".join(lines[first : first + 500])
        client.post("/v1/reports", data=body.encode(), headers={"Content-Type": "application/x-ndjson"})
    while True:
        backlog = client.get("/readyz")["backlog"]
        if backlog["ingest"]["waiting"] == 0 and backlog["alerts"]["waiting"] == 0:
            return count / (time.perf_counter() - start)
        time.sleep(0.1)


def plain(url: str, count: int) -> float:
    """Return posts a second of the plain approach."""
    session = requests.Session()
    start = time.perf_counter()
    for number in range(count):
        session.post(url, json=report(number, 50), timeout=10)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=Path("bench/results/pipeline.json"))
    arguments = parser.parse_args()
    arrivals = Arrivals()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, receiver(arrivals) as hook, service(Path(folder)) as (_, client):
        client.post("/v1/subscriptions", 201, json={"url": hook, "filters": {"rules": ["toll-jump"]}})
        latency(client, arrivals, 5)
        seen = sorted(latency(client, arrivals, 60))
        found["latency_ms"] = {
            "n": len(seen),
            "p50": round(statistics.median(seen), 1),
            "p99": round(seen[min(len(seen) - 1, int(len(seen) * 0.99))], 1),
        }
        for words in (50, 430):
            rate = throughput(client, words, arguments.reports, words * 100_000)
            found[f"reports_per_second_{words}_words"] = round(rate)
        found["plain_posts_per_second"] = round(plain(hook, 500))
    print(f"{'what':38} {'measured':>10}  budget")
    print(f"{'POST to webhook, p50 (ms)':38} {found['latency_ms']['p50']:>10}  < 40")
    print(f"{'POST to webhook, p99 (ms)':38} {found['latency_ms']['p99']:>10}  < 120")
    print(f"{'reports/s of 50 words':38} {found['reports_per_second_50_words']:>10}  >= 1000")
    print(f"{'reports/s of 430 words':38} {found['reports_per_second_430_words']:>10}  >= 200")
    print(f"{'plain: requests.post/s, no log':38} {found['plain_posts_per_second']:>10}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
