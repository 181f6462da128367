"""Hostile urls: each is refused by its spelling or by where it leads."""

from ipaddress import ip_address

import pytest
from AntiSSRF.antissrf_policy import AntiSSRFPolicy, PolicyConfigOptions
from hypothesis import example, given
from hypothesis import strategies as st

from services.runtime.egress import Egress
from services.runtime.egress.addresses import SPECIAL, refusal
from services.runtime.egress.url import parse
from services.runtime.errors import EgressRefused

HOSTILE = {
    # loopback, private and special addresses as they are
    "http://127.0.0.1/": "loopback",
    "http://127.8.9.10:8080/": "loopback",
    "http://0.0.0.0/": "this host",
    "http://10.0.0.1/": "private",
    "http://172.16.0.1/": "private",
    "http://172.31.255.255/": "private",
    "http://192.168.1.1/": "private",
    "http://100.64.0.1/": "carrier",
    "http://169.254.1.1/": "link-local",
    "http://192.0.0.1/": "protocols",
    "http://192.0.2.1/": "documentation",
    "http://192.31.196.1/": "AS112",
    "http://192.52.193.1/": "multicast tunnels",
    "http://192.88.99.1/": "6to4 relay",
    "http://192.175.48.1/": "AS112",
    "http://198.18.0.1/": "benchmarks",
    "http://198.51.100.1/": "documentation",
    "http://203.0.113.1/": "documentation",
    "http://224.0.0.1/": "multicast",
    "http://240.0.0.1/": "reserved",
    "http://255.255.255.255/": "reserved",
    # metadata services
    "http://169.254.169.254/latest/meta-data/": "metadata",
    "http://169.254.170.2/v2/credentials": "metadata",
    "http://168.63.129.16/": "metadata",
    "http://100.100.100.200/": "metadata",
    "http://192.0.0.192/": "metadata",
    "http://[fd00:ec2::254]/": "metadata",
    "http://[::ffff:169.254.169.254]/": "metadata",
    "http://[64:ff9b::a9fe:a9fe]/": "metadata",
    "http://[2002:a9fe:a9fe::1]/": "metadata",
    # IPv6
    "http://[::]/": "unspecified",
    "http://[::1]/": "loopback",
    "http://[0:0:0:0:0:0:0:1]:8080/": "loopback",
    "http://[::ffff:127.0.0.1]/": "loopback",
    "http://[::ffff:7f00:1]/": "loopback",
    "http://[::127.0.0.1]/": "IPv4-compatible",
    "http://[::ffff:0:127.0.0.1]/": "IPv4-translated",
    "http://[64:ff9b::8.8.8.8]/": "NAT64",
    "http://[64:ff9b:1::1]/": "NAT64",
    "http://[100::1]/": "discarded",
    "http://[2001::1]/": "Teredo",
    "http://[2001:db8::1]/": "documentation",
    "http://[2002:7f00:1::]/": "6to4",
    "http://[2620:4f:8000::1]/": "AS112",
    "http://[3fff::1]/": "documentation",
    "http://[5f00::1]/": "segment routing",
    "http://[fc00::1]/": "private",
    "http://[fe80::1]/": "link-local",
    "http://[fec0::1]/": "site-local",
    "http://[ff02::1]/": "multicast",
    "http://[4000::1]/": "global unicast",
    "http://[fe80::1%25eth0]/": "no IPv6 address|interface",
    # odd spellings of an IPv4 address
    "http://2130706433/": "odd spelling",
    "http://0x7f000001/": "odd spelling",
    "http://0x7f.0.0.1/": "odd spelling",
    "http://017700000001/": "odd spelling",
    "http://0177.0.0.1/": "odd spelling",
    "http://127.1/": "odd spelling",
    "http://127.0.1/": "odd spelling",
    "http://127.0.0.1./": "odd spelling",
    "http://127.0.0.0x1/": "odd spelling",
    "http://example.0x/": "odd spelling",
    "http://1.2.3.4.5/": "odd spelling",
    "http://256.1.1.1/": "odd spelling",
    "http://[127.0.0.1]/": "no IPv6 address|cannot be read",
    # user-info and tricks on parsers
    "http://user@example.com/": "user name",
    "http://user:secret@example.com/": "user name",
    "http://example.com@127.0.0.1/": "user name",
    "http://example.com:80@127.0.0.1/": "user name",
    "http://example.com%40127.0.0.1/": "odd spelling",
    "http://example.com\\@127.0.0.1/": "backslash",
    "http:\\\\127.0.0.1/": "backslash",
    "http://example.com\t.evil/": "white space",
    " http://example.com/": "white space",
    "http://example.com/\r\nHost: 127.0.0.1": "white space",
    "http://exam\u00a0ple.com/": "white space",
    "http:///127.0.0.1/": "no host",
    "http:127.0.0.1/": "no host",
    "http://": "host",
    "http://:80/": "host",
    "http://?x=127.0.0.1": "host",
    "http://[::1/": "brackets",
    "http://[::1]127.0.0.1/": "brackets",
    "http://%31%32%37.0.0.1/": "odd spelling|no host name",
    "http://exa%6dple.com/": "no host name",
    "http://-example.com/": "no host name",
    "http://example..com/": "no host name",
    "http://" + "a" * 64 + ".com/": "no host name",
    "http://a.com/" + "x" * 2000: "characters long",
    # names that are not what they look like
    "http://１２７.0.0.1/": "ASCII",
    "http://ｌocalhost/": "ASCII",
    "http://ex\u0430mple.com/": "ASCII",
    "http://example。com/": "ASCII",
    "http://xn--zz/": "international",
    # schemes and ports
    "ftp://example.com/": "http",
    "file:///etc/passwd": "http",
    "gopher://127.0.0.1:6379/_": "http",
    "javascript:alert(1)": "http",
    "//example.com/": "http",
    "example.com/hook": "http",
    "": "http",
    "https://93.184.216.34:22/": "port 22",
    "https://93.184.216.34:25/": "port 25",
    "https://93.184.216.34:6379/": "port 6379",
    "https://example.com:0/": "port",
    "https://example.com:65536/": "port",
    "https://example.com:٣/": "port",
    "https://example.com:8o/": "port",
}

PUBLIC = [
    "https://93.184.216.34/hook?x=1#y",
    "http://93.184.216.34:8080/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]:8443/",
]


@pytest.fixture
def egress():
    guard = Egress(resolve=lambda host, port: ["93.184.216.34"])
    yield guard
    guard.close()


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_with_its_reason(egress: Egress, url: str) -> None:
    with pytest.raises(EgressRefused, match=HOSTILE[url]):
        egress.check(url)
    with pytest.raises(EgressRefused, match=HOSTILE[url]):
        egress.request("POST", url, body=b"")


@pytest.mark.parametrize("url", [*PUBLIC, "https://example.com/a", "https://xn--bcher-kva.example/", "http://a_b.c-d/"])
def test_a_public_url_passes(egress: Egress, url: str) -> None:
    egress.check(url)


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], ["2606:2800::1", "::ffff:10.0.0.1"], ["fe80::1%lo"]],
)
def test_a_name_is_refused_when_any_of_its_addresses_is(answer: list[str]) -> None:
    with pytest.raises(EgressRefused):
        Egress(resolve=lambda host, port: answer).check("https://hook.example.com/")


def test_a_name_that_cannot_be_resolved_now_is_no_reason_to_refuse() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    Egress(resolve=unknown).check("https://hook.example.com/")


def test_a_refusal_does_not_repeat_path_query_or_password(egress: Egress) -> None:
    for url in ("http://127.0.0.1/secret?key=secret", "http://u:secret@example.com/", "ftp://x/secret"):
        with pytest.raises(EgressRefused) as caught:
            egress.check(url)
        assert "secret" not in str(caught.value)


def test_an_allowed_network_opens_itself_and_no_metadata_service() -> None:
    guard = Egress(allow=["127.0.0.0/8", "169.254.0.0/16", "64:ff9b::/96"])
    guard.check("http://127.0.0.1:22/")
    guard.check("http://[::ffff:127.0.0.1]:9/")
    guard.check("http://[64:ff9b::8.8.8.8]/")
    for url in ("http://169.254.169.254/", "http://10.0.0.1/", "http://[64:ff9b::10.0.0.1]/", "http://[::1]/"):
        with pytest.raises(EgressRefused):
            guard.check(url)


_policy = AntiSSRFPolicy(PolicyConfigOptions.EXTERNAL_ONLY_LATEST)
_edges = [address for net, _ in SPECIAL for address in (net[0], net[-1], net[0] - 1 if int(net[0]) else net[0])]
_any = st.one_of(
    st.ip_addresses(v=4),
    st.ip_addresses(v=6),
    st.sampled_from(_edges),
    st.integers(0, 2**125 - 1).map(lambda low: ip_address((1 << 125) | low)),
)


@given(_any)
@example(ip_address("224.0.0.1"))
@example(ip_address("192.88.99.1"))
@example(ip_address("2002::1"))
def test_whatever_an_independent_guard_refuses_is_refused(address: object) -> None:
    if not _policy._is_str_ip_address_connection_allowed(str(address)):
        assert refusal(address) is not None  # type: ignore[arg-type]


@given(st.text(max_size=60))
def test_reading_a_url_ends_in_a_target_or_a_refusal(text: str) -> None:
    for url in (text, "http://" + text, "https://" + text + "/x"):
        try:
            target = parse(url)
        except EgressRefused:
            continue
        assert target.host
        assert 1 <= target.port <= 65_535
