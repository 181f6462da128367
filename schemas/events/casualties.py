"""People killed, hurt, missing, held or driven out."""

from enum import StrEnum
from typing import ClassVar

from schemas.events.data import Reading
from schemas.quantity import Quantity


class Measure(StrEnum):
    """What befell the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    HOSPITALIZED = "hospitalized"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class Group(StrEnum):
    """Who they are; `people` when no group is told."""

    PEOPLE = "people"
    CIVILIANS = "civilians"
    PROTESTERS = "protesters"
    SECURITY_FORCES = "security_forces"
    MILITANTS = "militants"
    CHILDREN = "children"
    WOMEN = "women"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers"
    OFFICIALS = "officials"
    OTHER = "other"


class Scope(StrEnum):
    """How the count stands to other counts."""

    TOTAL = "total"
    INCREMENT = "increment"
    SUBSET = "subset"
    PREVIOUS = "previous"


class Certainty(StrEnum):
    """Whether the report stands by the count."""

    ASSERTED = "asserted"
    DENIED = "denied"
    RETRACTED = "retracted"


class CasualtiesReported(Reading):
    """One count of one measure for one group of victims."""

    kind: ClassVar[str] = "casualties.reported"

    measure: Measure
    quantity: Quantity
    group: Group = Group.PEOPLE
    scope: Scope = Scope.TOTAL
    certainty: Certainty = Certainty.ASSERTED
