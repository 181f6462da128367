"""What every rule has in common, and a set of rules as it is in force."""

from dataclasses import dataclass
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from schemas.alert import Severity
from schemas.events.casualties import Measure
from schemas.hours import Held
from schemas.template import Template

CountryCode = str


class RuleParameters(Held):
    """One `[[rule]]` of a rules file. Each type of rule adds parameters of its own."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_.-]{0,63}$", description="unique in the file; part of every alert's id")
    type: str = Field(description="which rule it is")
    kind: str = Field(default="", max_length=64, description="what the alert is called; the type where it is left out")
    severity: Severity = Field(default=Severity.MODERATE, description="minor, moderate, severe or extreme")
    countries: tuple[CountryCode, ...] = Field(
        default=(), description="ISO alpha-2; only situations in one of these countries, where any are named"
    )
    min_confidence: float = Field(
        default=0.0, ge=0, le=1, description="events of which the reader is less sure count not"
    )
    min_sources: int = Field(
        default=1,
        ge=1,
        le=20,
        description="sources that must tell of it before anybody is told; copies of one wire text are one source",
    )
    title: Template | None = Field(default=None, description="title of its alerts; a template")
    message: Template | None = Field(default=None, description="what its alerts say beside it; a template")
    labels: dict[str, str] = Field(default_factory=dict, description="handed on with every alert")

    @model_validator(mode="before")
    @classmethod
    def _called_by_its_type(cls, given: object) -> object:
        if isinstance(given, dict) and not given.get("kind") and isinstance(given.get("type"), str):
            return {**given, "kind": given["type"]}
        return given

    @model_validator(mode="after")
    def _codes(self) -> Self:
        for code in self.countries:
            if len(code) != 2 or not code.isascii() or not code.isupper():
                raise ValueError(f"countries: {code!r} is no ISO 3166-1 alpha-2 code such as KZ")
        return self


class TollParameters(RuleParameters):
    """A rule that looks at one measure of the toll."""

    measure: Measure = Field(default=Measure.KILLED, description="killed, injured, hospitalized, missing, detained ...")


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """Rules that were checked; a set is known by its version, and equal to itself alone.

    Attributes:
        version: `sha256:` and the hash of the text.
        text: The whole rules file.
        origin: Where it came from, as the person named it.
        rules: Its rules, in the order of the file.
    """

    version: str
    text: str
    origin: str
    rules: tuple[RuleParameters, ...]


NO_RULES: Final = RuleSet("none", "", "", ())
"""In force until rules are activated: nothing raises an alert."""

Change = Literal["due", "revised", "retracted"]
"""What a finding does to its alert: wakes somebody, tells that the ground changed, or that it is gone."""
