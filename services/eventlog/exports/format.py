"""The export file: a header, then entries and texts of reports, then an end; one JSON object a line.

docs/log-format.md tells it to outsiders; what changes here changes there.
"""

import json
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from schemas.base import Frozen, Instant
from services.runtime.errors import UsageError

FORMAT: Final = "tocsin.export.v1"
REPORT: Final = b'{"report":'
END: Final = b'{"end":'
ZSTD: Final = b"\x28\xb5\x2f\xfd"
"""What a compressed file begins with."""


class Filter(Frozen):
    """Which entries; all that is given must fit."""

    kind: str | None = Field(default=None, description="such as casualties.reported")
    subject: str | None = Field(default=None, description="what it is about")
    correlation: str | None = Field(default=None, description="id of the report that it goes back to")

    @property
    def given(self) -> bool:
        """True when anything is asked for."""
        return bool(self.kind or self.subject or self.correlation)


class Header(Frozen):
    """The first line: what the file holds."""

    format: Literal["tocsin.export.v1"] = FORMAT
    version: str = Field(description="version of Tocsin that wrote it")
    workspace: str
    first: int = Field(ge=1, description="first sequence of the span")
    last: int = Field(ge=0, description="last sequence of the span; before `first` when it is empty")
    head: int = Field(ge=0, description="newest sequence of the log then")
    decided: int = Field(ge=0, description="sequence up to which the alert worker had decided")
    filter: Filter | None = Field(default=None, description="null: every entry of the span is there")
    texts: bool = Field(description="whether the texts of reports are there")
    time: Instant = Field(description="when it was written")


class End(Frozen):
    """The last line: what the file should hold, so that one that broke off is known."""

    entries: int = Field(ge=0)
    reports: int = Field(ge=0)


def line(name: str, content: Any) -> bytes:
    """Return a line that is no entry, with its line feed."""
    return json.dumps({name: content}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_header(first: bytes, name: str) -> Header:
    """Read the first line of a file.

    Raises:
        UsageError: It is no header of an export.
    """
    try:
        return Header.model_validate(json.loads(first)["export"])
    except (ValueError, KeyError, TypeError, ValidationError, RecursionError):
        raise UsageError(
            f"{name} is no export of a log, or not one that this version knows: its first line is not the header of a "
            f"{FORMAT}"
        ) from None


def read_end(last: bytes) -> End | None:
    """Read a last line; None where it is none."""
    try:
        return End.model_validate(json.loads(last)["end"])
    except (ValueError, KeyError, TypeError, ValidationError, RecursionError):
        return None


def read_report(text: bytes) -> dict[str, str] | None:
    """Read a report's line: its fields as they are stored, and its id; None where it is none."""
    try:
        fields = json.loads(text)["report"]
        whole = all(isinstance(value, str) for value in fields.values()) and fields["id"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return fields if whole else None
