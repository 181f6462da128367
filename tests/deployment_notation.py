"""Deployments in a line, for tables of sentences: `KE>HT deployed` is a Kenyan force that is in Haiti."""

from datetime import UTC, datetime

from schemas.events.deployment import Mission, Status, TroopsDeployment
from schemas.report import Report
from services.ingest.reading import read

PUBLISHED = datetime(2017, 5, 18, 12, tzinfo=UTC)
COMING = (Status.APPROVED, Status.DEPLOYING, Status.DEPLOYED, Status.REINFORCED)


def read_deployments(text: str, title: str = "") -> list[TroopsDeployment]:
    """Read the deployments of a report."""
    report = Report(published_at=PUBLISHED, source="wire", title=title, text=text)
    return [event for event in read(report).events if isinstance(event, TroopsDeployment)]


def deployments(report: str) -> list[str]:
    """Return the deployments of `title || text`, each as `actors>host status`, in order."""
    title, _, text = report.rpartition(" || ")
    return [
        f"{'+'.join(event.actors).replace(' ', '_')}>{event.host or '-'} {event.status}"
        for event in read_deployments(text, title)
    ]


def is_due(report: str) -> bool:
    """Tell whether an alert is due for a report."""
    title, _, text = report.rpartition(" || ")
    return any(
        event.foreign and event.status in COMING and event.mission is not Mission.EXERCISE
        for event in read_deployments(text, title)
    )
