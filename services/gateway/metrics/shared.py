"""Figures that all processes share, read from the server at each scrape and exported by the gateway alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import product
from typing import Any, Final

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from schemas.alert import Severity
from services.eventlog.log import Log
from services.eventlog.sources import LastHeard
from services.eventlog.viewreader import ViewReader
from services.gateway.backlog import Backlog, backlogs
from services.runtime.errors import TocsinError
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server
from services.runtime.wakeups import STAGES

SOURCES: Final = 50
"""Sources with a series of their own; the others share the series `other`."""
KINDS: Final = 100
"""Kinds of alert with series of their own; a rules file with more than that has the rest under `other`."""


class SharedFigures(Collector):
    """Reads the server when Prometheus asks."""

    def __init__(self, server: Server, log: Log, clock: Callable[[], datetime], seal_seconds: float = 60) -> None:
        self._server = server
        self._clock = clock
        self._seal_seconds = seal_seconds
        self._log = log
        workspace = log.keys.workspace
        self._views = ViewReader(server, workspace)
        self._heard = LastHeard(server, workspace)
        self._heartbeats = Heartbeats(server, self._log.keys.prefix)

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand, so that registering asks no server."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield every figure; only `tocsin_server_up` when the server cannot be reached."""
        now = self._clock()
        try:
            figures = [
                *self._waiting(now),
                self._workers(now),
                self._open_alerts(),
                *self._tolls(),
                self._silence(now),
                *self._server_figures(),
            ]
            up = 1
        except TocsinError:
            figures, up = [], 0
        yield _gauge("tocsin_server_up", "1 when the Redis or Valkey server answers.", [((), up)])
        yield from figures

    def _waiting(self, now: datetime) -> Iterator[Metric]:
        found: Mapping[str, Backlog] = backlogs(self._server, self._log, now, self._seal_seconds)
        yield _gauge(
            "tocsin_backlog",
            "Work that waits: reports for ingest, log entries for alerts, deliveries that are due for webhooks, "
            "entries to seal for housekeeping.",
            [((stage,), found[stage].waiting) for stage in STAGES],
            "stage",
        )
        yield _gauge(
            "tocsin_backlog_oldest_age_seconds",
            "For how long the oldest work of a stage has been due.",
            [((stage,), found[stage].age) for stage in STAGES],
            "stage",
        )

    def _workers(self, now: datetime) -> Metric:
        alive = self._heartbeats.alive(now)
        counts = [((stage,), sum(beat.stage == stage for beat in alive)) for stage in STAGES]
        return _gauge("tocsin_workers_alive", "Worker processes that showed themselves lately.", counts, "stage")

    def _open_alerts(self) -> Metric:
        counts: dict[tuple[str, ...], float] = {}
        rows = {tuple(key.rsplit("|", 2)): value for key, value in self._views.table("open_alerts").items()}
        kinds = sorted({key[0] for key in rows})[:KINDS]
        for (kind, severity, country), count in rows.items():
            labels = (kind if kind in kinds else "other", severity, country)
            counts[labels] = counts.get(labels, 0) + float(count)
        for kind, severity in product(kinds, Severity):
            counts.setdefault((kind, severity.value, ""), 0)
        text = "Alerts that are neither retracted nor closed; an alert counts in each of its countries."
        return _gauge("tocsin_open_alerts", text, counts.items(), "kind", "severity", "country")

    def _tolls(self) -> Iterator[Metric]:
        rows = self._views.table("tolls")
        for bound, text in (
            ("min", "Known toll: at least this many people, over all open situations of a country."),
            ("max", "Known toll: at most this many people; +Inf where nothing bounds it."),
        ):
            values = [(tuple(key.split("|")), _bound(value, bound)) for key, value in rows.items()]
            yield _gauge(f"tocsin_toll_{bound}_people", text, values, "country", "measure")

    def _silence(self, now: datetime) -> Metric:
        named, rest = self._heard.latest(SOURCES)
        ages = [((source,), max((now - heard).total_seconds(), 0.0)) for source, heard in named]
        if rest is not None:
            ages.append((("other",), max((now - rest).total_seconds(), 0.0)))
        text = f"Time since the last report of a source; beyond the {SOURCES} heard of last, all others are `other`."
        return _gauge("tocsin_source_last_report_age_seconds", text, ages, "source")

    def _server_figures(self) -> Iterator[Metric]:
        memory = self._server.info("memory")
        yield _gauge("tocsin_log_entries", "Entries of the log: its newest sequence.", [((), self._log.head())])
        used = [((), int(memory["used_memory"]))]
        yield _gauge("tocsin_server_memory_used_bytes", "Memory that the server uses.", used)
        limit = [((), int(memory.get("maxmemory", 0)))]
        yield _gauge("tocsin_server_memory_limit_bytes", "Memory that the server may use; 0 for no limit.", limit)


def _bound(toll: Any, bound: str) -> float:
    value = toll[bound]
    return float("inf") if value is None else float(value)


def _gauge(name: str, text: str, values: Iterable[tuple[tuple[str, ...], float]], *labels: str) -> Metric:
    metric = GaugeMetricFamily(name, text, labels=labels)
    for key, value in values:
        metric.add_metric(list(key), value)
    return metric
