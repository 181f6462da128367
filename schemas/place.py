"""Where something happened."""

from pydantic import Field

from schemas.base import Frozen


class Place(Frozen):
    """A country, and the town or region where the report names one."""

    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2; XK is Kosovo")
    name: str | None = Field(default=None, description="town or region as written")
