"""The log, entry by entry."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field, field_validator
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen, Instant
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from services.gateway.access import Reader
from services.gateway.pages import MAX_LIMIT, MAX_SEQUENCE, Query
from services.gateway.service import Here, Service
from services.gateway.shown import shown

router = APIRouter(tags=["events"])

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
MOMENT: Final = timedelta(microseconds=1)
"""The smallest step of recorded time."""


class EventPage(Frozen):
    """Entries of the log, oldest first."""

    events: tuple[Event, ...]
    next: int | None = Field(description="`after` of the next page; null when the end was reached")


class EventQuery(Query):
    """Which entries; all that is given must fit."""

    after: int = Field(default=0, ge=0, le=MAX_SEQUENCE, description="only entries behind this sequence")
    limit: int = Field(default=100, ge=1, le=MAX_LIMIT, description="how many at most")
    kind: str | None = Field(default=None, description="such as casualties.reported")
    type: str | None = Field(default=None, description="such as tocsin.casualties.reported.v1")
    subject: str | None = Field(default=None, min_length=1, max_length=500, description="what it is about")
    correlation: str | None = Field(default=None, min_length=1, max_length=500, description="id of the report")
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
    """List entries of the log, oldest first."""
    found = _find(here, query)
    following = found[-1].sequence if len(found) == query.limit else None
    return JSONResponse({"events": shown(here.reports, found, words=query.words), "next": following})


def _find(here: Service, query: EventQuery) -> list[Event]:
    after = query.after
    if query.since is not None and query.since > EARLIEST:
        after = max(after, here.log.at(query.since - MOMENT))
    until = None if query.until is None else here.log.at(query.until)
    kinds = {kind_of(name) for name in (query.kind, query.type) if name is not None}
    if len(kinds) > 1 or (until is not None and until <= after):
        return []
    found = here.log.find(
        kind=next(iter(kinds), None),
        subject=query.subject,
        correlation=query.correlation,
        after=after,
        until=until,
        limit=query.limit,
    )
    return [event for event in found if query.type in (None, event.type, kind_of(event.type))]
