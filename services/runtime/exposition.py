"""The small HTTP server on which a worker shows its metrics and that it lives."""

import socket
from collections.abc import Callable, Iterable
from socketserver import TCPServer, ThreadingMixIn
from threading import Thread
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

from services.runtime.errors import SettingsError

IDLE_SECONDS: Final = 10.0
"""How long a connection may say nothing before it is closed."""


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each connection in a thread: one that is opened and says nothing must not hold up the health check."""

    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Quiet)

    def server_bind(self) -> None:
        # As HTTPServer does, without asking the resolver for our own name, which may take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]
        self.setup_environ()


class _Quiet(WSGIRequestHandler):
    timeout = IDLE_SECONDS

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a scrape every few seconds is no news."""


def expose(registry: CollectorRegistry, host: str, port: int, alive: Callable[[], bool]) -> int:
    """Serve `/metrics` and `/healthz` in a thread of their own and return the port (a free one for 0).

    Raises:
        SettingsError: The port cannot be used.
    """
    metrics = make_wsgi_app(registry)

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            body: Iterable[bytes] = metrics(environ, start_response)
            return body
        if path == "/healthz":
            well = alive()
            start_response("200 OK" if well else "503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b"ok\n" if well else b"not working\n"]
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"here are /metrics and /healthz\n"]

    try:
        server = _Server(host, port)
    except OSError as error:
        raise SettingsError(
            f"metrics cannot be served on {host}:{port} ({error.strerror}); choose another TOCSIN_METRICS_PORT"
        ) from None
    server.set_app(app)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return int(server.server_port)
