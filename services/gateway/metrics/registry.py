"""The gateway's own metrics."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

CLASSES: Final = ("2xx", "3xx", "4xx", "5xx")
OUTCOMES: Final = ("new", "known", "refused")
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class GatewayMetrics:
    """Requests by route and status, and reports by what became of them at the door."""

    def __init__(self, registry: CollectorRegistry) -> None:
        # The time at which each series was made doubles what is scraped and tells nobody anything.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry
        self._requests = Counter(
            "tocsin_http_requests",
            "Requests answered, by method, route and class of status.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "tocsin_http_request_duration_seconds",
            "Time from the first byte of a request to the last of its answer, by route.",
            ["route"],
            buckets=SECONDS,
            registry=registry,
        )
        self._reports = Counter(
            "tocsin_reports_received",
            "Reports sent to the service: new, known (the very same was there before) or refused.",
            ["outcome"],
            registry=registry,
        )
        for outcome in OUTCOMES:
            self._reports.labels(outcome)

    def expect(self, method: str, route: str) -> None:
        """Start the series of a route at 0, so that the first error of all is an increase too."""
        self._seconds.labels(route)
        for status in CLASSES:
            self._requests.labels(method, route, status)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request.

        Args:
            method: An HTTP method that some route knows, or `other`.
            route: The route's template, or `unmatched`; never a path as sent, which has no bound.
            status: HTTP status.
            seconds: How long it took.
        """
        self._requests.labels(method, route, f"{status // 100}xx").inc()
        self._seconds.labels(route).observe(seconds)

    def reports(self, *, new: int = 0, known: int = 0, refused: int = 0) -> None:
        """Count reports at the door."""
        self._reports.labels("new").inc(new)
        self._reports.labels("known").inc(known)
        self._reports.labels("refused").inc(refused)
