"""Subscriptions: who gets alerts by webhook."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.subscription import NewSubscription, Subscription, SubscriptionChange
from schemas.token import Scope, Token
from services.alerts.webhooks.subscriptions import Issued
from services.gateway import bodies
from services.gateway.access import Admin, Reader
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
    bodies.content_type(request, bodies.JSON)
    body = await bodies.read(request, bodies.MAX_SETTINGS, "body")
    wanted = bodies.parse(body, NewSubscription, "body")
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
    bodies.content_type(request, bodies.JSON, "application/merge-patch+json")
    body = await bodies.read(request, bodies.MAX_SETTINGS, "body")
    change = bodies.parse(body, SubscriptionChange, "body")
    changed = await run_in_threadpool(here.subscriptions.change, subscription, change, caller.id)
    return JSONResponse(changed.model_dump(mode="json"))


@router.delete("/v1/subscriptions/{subscription}", status_code=204)
def delete_subscription(subscription: str, caller: Admin, here: Here) -> Response:
    """Remove a receiver; what waits for it is not sent any more."""
    here.subscriptions.delete(subscription, caller.id)
    return Response(status_code=204)


@router.post("/v1/subscriptions/{subscription}/rotate", response_model=IssuedSubscription)
def rotate_secret(subscription: str, caller: Admin, here: Here) -> Response:
    """Give a receiver a new secret; for 24 hours messages carry the signatures of both."""
    return _once(here.subscriptions.rotate(subscription, caller.id), 200, {})


def _shown(subscription: Subscription, caller: Token) -> dict[str, Any]:
    # A url's path and query are often a key themselves; who may only read gets the host.
    shown = subscription if caller.allows(Scope.ADMIN) else subscription.model_copy(update={"url": subscription.place})
    return shown.model_dump(mode="json")


def _once(issued: Issued, status: int, headers: dict[str, str]) -> Response:
    body: dict[str, Any] = {**issued.subscription.model_dump(mode="json"), "secret": issued.secret}
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store", **headers})
