"""Probes: is it alive, is it ready, and what are its figures."""

from datetime import timedelta
from typing import Any, Final

from fastapi import APIRouter, Depends
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from services.gateway.access import probe_caller
from services.gateway.backlog import backlogs
from services.gateway.service import Here, Service
from services.runtime.errors import TocsinError

router = APIRouter(tags=["probes"], dependencies=[Depends(probe_caller)])

NEEDED: Final = ("ingest", "alerts", "webhooks")
"""Stages of which a worker must be alive."""
OLDEST: Final = timedelta(minutes=5)
"""When the oldest work of a stage waits for longer than this the service does not keep its promise."""


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
async def healthz() -> Response:
    """Tell that the process is alive; nothing else is asked."""
    return JSONResponse({"status": "alive"})


@router.get("/metrics")
def metrics(here: Here) -> Response:
    """Give the figures in the format of Prometheus."""
    return Response(generate_latest(here.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz")
def readyz(here: Here) -> Response:
    """Tell whether the service does its work: server reachable, workers alive, nothing waiting for too long."""
    checks, wrong = _look(here)
    if not wrong:
        return JSONResponse({"status": "ready", **checks})
    error = {
        "code": "not_ready",
        "message": "; ".join(wrong),
        "what_to_do": "see the log of the part named; `tocsin status` shows all of them",
    }
    body = {"status": "not ready", **checks, "error": error}
    return JSONResponse(body, status_code=503, headers={"Retry-After": "5"})


def _look(here: Service) -> tuple[dict[str, Any], list[str]]:
    now = here.clock()
    try:
        alive = here.heartbeats.alive(now)
        waiting = backlogs(here.server, here.log, now, here.settings.seal_seconds)
    except TocsinError as error:
        return {"server": "down"}, [str(error)]
    workers = {stage: sum(beat.stage == stage for beat in alive) for stage in NEEDED}
    wrong = [f"no {stage} worker is alive" for stage, count in workers.items() if not count]
    wrong += [
        f"the oldest work of {stage} waits for {backlog.age:.0f} s"
        for stage, backlog in waiting.items()
        if backlog.age > OLDEST.total_seconds()
    ]
    ages = {stage: {"waiting": one.waiting, "oldest_age_seconds": one.age} for stage, one in waiting.items()}
    return {"server": "up", "workers": workers, "backlog": ages}, wrong
