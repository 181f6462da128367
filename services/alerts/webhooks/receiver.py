"""A local receiver of webhooks: checks every signature, tells what came. For the demo, for trying out, for tests.

It can be told to fail, to be slow or to answer with a status, so that retries can be watched.
"""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from services.runtime.errors import SettingsError, UsageError

MOST_BYTES: Final = 1_000_000
"""Bytes of a body that are read at most."""

Verify = Callable[[bytes, Mapping[str, str]], None]
"""Raises when a body does not go with its headers."""


@dataclass(frozen=True, slots=True)
class Received:
    """One request that came.

    Attributes:
        id: The webhook-id.
        verified: True when the signature is right.
        again: True when a message of this id was taken before.
        status: What was answered.
        payload: The body as JSON; None when it is not.
        body: The body.
        headers: By name in lower case.
    """

    id: str
    verified: bool
    again: bool
    status: int
    payload: Any
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a receiver answers.

    Attributes:
        status: Answered to a message that is taken.
        fail_rate: Share of requests, 0 to 1, that are answered with 500 instead.
        slow: Seconds before an answer.
        retry_after: Sent as Retry-After with every answer that is not 2xx.
        text: Body of every answer that is not 2xx.
    """

    status: int = 200
    fail_rate: float = 0.0
    slow: float = 0.0
    retry_after: str | None = None
    text: str = "not taken\n"


def public_verifier(secret: str) -> Verify:
    """Return the check of the public `standardwebhooks` package.

    Raises:
        UsageError: The package is not installed.
    """
    try:
        from standardwebhooks import Webhook
    except ImportError:
        raise UsageError(
            "the package standardwebhooks is not installed; get it with: pip install tocsin[demo]"
        ) from None
    webhook = Webhook(secret)

    def verify(body: bytes, headers: Mapping[str, str]) -> None:
        # The package reads the body as JSON once the signature was found right; CAP is none.
        with suppress(json.JSONDecodeError):
            webhook.verify(body, dict(headers))

    return verify


class Receiver:
    """An HTTP receiver on this machine, serving from threads."""

    def __init__(
        self,
        verify: Verify | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        behaviour: Behaviour | None = None,
        told: Callable[[Received], None] = lambda received: None,
        source: random.Random | None = None,
    ) -> None:
        """Make a receiver; it listens at once, so that its url is known before its secret is.

        Args:
            verify: Checks a message; it can be set later, before the first message comes. Without one nothing is
                taken.
            host: Address to listen on.
            port: Port; 0 takes a free one.
            behaviour: How to answer.
            told: Called with each request, from the thread that serves it.
            source: Decides which requests fail.

        Raises:
            SettingsError: The port cannot be used.
        """
        self.verify = verify
        self.behaviour = behaviour or Behaviour()
        #: Requests by outcome: taken, again, failed, unverified.
        self.counts: Counter[str] = Counter()
        self._told = told
        self._random = source or random.Random(0)  # noqa: S311  picks which answers fail, guards nothing
        self._ids: set[str] = set()
        self._lock = threading.Lock()
        try:
            self._server = _Server((host, port), _handler(self))
        except OSError as error:
            raise SettingsError(f"cannot listen on {host}:{port} ({error.strerror}); choose another port") from None
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="receiver", daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def start(self) -> "Receiver":
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join(timeout=5)
        self._server.server_close()

    def take(self, body: bytes, headers: Mapping[str, str]) -> Received:
        """Decide on one request."""
        behaviour = self.behaviour
        if behaviour.slow:
            time.sleep(behaviour.slow)
        name, verified = headers.get("webhook-id", ""), self._verified(body, headers)
        with self._lock:
            failing = behaviour.fail_rate > 0 and self._random.random() < behaviour.fail_rate
            status = 401 if not verified else 500 if failing else behaviour.status
            taken = 200 <= status < 300
            again = taken and name in self._ids
            if taken:
                self._ids.add(name)
            outcome = "again" if again else "taken" if taken else "failed" if verified else "unverified"
            self.counts[outcome] += 1
        received = Received(name, verified, again, status, _json(body), body, headers)
        self._told(received)
        return received

    def _verified(self, body: bytes, headers: Mapping[str, str]) -> bool:
        if self.verify is None:
            return False
        try:
            self.verify(body, headers)
        except Exception:  # noqa: BLE001  the public verifier raises several kinds, ValueError among them
            return False
        return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        # Status line, headers and body leave in one packet.
        wbufsize = -1
        timeout = 60

        def do_POST(self) -> None:
            try:
                length = min(int(self.headers.get("Content-Length", "0")), MOST_BYTES)
                body = self.rfile.read(length)
                if len(body) < length:
                    # The sender died while it wrote; nothing was said, and it will say it again.
                    self.close_connection = True
                    return
                received = receiver.take(body, {name.lower(): value for name, value in self.headers.items()})
                self._answer(received.status)
            except (OSError, ValueError):
                self.close_connection = True

        def do_GET(self) -> None:
            self._answer(405)

        def _answer(self, status: int) -> None:
            text = b"" if status == 204 else b"ok\n" if status < 300 else receiver.behaviour.text.encode()
            self.send_response(status)
            if status >= 300 and receiver.behaviour.retry_after is not None:
                self.send_header("Retry-After", receiver.behaviour.retry_after)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: `told` does."""

        def finish(self) -> None:
            try:
                super().finish()
            except (TimeoutError, OSError):
                self.close_connection = True

    return Handler


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
