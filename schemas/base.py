"""The ground that every model stands on: frozen, strict about unknown fields, aware of time."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)


class Frozen(BaseModel):
    """A value: never changed after it is made, and refused when it holds a field that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def to_utc(moment: datetime) -> datetime:
    """Return `moment` in UTC; one without a zone is taken to be UTC already.

    Raises:
        ValueError: It has no place in the calendar: in UTC it would be before the year 1 or after 9999.
    """
    if moment.tzinfo is UTC:
        return moment
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("must lie between the years 1 and 9999 in UTC") from None


def format_instant(moment: datetime) -> str:
    """Write a moment the one way that the log knows: fixed width, so that text order is time order."""
    # strftime does not pad the years before 1000 on every system.
    moment = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_told(moment: datetime) -> str:
    """Write the day of a moment for people, such as 6 January 2022: the same in every locale and on every system."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


_NUMBER: Final = re.compile(r"[-+]?[\d._]*([eE][-+]?\d+)?")
_NUMERIC: Final = (bool, int, float)
_AS_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


@lru_cache(maxsize=1024)
def _as_written(text: str) -> datetime | None:
    """Read a moment as `format_instant` writes it; None for anything else, and for what is no moment."""
    if not _AS_WRITTEN.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _read_instant(value: Any, read: ValidatorFunctionWrapHandler) -> datetime:
    if type(value) is datetime:
        return to_utc(value)
    # Every entry of the log holds two of these, most of them the same as in the entry before.
    if type(value) is str and (moment := _as_written(value)) is not None:
        return moment
    # pydantic would take 20220106 for seconds since 1970 and file a report of today under August 1970.
    if isinstance(value, _NUMERIC) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip())):
        raise ValueError("must be a date or time as text, such as 2022-01-06T10:30:00Z")
    return to_utc(read(value))


Instant = Annotated[
    datetime,
    WrapValidator(_read_instant),
    PlainSerializer(format_instant, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""An aware moment in UTC, written with microseconds and a Z."""
