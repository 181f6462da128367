"""What became of a report. None of these holds a word of its text."""

from typing import ClassVar

from pydantic import Field

from schemas.base import Instant
from schemas.events.data import EventData


class ReportReceived(EventData):
    """A report was taken in and read; its readings follow it in the log without a gap."""

    kind: ClassVar[str] = "report.received"

    report: str = Field(description="the report's id")
    source: str
    url: str | None = None
    published_at: Instant
    received_at: Instant
    revision: int = Field(default=1, ge=1, description="1 for the first text under its source and url")
    supersedes: str | None = Field(default=None, description="the report that this revision replaces")
    history: bool = Field(default=False, description="true when read in later: alerts are not delivered")
    digest: str = Field(description="salted SHA-256 of title and text")
    characters: int = Field(ge=0, description="length of the text")
    language: str | None = Field(default=None, description="ISO 639-1 where it is not English")
    countries: tuple[str, ...] = Field(default=(), description="ISO alpha-2, the leading one first")
    terms: tuple[int, ...] = Field(default=(), description="hashed terms of the text, for likeness of stories")
    shingles: tuple[int, ...] = Field(default=(), description="hashed shingles of the text, for near-copies")
    readings: int = Field(default=0, ge=0, description="how many events were read out of it")
    reader: str = Field(description="the reader and its version")


class ReportRejected(EventData):
    """A report could not be read after three tries and was set aside."""

    kind: ClassVar[str] = "report.rejected"

    report: str
    source: str
    reason: str = Field(description="what went wrong, without a word of the text")
    tries: int = Field(ge=1)


class ReportSuperseded(EventData):
    """A newer revision of the same url took its place."""

    kind: ClassVar[str] = "report.superseded"

    report: str
    by: str = Field(description="the report that replaces it")


class ReportRetracted(EventData):
    """A person took a report back."""

    kind: ClassVar[str] = "report.retracted"

    report: str
    reason: str


class ReportRedacted(EventData):
    """A report's text was removed; what was read out of it stays."""

    kind: ClassVar[str] = "report.redacted"

    report: str
    reason: str
