"""When each source was last heard of, so that a silent source is seen."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from services.eventlog.keys import Keys
from services.runtime.server import Server

KEPT: Final = 10_000
"""Sources remembered; the ones longest silent go first, so that made-up names cannot fill the server."""


class LastHeard:
    """The sources of one workspace."""

    def __init__(self, server: Server, workspace: str) -> None:
        self._server = server
        self._key = f"{Keys(workspace).prefix}sources"

    def note(self, sources: Iterable[str], now: datetime) -> None:
        """Remember that each of `sources` was heard of at `now`; an older time never replaces a newer one."""
        members = [part for source in sorted(set(sources)) for part in (now.timestamp(), source)]
        if members:
            trim = ("ZREMRANGEBYRANK", self._key, 0, -KEPT - 1)
            self._server.batch([("ZADD", self._key, "GT", *members), trim])

    def latest(self, limit: int) -> tuple[list[tuple[str, datetime]], datetime | None]:
        """Return the `limit` sources heard of last, newest first, and when the last of all others was."""
        reply = self._server.do("ZREVRANGE", self._key, 0, limit, "WITHSCORES")
        heard = [
            (str(one), datetime.fromtimestamp(float(at), UTC)) for one, at in zip(reply[::2], reply[1::2], strict=True)
        ]
        return heard[:limit], heard[limit][1] if len(heard) > limit else None
