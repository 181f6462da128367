"""The desk of the workspace, as the commands for people's acts use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.alerts.desk import Desk
    from services.eventlog.viewreader import ViewReader

ACTOR = "cli"


@contextmanager
def open_desk() -> "Iterator[tuple[Desk, ViewReader]]":
    """Yield the desk and what is shown of alerts and situations."""
    from services.alerts.desk import Desk
    from services.cli.assembly import clock, nonce, settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.reports import ReportStore
    from services.eventlog.viewreader import ViewReader

    with settings_and_server() as (settings, server):
        log, views = open_log(settings, server), ViewReader(server, settings.workspace)
        yield Desk(log, views, ReportStore(server, settings.workspace, log), clock=clock, nonce=nonce), views
