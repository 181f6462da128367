"""The very words that an event stands on, and on whose word."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import Frozen
from schemas.words import Words


class Evidence(Frozen):
    """A span of a report, in characters (Python code points) of its title or text as it came in."""

    field: Literal["title", "text"] = "text"
    start: int = Field(ge=0, description="offset of the first character")
    end: int = Field(ge=0, description="offset behind the last character")
    sentence: tuple[int, int] | None = Field(
        default=None, description="offsets of the sentence that the words stand in"
    )
    digest: str | None = Field(default=None, description="salted SHA-256 of the words, first 32 hex digits")
    text: Words = Field(default=None, description="the words themselves")


class Standing(StrEnum):
    """How well placed a speaker is, best first (it decides whose total replaces whose)."""

    AUTHORITY = "authority"
    LOCAL = "local"
    ORGANISATION = "organisation"
    MEDIA = "media"


class Attribution(Frozen):
    """Who says so."""

    standing: Standing = Field(
        description="national authority or UN body; local authority, police, hospital or rescue "
        "service; named organisation or monitor; media and witnesses"
    )
    speaker: str | None = Field(default=None, description="the role, normalised: health ministry, police, hospital")
    text: Words = Field(default=None, description="the speaker as written")


class Period(Frozen):
    """The day or days on which something happened, both counted in."""

    start: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="first day, ISO 8601")
    end: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="last day, ISO 8601")
