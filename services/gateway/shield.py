"""The outermost layer: counts every request, and turns what nobody foresaw into an answer without a traceback."""

import asyncio
import logging
import secrets
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.errors import answer, problem
from services.gateway.metrics.registry import GatewayMetrics

DRAINED: Final = 32 * 1024 * 1024
"""Bytes of a body that nobody wants which are still taken from the wire, and thrown away."""
DRAIN_SECONDS: Final = 5.0
METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})

log = logging.getLogger(__name__)


class Shield:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp, metrics: GatewayMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        started = time.perf_counter()
        body = _Body(scope, receive)

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if status >= 400:
                    await body.drain()
                message["headers"] = [*message.get("headers", ()), (b"x-content-type-options", b"nosniff")]
            await send(message)

        try:
            await self._app(scope, body.receive, watched)
        except Exception:
            # The reference leads from the answer to this line of the log, which alone holds what happened.
            reference = secrets.token_hex(4)
            log.exception("request failed, reference %s", reference)
            if status:
                raise
            unforeseen = problem(500, "internal", f"something went wrong here; the log tells more under {reference}")
            await answer(unforeseen)(scope, body.receive, watched)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._metrics.answered(method, _route(scope), status or 500, time.perf_counter() - started)


def _route(scope: Scope) -> str:
    # A path as it was sent has no bound; the template of the route that took it has.
    return str(getattr(scope.get("route"), "path", "unmatched"))


class _Body:
    """A body on its way in, of which the rest can be thrown away."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        headers = dict(scope["headers"])
        # Who asks before sending (Expect: 100-continue) has sent nothing as long as nothing was read.
        self._over = headers.get(b"expect", b"").lower() == b"100-continue"
        self._receive = receive

    async def receive(self) -> Message:
        """Give the next part."""
        self._over = True
        message = await self._receive()
        self._over = message["type"] == "http.disconnect" or not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Take in what is still coming, to a bound: a sender cut off in the middle of sending never sees the answer."""
        taken = 0
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                while not self._over and taken < DRAINED:
                    taken += len((await self.receive()).get("body", b""))
        except TimeoutError:
            return
