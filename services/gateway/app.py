"""The HTTP service, put together: the one place where its parts are chosen."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from prometheus_client import CollectorRegistry
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from schemas.delivery import Recovery
from schemas.desk import Acknowledgement, Combining, Dividing, Matchers, Naming, NewSilence, Redaction, Retraction
from schemas.report import Intake
from schemas.subscription import NewSubscription, SubscriptionChange
from schemas.token import TokenRequest
from services.alerts.desk import Desk
from services.alerts.webhooks.byhand import ByHand
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.names import names_in_force
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import open_vault
from services.eventlog.blinding import open_blinding
from services.eventlog.opening import open_log
from services.eventlog.redaction import Redactor
from services.eventlog.reports import ReportStore
from services.eventlog.viewreader import ViewReader
from services.gateway import openapi
from services.gateway.errors import answer, from_findings, on_tocsin_error, problem
from services.gateway.longreads import LongReads
from services.gateway.metrics.registry import GatewayMetrics
from services.gateway.metrics.shared import SharedFigures
from services.gateway.routes import (
    alerts,
    deliveries,
    desk,
    events,
    exports,
    pages,
    probes,
    record,
    reports,
    situations,
    stream,
    subscriptions,
    tokens,
)
from services.gateway.service import Service
from services.gateway.shield import Shield
from services.gateway.streams import OpenStreams
from services.gateway.tokens import Tokens
from services.ingest.inbox import Bounds, Inbox
from services.runtime.egress.client import Egress
from services.runtime.errors import TocsinError
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server
from services.runtime.settings import Settings
from services.runtime.version import installed_version

ROUTERS = (
    reports.router,
    stream.router,
    events.router,
    exports.router,
    desk.router,
    alerts.router,
    situations.router,
    record.router,
    subscriptions.router,
    deliveries.router,
    tokens.router,
    probes.router,
    pages.router,
)
BODIES = (
    Intake,
    TokenRequest,
    NewSubscription,
    SubscriptionChange,
    Recovery,
    Acknowledgement,
    Retraction,
    Redaction,
    Naming,
    Combining,
    Dividing,
    NewSilence,
    Matchers,
)


def make_app(
    settings: Settings,
    server: Server,
    clock: Callable[[], datetime],
    *,
    wake: Callable[[str], None] = lambda stage: None,
    registry: CollectorRegistry | None = None,
    disk: Path | None = None,
) -> FastAPI:
    """Make the HTTP service as an ASGI app.

    Args:
        settings: What the service was told.
        server: The Redis or Valkey server; it need not be up.
        clock: Gives the time, aware.
        wake: Wakes one worker of a stage.
        registry: Where metrics go; a new one by default.
        disk: The folder whose disk must keep room for intake to stay open; None where it is not ours to see.

    Raises:
        SettingsError: The key that webhook secrets are kept under is too short.
        DataDirectoryError: That key cannot be read or made.
    """
    service = _service(settings, server, clock, wake, registry or CollectorRegistry(), disk)
    app = FastAPI(title="Tocsin", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.service = service
    app.state.streams = OpenStreams()
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(Shield, metrics=service.metrics)
    app.add_exception_handler(TocsinError, on_tocsin_error)
    app.add_exception_handler(RequestValidationError, _on_bad_parameters)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(ClientDisconnect, _on_disconnect)
    described: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not described:
            described.update(openapi.describe(app, installed_version(), BODIES))
        return described

    app.openapi = description  # type: ignore[method-assign]
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                for method in route.methods or ():
                    service.metrics.expect(method, route.path)
    return app


def _service(
    settings: Settings,
    server: Server,
    clock: Callable[[], datetime],
    wake: Callable[[str], None],
    registry: CollectorRegistry,
    disk: Path | None,
) -> Service:
    workspace = settings.workspace
    log = open_log(settings, server)
    bounds = Bounds(
        backlog=settings.max_backlog,
        memory_percent=settings.max_memory_percent,
        disk=disk,
        disk_mb=settings.min_disk_mb,
    )
    metrics = GatewayMetrics(registry)
    registry.register(SharedFigures(server, log, clock, settings.seal_seconds))
    reports, views = ReportStore(server, workspace, log), ViewReader(server, workspace)
    blind = open_blinding(settings)
    egress, store = Egress(allow=settings.egress_allow), Deliveries(server, workspace)
    subscriptions = Subscriptions(
        server,
        workspace,
        vault=open_vault(settings),
        egress=egress,
        clock=clock,
        known=lambda: names_in_force(log),
    )
    return Service(
        settings=settings,
        server=server,
        clock=clock,
        wake=wake,
        log=log,
        inbox=Inbox(server, workspace, clock=clock, bounds=bounds, blind=blind),
        reports=reports,
        views=views,
        heartbeats=Heartbeats(server, log.keys.prefix),
        tokens=Tokens(server, workspace, clock=clock),
        subscriptions=subscriptions,
        deliveries=store,
        by_hand=ByHand(server, log, deliveries=store, subscriptions=subscriptions, clock=clock),
        egress=egress,
        desk=Desk(log, views, reports, clock=clock, nonce=lambda: uuid4().hex),
        redactor=Redactor(server, workspace, clock=clock, nonce=lambda: uuid4().hex, blind=blind),
        metrics=metrics,
        long_reads=LongReads(settings.max_long_reads),
    )


async def _on_bad_parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The first part of a place says where it stood: query, path or header.
    findings = [{**finding, "loc": finding["loc"][1:]} for finding in error.errors()]
    return answer(from_findings(findings))


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    path = request.url.path
    if error.status_code == 404:
        return answer(problem(404, "no_such_path", f"there is nothing at {path}", do="see /docs for what there is"))
    if error.status_code == 405:
        message = f"{request.method} is not allowed on {path}"
        return answer(problem(405, "method_not_allowed", message, do="see /docs for what is", headers=headers))
    return answer(problem(error.status_code, "bad_request", str(error.detail), headers=headers))


async def _on_disconnect(request: Request, error: Exception) -> Response:
    # Nobody is there to read it.
    return Response(status_code=400)
