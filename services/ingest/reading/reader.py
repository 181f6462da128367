"""Reads a report: takes it apart, asks every detector, tells what the report is about."""

from dataclasses import dataclass
from typing import Final

from schemas.events.data import Reading
from schemas.extensions import DETECTORS, extensions
from schemas.report import Report
from services.ingest.reading.assignment import assign
from services.ingest.reading.countries import leading_countries
from services.ingest.reading.detectors import detectors
from services.ingest.reading.document import Document
from services.ingest.reading.likeness import hash_shingles, hash_terms
from services.ingest.reading.parse import parse

READER: Final = "+".join(("reader/2", *(f"{name}/{version}" for name, version in extensions(DETECTORS))))
"""Name and version of the reader, and of what others add to it: another version may read a report otherwise."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read out of a report."""

    events: tuple[Reading, ...]
    """in order of their position, the title's first"""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, the one that the report leads with first"""
    language: str | None
    """ISO 639-1 where it is not English"""
    terms: tuple[int, ...]
    """hashes of informative words, for likeness of stories"""
    shingles: tuple[int, ...]
    """a sample of hashes of word sequences, for near-copies"""


def read(report: Report) -> ReadReport:
    """Read a report; pure: the same report gives the same answer anywhere, and no text raises."""
    document = parse(report)
    events = () if document.language is not None else _detect(document)
    return ReadReport(
        events=events,
        countries=leading_countries(document, events),
        language=document.language,
        terms=hash_terms(document),
        shingles=hash_shingles(document),
    )


def _detect(document: Document) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for detector, sentences in assign(detectors(), document.sentences):
        found.extend(detector.detect(document, sentences))
    return tuple(sorted(found, key=_position))


def _position(event: Reading) -> tuple[bool, int, int, str]:
    return event.evidence.field == "text", event.evidence.start, event.evidence.end, event.kind
