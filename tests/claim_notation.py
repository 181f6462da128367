"""Casualty claims in short notation, for tables of sentences: "killed 7 other", "missing 5+ people subset"."""

from schemas.events.casualties import CasualtiesReported, Certainty, Scope
from schemas.quantity import Quantity
from schemas.report import Report
from services.ingest.reading import read

PUBLISHED = "2024-05-16T12:00:00Z"
"""A Thursday."""


def claims(text: str, title: str = "") -> list[str]:
    """Read a report; its claims in order of their notation, total and asserted left out."""
    report = Report(published_at=PUBLISHED, source="test", title=title, text=text)
    return sorted(_noted(event) for event in read(report).events if isinstance(event, CasualtiesReported))


def expected(notation: str) -> list[str]:
    """Split what a table expects: "killed 7 other; injured 2 women"."""
    return sorted(claim.strip() for claim in notation.split(";") if claim.strip())


def _noted(event: CasualtiesReported) -> str:
    words = [event.measure.value, _span(event.quantity), event.group.value]
    if event.scope is not Scope.TOTAL:
        words.append(event.scope.value)
    if event.certainty is not Certainty.ASSERTED:
        words.append(event.certainty.value)
    return " ".join(words)


def _span(quantity: Quantity) -> str:
    if quantity.max is None:
        return f"{quantity.min}+"
    return str(quantity.min) if quantity.min == quantity.max else f"{quantity.min}-{quantity.max}"
