"""A bulk of reports: one a line, taken in batches while it comes in."""

import asyncio
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.report import Intake
from services.gateway import bodies
from services.gateway.errors import Problem, as_problem, problem
from services.gateway.errors import answer as problem_answer
from services.gateway.ndjson import Line, lines
from services.gateway.service import Service
from services.gateway.taking import TakenReport, take
from services.runtime.errors import TocsinError

BATCH: Final = 100
"""Reports taken in one round trip."""
BATCH_BYTES: Final = 1024 * 1024
PAUSE_LINES: Final = 200
"""Lines after which other requests get their turn: a chunk of the body may hold tens of thousands of short ones."""
MAX_LINES: Final = 100_000
"""Lines of one bulk: what a receipt may be long."""


class _Bulk:
    """A bulk on its way in."""

    def __init__(self, here: Service, actor: str) -> None:
        self._here = here
        self._actor = actor
        self._waiting: list[tuple[int, Intake]] = []
        self._bytes = 0
        self.taken: list[TakenReport] = []
        self.errors: list[dict[str, Any]] = []

    @property
    def next_line(self) -> int | None:
        """The first line that was read and not taken yet."""
        return self._waiting[0][0] if self._waiting else None

    async def add(self, line: Line) -> None:
        """Look at one line, and take what waits when it is enough for a batch."""
        try:
            if line.content is None:
                raise bodies.too_large(bodies.MAX_REPORT, "report", line.number)
            report = bodies.parse(line.content, Intake, "report", line.number)
        except Problem as error:
            self._here.metrics.reports(refused=1)
            self.errors.append(error.detail.model_dump(exclude_none=True))
            return
        self._waiting.append((line.number, report))
        self._bytes += len(line.content)
        if len(self._waiting) >= BATCH or self._bytes >= BATCH_BYTES:
            await self.flush()

    async def flush(self) -> None:
        """Take what waits."""
        if not self._waiting:
            return
        numbers, reports = zip(*self._waiting, strict=True)
        self.taken += await run_in_threadpool(take, self._here, reports, self._actor, numbers)
        self._waiting, self._bytes = [], 0

    def receipt(self) -> dict[str, Any]:
        """Return what became of the lines."""
        return {"reports": [report.shown() for report in self.taken], "errors": self.errors}


async def answer(request: Request, here: Service, actor: str) -> Response:
    """Take a bulk in and answer for each of its lines."""
    bulk = _Bulk(here, actor)
    number = 0
    try:
        async for line in lines(bodies.chunks(request, bodies.MAX_BULK, "bulk"), bodies.MAX_REPORT):
            number = line.number
            if number > MAX_LINES:
                await bulk.flush()
                raise problem(413, "too_many_lines", f"a bulk may have {MAX_LINES} lines", line=number)
            if number % PAUSE_LINES == 0:
                await asyncio.sleep(0)
            await bulk.add(line)
        number += 1
        await bulk.flush()
    except TocsinError as error:
        return _broken_off(bulk, as_problem(error), number)
    if bulk.taken:
        return JSONResponse(bulk.receipt(), status_code=202)
    message = "no line of the bulk could be taken" if bulk.errors else "the bulk is empty"
    nothing = problem(422, "nothing_taken", message, do="send one JSON object a line; `errors` names each wrong line")
    return _with_receipt(nothing, bulk)


def _broken_off(bulk: _Bulk, error: Problem, number: int) -> Response:
    if number == 0:
        return problem_answer(error)
    first = bulk.next_line or error.detail.line or number + 1
    told = f"{error.detail.message}; send again from line {first}: all lines before it were looked at"
    detail = error.detail.model_copy(update={"message": told, "line": first})
    return _with_receipt(Problem(error.status, detail, error.headers), bulk)


def _with_receipt(error: Problem, bulk: _Bulk) -> Response:
    if not (bulk.taken or bulk.errors):
        return problem_answer(error)
    body = {"error": error.detail.model_dump(exclude_none=True), **bulk.receipt()}
    return JSONResponse(body, status_code=error.status, headers=error.headers)
