"""Reports: taken in one at a time or in bulk, and shown with what was read out of them."""

from typing import Final

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen, Instant
from schemas.events.envelope import Event
from schemas.report import Intake
from services.gateway import bodies, bulk
from services.gateway.access import Reader, Sender
from services.gateway.errors import ErrorDetail, Problem
from services.gateway.openapi import json_body
from services.gateway.service import Here
from services.gateway.shown import shown
from services.gateway.taking import TakenReport, take
from services.runtime.errors import NotFound

router = APIRouter(tags=["reports"])

MOST_EVENTS: Final = 1_000
"""Events shown with a report; GET /v1/events?correlation= gives them all."""


class ReportShown(Frozen):
    """A report as it is kept, with what was read out of it."""

    id: str
    reference: str | None = Field(description="the sender's own `id` of it")
    source: str
    url: str | None
    title: str | None = Field(description="null when the text was removed")
    text: str | None = Field(description="null when it was removed")
    published_at: Instant
    received_at: Instant | None
    revision: int
    supersedes: str | None = Field(description="the report that it replaces")
    history: bool
    state: str = Field(description="waiting, read, or what else became of it")
    events: tuple[Event, ...] = Field(description="what the log says of it: what was read, and what became of it")


class BulkReceipt(Frozen):
    """What became of the lines of a bulk."""

    reports: tuple[TakenReport, ...] = Field(description="those that were taken, in the order sent")
    errors: tuple[ErrorDetail, ...] = Field(description="lines that were not taken, and why")


@router.post(
    "/v1/reports",
    status_code=202,
    response_model=TakenReport | BulkReceipt,
    openapi_extra=json_body(Intake, {bodies.NDJSON: "one report a line"}),
)
async def post_reports(request: Request, caller: Sender, here: Here) -> Response:
    """Take in one report (`application/json`) or many (`application/x-ndjson`, one a line).

    Answered with 202 once they cannot be lost any more: one report with what became of it, a bulk with a list of
    that. The same report again is not new and gets the same id.
    In a bulk a line that cannot be taken is answered with its number and the others are taken: 202 when at least
    one was taken, 422 when none was. When intake has to stop in the middle of a bulk (503, 413), `error.line` is the
    first line that was not looked at; all before it were.
    """
    if bodies.content_type(request, bodies.JSON, bodies.NDJSON) == bodies.NDJSON:
        return await bulk.answer(request, here, caller.id)
    try:
        body = await bodies.read(request, bodies.MAX_REPORT, "report")
        report = bodies.parse(body, Intake, "report")
    except Problem:
        here.metrics.reports(refused=1)
        raise
    taken = await run_in_threadpool(take, here, [report], caller.id)
    location = {"Location": f"/v1/reports/{taken[0].id}"}
    return JSONResponse(taken[0].shown(), status_code=202, headers=location)


@router.get("/v1/reports/{report}", response_model=ReportShown)
def get_report(report: str, caller: Reader, here: Here) -> Response:
    """Show a report with what was read out of it."""
    kept = here.reports.get(report)
    if kept is None:
        raise NotFound(f"no report {report}")
    removed = not (kept.title or kept.text)
    whole = ReportShown(
        id=kept.id,
        reference=kept.reference,
        source=kept.source,
        url=kept.url,
        title=None if removed else kept.title,
        text=None if removed else kept.text,
        published_at=kept.published_at,
        received_at=kept.received_at,
        revision=kept.revision,
        supersedes=kept.supersedes,
        history=kept.history,
        state=kept.state,
        events=(),
    )
    found = here.log.find(correlation=report, limit=MOST_EVENTS)
    return JSONResponse({**whole.model_dump(mode="json"), "events": shown(here.reports, found, words=True)})
