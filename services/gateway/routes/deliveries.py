"""Deliveries: which message went to which receiver, and what came of it."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.delivery import Attempt, Delivery, DeliveryState
from services.alerts.webhooks.keys import WebhookKeys
from services.eventlog.ordered import walk
from services.gateway.access import Desk, Reader
from services.gateway.pages import PageQuery, write_cursor
from services.gateway.service import Here

router = APIRouter(tags=["deliveries"])


class DeliveryPage(Frozen):
    """Deliveries, newest first."""

    deliveries: tuple[Delivery, ...]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class DeliveryShown(Delivery):
    """A delivery with every attempt."""

    tries: tuple[Attempt, ...] = Field(description="oldest first")


class DeliveryQuery(PageQuery):
    """Which deliveries; all that is given must fit."""

    subscription: str | None = Field(default=None, max_length=200)
    alert: str | None = Field(default=None, max_length=200)
    state: DeliveryState | None = None

    def fits(self, delivery: Delivery) -> bool:
        """True when a delivery is one of those asked for."""
        return self.state in (None, delivery.state) and self.alert in (None, delivery.alert)


@router.get("/v1/deliveries", response_model=DeliveryPage)
def get_deliveries(query: Annotated[DeliveryQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """List deliveries, newest first; finished ones are kept for 30 days."""
    order = WebhookKeys(here.settings.workspace).listing(query.subscription)
    page = walk(
        here.server,
        order,
        here.deliveries.find,
        limit=query.limit,
        after=query.mark(),
        fits=query.fits,
    )
    found = [delivery.model_dump(mode="json") for delivery in page.rows]
    return JSONResponse({"deliveries": found, "next": write_cursor(page.next)})


@router.get("/v1/deliveries/{delivery}", response_model=DeliveryShown)
def get_delivery(delivery: str, caller: Reader, here: Here) -> Response:
    """Show one delivery with every attempt."""
    found = here.deliveries.get(delivery).model_dump(mode="json")
    tries = [attempt.model_dump(mode="json") for attempt in here.deliveries.attempts(delivery)]
    return JSONResponse({**found, "tries": tries})


@router.post("/v1/deliveries/{delivery}/resend", status_code=202, response_model=Delivery)
def resend_delivery(delivery: str, caller: Desk, here: Here) -> Response:
    """Send a message again, now: one that waits is tried at once, of one that is finished a new delivery is made."""
    again = here.by_hand.resend(delivery, caller.id, uuid4().hex)
    here.wake("webhooks")
    return JSONResponse(again.model_dump(mode="json"), status_code=202)
