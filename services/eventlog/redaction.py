"""Takes a report's text away, where law or licence asks for it: the log, its seals and all alerts stay as they are."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID, uuid5

from schemas.base import format_instant
from schemas.events.envelope import Draft
from schemas.events.reports import ReportRedacted
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.errors import Conflict, NotFound, ServerDown, ServerUnfit
from services.runtime.server import Server

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0006")
SOURCE: Final = "tocsin/desk"

Rewriting = Literal["started", "busy", "refused", "none"]
"""What became of the append-only file: it is written anew; that was going on already, and must be asked for again; the
server does not allow it; there is none."""
LEFT: Final[dict[Rewriting, str]] = {
    "started": "the server's append-only file is being written anew; backups and exports made before still hold it",
    "busy": "the server was writing its append-only file anew already, and that file may still hold it: run "
    "`redis-cli BGREWRITEAOF` on it in a while; backups and exports made before hold it too",
    "refused": "the server did not let its append-only file be written anew, and that file still holds it: have its "
    "operator run BGREWRITEAOF; backups and exports made before hold it too",
    "none": "the server keeps no append-only file; its snapshots, backups and exports made before still hold it",
}
"""Where the text may still be, for a person."""


class Redactor:
    """Redacts reports of one workspace."""

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        clock: Callable[[], datetime],
        nonce: Callable[[], str],
        blind: Callable[[str], str],
    ) -> None:
        """Make one.

        Args:
            server: Where the reports lie.
            workspace: Whose they are.
            clock: Gives the present.
            nonce: Gives names of acts.
            blind: Makes the digest by which the text is known again.
        """
        self._server = server
        self._blind = blind
        self._keys = Keys(workspace)
        self._clock = clock
        self._nonce = nonce
        self._redact = server.script(lua("blank.lua", "redact.lua"))

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
        content = self._server.do("HGET", self._keys.report(report), "content")
        blinded = self._blind(content) if content else ""
        arguments = [self._keys.prefix, format_instant(now), nonce, report, blinded, *encoding.arguments([draft])]
        answer = self._redact([self._keys.log], arguments)
        if answer == "missing":
            raise NotFound(f"no report {report}")
        if answer == "waiting":
            raise Conflict(f"report {report} waits to be read; redact it once that is done")
        if answer == "gone":
            raise Conflict(f"the text of report {report} was removed before")
        return int(answer)

    def rewrite(self) -> Rewriting:
        """Ask the server to write its append-only file anew: until that is done, the old one holds what was deleted."""
        try:
            persistence = self._server.info("persistence")
            if not int(persistence.get("aof_enabled", 0)):
                return "none"
            if int(persistence.get("aof_rewrite_in_progress", 0)):
                # It may have begun before the text was deleted.
                return "busy"
            self._server.do("BGREWRITEAOF")
        except (ServerUnfit, ServerDown):
            return "refused"
        return "started"


class Blanker:
    """Takes texts away that were removed where a log was exported, and of which the log that is taken in tells."""

    def __init__(self, server: Server, keys: Keys, blind: Callable[[str], str]) -> None:
        self._server = server
        self._keys = keys
        self._blind = blind
        self._blank = server.script(lua("blank.lua", "blanked.lua"))

    def blank(self, reports: Sequence[str]) -> None:
        """Take the texts of some reports away, those that are kept here; doing that twice does no harm."""
        if not reports:
            return
        kept = self._server.batch(("HMGET", self._keys.report(report), "content", "state") for report in reports)
        pairs: list[str] = []
        for report, (content, state) in zip(reports, kept, strict=True):
            if state != "redacted":
                pairs += [report, self._blind(content) if content else ""]
        self._blank([self._keys.log], [self._keys.prefix, *pairs])
