"""When each source was last heard of, so that a silent source is seen. Intake writes it."""

from datetime import UTC, datetime

from services.eventlog.keys import Keys
from services.runtime.server import Server


class LastHeard:
    """The sources of one workspace."""

    def __init__(self, server: Server, workspace: str) -> None:
        self._server = server
        self._key = f"{Keys(workspace).prefix}sources"

    def latest(self, limit: int) -> tuple[list[tuple[str, datetime]], datetime | None]:
        """Return the `limit` sources heard of last, newest first, and when the last of all others was."""
        reply = self._server.do("ZREVRANGE", self._key, 0, limit, "WITHSCORES")
        heard = [
            (str(one), datetime.fromtimestamp(float(at), UTC)) for one, at in zip(reply[::2], reply[1::2], strict=True)
        ]
        return heard[:limit], heard[limit][1] if len(heard) > limit else None
