"""Reports: taken in one at a time or in bulk, and shown with what was read out of them."""

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.report import Intake
from services.gateway import bodies, bulk
from services.gateway.access import Sender
from services.gateway.errors import ErrorDetail, Problem
from services.gateway.openapi import json_body
from services.gateway.service import Here
from services.gateway.taking import TakenReport, take

router = APIRouter(tags=["reports"])


class Receipt(Frozen):
    """What became of the reports that were sent."""

    reports: tuple[TakenReport, ...] = Field(description="those that were taken, in the order sent")
    errors: tuple[ErrorDetail, ...] = Field(default=(), description="lines of a bulk that were not taken, and why")


@router.post(
    "/v1/reports",
    status_code=202,
    response_model=Receipt,
    openapi_extra=json_body(Intake, {bodies.NDJSON: "one report a line"}),
)
async def post_reports(request: Request, caller: Sender, here: Here) -> Response:
    """Take in one report (`application/json`) or many (`application/x-ndjson`, one a line).

    Answered with 202 once they cannot be lost any more. The same report again is not new and gets the same id.
    In a bulk a line that cannot be taken is answered with its number and the others are taken: 202 when at least
    one was taken, 422 when none was. When intake has to stop in the middle of a bulk (503, 413), `error.line` is the
    first line that was not looked at; all before it were.
    """
    if bodies.content_type(request, bodies.JSON, bodies.NDJSON) == bodies.NDJSON:
        return await bulk.answer(request, here)
    try:
        body = await bodies.read(request, bodies.MAX_REPORT, "report")
        report = bodies.parse(body, Intake, "report")
    except Problem:
        here.metrics.reports(refused=1)
        raise
    taken = await run_in_threadpool(take, here, [report])
    location = {"Location": f"/v1/reports/{taken[0].id}"}
    return JSONResponse({"reports": [taken[0].shown()]}, status_code=202, headers=location)
