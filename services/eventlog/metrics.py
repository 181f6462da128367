"""Figures of the housekeeping worker."""

from prometheus_client import CollectorRegistry, Counter, Gauge


class HousekeepingMetrics:
    """What housekeeping counts."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.seals = Counter("tocsin_seals", "Seals that were made.", registry=registry)
        self.sealed = Gauge("tocsin_sealed_entries", "Last sequence that a seal covers.", registry=registry)
