"""The outermost layer: counts every request, and turns what nobody foresaw into an answer without a traceback."""

import logging
import secrets
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.errors import answer, problem
from services.gateway.metrics.registry import GatewayMetrics

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

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-content-type-options", b"nosniff")]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            # The reference leads from the answer to this line of the log, which alone holds what happened.
            reference = secrets.token_hex(4)
            log.exception("request failed, reference %s", reference)
            if status:
                raise
            unforeseen = problem(500, "internal", f"something went wrong here; the log tells more under {reference}")
            await answer(unforeseen)(scope, receive, watched)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._metrics.answered(method, _route(scope), status or 500, time.perf_counter() - started)


def _route(scope: Scope) -> str:
    # A path as it was sent has no bound; the template of the route that took it has.
    return str(getattr(scope.get("route"), "path", "unmatched"))
