"""Reads views: what the alert worker wrote for everybody to see."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from services.eventlog.keys import Keys
from services.eventlog.ordered import Mark, Page, walk
from services.runtime.server import Server

Row = dict[str, Any]


class ViewReader:
    """The views of one workspace."""

    def __init__(self, server: Server, workspace: str) -> None:
        self._server = server
        self._keys = Keys(workspace)

    def row(self, table: str, key: str) -> Row | None:
        """Return one row, or None."""
        text = self._server.do("HGET", self._keys.view(table), key)
        return None if text is None else dict(json.loads(text))

    def table(self, table: str) -> dict[str, Any]:
        """Return a whole small table: key to decoded value."""
        rows: dict[str, str] = self._server.do("HGETALL", self._keys.view(table))
        return {key: json.loads(text) for key, text in sorted(rows.items())}

    def newest(
        self, table: str, limit: int, after: Mark | None = None, fits: Callable[[Row], bool] = lambda row: True
    ) -> Page[Row]:
        """Return up to `limit` rows that fit, highest score first, below `after`; see `ordered.walk`."""

        def fetch(keys: Sequence[str]) -> list[Row | None]:
            texts = self._server.do("HMGET", self._keys.view(table), *keys)
            return [None if text is None else json.loads(text) for text in texts]

        return walk(self._server, self._keys.view_order(table), fetch, limit=limit, after=after, fits=fits)
