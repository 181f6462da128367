"""Reads views: what the alert worker wrote for everybody to see."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from services.eventlog.keys import Keys
from services.runtime.server import Server

Row = dict[str, Any]

CHUNK: Final = 200
"""Rows fetched in one round trip."""
LOOKED_AT: Final = 20_000
"""Rows that one page looks at, at most; a rare match is found by asking for the next page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the order of a table: everything behind it is still to be read."""

    score: float
    key: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and where to read on; `next` is None when there is nothing behind them."""

    rows: tuple[Row, ...]
    next: Mark | None


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
    ) -> Page:
        """Return up to `limit` rows that fit, highest score first, behind `after`.

        A page may hold fewer rows than asked for and still name a `next`: then many rows were looked at that did
        not fit.
        """
        found: list[Row] = []
        looked, offset, mark = 0, 0, after
        while looked < LOOKED_AT:
            chunk = self._chunk(table, after, offset)
            offset += len(chunk)
            behind = [(key, score) for key, score in chunk if after is None or (score, key) < (after.score, after.key)]
            texts = self._server.do("HMGET", self._keys.view(table), *(key for key, _ in behind)) if behind else []
            for (key, score), text in zip(behind, texts, strict=True):
                mark = Mark(score, key)
                looked += 1
                row = None if text is None else json.loads(text)
                if row is not None and fits(row):
                    found.append(row)
                    if len(found) == limit:
                        return Page(tuple(found), mark)
            if len(chunk) < CHUNK:
                return Page(tuple(found), None)
        return Page(tuple(found), mark)

    def _chunk(self, table: str, after: Mark | None, offset: int) -> list[tuple[str, float]]:
        # Rows of one score stand in reverse order of their keys, so (score, key) falls strictly along the table.
        top = "+inf" if after is None else repr(after.score)
        order = self._keys.view_order(table)
        flat = self._server.do("ZREVRANGEBYSCORE", order, top, "-inf", "WITHSCORES", "LIMIT", offset, CHUNK)
        return [(str(key), float(score)) for key, score in zip(flat[::2], flat[1::2], strict=True)]
