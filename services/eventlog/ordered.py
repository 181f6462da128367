"""Walks a sorted set from its highest score down, a page at a time, whatever is added at its top meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from services.runtime.server import Server

Item = TypeVar("Item")

CHUNK: Final = 200
"""Members fetched in one round trip."""
LOOKED_AT: Final = 20_000
"""Members that one page looks at, at most; a rare match is found by asking for the next page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the order: everything below it is still to be read."""

    score: float
    key: str


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Items, and where to read on; `next` is None when there is nothing below them."""

    rows: tuple[Item, ...]
    next: Mark | None


def walk(
    server: Server,
    order: str,
    fetch: Callable[[Sequence[str]], Sequence[Item | None]],
    *,
    limit: int,
    after: Mark | None = None,
    fits: Callable[[Item], bool] = lambda item: True,
) -> Page[Item]:
    """Return up to `limit` items that fit, highest score first, below `after`.

    A page may hold fewer items than asked for and still name a `next`: then many were looked at that did not fit.

    Args:
        server: The server.
        order: Key of the sorted set.
        fetch: Gives the items of some members, None for one that is gone.
        limit: How many at most.
        after: Where the page before ended.
        fits: True for an item that is asked for.
    """
    found: list[Item] = []
    looked, offset, mark = 0, 0, after
    while looked < LOOKED_AT:
        chunk = _chunk(server, order, after, offset)
        offset += len(chunk)
        below = [(key, score) for key, score in chunk if after is None or (score, key) < (after.score, after.key)]
        items = fetch([key for key, _ in below]) if below else ()
        for (key, score), item in zip(below, items, strict=True):
            mark = Mark(score, key)
            looked += 1
            if item is not None and fits(item):
                found.append(item)
                if len(found) == limit:
                    return Page(tuple(found), mark)
        if len(chunk) < CHUNK:
            return Page(tuple(found), None)
    return Page(tuple(found), mark)


def _chunk(server: Server, order: str, after: Mark | None, offset: int) -> list[tuple[str, float]]:
    # Members of one score stand in reverse order of their names, so (score, key) falls strictly along the set.
    top = "+inf" if after is None else repr(after.score)
    flat = server.do("ZREVRANGEBYSCORE", order, top, "-inf", "WITHSCORES", "LIMIT", offset, CHUNK)
    return [(str(key), float(score)) for key, score in zip(flat[::2], flat[1::2], strict=True)]
