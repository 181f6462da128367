"""Joins the sentences that an alert stands on, from the texts beside the log."""

from typing import Final

from schemas.events.alerts import AlertDecision
from schemas.events.registry import kind_of
from services.alerts.webhooks.message import Sentence
from services.eventlog.reports import ReportStore

MOST_REPORTS: Final = 25
"""Reports that are looked up for one message; the newest are kept, and a payload has no room for more."""


class ReportSentences:
    """Finds sentences in the reports that an alert names."""

    def __init__(self, reports: ReportStore) -> None:
        self._reports = reports

    def of(self, alert: AlertDecision) -> tuple[Sentence, ...]:
        """Return the sentences in the order of `alert.because`."""
        wanted = set(alert.because)
        found: dict[str, Sentence] = {}
        for name in alert.reports[-MOST_REPORTS:]:
            report = self._reports.get(name)
            if report is None:
                continue
            for event in self._reports.entries(report):
                evidence = event.data.get("evidence")
                if event.id not in wanted or evidence is None:
                    continue
                attribution = report.joined(event).get("attribution") or {}
                found[event.id] = Sentence(
                    event=event.id,
                    kind=kind_of(event.type),
                    text=report.sentence(evidence),
                    words=report.span(evidence),
                    speaker=attribution.get("text") or attribution.get("speaker"),
                    report=report.id,
                    source=report.source,
                    url=report.url,
                    published_at=report.published_at,
                )
        return tuple(found[event] for event in alert.because if event in found)
