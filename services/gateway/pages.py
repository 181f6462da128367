"""Pages: limits, and cursors that callers hand back as they got them."""

import base64
import json
import math
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from services.eventlog.ordered import Mark
from services.gateway.errors import problem

MAX_LIMIT: Final = 1_000
MAX_SEQUENCE: Final = 2**53
"""Sequences stay below what a double can count, for clients that know no other numbers."""


class Query(BaseModel):
    """Parameters in a url; one that nobody knows is refused, for a misspelt filter would let everything through."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageQuery(Query):
    """Which page."""

    limit: int = Field(default=100, ge=1, le=MAX_LIMIT, description="how many at most")
    cursor: str | None = Field(default=None, max_length=1_000, description="`next` of the page before")

    def mark(self) -> Mark | None:
        """Return where to read on.

        Raises:
            Problem: 422: the cursor is none of ours.
        """
        if self.cursor is None:
            return None
        try:
            score, key = json.loads(base64.urlsafe_b64decode(self.cursor.encode()))
            if isinstance(key, str) and math.isfinite(score):
                return Mark(float(score), key)
        except (ValueError, TypeError, OverflowError, RecursionError):
            pass
        raise problem(
            422, "bad_cursor", "the cursor is none of ours", field="cursor", do="start again without a cursor"
        )


def write_cursor(mark: Mark | None) -> str | None:
    """Return a mark as callers get it."""
    if mark is None:
        return None
    return base64.urlsafe_b64encode(json.dumps([mark.score, mark.key]).encode()).decode()
