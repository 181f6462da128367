"""A report as it comes in, and as it is kept."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field, field_validator, model_validator

from schemas.base import Frozen, Instant

MAX_TITLE = 1_000
"""Characters of a title at most."""
MAX_TEXT = 1_000_000
"""Characters of a text at most: longer than any report of one story."""


EARLIEST: Final = 1900
LATEST: Final = 9000
"""Years in which a report may be published; one in the future is taken as recorded now, and disturbs nothing."""


def _without_nul(text: str) -> str:
    at = text.find("\0")
    if at >= 0:
        raise ValueError(f"holds a NUL character at offset {at}; send text without it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"holds half of a surrogate pair at offset {error.start}; send valid Unicode") from None
    return text


Clean = Annotated[str, AfterValidator(_without_nul)]


class Report(Frozen):
    """What somebody reported: news, a situation report, an item of a feed.

    A report is its source, url, title and text: the same again is the same report. Another text under the same source
    and url is a new revision of it.
    """

    id: Clean | None = Field(default=None, max_length=200, description="the sender's own reference, given back")
    published_at: Instant = Field(description="when the source published it; a time without a zone is UTC")
    source: Clean = Field(min_length=1, max_length=200, description="who published it")
    url: Clean | None = Field(default=None, max_length=2_000, description="where it stands")
    title: Clean = Field(default="", max_length=MAX_TITLE)
    text: Clean = Field(default="", max_length=MAX_TEXT)

    @field_validator("published_at")
    @classmethod
    def _within_living_memory(cls, moment: datetime) -> datetime:
        # Windows of days and months are laid around this date; at the ends of the calendar there is no room for them.
        if not EARLIEST <= moment.year <= LATEST:
            raise ValueError(f"must lie between the years {EARLIEST} and {LATEST}")
        return moment

    @model_validator(mode="after")
    def _says_something(self) -> "Report":
        if not (self.title.strip() or self.text.strip()):
            raise ValueError("the report is empty: give a title or a text")
        return self


class Intake(Report):
    """A report on its way in."""

    received_at: Instant | None = Field(
        default=None, description="when it was received, in a simulation; the service takes its own clock"
    )
    history: bool = Field(
        default=False,
        description="true for old reports that are read in later: they raise alerts, but none is delivered",
    )
