"""What a desk does with alerts and reports by hand."""

from datetime import datetime, timedelta
from typing import Final, Self

from pydantic import Field, field_validator, model_validator

from schemas.alert import Severity
from schemas.base import Frozen, Instant
from schemas.report import Clean

LONGEST: Final = timedelta(days=366)
"""A silence is for a time; what is never wanted is a matter of the rules."""


class Acknowledgement(Frozen):
    """Somebody has seen an alert and takes care of it."""

    comment: Clean = Field(default="", max_length=1_000)


class Retraction(Frozen):
    """A report is taken back."""

    reason: Clean = Field(min_length=1, max_length=1_000, description="why, for the record")


class Redaction(Frozen):
    """A report's text is to be deleted."""

    reason: Clean = Field(min_length=1, max_length=1_000, description="why, for the record")


class Naming(Frozen):
    """A situation gets a name of the desk's own."""

    title: Clean = Field(min_length=1, max_length=200)


class Combining(Frozen):
    """A situation is the same story as another one."""

    into: str = Field(min_length=1, max_length=200, description="the situation that stays")
    reason: Clean = Field(default="", max_length=1_000)


class Dividing(Frozen):
    """Some reports of a situation are a story of their own."""

    reports: tuple[str, ...] = Field(min_length=1, max_length=1_000)
    reason: Clean = Field(default="", max_length=1_000)


class Matchers(Frozen):
    """Which alerts: all that are given must fit."""

    matchers: dict[str, Clean] = Field(
        min_length=1, max_length=20, description="rule, kind, severity, situation, country or a label, and its value"
    )

    @field_validator("matchers")
    @classmethod
    def _possible(cls, given: dict[str, str]) -> dict[str, str]:
        if "severity" in given and given["severity"] not in set(Severity):
            raise ValueError(f"severity: {given['severity']!r} is not one of {', '.join(Severity)}")
        country = given.get("country", "XX")
        if len(country) != 2 or not country.isascii() or not country.isupper():
            raise ValueError(f"country: {country!r} is no ISO 3166-1 alpha-2 code such as KZ")
        return given


class NewSilence(Matchers):
    """Alerts that match are recorded and not sent for a time."""

    starts_at: Instant | None = Field(default=None, description="now, where it is left out")
    ends_at: Instant | None = None
    hours: float | None = Field(default=None, gt=0, le=8_784, description="how long, instead of `ends_at`")
    comment: Clean = Field(min_length=1, max_length=1_000, description="why, for the colleague of the next shift")

    @model_validator(mode="after")
    def _for_a_time(self) -> Self:
        if (self.ends_at is None) == (self.hours is None):
            raise ValueError("hours: give either `hours` or `ends_at`")
        return self

    def span(self, now: datetime) -> tuple[datetime, datetime]:
        """Return when it starts and ends.

        Raises:
            ValueError: It ends before it starts, is over already, or lasts for more than a year.
        """
        starts = self.starts_at or now
        ends = self.ends_at or starts + timedelta(hours=self.hours or 0)
        if ends <= starts or ends <= now:
            raise ValueError("ends_at: it must end later than it starts, and later than now")
        if ends - starts > LONGEST:
            raise ValueError("ends_at: a silence lasts a year at most; what is never wanted is a matter of the rules")
        return starts, ends


class SilenceView(Frozen):
    """A silence as it is listed."""

    id: str
    matchers: dict[str, str]
    starts_at: Instant
    ends_at: Instant
    comment: str
    author: str = Field(description="id of the token, or cli")
    state: str = Field(description="pending, active, expired or ended")


class SilencePreview(Frozen):
    """What a silence would have kept from being sent."""

    since: Instant
    sent: int = Field(ge=0, description="messages that were sent since")
    silenced: int = Field(ge=0, description="of these, messages that it would have silenced")
    titles: tuple[str, ...] = Field(description="the newest of them")
