"""Requests that go out: to the checked address, in bounded time and bytes, following nothing."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
import trustme

from services.runtime.egress import Egress, EgressFailed, Failure
from services.runtime.errors import EgressRefused

Serve = Callable[[socket.socket], None]
LOOPBACK = ["127.0.0.0/8"]
BOUND = 0.6
"""Seconds in all that a hostile receiver gets; the tests below only say that it ends, not when exactly."""


class Listener:
    """Answers each connection with what a test wants, and counts them."""

    def __init__(self, serve: Serve, tls: ssl.SSLContext | None = None) -> None:
        self._serve, self._tls = serve, tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        self.requests: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                self.requests.append(connection.recv(65_536))
                self._serve(connection)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    opened: list[Listener] = []

    def start(serve: Serve, tls: ssl.SSLContext | None = None) -> Listener:
        opened.append(Listener(serve, tls))
        return opened[-1]

    yield start
    for listener in opened:
        listener.close()


def ok(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 2\r\n\r\nhi")


def for_ever(first: bytes, piece: bytes, pause: float = 0.0) -> Serve:
    def serve(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return serve


def test_the_answer_comes_back_with_names_in_lower_case(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    answer = Egress(allow=LOOPBACK).request(
        "POST", f"http://127.0.0.1:{listener.port}/a?b=c", headers={"webhook-id": "m"}, body=b"{}"
    )
    assert (answer.status, answer.body, answer.truncated, answer.headers["x-a"]) == (200, b"hi", False, "b")
    sent = listener.requests[0]
    assert sent.startswith(b"POST /a?b=c HTTP/1.1\r\n")
    assert b"webhook-id: m\r\n" in sent
    assert b"cookie" not in sent.lower()


def test_the_name_stays_in_the_host_header_with_its_port(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.1"])
    egress.request("GET", f"http://hook.example.com:{listener.port}/")
    assert f"Host: hook.example.com:{listener.port}\r\n".encode() in listener.requests[0]


def test_a_redirect_is_returned_and_not_followed(listen: Callable[..., Listener]) -> None:
    def away(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n")

    listener = listen(away)
    answer = Egress(allow=LOOPBACK).request("POST", f"http://127.0.0.1:{listener.port}/", body=b"")
    assert (answer.status, listener.connections) == (302, 1)


def test_no_proxy_is_taken_from_the_environment(
    listen: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, listener = listen(ok), listen(ok)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.1"])
    egress.request("GET", f"http://hook.example.com:{listener.port}/")
    assert (proxy.connections, listener.connections) == (0, 1)


def test_a_refused_request_opens_no_connection(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    with pytest.raises(EgressRefused, match="TOCSIN_EGRESS_ALLOW"):
        Egress().request("POST", f"http://127.0.0.1:{listener.port}/", body=b"")
    assert listener.connections == 0


def test_a_name_that_turns_private_between_check_and_request_is_refused(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    egress = Egress(resolve=lambda host, port: next(answers))
    egress.check(f"http://hook.example.com:{listener.port}/")
    with pytest.raises(EgressRefused, match="loopback"):
        egress.request("POST", f"http://hook.example.com:{listener.port}/", body=b"")
    assert listener.connections == 0


def test_a_name_is_resolved_once_a_request_and_connected_where_it_was_checked(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    asked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    Egress(allow=["127.0.0.1/32"], resolve=changing).request("GET", f"http://hook.example.com:{listener.port}/")
    assert (asked, listener.connections) == (["hook.example.com"], 1)


def test_a_later_address_is_tried_when_the_first_refuses(listen: Callable[..., Listener]) -> None:
    listener = listen(ok)
    egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert egress.request("GET", f"http://hook.example.com:{listener.port}/").status == 200


STATUS = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("serve", "status"),
    [
        pytest.param(for_ever(b"", b"", 0.05), None, id="says nothing"),
        pytest.param(for_ever(b"H", b"T", 0.05), None, id="drips its status line"),
        pytest.param(for_ever(STATUS, b"X: y\r\n", 0.05), None, id="drips its headers"),
        pytest.param(for_ever(STATUS + b"X: ", b"y", 0.05), None, id="drips one header"),
        pytest.param(for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), None, id="continues for ever"),
        pytest.param(for_ever(STATUS + b"\r\n", b"x", 0.05), 200, id="drips its body"),
        pytest.param(for_ever(STATUS + b"Content-Length: 99\r\n\r\n", b"", 0.05), 200, id="never ends its body"),
        pytest.param(
            for_ever(STATUS + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05), 200, id="drips chunks"
        ),
        pytest.param(for_ever(STATUS + b"\r\n", b"x" * 65_536), 200, id="streams for ever"),
        pytest.param(
            for_ever(STATUS + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
            200,
            id="streams chunks for ever",
        ),
        pytest.param(
            for_ever(STATUS + b"Content-Length: 1073741824\r\n\r\n", b"x" * 65_536), 200, id="sends a gigabyte"
        ),
        pytest.param(
            for_ever(STATUS + b"Content-Encoding: gzip\r\n\r\n", b"\x1f\x8b" * 999), 200, id="sends a zip bomb"
        ),
    ],
)
def test_a_receiver_without_end_is_cut_off(listen: Callable[..., Listener], serve: Serve, status: int | None) -> None:
    listener = listen(serve)
    egress = Egress(allow=LOOPBACK, total=BOUND)
    url = f"http://127.0.0.1:{listener.port}/"
    if status is None:
        with pytest.raises(EgressFailed) as caught:
            egress.request("POST", url, body=b"")
        assert caught.value.failure is Failure.TIMEOUT
    else:
        answer = egress.request("POST", url, body=b"", keep=20_000)
        assert (answer.status, answer.truncated, len(answer.body) <= 20_000) == (200, True, True)


def test_a_flood_of_headers_is_refused(listen: Callable[..., Listener]) -> None:
    for flood in (for_ever(STATUS, b"X: y\r\n"), for_ever(STATUS + b"X: ", b"y" * 65_536)):
        listener = listen(flood)
        with pytest.raises(EgressFailed):
            Egress(allow=LOOPBACK, total=5).request("POST", f"http://127.0.0.1:{listener.port}/", body=b"")


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    def hang(host: str, port: int) -> list[str]:
        time.sleep(5)
        return []

    with pytest.raises(EgressFailed) as caught:
        Egress(resolve=hang, total=0.1).request("GET", "http://hook.example.com/")
    assert caught.value.failure is Failure.DNS


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def slam(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def test_what_went_wrong_is_named(listen: Callable[..., Listener]) -> None:
    egress = Egress(allow=LOOPBACK, total=2)
    broken, garbled = listen(slam), listen(lambda connection: connection.sendall(b"220 mail ready\r\n"))
    cases = [
        (f"http://127.0.0.1:{closed_port()}/", {Failure.REFUSED}),
        (f"http://127.0.0.1:{broken.port}/", {Failure.CONNECTION}),
        (f"http://127.0.0.1:{garbled.port}/", {Failure.CONNECTION, Failure.PROTOCOL}),
        (f"https://127.0.0.1:{garbled.port}/", {Failure.TLS}),
        ("http://no-such-host.invalid/", {Failure.DNS}),
    ]
    for url, expected in cases:
        with pytest.raises(EgressFailed) as caught:
            egress.request("POST", url + "?key=secret", body=b"")
        assert caught.value.failure in expected
        assert "secret" not in str(caught.value)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


def served(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_tls_is_verified_for_the_name(listen: Callable[..., Listener], authority: trustme.CA) -> None:
    listener = listen(ok, served(authority, "hook.example.com"))
    with authority.cert_pem.tempfile() as file:
        egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.1"], ca_file=file)
        assert egress.request("POST", f"https://hook.example.com:{listener.port}/", body=b"").status == 200
        with pytest.raises(EgressFailed) as caught:
            egress.request("POST", f"https://other.example.com:{listener.port}/", body=b"")
    assert caught.value.failure is Failure.TLS


def test_an_unknown_authority_is_not_trusted(listen: Callable[..., Listener], authority: trustme.CA) -> None:
    listener = listen(ok, served(authority, "hook.example.com"))
    egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(EgressFailed, match="not safe") as caught:
        egress.request("POST", f"https://hook.example.com:{listener.port}/", body=b"")
    assert caught.value.failure is Failure.TLS


def test_tls_that_drips_is_cut_off(listen: Callable[..., Listener], authority: trustme.CA) -> None:
    listener = listen(for_ever(STATUS + b"X: ", b"y", 0.05), served(authority, "hook.example.com"))
    with authority.cert_pem.tempfile() as file:
        egress = Egress(allow=LOOPBACK, resolve=lambda host, port: ["127.0.0.1"], ca_file=file, total=BOUND)
        with pytest.raises(EgressFailed) as caught:
            egress.request("POST", f"https://hook.example.com:{listener.port}/", body=b"")
    assert caught.value.failure is Failure.TIMEOUT


def test_many_requests_leave_no_descriptor_open(listen: Callable[..., Listener]) -> None:
    import os

    listener = listen(ok)
    egress = Egress(allow=LOOPBACK)
    egress.request("GET", f"http://127.0.0.1:{listener.port}/")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(30):
        egress.request("GET", f"http://127.0.0.1:{listener.port}/")
    time.sleep(0.1)
    assert len(os.listdir("/proc/self/fd")) <= before + 3
