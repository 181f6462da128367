"""What the ingest worker counts."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

from schemas.events.registry import READINGS

OUTCOMES: Final = ("read", "rejected", "failed", "already")
"""read: its events are in the log; rejected: set aside for good; failed: will be tried again; already: another
worker had been faster."""


class IngestMetrics:
    """Counters and histograms of one ingest worker; every label is there from the start, at 0."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.reports = Counter(
            "tocsin_ingest_reports", "Reports that were worked on, by outcome.", ["outcome"], registry=registry
        )
        self.events = Counter(
            "tocsin_ingest_events", "Events read out of reports, by kind.", ["kind"], registry=registry
        )
        self.characters = Counter("tocsin_ingest_characters", "Characters of reports read.", registry=registry)
        self.reading = Histogram(
            "tocsin_ingest_reading_seconds",
            "Time to read one report.",
            buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30),
            registry=registry,
        )
        self.waiting = Histogram(
            "tocsin_ingest_waiting_seconds",
            "Time from taking a report in to having its events in the log.",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600),
            registry=registry,
        )
        for outcome in OUTCOMES:
            self.reports.labels(outcome)
        for model in READINGS:
            self.events.labels(model.kind)
