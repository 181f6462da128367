"""Alerts as they stand now."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.responses import JSONResponse, Response

from schemas.alert import OVER, Action, Alert, Severity
from schemas.base import Frozen, Instant, format_instant
from services.audit.explain import explain
from services.eventlog.viewreader import Row
from services.gateway.access import Reader
from services.gateway.pages import PageQuery, write_cursor
from services.gateway.service import Here
from services.runtime.errors import NotFound

router = APIRouter(tags=["alerts"])


class AlertPage(Frozen):
    """Alerts, the last changed first."""

    alerts: tuple[Alert, ...]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class AlertQuery(PageQuery):
    """Which alerts; all that is given must fit."""

    rule: str | None = Field(default=None, description="name of the rule")
    kind: str | None = Field(default=None, description="what the rules file calls the alert")
    severity: Severity | None = Field(default=None, description="this severity or worse")
    action: Action | None = Field(default=None, description="the last stage of its life")
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")
    situation: str | None = None
    open: bool | None = Field(default=None, description="true: neither retracted nor closed; false: over")
    sent: bool | None = Field(default=None, description="true: not withheld; false: withheld")
    since: Instant | None = Field(default=None, description="changed at or after, in story time")
    until: Instant | None = Field(default=None, description="changed at or before, in story time")

    def fits(self, alert: Row) -> bool:
        """True when an alert is one of those asked for."""
        changed = alert.get("changed_at", "")
        return (
            all(getattr(self, name) in (None, alert.get(name)) for name in ("rule", "kind", "situation", "action"))
            and (self.severity is None or Severity(alert["severity"]).rank >= self.severity.rank)
            and (self.country is None or self.country in alert.get("countries", ()))
            and (self.open is None or self.open == (alert.get("action") not in OVER))
            and (self.sent is None or self.sent == (alert.get("withheld") is None))
            and (self.since is None or changed >= format_instant(self.since))
            and (self.until is None or changed <= format_instant(self.until))
        )


@router.get("/v1/alerts", response_model=AlertPage)
def get_alerts(query: Annotated[AlertQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """List alerts, the last changed first."""
    page = here.views.newest("alerts", query.limit, query.mark(), query.fits)
    return JSONResponse({"alerts": page.rows, "next": write_cursor(page.next)})


@router.get("/v1/alerts/{alert}/explanation")
def get_explanation(alert: str, caller: Reader, here: Here) -> Response:
    """Explain an alert: the rule in force, the state before and after, the sentences, what was held, who was told."""
    row = here.views.row("alerts", alert)
    if row is None:
        raise NotFound(f"no alert {alert}")
    return JSONResponse(explain(here.log, here.reports, alert, row["situation"]).as_json())


@router.get("/v1/alerts/{alert}", response_model=Alert)
def get_alert(alert: str, caller: Reader, here: Here) -> Response:
    """Show one alert."""
    row: dict[str, Any] | None = here.views.row("alerts", alert)
    if row is None:
        raise NotFound(f"no alert {alert}")
    return JSONResponse(row)
