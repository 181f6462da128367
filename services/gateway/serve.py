"""Runs the HTTP service in this process until a signal stops it."""

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from services.gateway.app import make_app
from services.gateway.protocol import BoundedHeadProtocol
from services.runtime.errors import SettingsError
from services.runtime.heartbeats import Heartbeats, keep_beating
from services.runtime.settings import Settings
from services.runtime.worker import Surroundings

GRACE_SECONDS: Final = 2
"""How long open requests may go on after a stop; without a bound a client that holds on would hold up the stop."""
KEEP_ALIVE_SECONDS: Final = 15
PROBES: Final = ("/healthz", "/readyz", "/metrics")
BACKLOG: Final = 2_048

log = logging.getLogger(__name__)


def serve(
    settings: Settings,
    around: Surroundings,
    *,
    disk: Path | None,
    clock: Callable[[], datetime],
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Answer requests until SIGTERM or SIGINT.

    Args:
        settings: What the service was told.
        around: Server, waker, metrics registry and identity of this process.
        disk: The folder whose disk must keep room; None where it is not ours to see.
        clock: Gives the time, aware.
        ready: Told the url once it answers.

    Raises:
        SettingsError: The address or port cannot be used.
    """
    logging.getLogger("uvicorn.access").addFilter(_is_news)
    app = make_app(settings, around.server, clock, wake=around.waker.wake, registry=around.registry, disk=disk)
    gateway = Gateway(app, settings.host, settings.port, ready, stopping=app.state.streams.end)
    over = threading.Event()
    keep_beating(Heartbeats(around.server, around.prefix), "gateway", around.identity, clock, over)
    try:
        gateway.serve_until_stopped()
    finally:
        over.set()


def _is_news(record: logging.LogRecord) -> bool:
    """False for the access line of a probe that went well: a scrape every few seconds is no news."""
    parts = record.args
    return not (isinstance(parts, tuple) and len(parts) == 5 and parts[2] in PROBES and parts[4] == 200)


class Gateway(uvicorn.Server):
    """One HTTP service on one port."""

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        port: int,
        ready: Callable[[str], None] = lambda url: None,
        stopping: Callable[[], None] = lambda: None,
    ) -> None:
        """Make the service; `ready` is called with its url once it answers.

        Args:
            app: What answers.
            host: Address to bind to.
            port: Port to bind to; a free one for 0.
            ready: Told the url.
            stopping: Told when it begins to stop, so that what would go on for ever ends.

        Raises:
            SettingsError: The address or port cannot be used.
        """
        super().__init__(
            uvicorn.Config(
                app,
                # The plain parser, so that no package that happens to be there changes how requests are read.
                http=BoundedHeadProtocol,
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
                h11_max_incomplete_event_size=64 * 1024,
            )
        )
        self._socket = _listen(host, port)
        self._ready = ready
        self._stopping = stopping

    @property
    def url(self) -> str:
        """Where it answers, for somebody on this machine."""
        host, port = self._socket.getsockname()[:2]
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def serve_until_stopped(self) -> None:
        """Answer requests until SIGTERM, SIGINT or `stop`."""
        # What uvicorn tells of its own start and end is told by the supervisor; its access lines stay.
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        try:
            self.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End, from any thread; open requests get `GRACE_SECONDS`."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start answering, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop answering."""
        self._stopping()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal, and do not send it to ourselves again afterwards, so that a clean stop exits with 0."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(number: int, frame: FrameType | None) -> None:
            self.stop()

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
        # Accepted connections inherit this. asyncio sets it only on sockets that were made with a protocol number, and
        # without it each answer waits 40 ms for the client to acknowledge its head.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        raise SettingsError(
            f"the HTTP service cannot use {host}:{port} ({error.strerror}); choose another TOCSIN_HOST or TOCSIN_PORT"
        ) from None
