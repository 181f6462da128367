"""Hands reports to the inbox, and says what became of each."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from schemas.base import Frozen
from schemas.report import Intake
from services.gateway.service import Service


class TakenReport(Frozen):
    """A report that cannot be lost any more."""

    id: str
    new: bool = Field(description="false when the very same report was there before")
    revision: int = Field(ge=1, description="1 for the first text under its source and url")
    reference: str | None = Field(default=None, description="the sender's own `id` of the report")
    line: int | None = Field(default=None, description="line of a bulk, from 1")

    def shown(self) -> dict[str, Any]:
        """Return it as JSON, without what does not apply."""
        return self.model_dump(mode="json", exclude_none=True)


def take(here: Service, reports: Sequence[Intake], actor: str, numbers: Sequence[int] = ()) -> list[TakenReport]:
    """Take reports in and wake the ingest worker.

    Args:
        here: The service.
        reports: What to take, all or none.
        actor: Id of the token that sends them.
        numbers: Their lines in a bulk.

    Raises:
        Busy: Intake is closed for now; none was taken.
        ServerDown: The server cannot be reached.
    """
    taken = here.inbox.take(reports, actor)
    here.wake("ingest")
    new = sum(one.new for one in taken)
    here.metrics.reports(new=new, known=len(taken) - new)
    lines: Sequence[int | None] = numbers or [None] * len(reports)
    return [
        TakenReport(id=one.id, new=one.new, revision=one.revision, reference=report.id, line=line)
        for one, report, line in zip(taken, reports, lines, strict=True)
    ]
