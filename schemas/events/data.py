"""What the data of every event has in common."""

from typing import ClassVar

from pydantic import Field

from schemas.base import Frozen
from schemas.evidence import Attribution, Evidence, Period
from schemas.place import Place


class EventData(Frozen):
    """The payload of one kind of event.

    A subclass names its `kind` ("casualties.reported") and its `version`; together they make the envelope's type
    (`tocsin.casualties.reported.v1`).
    """

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1

    @classmethod
    def type_name(cls) -> str:
        """The type in the envelope, with its version."""
        return f"tocsin.{cls.kind}.v{cls.version}"

    @classmethod
    def schema_path(cls) -> str:
        """Where the JSON Schema of this kind of event is published, from the root of the repository."""
        return f"schemas/published/{cls.kind}.v{cls.version}.json"


class Reading(EventData):
    """An event that was read out of a report: where it stands in the text, and how sure the reader is."""

    place: Place = Field(default_factory=Place)
    date: Period | None = Field(default=None, description="when it happened; null where nothing tells")
    attribution: Attribution | None = Field(default=None, description="on whose word; null when nobody is named")
    evidence: Evidence
    confidence: float = Field(default=1.0, ge=0, le=1, description="how much was told, not inferred")
    reading: tuple[str, ...] = Field(default=(), description="the rules that made the reading, in order")
