"""Troops that go, stay or leave."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.events.data import Reading
from schemas.quantity import Quantity


class Status(StrEnum):
    """How far a deployment has come."""

    REQUESTED = "requested"
    CONSIDERED = "considered"
    APPROVED = "approved"
    DEPLOYING = "deploying"
    DEPLOYED = "deployed"
    REINFORCED = "reinforced"
    ROTATION = "rotation"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    DENIED = "denied"
    ENDED = "ended"


class Mission(StrEnum):
    """What the force is for, as told."""

    PEACEKEEPING = "peacekeeping"
    COMBAT = "combat"
    TRAINING = "training"
    HUMANITARIAN = "humanitarian"
    EVACUATION = "evacuation"
    GUARD = "guard"
    EXERCISE = "exercise"
    UNKNOWN = "unknown"


class TroopsDeployment(Reading):
    """One force that goes, or does not go, to one host country."""

    kind: ClassVar[str] = "troops.deployment"

    actors: tuple[str, ...] = Field(
        min_length=1,
        description="ISO alpha-2 of each state, or NATO, CSTO, UN, "
        "AFRICAN_UNION, ECOWAS, EU, SADC, EAC, G5, ARAB_LEAGUE, COALITION, PMC:<name>, ??",
    )
    actor_name: str | None = Field(default=None, description="the name of the force or alliance, in full")
    host: str | None = Field(description="ISO alpha-2 of the country that the force is to be in")
    status: Status
    quantity: Quantity | None = Field(default=None, description="size in persons; null where it is not told")
    foreign: bool = Field(description="true when the force is not the host state's own")
    mission: Mission = Mission.UNKNOWN
