"""Situations: the stories that unfold, with what is known of each toll."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.situation import SituationView
from services.audit.absence import why_not
from services.eventlog.viewreader import Row
from services.gateway.access import Reader
from services.gateway.pages import PageQuery, write_cursor
from services.gateway.service import Here
from services.runtime.errors import NotFound

router = APIRouter(tags=["situations"])


class SituationPage(Frozen):
    """Situations, the last changed first."""

    situations: tuple[SituationView, ...]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class SituationQuery(PageQuery):
    """Which situations; all that is given must fit."""

    country: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")
    open: bool | None = Field(default=None, description="true: still unfolding; false: closed")

    def fits(self, situation: Row) -> bool:
        """True when a situation is one of those asked for."""
        return (self.country is None or self.country in situation.get("countries", ())) and (
            self.open is None or self.open == bool(situation.get("open"))
        )


@router.get("/v1/situations", response_model=SituationPage)
def get_situations(query: Annotated[SituationQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """List situations, the last changed first."""
    page = here.views.newest("situations", query.limit, query.mark(), query.fits)
    return JSONResponse({"situations": page.rows, "next": write_cursor(page.next)})


@router.get("/v1/situations/{situation}/absence")
def get_absence(
    situation: str,
    kind: Annotated[str, FromUrl(description="a kind of alert, a type of rule, or the name of a rule", min_length=1)],
    caller: Reader,
    here: Here,
) -> Response:
    """Tell why no alert of a kind came in a situation: the nearest condition that failed, and when."""
    with here.long_reads.place():
        return JSONResponse(why_not(here.log, kind, situation).as_json())


@router.get("/v1/situations/{situation}", response_model=SituationView)
def get_situation(situation: str, caller: Reader, here: Here) -> Response:
    """Show one situation."""
    row = here.views.row("situations", situation)
    if row is None:
        raise NotFound(f"no situation {situation}")
    return JSONResponse(row)
