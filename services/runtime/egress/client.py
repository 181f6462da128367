"""Sends requests out, and only where they may go."""

import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import certifi
import requests
from urllib3.exceptions import HTTPError

from services.runtime.egress.connection import GuardedAdapter
from services.runtime.egress.failure import EgressFailed, Failure
from services.runtime.egress.gate import Gate, Resolve, system_resolve
from services.runtime.egress.url import parse
from services.runtime.egress.watchdog import Watch, Watchdog
from services.runtime.errors import EgressRefused

TOTAL_SECONDS: Final = 15.0
"""A request takes no longer than this in all: name, connection, TLS, headers and body."""
CONNECT_SECONDS: Final = 5.0
"""Opening one connection takes no longer than this."""
KEPT_BYTES: Final = 20_000
"""Bytes of an answer that are read and kept."""
_CHUNK: Final = 8_192


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP status; a redirect is returned, not followed.
        headers: By name in lower case.
        body: The first bytes, as they came over the line.
        truncated: True when the body was longer, or did not end in time.
        seconds: From the start to the end of reading.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    seconds: float


class Egress:
    """The way out. Safe to use from many threads."""

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        total: float = TOTAL_SECONDS,
        connect: float = CONNECT_SECONDS,
        resolve: Resolve = system_resolve,
        ca_file: str | None = None,
        user_agent: str = "Tocsin",
    ) -> None:
        """Make a way out.

        Args:
            allow: Networks (CIDR) that requests may go to although they are not public.
            total: Seconds that a request takes at most, in all.
            connect: Seconds that opening one connection takes at most.
            resolve: Gives the addresses of a name.
            ca_file: Certificates to trust in place of the public ones.
            user_agent: What the service calls itself.
        """
        self.total = total
        self._gate = Gate(allow, connect, resolve)
        self._tls = ssl.create_default_context(cafile=ca_file or certifi.where())
        self._agent = user_agent
        self._watchdog = Watchdog()

    def check(self, url: str) -> None:
        """Refuse a url that no request would be sent to. A name that cannot be resolved now is not refused.

        Raises:
            EgressRefused: The spelling, the port or an address of it is not allowed; the message says why.
        """
        target = parse(url)
        with suppress(EgressFailed):
            self._gate.addresses(target, time.monotonic() + CONNECT_SECONDS)

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        keep: int = KEPT_BYTES,
        total: float | None = None,
    ) -> Answer:
        """Send a request and read the beginning of its answer.

        Args:
            method: GET, POST ...
            url: Where to.
            headers: Sent along; never repeated in an error.
            body: The bytes to send.
            keep: Bytes of the answer to read at most.
            total: Seconds in all, in place of the usual.

        Raises:
            EgressRefused: The request may not be sent; nothing was connected to.
            EgressFailed: No answer came: its `failure` says why.
        """
        started = time.monotonic()
        deadline = started + (self.total if total is None else total)
        target = parse(url)
        sent = {"User-Agent": self._agent, "Accept-Encoding": "identity", "Connection": "close", **(headers or {})}
        try:
            prepared = requests.Request(method, url, headers=sent, data=body).prepare()
        except (requests.RequestException, ValueError) as error:
            raise EgressRefused(f"the request cannot be written: {type(error).__name__}") from None
        watches: list[Watch] = []

        def opener() -> socket.socket:
            connection = self._gate.open(target, deadline)
            watches.append(self._watchdog.watch(connection, deadline))
            return connection

        adapter = GuardedAdapter(target, opener, self._tls)
        try:
            return self._exchange(adapter, prepared, watches, keep, started, deadline)
        finally:
            for watch in watches:
                watch.release()

    def close(self) -> None:
        """Cut off what is under way."""
        self._watchdog.close()

    def _exchange(
        self,
        adapter: GuardedAdapter,
        prepared: requests.PreparedRequest,
        watches: list[Watch],
        keep: int,
        started: float,
        deadline: float,
    ) -> Answer:
        left = max(deadline - time.monotonic(), 0.001)
        try:
            response = adapter.send(prepared, stream=True, timeout=(left, left), verify=True)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _failed(error, cut=_was_cut(watches)) from None
        try:
            # A connection that was cut within its headers looks like one whose headers ended there.
            if _was_cut(watches):
                raise EgressFailed(Failure.TIMEOUT, "the answer's headers did not come in time")
            body, more = _beginning(response.raw, keep)
            truncated = more or _was_cut(watches)
            names = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, names, body, truncated, time.monotonic() - started)
        finally:
            response.close()


def _was_cut(watches: list[Watch]) -> bool:
    return any(watch.cut for watch in watches)


def _beginning(raw: Any, keep: int) -> tuple[bytes, bool]:
    read = bytearray()
    try:
        while len(read) <= keep:
            chunk = raw.read1(_CHUNK, decode_content=False)
            if not chunk:
                return bytes(read), False
            read += chunk
    except (HTTPError, OSError, ValueError):
        # The status stands; only the end of the body is missing.
        return bytes(read[:keep]), True
    return bytes(read[:keep]), True


def _failed(error: Exception, *, cut: bool) -> EgressFailed:
    # The library's messages may repeat the url with its query, so only the kind of error is told.
    name = type(error).__name__
    if cut or isinstance(error, requests.Timeout | TimeoutError):
        return EgressFailed(Failure.TIMEOUT, "the answer did not come in time")
    if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
        return EgressFailed(Failure.TLS, f"the connection is not safe: {_tls_reason(error)}")
    if isinstance(error, requests.ConnectionError | OSError):
        return EgressFailed(Failure.CONNECTION, f"the connection broke off ({name})")
    return EgressFailed(Failure.PROTOCOL, f"the answer is no HTTP ({name})")


def _tls_reason(error: BaseException) -> str:
    inner: Any = error
    while inner is not None and not isinstance(inner, ssl.SSLError):
        inner = getattr(inner, "reason", None) or next((arg for arg in inner.args if isinstance(arg, Exception)), None)
    verify = getattr(inner, "verify_message", "")
    return str(verify or getattr(inner, "reason", "") or "TLS failed")
