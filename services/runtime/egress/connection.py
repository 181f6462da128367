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

from services.runtime.egress.url import DEFAULT_PORTS

Open = Callable[[str, int], socket.socket]
"""Opens a connection to a host and port, or raises."""


class _PlainConnection(HTTPConnection):
    def __init__(self, *args: Any, opener: Open, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opener = opener

    def _new_conn(self) -> socket.socket:
        return self._opener(self.host, self.port)


class _TlsConnection(HTTPSConnection):
    def __init__(self, *args: Any, opener: Open, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opener = opener

    def _new_conn(self) -> socket.socket:
        return self._opener(self.host, self.port)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class GuardedAdapter(HTTPAdapter):
    """Sends one request over one connection that `opener` makes.

    It is used without a `requests.Session`, so there is no redirect, no cookie, no .netrc and no environment.
    """

    def __init__(self, opener: Open, tls: ssl.SSLContext) -> None:
        super().__init__(max_retries=0)
        self._opener = opener
        self._tls = tls

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,
        proxies: Mapping[str, str] | None = None,
        cert: Any = None,
    ) -> Any:
        """Return a pool for this request alone; proxies are never used."""
        place, _ = self.build_connection_pool_key_attributes(request, True, None)
        # A port must be given: without one, the end of an IPv6 address would be taken for it.
        host, port = place["host"], place["port"] or DEFAULT_PORTS[place["scheme"]]
        if place["scheme"] == "https":
            return _TlsPool(host, port, maxsize=1, opener=self._opener, ssl_context=self._tls)
        return _PlainPool(host, port, maxsize=1, opener=self._opener)

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the pool as it is: its TLS context verifies already, and reading the CA file again costs 10 ms."""
