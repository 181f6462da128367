"""Every wording of an incident is read, every exclusion left alone, and what stands between changes nothing."""

from collections.abc import Callable

import pytest
from incident_paradigms import PARADIGMS

from schemas.events.data import Reading
from schemas.report import Report
from services.ingest.reading import read

ROWS = [
    (kind, *(part.strip() for part in line.rsplit("|", 1)))
    for kind, lines in PARADIGMS.items()
    for line in lines.strip().splitlines()
]
COMMON = {"The", "A", "An", "In", "All", "Two", "There", "Authorities", "Residents", "Gunmen", "Protesters", "Soldiers"}
CHANGES: dict[str, Callable[[str], str]] = {
    "meanwhile": lambda t: f"Meanwhile, {t[0].lower() if t.split()[0] in COMMON else t[0]}{t[1:]}",
    "said": lambda t: f"{t.rstrip('.')}, officials said.",
    "told": lambda t: f"{t.rstrip('.')}, two witnesses told reporters on Wednesday.",
    "between": lambda t: f"The day was calm elsewhere. {t.rstrip('.')}. Prices rose by 3 percent.",
    "bullet": lambda t: f"- {t}",
}


def _what(event: Reading) -> str:
    data = event.model_dump(mode="json")
    match event.kind:
        case "communications.disrupted":
            return "restored " * data["restored"] + "+".join(data["channels"])
        case "emergency.declared":
            return "lifted " * data["lifted"] + data["emergency"]
        case "facility.seized":
            return "retaken " * data["retaken"] + data["structure"]
        case "property.attacked":
            return f"{data['form']} " + "+".join(sorted({target["structure"] for target in data["targets"]}))
        case "closure.ordered":
            return "lifted " * data["lifted"] + "+".join(data["what"])
        case "intervention.requested":
            return f"{data['by']}>{'+'.join(data['to'])}"
        case "unrest":
            return "+".join(data["forms"])
        case _:
            return str(data["what"])


def _told(kind: str, text: str) -> list[str]:
    report = Report(published_at="2024-05-16T12:00:00Z", source="wire", text=text)
    events = [event for event in read(report).events if event.kind == kind]
    assert all(text[e.evidence.start : e.evidence.end] == e.evidence.text for e in events)
    assert all(e.reading and 0 < e.confidence <= 1 for e in events)
    return sorted(_what(event) for event in events)


@pytest.mark.parametrize("kind", PARADIGMS)
def test_wordings(kind: str) -> None:
    rows = [row for row in ROWS if row[0] == kind]
    assert len(rows) >= 15
    wrong = [(text, _told(kind, text)) for _, text, told in rows if _told(kind, text) != _wanted(told)]
    assert wrong == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", PARADIGMS)
def test_what_stands_around_changes_nothing(kind: str, change: str) -> None:
    changed = [(CHANGES[change](text), told) for this, text, told in ROWS if told and this == kind]
    wrong = [(text, _told(kind, text)) for text, told in changed if _told(kind, text) != _wanted(told)]
    assert wrong == []


def _wanted(told: str) -> list[str]:
    return sorted(filter(None, told.split(";")))
