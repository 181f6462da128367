"""A report that was read, as entries of the log: facts for the log, words to lie beside the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID, uuid5

from schemas.events.data import EventData, Reading
from schemas.events.envelope import Draft
from schemas.events.reports import ReportReceived, ReportRejected, ReportSuperseded
from schemas.report import Report
from schemas.words import report_digest, salted, split

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0001")
"""The namespace of all event ids that the ingest worker gives."""
SOURCE: Final = "tocsin/ingest"

Words = Mapping[str, Mapping[str, str]]
"""Event id to path to words."""


class ReadReport(Protocol):
    """What a reader makes of a report."""

    @property
    def events(self) -> Sequence[Reading]:
        """What was read, in order of position."""

    @property
    def countries(self) -> Sequence[str]:
        """ISO alpha-2, the leading one first."""

    @property
    def language(self) -> str | None:
        """ISO 639-1 where it is not English."""

    @property
    def terms(self) -> Sequence[int]:
        """Hashed terms."""

    @property
    def shingles(self) -> Sequence[int]:
        """Hashed shingles."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a report came in.

    Attributes:
        id: The report's id.
        received_at: When it was taken in.
        salt: Secret of this report, put before everything of it that is hashed: without it, and without the text,
            a hash in the log proves nothing about what was said.
        revision: 1 for the first text under its source and url.
        supersedes: The report that this one replaces.
        history: True for old reports read in later.
        actor: Who sent it: the id of a token, or `cli`.
    """

    id: str
    received_at: datetime
    salt: str
    revision: int = 1
    supersedes: str | None = None
    history: bool = False
    actor: str | None = None


def entries(report: Report, read: ReadReport, origin: Provenance, reader: str) -> tuple[tuple[Draft, ...], Words]:
    """Return the drafts of a report that was read: `report.received`, then its readings, and their words.

    Where the report replaces another one, `report.superseded` comes first. The same report read by the same reader
    always gives the same ids.
    """
    received = ReportReceived(
        report=origin.id,
        source=report.source,
        url=report.url,
        published_at=report.published_at,
        received_at=origin.received_at,
        revision=origin.revision,
        supersedes=origin.supersedes,
        history=origin.history,
        digest=report_digest(origin.salt, report.title, report.text),
        characters=len(report.text),
        language=read.language,
        countries=tuple(read.countries),
        terms=tuple(read.terms),
        shingles=tuple(read.shingles),
        readings=len(read.events),
        reader=reader,
    )
    head = _draft(received, report, origin, event_id(origin.id, reader, 0), received.model_dump(mode="json"))
    drafts = [head]
    if origin.supersedes is not None:
        replaced = ReportSuperseded(report=origin.supersedes, by=origin.id)
        identity = event_id(origin.id, reader, "superseded")
        drafts.insert(0, _draft(replaced, report, origin, identity, replaced.model_dump(mode="json")))
    words: dict[str, dict[str, str]] = {}
    for ordinal, event in enumerate(read.events, start=1):
        identity = event_id(origin.id, reader, ordinal)
        facts, said = split(event)
        facts["evidence"]["digest"] = salted(origin.salt, said.get("evidence.text", ""))
        words[identity] = said
        drafts.append(_draft(event, report, origin, identity, facts, cause=head.id))
    return tuple(drafts), words


def rejected(report: str, entry: str, source: str, published_at: datetime, reason: str, tries: int) -> Draft:
    """Return the draft that says that a report was set aside, and why (without a word of its text).

    Its id is made of the inbox entry too: a report that is put back may fail again.
    """
    data = ReportRejected(report=report, source=source, reason=reason, tries=tries)
    return Draft(
        id=str(uuid5(NAMESPACE, f"{report}/rejected/{entry}")),
        source=SOURCE,
        type=data.type_name(),
        subject=report,
        time=published_at,
        correlationid=report,
        dataschema=data.schema_path(),
        data=data.model_dump(mode="json"),
    )


def event_id(report: str, reader: str, ordinal: int | str) -> str:
    """Return the id of an event: UUIDv5 of the report, the reader's version and the ordinal."""
    return str(uuid5(NAMESPACE, f"{report}/{reader}/{ordinal}"))


def _draft(
    data: EventData,
    report: Report,
    origin: Provenance,
    identity: str,
    facts: dict[str, Any],
    cause: str | None = None,
) -> Draft:
    return Draft(
        id=identity,
        source=SOURCE,
        type=data.type_name(),
        subject=origin.id,
        time=report.published_at,
        correlationid=origin.id,
        causationid=cause,
        actor=origin.actor if cause is None else None,
        dataschema=data.schema_path(),
        data=facts,
    )
