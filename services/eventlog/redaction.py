"""Takes a report's text away, where law or licence asks for it: the log, its seals and all alerts stay as they are."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from schemas.base import format_instant
from schemas.events.envelope import Draft
from schemas.events.reports import ReportRedacted
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.errors import Conflict, NotFound
from services.runtime.server import Server

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0006")
SOURCE: Final = "tocsin/desk"


class Redactor:
    """Redacts reports of one workspace."""

    def __init__(
        self, server: Server, workspace: str, *, clock: Callable[[], datetime], nonce: Callable[[], str]
    ) -> None:
        self._keys = Keys(workspace)
        self._clock = clock
        self._nonce = nonce
        self._redact = server.script(lua("redact.lua"))

    def redact(self, report: str, reason: str, actor: str) -> int:
        """Delete title, text and words of a report, and record who did it and why.

        What was read out of it stays: counts, places and codes are facts, and no sentence. The same text sent again is
        the same report still, and is not kept again.

        Args:
            report: Its id.
            reason: Why, for the record.
            actor: Who: the id of a token, or `cli`.

        Returns:
            The sequence of the entry.

        Raises:
            NotFound: There is no such report.
            Conflict: It was redacted before, or waits to be read.
        """
        data, nonce, now = ReportRedacted(report=report, reason=reason), self._nonce(), self._clock()
        draft = Draft(
            id=str(uuid5(NAMESPACE, nonce)),
            source=SOURCE,
            type=data.type_name(),
            subject=report,
            time=now,
            correlationid=report,
            actor=actor,
            dataschema=f"schemas/published/{data.kind}.v{data.version}.json",
            data=data.model_dump(mode="json"),
        )
        arguments = [self._keys.prefix, format_instant(now), nonce, report, *encoding.arguments([draft])]
        answer = self._redact([self._keys.log], arguments)
        if answer == "missing":
            raise NotFound(f"no report {report}")
        if answer == "waiting":
            raise Conflict(f"report {report} waits to be read; redact it once that is done")
        if answer == "gone":
            raise Conflict(f"the text of report {report} was removed before")
        return int(answer)
