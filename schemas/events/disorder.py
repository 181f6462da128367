"""Unrest, and what is seized or attacked in it."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.base import Frozen
from schemas.events.data import Reading
from schemas.words import Words


class UnrestForm(StrEnum):
    """What people do."""

    PROTEST = "protest"
    RIOT = "riot"
    STRIKE = "strike"
    CLASHES = "clashes"
    LOOTING = "looting"


class Unrest(Reading):
    """Protest, riot, strike, clashes or looting."""

    kind: ClassVar[str] = "unrest"

    forms: tuple[UnrestForm, ...] = Field(min_length=1)


class Structure(StrEnum):
    """What kind of building, site or town."""

    AIRPORT = "airport"
    PARLIAMENT = "parliament"
    PRESIDENCY = "presidency"
    CITY_HALL = "city_hall"
    GOVERNMENT = "government"
    POLICE = "police"
    MILITARY = "military"
    BORDER_POST = "border_post"
    BROADCASTER = "broadcaster"
    POWER_PLANT = "power_plant"
    PARTY_OFFICE = "party_office"
    BANK = "bank"
    SHOP = "shop"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    WORSHIP = "worship"
    DIPLOMATIC = "diplomatic"
    PRISON = "prison"
    TOWN = "town"
    OTHER = "other"


class FacilitySeized(Reading):
    """A building, airport, base, town or checkpoint taken by a non-state group or a crowd."""

    kind: ClassVar[str] = "facility.seized"

    structure: Structure
    facility: Words = Field(default=None, description="as written")
    retaken: bool = Field(default=False, description="true when the state has taken it back")


class Target(Frozen):
    """Something that was attacked."""

    structure: Structure
    text: Words = None


class AttackForm(StrEnum):
    """How property was attacked."""

    ARSON = "arson"
    BOMBING = "bombing"
    SHELLING = "shelling"
    LOOTING = "looting"
    STORMING = "storming"


class PropertyAttacked(Reading):
    """Arson, bombing, shelling, looting or storming of buildings."""

    kind: ClassVar[str] = "property.attacked"

    form: AttackForm
    targets: tuple[Target, ...] = Field(min_length=1)
