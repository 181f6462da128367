"""Figures of the housekeeping worker."""

from prometheus_client import CollectorRegistry, Counter, Gauge


class HousekeepingMetrics:
    """What housekeeping counts."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.seals = Counter("tocsin_seals", "Seals that were made.", registry=registry)
        self.archived = Gauge(
            "tocsin_archived_entries", "Last sequence that was moved to the archive.", registry=registry
        )
        self.sealed = Gauge("tocsin_sealed_entries", "Last sequence that a seal covers.", registry=registry)
