"""A situation as it is shown: one unfolding story and what is known of it."""

from pydantic import Field

from schemas.base import Frozen, Instant


class Toll(Frozen):
    """What is known of one measure."""

    min: int = Field(ge=0, description="at least so many")
    max: int | None = Field(description="at most so many; null when nothing bounds it")
    contested: bool = Field(default=False, description="true while sources disagree")


class SituationView(Frozen):
    """A situation as it stands now."""

    id: str
    title: str = Field(description="its country and day, for a list")
    open: bool = Field(description="false once it fell quiet")
    countries: tuple[str, ...] = Field(description="ISO alpha-2, the leading one first")
    opened_at: Instant = Field(description="story time of the report that opened it")
    newest_at: Instant = Field(description="story time of its newest report")
    changed_at: Instant = Field(description="when its last report was recorded")
    reports: int = Field(ge=0, description="reports that belong to it and stand")
    latest_reports: tuple[str, ...] = Field(description="ids of the last of them, the newest last")
    tolls: dict[str, Toll] = Field(description="what is known, by measure")
    alerts: tuple[str, ...] = Field(description="ids of its open alerts")
