"""What states do in a crisis: cut lines, declare emergencies, close things, ask for help, fall."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.events.data import Reading


class Channel(StrEnum):
    """What was cut or came back."""

    INTERNET = "internet"
    PHONE = "phone"
    BROADCAST = "broadcast"


class CommunicationsDisrupted(Reading):
    """Internet, phone or broadcast cut, throttled or restored."""

    kind: ClassVar[str] = "communications.disrupted"

    channels: tuple[Channel, ...] = Field(min_length=1)
    restored: bool = False


class EmergencyKind(StrEnum):
    """What was declared."""

    STATE_OF_EMERGENCY = "state_of_emergency"
    MARTIAL_LAW = "martial_law"
    CURFEW = "curfew"


class EmergencyDeclared(Reading):
    """A state of emergency, martial law or a curfew."""

    kind: ClassVar[str] = "emergency.declared"

    emergency: EmergencyKind
    lifted: bool = Field(default=False, description="true when it is ended, not declared")


class Closed(StrEnum):
    """What was shut."""

    SCHOOLS = "schools"
    UNIVERSITIES = "universities"
    BANKS = "banks"
    BORDERS = "borders"
    AIRSPACE = "airspace"
    AIRPORTS = "airports"
    SHOPS = "shops"
    TRANSPORT = "transport"
    PORTS = "ports"
    OFFICES = "offices"
    OTHER = "other"


class ClosureOrdered(Reading):
    """Schools, banks, borders, airspace or airports shut by order."""

    kind: ClassVar[str] = "closure.ordered"

    what: tuple[Closed, ...] = Field(min_length=1)
    lifted: bool = Field(default=False, description="true when they open again")


class InterventionRequested(Reading):
    """A state asks others for force or aid."""

    kind: ClassVar[str] = "intervention.requested"

    by: str | None = Field(default=None, description="ISO alpha-2 of the state that asks")
    to: tuple[str, ...] = Field(default=(), description="states and organisations asked, as in a deployment's actors")


class ChangeForm(StrEnum):
    """How a government, or a part of it, changed."""

    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    COUP = "coup"
    APPOINTMENT = "appointment"
    ARREST = "arrest"


class GovernmentChange(Reading):
    """A resignation, dismissal or coup."""

    kind: ClassVar[str] = "government.change"

    what: ChangeForm
