"""Decisions about which story a report belongs to."""

from typing import ClassVar

from pydantic import Field

from schemas.base import Frozen
from schemas.events.data import EventData


class Decided(Frozen):
    """What a decision rests on, so that a replay can decide it again."""

    cause: int = Field(ge=0, description="sequence of the input that was being decided; 0 for none")
    engine: str = Field(description="version of the code that decided")
    rules: str = Field(description="version of the rules in force")


class SituationOpened(EventData):
    """A new story."""

    kind: ClassVar[str] = "situation.opened"

    situation: str
    report: str
    countries: tuple[str, ...]
    told: tuple[int, ...] = Field(default=(), description="which of the report's events belong to it, counted from 0")
    decided: Decided


class SituationJoined(EventData):
    """A report joined a story that was open."""

    kind: ClassVar[str] = "situation.joined"

    situation: str
    report: str
    countries: tuple[str, ...] = Field(description="the situation's countries now")
    told: tuple[int, ...] = Field(default=(), description="which of the report's events belong to it, counted from 0")
    decided: Decided


class SituationMerged(EventData):
    """Two stories turned out to be one."""

    kind: ClassVar[str] = "situation.merged"

    situation: str
    into: str
    decided: Decided


class SituationSplit(EventData):
    """Some reports of a story became a story of their own."""

    kind: ClassVar[str] = "situation.split"

    situation: str = Field(description="the new story")
    origin: str = Field(description="the story that they were in")
    reports: tuple[str, ...]
    decided: Decided


class SituationCombined(EventData):
    """A person said that two stories are one."""

    kind: ClassVar[str] = "situation.combined"

    situation: str = Field(description="the story that goes into the other one")
    into: str = Field(description="the story that stays")
    reason: str = ""


class SituationDivided(EventData):
    """A person said that some reports are a story of their own."""

    kind: ClassVar[str] = "situation.divided"

    situation: str = Field(description="the story that they are in")
    reports: tuple[str, ...] = Field(min_length=1)
    terms: tuple[int, ...] = Field(default=(), description="hashed words of the first of them")
    reason: str = ""


class SituationRenamed(EventData):
    """A person gave a story a name."""

    kind: ClassVar[str] = "situation.renamed"

    situation: str
    title: str


class SituationClosed(EventData):
    """A story fell quiet."""

    kind: ClassVar[str] = "situation.closed"

    situation: str
    reason: str
    decided: Decided
