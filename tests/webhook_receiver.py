"""A real HTTP receiver for tests, which checks each signature with the public standardwebhooks package."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError


class Received:
    """What came in, and what of it was genuine."""

    def __init__(self) -> None:
        self.secret: str | None = None
        self.ids: Counter[str] = Counter()
        self.payloads: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[bytes, dict[str, str]]] = []
        self.forged = 0
        self._lock = threading.Lock()

    def take(self, body: bytes, headers: dict[str, str]) -> bool:
        """Check one request and remember it."""
        with self._lock:
            self.requests.append((body, headers))
            if self.secret is None or not verified(self.secret, body, headers):
                self.forged += 1
                return False
            self.ids[headers["webhook-id"]] += 1
            self.payloads[headers["webhook-id"]] = json.loads(body)
            return True


def verified(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    """True when the signature is right by the public package."""
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


@contextmanager
def receiver() -> Iterator[tuple[str, Received]]:
    """Run a receiver on a free port and give its url and what it got."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fine = received.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(204 if fine else 401)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", received
    finally:
        server.shutdown()
        server.server_close()
