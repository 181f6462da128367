"""The inbox: reports that were accepted and wait to be read."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from schemas.base import format_instant
from schemas.report import Intake
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.ingest.identity import identify
from services.runtime.errors import Busy
from services.runtime.server import Server

BOUNDS_HOLD: Final = timedelta(seconds=1)
"""How long one look at the memory and the disk is good for."""
SOURCES: Final = 10_000
"""Sources of which it is remembered when they were last heard of."""
MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was accepted.

    Attributes:
        id: The report's id.
        new: False when the very same report had been taken in before.
        revision: 1, or more when it replaces an earlier text of the same source and url.
    """

    id: str
    new: bool
    revision: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where intake stops.

    Attributes:
        backlog: Reports that may wait.
        memory_percent: Share of the server's maxmemory that may be used (where it has a maxmemory).
        disk: The folder whose disk must keep room; None where the server's disk is not ours to see.
        disk_mb: Megabytes that must stay free there.
    """

    backlog: int = 100_000
    memory_percent: int = 90
    disk: Path | None = None
    disk_mb: int = 200


class Inbox:
    """Takes reports in, for one workspace."""

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        clock: Callable[[], datetime],
        bounds: Bounds | None = None,
        random_bytes: Callable[[int], bytes] = os.urandom,
        blind: Callable[[str], str] | None = None,
    ) -> None:
        """Make one.

        Args:
            server: Where the workspace lies.
            workspace: Its name.
            clock: Gives the present.
            bounds: Where intake stops.
            random_bytes: Gives salts and nonces.
            blind: Makes the digests by which a text that was removed is known again; without it, none is.
        """
        self._server = server
        self._keys = Keys(workspace)
        self._clock = clock
        self._bounds = bounds or Bounds()
        self._random = random_bytes
        self._blind = blind
        self._intake = server.script(lua("intake.lua"))
        self._again = server.script(lua("again.lua"))
        self._checked_at: datetime | None = None

    def take(self, reports: Sequence[Intake], actor: str | None = None) -> list[Taken]:
        """Accept reports: all of them or none. Once this returns, none can be lost.

        Args:
            reports: The reports.
            actor: Who sends them: the id of a token, or `cli`.

        Raises:
            Busy: The backlog, the server's memory or the disk is at its bound; nothing was taken.
            ServerDown: The server cannot be reached; nothing is known to be taken, and sending again is safe.
        """
        if not reports:
            return []
        now = self._clock()
        self._check_room(now)
        arguments: list[str | int] = [
            self._keys.prefix,
            format_instant(now),
            repr(now.timestamp()),
            self._random(12).hex(),
            self._bounds.backlog,
            SOURCES,
            len(reports),
        ]
        for report in reports:
            who = identify(report, self._blind)
            options = {"history": report.history, "reference": report.id, "actor": actor}
            arguments += [who.address, who.content, who.id, report.source, report.url or "", report.title, report.text]
            arguments += [format_instant(report.published_at), self._random(16).hex(), json.dumps(options), who.blinded]
        answer = self._intake([self._keys.inbox], arguments)
        if answer[0] == "busy":
            raise Busy(f"{answer[1]} reports wait to be read, and {self._bounds.backlog} may; send these again later")
        rows = zip(answer[1::3], answer[2::3], answer[3::3], strict=True)
        return [Taken(str(id_), bool(new), int(revision)) for id_, new, revision in rows]

    def again(self, reports: Sequence[str]) -> int:
        """Put reports that were set aside back, to be read once more, and return how many.

        For when what they failed on was a fault of the reader, and it is mended.
        """
        if not reports:
            return 0
        return int(self._again([self._keys.inbox], [self._keys.prefix, format_instant(self._clock()), *reports]))

    def waiting(self) -> int:
        """Return how many reports wait to be read."""
        return int(self._server.do("XLEN", self._keys.inbox))

    def _check_room(self, now: datetime) -> None:
        if self._checked_at is not None and now - self._checked_at < BOUNDS_HOLD:
            return
        memory = self._server.info("memory")
        most = int(memory.get("maxmemory", 0))
        if most and int(memory["used_memory"]) * 100 > most * self._bounds.memory_percent:
            raise Busy(f"the server uses more than {self._bounds.memory_percent} % of its memory", retry_after=30)
        if self._bounds.disk is not None:
            free = shutil.disk_usage(self._bounds.disk).free // MEGABYTE
            if free < self._bounds.disk_mb:
                raise Busy(f"the disk of the data directory has {free} MB left", retry_after=60)
        self._checked_at = now
