"""A desk with everything that delivering takes: a log, a worker in virtual time, receivers on loopback."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from prometheus_client import CollectorRegistry

from schemas.alert import Severity, Withheld
from schemas.delivery import Delivery, DeliveryState
from schemas.events.envelope import Draft
from schemas.subscription import NewSubscription, Subscription
from services.alerts.webhooks.byhand import ByHand
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.message import Sentence
from services.alerts.webhooks.metrics import WebhookMetrics
from services.alerts.webhooks.receiver import Behaviour, Received, Receiver
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Vault
from services.alerts.webhooks.worker import WebhookWorker
from services.eventlog.log import Log
from services.runtime.egress import Egress
from services.runtime.server import Server

KEY = "a key of the tests, long enough to be one"


class Clock:
    """Time that stands still until a test moves it. It begins at the present, for verifiers ask their own clock."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class NoSentences:
    def of(self, alert: object) -> tuple[Sentence, ...]:
        return ()


def alert(
    name: str,
    number: int = 1,
    *,
    stage: str = "raised",
    rule: str = "toll",
    severity: Severity = Severity.SEVERE,
    countries: tuple[str, ...] = ("KZ",),
    withheld: Withheld | None = None,
    at: datetime | None = None,
    message: str = "At least 40 people were killed.",
) -> Draft:
    """Return a message of an alert, as the alert worker appends it."""
    return Draft(
        id=f"{name}-{number}",
        source="tocsin/alerts",
        type=f"tocsin.alert.{stage}.v1",
        subject=name,
        time=at or datetime(2024, 5, 1, 12, tzinfo=UTC),
        dataschema=f"schemas/published/alert.{stage}.v1.json",
        data={
            "alert": name,
            "number": number,
            "rule": rule,
            "rule_type": "toll_jump",
            "alert_kind": "toll_jump",
            "severity": severity,
            "fingerprint": name,
            "situation": "s1",
            "countries": list(countries),
            "title": f"Toll in {name} rises",
            "message": message,
            "withheld": withheld,
            "decided": {"cause": 1, "engine": "1", "rules": "1"},
        },
    )


class Desk:
    def __init__(self, server: Server, workspace: str, egress: Egress, *, threads: int = 8) -> None:
        self.server, self.workspace, self.egress = server, workspace, egress
        self.clock = Clock()
        self.log = Log(server, workspace)
        self.vault = Vault(KEY)
        self.subscriptions = Subscriptions(server, workspace, vault=self.vault, egress=egress, clock=self.clock)
        self.deliveries = Deliveries(server, workspace)
        self.by_hand = ByHand(
            server, self.log, deliveries=self.deliveries, subscriptions=self.subscriptions, clock=self.clock
        )
        self.registry = CollectorRegistry()
        self.threads = threads
        self.worker = self.another_worker(self.registry)
        self.received: list[Received] = []
        self._receivers: list[Receiver] = []
        self._appended = 0

    def another_worker(
        self, registry: CollectorRegistry | None = None, lease: timedelta | None = None
    ) -> WebhookWorker:
        return WebhookWorker(
            self.server,
            self.log,
            vault=self.vault,
            egress=self.egress,
            sentences=NoSentences(),
            link=lambda name: f"http://desk.example/alerts/{name}",
            clock=self.clock,
            source=random.Random(7),
            metrics=WebhookMetrics(registry or CollectorRegistry()),
            threads=self.threads,
            lease=lease,
        )

    def receiver(self, **behaviour: object) -> Receiver:
        found = Receiver(behaviour=Behaviour(**behaviour), told=self.received.append).start()  # type: ignore[arg-type]
        self._receivers.append(found)
        return found

    def subscribed(
        self, receiver: Receiver, verifier: Callable[[str], object] | None = None, **new: object
    ) -> Subscription:
        from services.alerts.webhooks.receiver import public_verifier

        issued = self.subscriptions.create(NewSubscription(url=receiver.url, **new), "cli")  # type: ignore[arg-type]
        receiver.verify = public_verifier(issued.secret)
        return issued.subscription

    def append(self, *drafts: Draft) -> None:
        self._appended += 1
        self.log.append(drafts, now=self.clock(), nonce=f"desk{self._appended}")

    def run(self) -> None:
        """Work off everything that is due at this moment."""
        for _ in range(50):
            more = self.worker.drain()
            assert self.worker.wait_idle(30)
            due = self.worker.next_due()
            if not more and (due is None or due > self.clock()):
                return
        raise AssertionError("the worker does not come to rest")

    def run_until(self, end: datetime) -> None:
        """Let time pass until `end`, stopping wherever something falls due."""
        self.run()
        while (due := self.worker.next_due()) is not None and due <= end:
            # What fell due while nothing may be tried yet is looked at again a little later.
            self.clock.now = max(due, self.clock() + timedelta(milliseconds=1))
            self.run()
        self.clock.now = max(end, self.clock())
        self.run()

    def sent(self, start: int = 0) -> list[tuple[str, int]]:
        """Return which messages came, as alert and number, from the request of that index on."""
        shown = [got.payload["data"]["alert"] for got in self.received[start:]]
        return [(one["id"], one["number"]) for one in shown]

    def shown(self, subscription: str | None = None, state: DeliveryState | None = None) -> list[Delivery]:
        """Return deliveries, the newest first."""
        names = self.server.do("ZREVRANGE", WebhookKeys(self.workspace).listing(subscription), 0, -1)
        found = [self.deliveries.get(name) for name in names]
        return [delivery for delivery in found if state in (None, delivery.state)]

    def kinds(self) -> list[str]:
        return [event.type.removeprefix("tocsin.").removesuffix(".v1") for event in self.log.iterate()]

    def count(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0

    def close(self) -> None:
        self.worker.close()
        for receiver in self._receivers:
            receiver.stop()
