"""The small HTTP server on which a worker shows its metrics and that it lives."""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app

from services.runtime.errors import SettingsError


class _Quiet(WSGIRequestHandler):
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
        server = make_server(host, port, app, handler_class=_Quiet)
    except OSError as error:
        raise SettingsError(
            f"metrics cannot be served on {host}:{port} ({error.strerror}); choose another TOCSIN_METRICS_PORT"
        ) from None
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return int(server.server_port)
