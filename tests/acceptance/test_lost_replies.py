"""A client repeats what it got no reply to: whatever is written twice must be as if it had been written once."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.events.envelope import Draft
from schemas.report import Intake, Report
from schemas.subscription import NewSubscription, SubscriptionChange
from schemas.token import Scope
from services.alerts.webhooks.claims import Settlement
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.eventlog.keys import Keys
from services.eventlog.log import Log
from services.eventlog.views import View
from services.gateway.tokens import Tokens
from services.ingest.inbox import Inbox
from services.ingest.metrics import IngestMetrics
from services.ingest.worker import IngestWorker
from services.runtime.egress import Egress
from services.runtime.server import RunScript, Server, client

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
URL = "http://127.0.0.1:9/"
REJECTED = re.compile(r'"id":"[^"]+"(?=.*"tocsin\.report\.rejected)')


class Repeating(Server):
    """A server of which every first reply to a script is lost."""

    def script(self, lua: str) -> RunScript:
        run = super().script(lua)

        def twice(keys: Any, args: Any) -> Any:
            run(keys, args)
            return run(keys, args)

        return twice


@dataclass(frozen=True)
class Read:
    events: tuple = ()
    countries: tuple = ("KZ",)
    language: None = None
    terms: tuple = ()
    shingles: tuple = ()


def read(report: Report) -> Read:
    if report.text == "poison":
        raise ValueError
    return Read()


def draft(name: str) -> Draft:
    return Draft(id=name, source="test", type="tocsin.unrest.v1", subject="s", time=NOON, dataschema="x", data={"n": 1})


def delivery(name: str, subscription: str) -> Delivery:
    return Delivery(
        id=name,
        message=f"msg_{name}",
        event=name,
        sequence=1,
        alert="a",
        number=1,
        action="raised",
        subscription=subscription,
        state="pending",
        created_at=NOON,
        next_at=NOON,
    )


def take_in_and_read(server: Server, workspace: str, randbytes: Callable[[int], bytes]) -> None:
    inbox = Inbox(server, workspace, clock=lambda: NOON, random_bytes=randbytes)
    texts = (("a", "https://example.org/1"), ("b", "https://example.org/1"), ("poison", None))
    taken = inbox.take([Intake(published_at=NOON, source="wire", url=url, text=text) for text, url in texts])
    assert [one.new for one in taken] == [True, True, True]
    metrics = IngestMetrics(CollectorRegistry())
    settings = {"reader": "test/1", "consumer": "c", "clock": lambda: NOON, "return_seconds": 0}
    worker = IngestWorker(server, workspace, read=read, metrics=metrics, **settings)
    for _ in range(3):
        worker.drain()
    inbox.again([taken[2].id])


def decide(server: Server, workspace: str) -> None:
    log = Log(server, workspace)
    log.append([draft("one"), draft("two")], now=NOON, nonce="append")
    views = [View("alerts", "kept", "{}", 1.0), View("alerts", "gone", None)]
    done = {"consumer": "alerts", "now": NOON, "views": views}
    assert log.commit([draft("three")], expected=0, cursor=2, nonce="commit", **done) in ("committed", "already")
    assert log.commit([draft("four")], expected=0, cursor=9, nonce="late", **done) == "stale"


def let_in(server: Server, workspace: str, randbytes: Callable[[int], bytes]) -> None:
    tokens = Tokens(server, workspace, clock=lambda: NOON, random_bytes=randbytes)
    assert tokens.ensure_first()
    assert tokens.ensure_first() is None
    made = tokens.create("desk", [Scope.READ], "cli")
    tokens.create("other", [Scope.READ], "cli")
    tokens.revoke(made.id, "cli")


def deliver(server: Server, workspace: str, randbytes: Callable[[int], bytes]) -> None:
    vault, egress = Vault("k" * 32), Egress(allow=["127.0.0.0/8"])
    clock = iter(NOON + timedelta(seconds=second) for second in range(1_000))
    receivers = Subscriptions(
        server, workspace, vault=vault, egress=egress, clock=lambda: next(clock), random_bytes=randbytes
    )
    name, gone = (receivers.create(NewSubscription(url=URL), "cli").subscription.id for _ in range(2))
    receivers.change(name, SubscriptionChange(description="new"), "cli")
    receivers.rotate(name, "cli")
    receivers.delete(gone, "cli")
    store = Deliveries(server, workspace, random_bytes=randbytes)
    cursor = store.fan_out([delivery("d1", name), delivery("d2", name)], expected=0, cursor=4, now=NOON)
    assert cursor in ("committed", "already")
    for state, at in ((DeliveryState.PENDING, NOON), (DeliveryState.DELIVERED, NOON), (DeliveryState.EXHAUSTED, NOON)):
        (claim,) = store.claim(most=1, suspects=1, lease=timedelta(minutes=1), now=at + timedelta(hours=1))
        reason = Reason.DELIVERED if state is DeliveryState.DELIVERED else Reason.TIMEOUT
        attempt = Attempt(number=1, at=at, headers={}, reason=reason, seconds=0.1)
        again = at if state is DeliveryState.PENDING else None
        assert store.settle(claim, Settlement(state, reason, attempt, again), NOON + timedelta(hours=1)).held


def kept(server: Server, workspace: str) -> Iterator[tuple[str, Any]]:
    """Yield every key of a workspace with what it holds, save what is there for repeats and what is encrypted anew."""
    prefix = Keys(workspace).prefix
    commands = {"hash": ("HGETALL",), "zset": ("ZRANGE", 0, -1, "WITHSCORES"), "list": ("LRANGE", 0, -1)}
    for key in sorted(server.do("KEYS", f"{prefix}*")):
        name = key.removeprefix(prefix)
        if name.startswith("nonce:") or name == "webhooks:secrets":
            continue
        kind = server.do("TYPE", key)
        if kind == "stream":
            # A rejection is named after its entry in the inbox, and that after the server's clock.
            rows = (fields for _, fields in server.do("XRANGE", key, "-", "+"))
            yield name, [{**row, "e": REJECTED.sub("", row["e"])} if "e" in row else row for row in rows]
        elif kind == "string":
            yield name, server.bytes("GET", key)
        else:
            command, *rest = commands[kind]
            yield name, server.do(command, key, *rest)


@pytest.fixture
def repeating(server_url: str) -> Iterator[Server]:
    made = Repeating(client(server_url), "repeating")
    yield made
    made.close()


def test_what_is_written_twice_is_as_if_it_were_written_once(server: Server, repeating: Server, workspace: str) -> None:
    for door, name in ((server, f"{workspace}-once"), (repeating, f"{workspace}-twice")):
        randbytes = random.Random(1).randbytes
        take_in_and_read(door, name, randbytes)
        decide(door, name)
        let_in(door, name, randbytes)
        deliver(door, name, randbytes)
    once, twice = (dict(kept(server, f"{workspace}-{times}")) for times in ("once", "twice"))
    assert once.keys() == twice.keys()
    assert {name: (once[name], twice[name]) for name in once if once[name] != twice[name]} == {}
    assert len(once["log"]) > 15
