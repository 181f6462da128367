"""Every kind of event that the log can hold: to add one, add its class and one line here.

Other packages add theirs by an entry point of the group `tocsin.events`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from schemas.errors import ExtensionError
from schemas.events import alerts, casualties, deployment, desk, disorder, government, receivers, reports, situations
from schemas.events.data import EventData, Reading
from schemas.extensions import EVENTS, load

_KIND: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")

_OWN: Final[tuple[type[Reading], ...]] = (
    casualties.CasualtiesReported,
    deployment.TroopsDeployment,
    disorder.Unrest,
    disorder.FacilitySeized,
    disorder.PropertyAttacked,
    government.CommunicationsDisrupted,
    government.EmergencyDeclared,
    government.ClosureOrdered,
    government.InterventionRequested,
    government.GovernmentChange,
)

REPORTS: Final[tuple[type[EventData], ...]] = (
    reports.ReportReceived,
    reports.ReportRejected,
    reports.ReportSuperseded,
    reports.ReportRetracted,
    reports.ReportRedacted,
)
"""What becomes of reports."""

DECISIONS: Final[tuple[type[EventData], ...]] = (
    situations.SituationOpened,
    situations.SituationJoined,
    situations.SituationMerged,
    situations.SituationSplit,
    situations.SituationClosed,
    alerts.AlertRaised,
    alerts.AlertUpdated,
    alerts.AlertRevised,
    alerts.AlertRetracted,
    alerts.AlertEscalated,
    alerts.AlertSuppressed,
    alerts.AlertClosed,
)
"""What the engine decides; a replay decides these again and compares."""

DECIDED: Final = frozenset(model.kind for model in DECISIONS)
"""Their kinds."""

DESK: Final[tuple[type[EventData], ...]] = (
    alerts.AlertAcknowledged,
    desk.RulesActivated,
    desk.SilenceCreated,
    desk.SilenceEnded,
    desk.SubscriptionCreated,
    desk.SubscriptionChanged,
    desk.SubscriptionDeleted,
    desk.TokenCreated,
    desk.TokenRevoked,
    desk.DeliverySucceeded,
    desk.DeliveryExhausted,
    receivers.SubscriptionFailing,
    receivers.SubscriptionDisabled,
    receivers.DeliveryResent,
    receivers.DeliveryRecovered,
    situations.SituationRenamed,
    situations.SituationCombined,
    situations.SituationDivided,
    desk.ClockTicked,
    desk.LogSealed,
)
"""What people, receivers and clocks do."""

PUBLISHED: Final[Mapping[str, type[EventData]]] = MappingProxyType(
    {model.kind: model for model in (*_OWN, *REPORTS, *DECISIONS, *DESK)}
)
"""Kind to model, without those of other packages: their schemas are published."""


def _with_others() -> tuple[type[Reading], ...]:
    found = list(_OWN)
    taken = set(PUBLISHED)
    for model in load(EVENTS, type):
        name = f"{model.__module__}.{model.__qualname__}"
        if not issubclass(model, Reading):
            raise ExtensionError(f"extension {name} is no class of events: derive it from schemas.events.data.Reading")
        if not _KIND.fullmatch(model.kind):
            raise ExtensionError(f"extension {name} has the kind {model.kind!r}; it must look like 'dam.broken'")
        if model.kind in taken:
            raise ExtensionError(f"extension {name} has the kind {model.kind!r}, which there is already")
        taken.add(model.kind)
        found.append(model)
    return tuple(found)


READINGS: Final[tuple[type[Reading], ...]] = _with_others()
"""What the reader finds in reports, that of other packages too."""

KINDS: Final[Mapping[str, type[EventData]]] = MappingProxyType(
    {**PUBLISHED, **{model.kind: model for model in READINGS}}
)
"""Kind (`casualties.reported`) to model."""


@lru_cache(maxsize=1024)
def kind_of(type_name: str) -> str:
    """Return the kind in an envelope's type: `tocsin.unrest.v1` is `unrest`."""
    return type_name.removeprefix("tocsin.").rsplit(".v", 1)[0]
