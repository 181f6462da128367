"""Every format that a receiver can ask for: to add one, add its file and one line here.

Other packages add theirs by an entry point of the group `tocsin.formats`, whose name is the format's.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from schemas.errors import ExtensionError
from schemas.extensions import FORMATS as GROUP
from schemas.extensions import load_named
from services.alerts.webhooks.formats.alertmanager import ALERTMANAGER
from services.alerts.webhooks.formats.cap import CAP
from services.alerts.webhooks.formats.cloudevents import CLOUDEVENTS
from services.alerts.webhooks.formats.format import Format
from services.alerts.webhooks.formats.slack import SLACK
from services.alerts.webhooks.formats.standard import STANDARD
from services.alerts.webhooks.formats.teams import TEAMS

_OWN: Final[Mapping[str, Format]] = {
    "standard": STANDARD,
    "cloudevents": CLOUDEVENTS,
    "slack": SLACK,
    "teams": TEAMS,
    "alertmanager": ALERTMANAGER,
    "cap": CAP,
}


def _with_others() -> Mapping[str, Format]:
    found = dict(_OWN)
    for name, form in load_named(GROUP, Format):
        if name in found:
            raise ExtensionError(f"extension {name!r} is a format that there is already; give it another name")
        found[name] = form
    return MappingProxyType(found)


FORMATS: Final[Mapping[str, Format]] = _with_others()
"""Name to format."""
