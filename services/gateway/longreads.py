"""Answers that take in the whole log: how many are worked at at once, so that they cannot crowd out all others."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from services.gateway.errors import problem

RETRY_SECONDS: Final = 5
"""After so long a client that was refused may ask again."""


class LongReads:
    """The places for such answers in one process."""

    def __init__(self, most: int) -> None:
        """Make them.

        Args:
            most: How many answers are worked at at once.
        """
        self._most = most
        self._free = threading.BoundedSemaphore(most)

    def take(self) -> Callable[[], None]:
        """Take a place, and return what gives it back; calling that twice does no harm.

        Raises:
            Problem: All places are taken: 503, with the time after which to ask again.
        """
        if not self._free.acquire(blocking=False):
            raise problem(
                503,
                "too_many_long_reads",
                f"{self._most} requests that take in the whole log are being answered already",
                do=f"try again in {RETRY_SECONDS} seconds; the operator may allow more in TOCSIN_MAX_LONG_READS",
                headers={"Retry-After": str(RETRY_SECONDS)},
            )
        given = threading.Lock()

        def give_back() -> None:
            if given.acquire(blocking=False):
                self._free.release()

        return give_back

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place for as long as the block lasts. Raises as `take`."""
        give_back = self.take()
        try:
            yield
        finally:
            give_back()


class LongAnswer(StreamingResponse):
    """Gives its place back however it ends, also where its client left before the first piece."""

    def __init__(
        self, pieces: Iterable[bytes], give_back: Callable[[], None], *, media_type: str, headers: Mapping[str, str]
    ) -> None:
        super().__init__(pieces, media_type=media_type, headers=dict(headers))
        self._give_back = give_back

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._give_back()
