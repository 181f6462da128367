"""A count as a report tells it: a closed interval, never a guess."""

from pydantic import Field, model_validator

from schemas.base import Frozen
from schemas.words import Words


class Quantity(Frozen):
    """How many: at least `min` and at most `max`, both counted in.

    "Dozens" is [24, 99]; "at least 8" is [8, open].
    """

    min: int = Field(ge=0, description="the smallest count that the words allow")
    max: int | None = Field(description="the largest count that the words allow; null when nothing bounds it")
    approx: bool = Field(default=False, description="true when the words are vague: about, nearly, dozens")
    text: Words = Field(default=None, description="the words of the count")

    @model_validator(mode="after")
    def _in_order(self) -> "Quantity":
        if self.max is not None and self.max < self.min:
            raise ValueError(f"max {self.max} is below min {self.min}")
        return self
