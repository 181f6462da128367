"""The log, entry by entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Literal

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field, field_validator
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen, Instant
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from services.eventlog.search import Wanted, search
from services.gateway.access import Reader
from services.gateway.pages import MAX_LIMIT, MAX_SEQUENCE, Query
from services.gateway.service import Here
from services.gateway.shown import shown

router = APIRouter(tags=["events"])

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
MOMENT: Final = timedelta(microseconds=1)
"""The smallest step of recorded time."""


class EventPage(Frozen):
    """Entries of the log, oldest first unless asked otherwise."""

    events: tuple[Event, ...]
    next: int | None = Field(
        description="`after` of the next page (`before` for the newest first); null when the end was reached. A page "
        "may be short, even empty, and lead on: so much is looked at for one page, and no more"
    )


class EventQuery(Query):
    """Which entries; all that is given must fit."""

    after: int = Field(default=0, ge=0, le=MAX_SEQUENCE, description="only entries behind this sequence")
    before: int | None = Field(default=None, ge=1, le=MAX_SEQUENCE, description="only entries before this sequence")
    order: Literal["oldest", "newest"] = Field(default="oldest", description="which come first")
    limit: int = Field(default=100, ge=1, le=MAX_LIMIT, description="how many at most")
    kind: str | None = Field(default=None, description="such as casualties.reported")
    type: str | None = Field(default=None, description="such as tocsin.casualties.reported.v1")
    subject: str | None = Field(default=None, min_length=1, max_length=500, description="what it is about")
    correlation: str | None = Field(default=None, min_length=1, max_length=500, description="id of the report")
    actor: str | None = Field(default=None, min_length=1, max_length=200, description="who caused it: a token's id")
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")
    situation: str | None = Field(default=None, min_length=1, max_length=200, description="and all of its reports")
    source: str | None = Field(default=None, min_length=1, max_length=500, description="who published its report")
    text: str | None = Field(default=None, min_length=2, max_length=200, description="words that its report holds")
    since: Instant | None = Field(default=None, description="recorded at or after")
    until: Instant | None = Field(default=None, description="recorded at or before")
    words: bool = Field(default=True, description="join the words of the reports; without, the entries as logged")

    @field_validator("kind", "type")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        # A misspelt kind would look like a kind of which nothing happened yet.
        if name is not None and kind_of(name) not in KINDS:
            raise ValueError(f"{name!r} is no kind of event; there are: {', '.join(KINDS)}")
        return name


@router.get("/v1/events", response_model=EventPage)
def get_events(query: Annotated[EventQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """List entries of the log, a page at a time."""
    after, until = query.after, None if query.before is None else query.before - 1
    if query.since is not None and query.since > EARLIEST:
        after = max(after, here.log.at(query.since - MOMENT))
    if query.until is not None:
        recorded = here.log.at(query.until)
        until = recorded if until is None else min(until, recorded)
    if query.kind is not None and query.type is not None and kind_of(query.type) != kind_of(query.kind):
        return JSONResponse({"events": [], "next": None})
    wanted = Wanted(
        kind=None if query.kind is None else kind_of(query.kind),
        type=query.type if query.type not in KINDS else None,
        subject=query.subject,
        correlation=query.correlation,
        actor=query.actor,
        country=query.country,
        situation=query.situation,
        source=query.source,
        text=query.text,
    )
    if query.type in KINDS and wanted.kind is None:
        wanted = replace(wanted, kind=query.type)
    page = search(
        here.log,
        here.reports,
        wanted,
        after=after,
        until=until,
        limit=query.limit,
        newest=query.order == "newest",
    )
    return JSONResponse({"events": shown(here.reports, page.events, words=query.words), "next": page.next})
