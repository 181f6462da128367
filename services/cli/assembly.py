"""Puts the parts together with the real clock, real randomness and the real server: the only place that does."""

import os
import random
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from services.eventlog.keys import Keys
from services.runtime.broker import queue_url
from services.runtime.garbage import collect_seldom
from services.runtime.server import Server
from services.runtime.settings import Settings
from services.runtime.wakeups import Waker
from services.runtime.worker import Stage, Surroundings

if TYPE_CHECKING:
    from services.eventlog.log import Log
    from services.eventlog.seals.sealer import Sealer


def clock() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)


def nonce() -> str:
    """Return a new name for one act, so that a repeat of it is known."""
    return uuid.uuid4().hex


@contextmanager
def settings_and_server() -> Iterator[tuple[Settings, Server]]:
    """Give the settings of the environment and a checked server, for one command.

    Raises:
        DataDirectoryError: Nothing was ever kept in the data directory: a command that looks must not make one.
    """
    from services.runtime.broker import open_server
    from services.runtime.errors import DataDirectoryError
    from services.runtime.settings import load

    settings = load()
    if not settings.redis_url and not (settings.data_dir / "appendonlydir").exists():
        raise DataDirectoryError(
            f"nothing was ever kept in {settings.data_dir}; start `tocsin up` first, or name another TOCSIN_DATA_DIR"
        )
    with open_server(settings) as server:
        yield settings, server


def make_surroundings(settings: Settings, server: Server, url: str) -> Surroundings:
    """Gather what a worker process stands on."""
    # The time at which a counter was made doubles the series and answers no question.
    disable_created_metrics()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    prefix = Keys(settings.workspace).prefix
    queues = queue_url(settings, url)
    return Surroundings(
        server=server,
        prefix=prefix,
        workspace=settings.workspace,
        queue_url=queues,
        waker=Waker(settings.workspace, queues),
        # RQ lets a worker's name hold letters, digits, - and _ only.
        identity=f"{socket.gethostname().replace('.', '-')}-{os.getpid()}-{uuid.uuid4().hex[:6]}",
        clock=clock,
        registry=registry,
    )


def stage(name: str, settings: Settings, around: Surroundings) -> Stage:
    """Build the stage that a worker works at."""
    made = {"ingest": _ingest, "alerts": _alerts, "webhooks": _webhooks, "housekeeping": _housekeeping}
    return made[name](settings, around)


def _ingest(settings: Settings, around: Surroundings) -> Stage:
    from services.ingest.metrics import IngestMetrics
    from services.ingest.reading import READER, read
    from services.ingest.reading.detectors import detectors
    from services.ingest.worker import IngestWorker

    # An extension that cannot be used stops the worker at its start; met later, it would set every report aside.
    detectors()
    _open(settings, around)
    collect_seldom()
    return IngestWorker(
        around.server,
        settings.workspace,
        read=read,
        reader=READER,
        consumer=around.identity,
        clock=around.clock,
        metrics=IngestMetrics(around.registry),
        wake=lambda: around.waker.wake("alerts"),
    )


def _alerts(settings: Settings, around: Surroundings) -> Stage:
    from services.alerts.activation import activate_first
    from services.alerts.metrics import AlertMetrics
    from services.alerts.worker import AlertWorker

    log = _open(settings, around)
    activate_first(log, settings.rules, now=around.clock())
    return AlertWorker(
        around.server,
        log,
        clock=around.clock,
        metrics=AlertMetrics(around.registry),
        wake=lambda: around.waker.wake("webhooks"),
    )


def _webhooks(settings: Settings, around: Surroundings) -> Stage:
    from services.alerts.webhooks.metrics import WebhookMetrics
    from services.alerts.webhooks.schedule import DELAYS
    from services.alerts.webhooks.sentences import ReportSentences
    from services.alerts.webhooks.vault import open_vault
    from services.alerts.webhooks.worker import WebhookWorker
    from services.eventlog.reports import ReportStore
    from services.runtime.egress import Egress

    log = _open(settings, around)
    return WebhookWorker(
        around.server,
        log,
        vault=open_vault(settings),
        egress=Egress(allow=settings.egress_allow),
        sentences=ReportSentences(ReportStore(around.server, settings.workspace, log)),
        link=lambda alert: f"{settings.link_base}/v1/alerts/{alert}",
        clock=around.clock,
        source=seeded(),
        delays=tuple(map(float, settings.webhook_delays)) or DELAYS,
        metrics=WebhookMetrics(around.registry),
        subscriptions_link=f"{settings.link_base}/v1/subscriptions/",
    )


def _housekeeping(settings: Settings, around: Surroundings) -> Stage:
    from services.eventlog.archive.archiver import Archiver
    from services.eventlog.archive.directory import Archive
    from services.eventlog.housekeeping import Housekeeping
    from services.eventlog.metrics import HousekeepingMetrics

    log, metrics = _open(settings, around), HousekeepingMetrics(around.registry)
    metrics.archived.set(log.floor())
    return Housekeeping(
        make_sealer(log, settings),
        Archiver(around.server, log, Archive(settings.archive / settings.workspace)),
        every=timedelta(seconds=settings.seal_seconds),
        archive_days=settings.archive_days,
        clock=clock,
        metrics=metrics,
    )


def _open(settings: Settings, around: Surroundings) -> "Log":
    """Open the log for a worker, which is going to append to it.

    Raises:
        LogError: The server lost a part of it: nothing must be appended until that is restored.
    """
    from services.eventlog.opening import check_whole, open_log

    log = open_log(settings, around.server)
    check_whole(log)
    return log


def make_sealer(log: "Log", settings: Settings) -> "Sealer":
    """Return what seals a log, with the signing key of the settings."""
    from services.eventlog.seals.sealer import Sealer
    from services.eventlog.seals.signing import open_signer

    signer = open_signer(settings.data_dir) if settings.sign == "on" else None
    return Sealer(log, clock=clock, signer=signer)


def seeded() -> random.Random:
    """Return a source of randomness for jitter, seeded by the system."""
    return random.Random(os.urandom(16))  # noqa: S311  spreads retries, guards nothing
