"""When each source was last heard of, so that a silent source is seen."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from services.eventlog.keys import Keys
from services.runtime.server import Server

KEPT: Final = 10_000
"""Sources remembered; the ones longest silent go first, so that made-up names cannot fill the server."""
AGAIN: Final = timedelta(seconds=1)
"""A source heard of this lately by this process is not written again: each write is one to the disk."""
REMEMBERED: Final = 1_000


class LastHeard:
    """The sources of one workspace."""

    def __init__(self, server: Server, workspace: str) -> None:
        self._server = server
        self._key = f"{Keys(workspace).prefix}sources"
        self._noted: dict[str, datetime] = {}

    def note(self, sources: Iterable[str], now: datetime) -> None:
        """Remember that each of `sources` was heard of at `now`; an older time never replaces a newer one."""
        due = [source for source in sorted(set(sources)) if not self._lately(source, now)]
        if not due:
            return
        members = [part for source in due for part in (now.timestamp(), source)]
        trim = ("ZREMRANGEBYRANK", self._key, 0, -KEPT - 1)
        self._server.batch([("ZADD", self._key, "GT", *members), trim])
        if len(self._noted) + len(due) > REMEMBERED:
            self._noted.clear()
        self._noted.update(dict.fromkeys(due, now))

    def latest(self, limit: int) -> tuple[list[tuple[str, datetime]], datetime | None]:
        """Return the `limit` sources heard of last, newest first, and when the last of all others was."""
        reply = self._server.do("ZREVRANGE", self._key, 0, limit, "WITHSCORES")
        heard = [
            (str(one), datetime.fromtimestamp(float(at), UTC)) for one, at in zip(reply[::2], reply[1::2], strict=True)
        ]
        return heard[:limit], heard[limit][1] if len(heard) > limit else None

    def _lately(self, source: str, now: datetime) -> bool:
        noted = self._noted.get(source)
        return noted is not None and timedelta(0) <= now - noted < AGAIN
