"""The receivers of webhooks, put together for one command."""

from services.alerts.webhooks.names import names_in_force
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import open_vault
from services.cli.assembly import clock
from services.eventlog.opening import open_log
from services.runtime.egress import Egress
from services.runtime.server import Server
from services.runtime.settings import Settings


def receivers(settings: Settings, server: Server) -> Subscriptions:
    """Return the receivers of the workspace that the settings name."""
    log = open_log(settings, server)
    return Subscriptions(
        server,
        settings.workspace,
        vault=open_vault(settings),
        egress=Egress(allow=settings.egress_allow),
        clock=clock,
        known=lambda: names_in_force(log),
    )
