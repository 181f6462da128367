"""What the routes stand on: one bundle, made once at the start of the process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from services.alerts.desk import Desk
from services.alerts.webhooks.byhand import ByHand
from services.alerts.webhooks.deliveries import Deliveries
from services.alerts.webhooks.subscriptions import Subscriptions
from services.eventlog.log import Log
from services.eventlog.redaction import Redactor
from services.eventlog.reports import ReportStore
from services.eventlog.viewreader import ViewReader
from services.gateway.longreads import LongReads
from services.gateway.metrics.registry import GatewayMetrics
from services.gateway.tokens import Tokens
from services.ingest.inbox import Inbox
from services.runtime.egress import Egress
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server
from services.runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """The parts that routes use.

    Attributes:
        wake: Wakes one worker of a stage; losing a wake-up loses nothing.
    """

    settings: Settings
    server: Server
    clock: Callable[[], datetime]
    wake: Callable[[str], None]
    log: Log
    inbox: Inbox
    reports: ReportStore
    views: ViewReader
    heartbeats: Heartbeats
    tokens: Tokens
    subscriptions: Subscriptions
    deliveries: Deliveries
    by_hand: ByHand
    egress: Egress
    desk: Desk
    redactor: Redactor
    metrics: GatewayMetrics
    long_reads: LongReads


def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    service: Service = request.app.state.service
    return service


async def _here(request: Request) -> Service:
    # FastAPI would send a plain function to a thread, for each request.
    return service_of(request)


Here = Annotated[Service, Depends(_here)]
"""A route's way to the service."""
