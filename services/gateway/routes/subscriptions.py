"""Subscriptions: who gets alerts by webhook."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.delivery import Attempt, Recovery
from schemas.subscription import Health, NewSubscription, Subscription, SubscriptionChange
from schemas.token import Scope, Token
from services.alerts.webhooks.ping import try_out
from services.alerts.webhooks.subscriptions import Issued
from services.gateway import bodies
from services.gateway.access import Admin, Reader
from services.gateway.access import Desk as DeskToken
from services.gateway.openapi import json_body
from services.gateway.service import Here

router = APIRouter(tags=["subscriptions"])


class SubscriptionList(Frozen):
    """All subscriptions, oldest first."""

    subscriptions: tuple[Subscription, ...]


class IssuedSubscription(Subscription):
    """A subscription as it is made: the one time that its secret is shown."""

    secret: str = Field(description="what its messages are signed with; it cannot be shown again")


@router.get("/v1/subscriptions", response_model=SubscriptionList)
def get_subscriptions(caller: Reader, here: Here) -> Response:
    """List the receivers; never their secrets."""
    found = [_shown(one, caller) for one in here.subscriptions.list()]
    return JSONResponse({"subscriptions": found})


@router.post(
    "/v1/subscriptions", status_code=201, response_model=IssuedSubscription, openapi_extra=json_body(NewSubscription)
)
async def post_subscription(request: Request, caller: Admin, here: Here) -> Response:
    """Subscribe a receiver. The secret is in this answer and never shown again."""
    wanted = await bodies.settings(request, NewSubscription)
    issued = await run_in_threadpool(here.subscriptions.create, wanted, caller.id)
    location = {"Location": f"/v1/subscriptions/{issued.subscription.id}"}
    return _once(issued, 201, location)


@router.get("/v1/subscriptions/{subscription}", response_model=Subscription)
def get_subscription(subscription: str, caller: Reader, here: Here) -> Response:
    """Show one receiver."""
    return JSONResponse(_shown(here.subscriptions.get(subscription), caller))


@router.patch(
    "/v1/subscriptions/{subscription}", response_model=Subscription, openapi_extra=json_body(SubscriptionChange)
)
async def patch_subscription(subscription: str, request: Request, caller: Admin, here: Here) -> Response:
    """Change some settings of a receiver; what is left out stays."""
    change = await bodies.settings(request, SubscriptionChange, "application/merge-patch+json")
    changed = await run_in_threadpool(here.subscriptions.change, subscription, change, caller.id)
    return JSONResponse(changed.model_dump(mode="json"))


@router.delete("/v1/subscriptions/{subscription}", status_code=204)
def delete_subscription(subscription: str, caller: Admin, here: Here) -> Response:
    """Remove a receiver; what waits for it is not sent any more."""
    here.subscriptions.delete(subscription, caller.id)
    return Response(status_code=204)


class RotateQuery(Frozen):
    """How the old secret goes."""

    hours: float = Field(default=24.0, ge=0, le=24 * 365, description="how long the old secret signs along")


@router.post("/v1/subscriptions/{subscription}/rotate", response_model=IssuedSubscription)
def rotate_secret(subscription: str, query: Annotated[RotateQuery, FromUrl()], caller: Admin, here: Here) -> Response:
    """Give a receiver a new secret; for 24 hours, or as long as you say, messages carry the signatures of both."""
    along = timedelta(hours=query.hours)
    return _once(here.subscriptions.rotate(subscription, caller.id, along), 200, {})


@router.get("/v1/subscriptions/{subscription}/health", response_model=Health)
def get_health(subscription: str, caller: Reader, here: Here) -> Response:
    """Show how a receiver fares: failures in a row, since when, until when it is left in peace, what waits."""
    here.subscriptions.get(subscription)
    return JSONResponse(here.deliveries.health(subscription, here.clock()).model_dump(mode="json"))


@router.post("/v1/subscriptions/{subscription}/test", response_model=Attempt)
def test_subscription(subscription: str, caller: DeskToken, here: Here) -> Response:
    """Send a receiver a `ping` in its format, now, and show what came of it; not counted, not kept, not repeated."""
    link = f"{here.settings.link_base}/v1/subscriptions/{subscription}"
    attempt = try_out(
        here.subscriptions, subscription, egress=here.egress, clock=here.clock, nonce=uuid4().hex, link=link
    )
    return JSONResponse(attempt.model_dump(mode="json"))


class RecoveryDone(Frozen):
    """What a recovery came to."""

    first: int = Field(description="sequence of the log from which on")
    last: int = Field(description="sequence up to which")
    deliveries: int = Field(description="messages that are sent")
    skipped: int = Field(description="messages that the receiver has taken, or will get anyway")


@router.post(
    "/v1/subscriptions/{subscription}/recover",
    status_code=202,
    response_model=RecoveryDone,
    openapi_extra=json_body(Recovery),
)
async def recover_subscription(subscription: str, request: Request, caller: DeskToken, here: Here) -> Response:
    """Send a receiver, in order, the messages of a span that it did not take, as after its outage."""
    wanted = await bodies.settings(request, Recovery)
    done = await run_in_threadpool(
        here.by_hand.recover,
        subscription,
        caller.id,
        uuid4().hex,
        since=wanted.since,
        sequence=wanted.sequence,
        everything=wanted.everything,
    )
    here.wake("webhooks")
    return JSONResponse(asdict(done), status_code=202)


class Dropped(Frozen):
    """What was put away."""

    dropped: int = Field(description="deliveries that waited")


@router.post("/v1/subscriptions/{subscription}/drop", response_model=Dropped)
def drop_backlog(subscription: str, caller: DeskToken, here: Here) -> Response:
    """Put away, unsent, all that waits for a receiver; the log is told of each."""
    return JSONResponse({"dropped": here.by_hand.drop(subscription, caller.id)})


def _shown(subscription: Subscription, caller: Token) -> dict[str, Any]:
    # A url's path and query are often a key themselves; who may only read gets the host.
    shown = subscription if caller.allows(Scope.ADMIN) else subscription.model_copy(update={"url": subscription.place})
    return shown.model_dump(mode="json")


def _once(issued: Issued, status: int, headers: dict[str, str]) -> Response:
    body: dict[str, Any] = {**issued.subscription.model_dump(mode="json"), "secret": issued.secret}
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store", **headers})
