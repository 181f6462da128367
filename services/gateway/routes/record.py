"""The record itself: what it said at a time, and whether it is whole."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field, model_validator
from starlette.responses import JSONResponse, Response

from schemas.base import Instant
from services.audit.board import board_at, published_by
from services.eventlog.beside.verifying import verify_all
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealer import last_seal
from services.gateway.access import Reader
from services.gateway.pages import MAX_SEQUENCE, Query
from services.gateway.service import Here, Service
from services.runtime.errors import NotFound

router = APIRouter(tags=["record"])


class StateQuery(Query):
    """Which moment; the end of the log where none is given."""

    at: Instant | None = Field(default=None, description="what had been recorded by then")
    published: Instant | None = Field(default=None, description="what had been published by then")
    sequence: int | None = Field(default=None, ge=0, le=MAX_SEQUENCE, description="up to and with this entry")

    @model_validator(mode="after")
    def _one(self) -> "StateQuery":
        if sum(one is not None for one in (self.at, self.published, self.sequence)) > 1:
            raise ValueError("give one of at, published and sequence")
        return self


@router.get("/v1/state")
def get_state(query: Annotated[StateQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """Show what was known at a time: open situations, tolls, alerts. It takes in the log up to then."""
    with here.long_reads.place():
        return JSONResponse(_state(here, query))


def _state(here: Service, query: StateQuery) -> dict[str, Any]:
    until = decided = here.log.head()
    if query.at is not None:
        until = decided = here.log.at(query.at)
    elif query.published is not None:
        until = published_by(here.log, query.published)
    elif query.sequence is not None:
        until = decided = min(until, query.sequence)
    found: dict[str, Any] = {}
    for board in board_at(here.log, until, decided):
        found = board.as_json() if board.at == until else found
    return found


class SpanQuery(Query):
    """Which entries."""

    first: int = Field(default=1, ge=1, le=MAX_SEQUENCE, description="from this sequence on")
    last: int | None = Field(default=None, ge=1, le=MAX_SEQUENCE, description="up to and with this one")


@router.get("/v1/log/verification")
def get_verification(query: Annotated[SpanQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """Has anybody touched the record? Check entries against seals, indexes and kept texts against entries.

    It reads all of the span.
    """
    with here.long_reads.place():
        found, faults = verify_all(here.server, here.log, query.first - 1, query.last)
    clean = found.clean and not faults
    return JSONResponse({**found.as_json(), "clean": clean, "damaged": [fault.as_json() for fault in faults]})


@router.get("/v1/log/receipt", response_model=Receipt)
def get_receipt(caller: Reader, here: Here) -> Response:
    """Give a receipt of the last seal: kept elsewhere, it proves later what the log contained then."""
    receipt = last_seal(here.log)
    if receipt is None:
        raise NotFound("nothing in this log is sealed yet")
    return JSONResponse(receipt.model_dump(mode="json"))
