"""What a desk does by hand: acknowledge, silence, retract, rename."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.desk import (
    Acknowledgement,
    Combining,
    Dividing,
    Matchers,
    Naming,
    NewSilence,
    Redaction,
    Retraction,
    SilencePreview,
    SilenceView,
)
from services.eventlog.redaction import LEFT, Rewriting
from services.gateway import bodies
from services.gateway.access import Desk, Reader
from services.gateway.errors import problem
from services.gateway.openapi import json_body
from services.gateway.service import Here

router = APIRouter(tags=["desk"])


class Recorded(Frozen):
    """The entry of the log that an act became."""

    event: str
    sequence: int


class Redacted(Frozen):
    """The text of a report was deleted."""

    report: str
    sequence: int = Field(description="of the entry that tells who did it and why")
    rewriting: Rewriting = Field(description="whether the server writes its append-only file, which holds it too, anew")
    left: str = Field(description="where the text may still be, for a person")


class SilenceList(Frozen):
    """Silences, the newest first."""

    silences: tuple[SilenceView, ...]


@router.post(
    "/v1/alerts/{alert}/acknowledge",
    status_code=201,
    response_model=Recorded,
    openapi_extra=json_body(Acknowledgement),
)
async def post_acknowledgement(alert: str, request: Request, caller: Desk, here: Here) -> Response:
    """Say that somebody takes care of an alert: it is not escalated until it is due again."""
    given = await bodies.settings(request, Acknowledgement)
    entry = await run_in_threadpool(here.desk.acknowledge, alert, given.comment, caller.id)
    here.wake("alerts")
    return _recorded(entry.id, entry.sequence)


@router.post(
    "/v1/reports/{report}/retract", status_code=201, response_model=Recorded, openapi_extra=json_body(Retraction)
)
async def post_retraction(report: str, request: Request, caller: Desk, here: Here) -> Response:
    """Take a report back: what it told counts no more, and alerts that stood on it are revised or retracted."""
    given = await bodies.settings(request, Retraction)
    entry = await run_in_threadpool(here.desk.retract, report, given.reason, caller.id)
    here.wake("alerts")
    return _recorded(entry.id, entry.sequence)


@router.post(
    "/v1/reports/{report}/redact", status_code=201, response_model=Redacted, openapi_extra=json_body(Redaction)
)
async def post_redaction(report: str, request: Request, caller: Desk, here: Here) -> Response:
    """Delete a report's title, text and words, where law or licence asks for it; what was read out of it stays."""
    given = await bodies.settings(request, Redaction)
    sequence = await run_in_threadpool(here.redactor.redact, report, given.reason, caller.id)
    rewriting = await run_in_threadpool(here.redactor.rewrite)
    told = {"report": report, "sequence": sequence, "rewriting": rewriting, "left": LEFT[rewriting]}
    return JSONResponse(told, status_code=201)


@router.post(
    "/v1/situations/{situation}/rename", status_code=201, response_model=Recorded, openapi_extra=json_body(Naming)
)
async def post_name(situation: str, request: Request, caller: Desk, here: Here) -> Response:
    """Give a situation a name of the desk's own."""
    given = await bodies.settings(request, Naming)
    entry = await run_in_threadpool(here.desk.rename, situation, given.title, caller.id)
    here.wake("alerts")
    return _recorded(entry.id, entry.sequence)


@router.post(
    "/v1/situations/{situation}/combine", status_code=201, response_model=Recorded, openapi_extra=json_body(Combining)
)
async def post_combination(situation: str, request: Request, caller: Desk, here: Here) -> Response:
    """Say that a situation is the same story as another one: its reports go into that, and its alerts are closed."""
    given = await bodies.settings(request, Combining)
    entry = await run_in_threadpool(here.desk.combine, situation, given.into, given.reason, caller.id)
    here.wake("alerts")
    return _recorded(entry.id, entry.sequence)


@router.post(
    "/v1/situations/{situation}/divide", status_code=201, response_model=Recorded, openapi_extra=json_body(Dividing)
)
async def post_division(situation: str, request: Request, caller: Desk, here: Here) -> Response:
    """Say that some reports of a situation are a story of their own."""
    given = await bodies.settings(request, Dividing)
    entry = await run_in_threadpool(here.desk.divide, situation, given.reports, given.reason, caller.id)
    here.wake("alerts")
    return _recorded(entry.id, entry.sequence)


@router.get("/v1/silences", response_model=SilenceList)
def get_silences(caller: Reader, here: Here) -> Response:
    """List silences, the newest first, those that are over too."""
    return JSONResponse({"silences": [one.model_dump(mode="json") for one in here.desk.silences()]})


@router.post("/v1/silences", status_code=201, response_model=SilenceView, openapi_extra=json_body(NewSilence))
async def post_silence(request: Request, caller: Desk, here: Here) -> Response:
    """Record alerts that match without sending them, for a time."""
    given = await bodies.settings(request, NewSilence)
    try:
        made = await run_in_threadpool(here.desk.silence, given, caller.id)
    except ValueError as error:
        raise problem(422, "invalid", str(error), field="ends_at", do="give a time that lies ahead") from None
    here.wake("alerts")
    return JSONResponse(made.model_dump(mode="json"), status_code=201)


@router.post("/v1/silences/preview", response_model=SilencePreview, openapi_extra=json_body(Matchers))
async def post_preview(
    request: Request, caller: Reader, here: Here, days: Annotated[float, FromUrl(gt=0, le=366)] = 7
) -> Response:
    """Tell which messages of the last days a silence would have kept from being sent."""
    given = await bodies.settings(request, Matchers)
    found = await run_in_threadpool(here.desk.preview, given, days)
    return JSONResponse(found.model_dump(mode="json"))


@router.delete("/v1/silences/{silence}", status_code=204)
def delete_silence(silence: str, caller: Desk, here: Here) -> Response:
    """End a silence before its time."""
    here.desk.unsilence(silence, caller.id)
    here.wake("alerts")
    return Response(status_code=204)


def _recorded(event: str, sequence: int) -> Response:
    return JSONResponse({"event": event, "sequence": sequence}, status_code=201)
