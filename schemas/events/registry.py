"""Every kind of event that the log can hold: to add one, add its class and one line here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from schemas.events import alerts, casualties, deployment, desk, disorder, government, reports, situations
from schemas.events.data import EventData, Reading

READINGS: Final[tuple[type[Reading], ...]] = (
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
"""What the reader finds in reports."""

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
    desk.ClockTicked,
    desk.LogSealed,
)
"""What people, receivers and clocks do."""

KINDS: Final[Mapping[str, type[EventData]]] = MappingProxyType(
    {model.kind: model for model in (*READINGS, *REPORTS, *DECISIONS, *DESK)}
)
"""Kind (`casualties.reported`) to model."""


def kind_of(type_name: str) -> str:
    """Return the kind in an envelope's type: `tocsin.unrest.v1` is `unrest`."""
    return type_name.removeprefix("tocsin.").rsplit(".v", 1)[0]
