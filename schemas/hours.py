"""Hours of the week in which alerts are recorded and not sent, and steps by which an unanswered alert grows."""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from schemas.alert import Severity
from schemas.base import Frozen

_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_WEEK: Final = timedelta(days=8)


class Weekday(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _time(value: Any) -> Any:
    if isinstance(value, time):
        # TOML knows times of the day: 22:00:00 without quotes.
        return f"{value:%H:%M}"
    return value


def _clock(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError(f"{value!r} is no time of the day such as '22:00'")
    return value


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _known(name: str) -> str:
    try:
        _zone(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"{name!r} is no time zone such as 'Europe/Berlin' or 'UTC'") from None
    return name


Clock = Annotated[str, BeforeValidator(_time), AfterValidator(_clock)]


class Mute(Frozen):
    """Hours in which alerts are recorded, and sent when the hours are over."""

    days: tuple[Weekday, ...] = Field(default=tuple(Weekday), min_length=1, description="days on which they begin")
    start: Clock = Field(description="when they begin, local time")
    end: Clock = Field(description="when they end, local time; not later than `start`: on the next day")
    zone: Annotated[str, AfterValidator(_known)] = Field(default="UTC", description="IANA time zone")
    below: Severity = Field(default=Severity.EXTREME, description="alerts of this severity or worse are sent anyway")

    def until(self, moment: datetime) -> datetime | None:
        """Return when these hours end, where a moment lies in them; None where it does not."""
        zone = _zone(self.zone)
        local = moment.astimezone(zone)
        begin, end = (time.fromisoformat(one) for one in (self.start, self.end))
        for back in (0, 1):
            day = local.date() - timedelta(days=back)
            if list(Weekday)[day.weekday()] not in self.days:
                continue
            first = datetime.combine(day, begin, zone)
            last = datetime.combine(day + timedelta(days=end <= begin), end, zone)
            # Compared as instants: where the clocks change, an hour is told twice or not at all.
            if first.timestamp() <= moment.timestamp() < last.timestamp():
                return last.astimezone(moment.tzinfo)
        return None


class Escalation(Frozen):
    """A step that is taken while nobody acknowledged an alert."""

    after_minutes: int = Field(ge=1, le=10_080, description="minutes after the last message that was due")
    severity: Severity = Field(description="how bad from then on")


class Held(Frozen):
    """What a rule may hold back or repeat."""

    mute: tuple[Mute, ...] = Field(default=(), description="hours in which its alerts wait")
    escalate: tuple[Escalation, ...] = Field(
        default=(),
        description="steps that are taken while nobody acknowledges an alert, each later than the one before",
    )
    cooldown_hours: float = Field(
        default=0,
        ge=0,
        le=8_760,
        allow_inf_nan=False,
        description="hours of story time after a message in which no other of the same alert is sent; "
        "what came meanwhile is sent when they are over",
    )

    @model_validator(mode="after")
    def _later(self) -> Self:
        steps = [step.after_minutes for step in self.escalate]
        if steps != sorted(set(steps)):
            raise ValueError("escalate: each `after_minutes` must be later than the one before")
        return self

    def muted(self, moment: datetime, severity: Severity) -> datetime | None:
        """Return when an alert of a severity may be sent, where hours of silence hold it at a moment; else None."""
        latest, at = None, moment
        # One window may end within another one.
        while at - moment < _WEEK:
            ends = [end for one in self.mute if severity.rank < one.below.rank and (end := one.until(at)) is not None]
            if not ends:
                return latest
            latest = at = max(ends)
        return latest
