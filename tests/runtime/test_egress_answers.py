"""Hostile answers of the name service, hostile redirects, names that look like others: each refused with its reason."""

import socket
import struct
import threading
from collections.abc import Iterator, Sequence

import idna
import pytest
from test_egress import Listener, listen  # noqa: F401  a fixture
from test_egress_urls import HOSTILE

from services.runtime.egress import Egress
from services.runtime.egress.addresses import SPECIAL
from services.runtime.errors import EgressRefused

PUBLIC = "93.184.216.34"

ANSWERS: dict[tuple[str, ...], str] = {
    # every special network: its first and its last address, as the only answer
    **{(str(net[0]),): "refused: .+ is " for net, _ in SPECIAL},
    **{(str(net[-1]),): "refused: .+ is " for net, _ in SPECIAL},
    # one private address among public ones, in every place
    (PUBLIC, "10.0.0.1"): "private",
    ("10.0.0.1", PUBLIC): "private",
    (PUBLIC, "8.8.8.8", "127.0.0.1"): "loopback",
    (PUBLIC, "::1"): "loopback",
    ("2606:2800::1", "fe80::1"): "link-local",
    ("2606:2800::1", "::ffff:10.0.0.1"): "private",
    (PUBLIC, "169.254.169.254"): "metadata",
    # an IPv4 address within an IPv6 one
    ("::ffff:192.168.0.1",): "private",
    ("::ffff:169.254.169.254",): "metadata",
    ("::10.0.0.1",): "IPv4-compatible",
    ("64:ff9b::10.0.0.1",): "NAT64",
    ("64:ff9b::169.254.169.254",): "metadata",
    ("2002:a00:1::",): "6to4",
    ("2001:0:4136:e378:8000:63bf:f5ff:fffe",): "Teredo",
    # metadata services of clouds
    ("169.254.170.2",): "metadata",
    ("169.254.170.23",): "metadata",
    ("168.63.129.16",): "metadata",
    ("100.100.100.200",): "metadata",
    ("fd00:ec2::254",): "metadata",
    ("fd20:ce::254",): "metadata",
    # what is no address
    ("127.1",): "no address",
    ("0x7f000001",): "no address",
    ("localhost",): "no address",
    ("fe80::1%eth0",): "refused",
}

LOOKALIKES = [
    "аpple.com",
    "gооgle.com",
    "paypаl.com",
    "mіcrosoft.com",
    "ѕlack.com",
    "αlpha.com",
    "арсе.com",
    "соре.com",
]

REDIRECTS = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://0x7f000001/",
    "http://2130706433/",
    "//127.0.0.1/",
    "///127.0.0.1",
    "/admin",
    "\\\\127.0.0.1\\",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_",
    "ftp://127.0.0.1/",
    "http://user:pass@127.0.0.1/",
    "https://example.com@127.0.0.1/",
    "http://10.0.0.1:8080/",
    "",
    "x" * 8_000,
]


def test_the_tables_hold_at_least_150_urls_answers_and_redirects() -> None:
    assert len(HOSTILE) + len(ANSWERS) + len(LOOKALIKES) + len(REDIRECTS) >= 150
    assert len(HOSTILE) + len(ANSWERS) >= 150


@pytest.mark.parametrize("answer", ANSWERS, ids=" ".join)
def test_a_name_that_leads_where_nothing_may_go_is_refused(answer: tuple[str, ...]) -> None:
    guard = Egress(resolve=lambda host, port: answer)
    for act in (guard.check, lambda url: guard.request("POST", url, body=b"")):
        with pytest.raises(EgressRefused, match=ANSWERS[answer]):
            act("https://hook.example.com/")


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_name_that_passes_for_another_is_refused_in_either_spelling(name: str) -> None:
    guard = Egress(resolve=lambda host, port: [PUBLIC])
    with pytest.raises(EgressRefused, match="ASCII"):
        guard.check(f"https://{name}/")
    with pytest.raises(EgressRefused, match="pass for another"):
        guard.check(f"https://{idna.encode(name).decode()}/")


@pytest.mark.parametrize("name", ["bücher.example", "пример.рф", "παράδειγμα.gr", "例え.jp", "москва.рф"])
def test_an_honest_international_name_passes(name: str) -> None:
    Egress(resolve=lambda host, port: [PUBLIC]).check(f"https://{idna.encode(name).decode()}/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", REDIRECTS, ids=lambda text: text[:30])
def test_no_redirect_is_followed(listen, status: int, location: str) -> None:  # noqa: F811
    def away(connection: socket.socket) -> None:
        head = f"HTTP/1.1 {status} Away\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
        connection.sendall(head.encode())

    listener: Listener = listen(away)
    answer = Egress(allow=["127.0.0.0/8"], total=2).request("POST", f"http://127.0.0.1:{listener.port}/", body=b"")
    assert (answer.status, listener.connections) == (status, 1)


class NameServer:
    """A name server on loopback that gives each query the next of its answers, with no time to live."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                query, client = self._socket.recvfrom(512)
            except OSError:
                return
            address = self._answers[min(self.asked, len(self._answers) - 1)]
            self.asked += 1
            head = query[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
            record = struct.pack(">HHHIH", 0xC00C, 1, 1, 0, 4) + socket.inet_aton(address)
            self._socket.sendto(head + query[12:] + record, client)

    def resolve(self, host: str, port: int) -> list[str]:
        """Ask it over the wire."""
        name = b"".join(bytes([len(part)]) + part.encode() for part in host.split(".")) + b"\0"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(2)
            asking.sendto(
                struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) + name + struct.pack(">HH", 1, 1),
                self._socket.getsockname(),
            )
            return [socket.inet_ntoa(asking.recv(512)[-4:])]

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def name_server() -> Iterator[NameServer]:
    server = NameServer([PUBLIC, "127.0.0.1"])
    yield server
    server.close()


def test_a_name_server_that_changes_its_answer_gains_nothing(listen, name_server: NameServer) -> None:  # noqa: F811
    listener: Listener = listen(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n"))
    guard = Egress(resolve=name_server.resolve)
    url = f"http://rebind.example.com:{listener.port}/"
    guard.check(url)
    for _ in range(3):
        with pytest.raises(EgressRefused, match="loopback"):
            guard.request("POST", url, body=b"")
    # Once for the check and once for each request: nothing is asked again between checking and connecting.
    assert (name_server.asked, listener.connections) == (4, 0)
