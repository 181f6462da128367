"""Ties requests and urllib3 to the guard: the one place where a connection is opened asks it for the socket.

The pool keeps the url's name, so TLS is verified for the name, and the Host header holds name and port.
"""

import socket
import ssl
from collections.abc import Callable, Mapping
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from services.runtime.egress.url import Target

Open = Callable[[], socket.socket]
"""Opens the connection of one request, or raises."""


class _PlainConnection(HTTPConnection):
    def __init__(self, *args: Any, opener: Open, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opener = opener

    def _new_conn(self) -> socket.socket:
        return self._opener()


class _TlsConnection(HTTPSConnection):
    def __init__(self, *args: Any, opener: Open, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opener = opener

    def _new_conn(self) -> socket.socket:
        return self._opener()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class GuardedAdapter(HTTPAdapter):
    """Sends one request to one target, over a connection that `opener` makes.

    It is used without a `requests.Session`, so there is no redirect, no cookie, no .netrc and no environment. What the
    library makes of the url's host is never asked: name, port and connection are those that were checked.
    """

    def __init__(self, target: Target, opener: Open, tls: ssl.SSLContext) -> None:
        super().__init__(max_retries=0)
        self._target = target
        self._opener = opener
        self._tls = tls

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make none: each request has a pool of its own."""

    def close(self) -> None:
        """Nothing is held: the pool's connection is closed with the answer."""

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,
        proxies: Mapping[str, str] | None = None,
        cert: Any = None,
    ) -> Any:
        """Return a pool for this request alone; proxies are never used."""
        # The port is always given: without one, the end of an IPv6 address would be taken for it.
        host, port = self._target.host, self._target.port
        if self._target.scheme == "https":
            return _TlsPool(host, port, maxsize=1, opener=self._opener, ssl_context=self._tls)
        return _PlainPool(host, port, maxsize=1, opener=self._opener)

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the pool as it is: its TLS context verifies already, and reading the CA file again costs 10 ms."""
