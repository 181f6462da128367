"""The ground that every model stands on: frozen, strict about unknown fields, aware of time."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema


class Frozen(BaseModel):
    """A value: never changed after it is made, and refused when it holds a field that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def to_utc(moment: datetime) -> datetime:
    """Return `moment` in UTC; one without a zone is taken to be UTC already.

    Raises:
        ValueError: It has no place in the calendar: in UTC it would be before the year 1 or after 9999.
    """
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("must lie between the years 1 and 9999 in UTC") from None


def format_instant(moment: datetime) -> str:
    """Write a moment the one way that the log knows: fixed width, so that text order is time order."""
    # strftime does not pad the years before 1000 on every system.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


_NUMBER: Final = re.compile(r"[-+]?[\d._]*([eE][-+]?\d+)?")


def _refuse_bare_numbers(value: Any) -> Any:
    # pydantic would take 20220106 for seconds since 1970 and file a report of today under August 1970.
    if isinstance(value, bool | int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        raise ValueError("must be a date or time as text, such as 2022-01-06T10:30:00Z")
    return value


Instant = Annotated[
    datetime,
    BeforeValidator(_refuse_bare_numbers),
    AfterValidator(to_utc),
    PlainSerializer(format_instant, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""An aware moment in UTC, written with microseconds and a Z."""
