"""Which urls are requested at all. Pure: only the spelling is looked at here, addresses are another matter.

Refused is whatever two parsers could read differently, or a person could misread: odd spellings of an IPv4 address,
user-info, backslashes, white space, hosts outside ASCII.
"""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urlsplit

import idna

from services.runtime.egress.addresses import Address
from services.runtime.errors import EgressRefused

MAX_URL: Final = 2_000
"""Characters of a url at most."""
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
LOW_PORTS: Final = frozenset({80, 443})
"""Ports below 1024 that speak HTTP."""
OTHER_PORTS: Final = frozenset(
    {1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566}
    | {6665, 6666, 6667, 6668, 6669, 6679, 6697, 9100, 10080, 11211, 27017}
)
"""Ports from 1024 that speak something else: the WHATWG fetch standard's bad ports, and common databases."""

_ALIKE: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Scripts with letters that look like Latin ones; nobody registers a name in good faith that mixes them with Latin."""
_LIKE_LATIN: Final = frozenset("аеорсухіјѕһԁԛԝӏѵ")
"""Cyrillic letters that pass for Latin ones or digits."""

_LABEL: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_PORT: Final = re.compile(r"[0-9]{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a url points.

    Attributes:
        scheme: http or https.
        host: The name in lower case, or an address without brackets.
        port: 1 to 65535.
        address: The address when the host is one.
    """

    scheme: str
    host: str
    port: int
    address: Address | None


def parse(url: str) -> Target:
    """Read a url.

    Raises:
        EgressRefused: It is not one that is requested; the message says why, and does not repeat path or query.
    """
    if len(url) > MAX_URL:
        raise EgressRefused(f"the url is {len(url)} characters long; {MAX_URL} are allowed")
    if any(character <= " " or character == "\x7f" or character == "\\" or character.isspace() for character in url):
        raise EgressRefused("the url holds white space, a control character or a backslash")
    scheme, colon, rest = url.partition(":")
    scheme = scheme.lower()
    if scheme not in DEFAULT_PORTS or not colon:
        raise EgressRefused("the url must begin with http:// or https://")
    if not rest.startswith("//") or rest.startswith("///"):
        raise EgressRefused("the url has no host; write https://host/path")
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    if "@" in authority:
        raise EgressRefused("the url holds a user name or password; send credentials in a header")
    host, port = _split(authority)
    _agree(url, host)
    return Target(scheme, host.strip("[]"), _port(port, scheme), _address(host))


def port_refusal(port: int) -> str | None:
    """Say why a port is not requested on a public address; None when it may be."""
    if port < 1024 and port not in LOW_PORTS:
        return f"port {port} is not one of HTTP; use 80, 443 or one from 1024"
    if port in OTHER_PORTS:
        return f"port {port} belongs to another protocol"
    return None


def _split(authority: str) -> tuple[str, str | None]:
    if authority.startswith("["):
        inner, bracket, behind = authority[1:].partition("]")
        if not bracket or (behind and not behind.startswith(":")):
            raise EgressRefused("the url's host is no address in brackets")
        return f"[{inner.lower()}]", behind[1:] if behind else None
    host, colon, port = authority.partition(":")
    return host.lower(), port if colon else None


def _port(text: str | None, scheme: str) -> int:
    if text is None:
        return DEFAULT_PORTS[scheme]
    if not _PORT.fullmatch(text) or not 1 <= int(text) <= 65_535:
        raise EgressRefused("the url's port must be a number from 1 to 65535")
    return int(text)


def _address(host: str) -> Address | None:
    if host.startswith("["):
        try:
            address = IPv6Address(host[1:-1])
        except AddressValueError:
            raise EgressRefused("the url's host is no IPv6 address") from None
        if address.scope_id is not None:
            raise EgressRefused("the url's host names a network interface (%zone)")
        return address
    if not host.isascii():
        raise EgressRefused(f"the url's host is not in ASCII; write it as registered{_registered(host)}")
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return IPv4Address(host)
        except AddressValueError:
            raise EgressRefused("the url's host is an odd spelling of an IPv4 address; write it as a.b.c.d") from None
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise EgressRefused("the url's host is no host name")
    for label in labels:
        if label.startswith("xn--"):
            _readable(label)
    return None


def _readable(label: str) -> None:
    try:
        shown = idna.ulabel(label)
    except (idna.IDNAError, UnicodeError):
        raise EgressRefused("the url's host is no valid international name") from None
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in shown if sign.isalpha()}
    if "LATIN" in scripts and not scripts.isdisjoint(_ALIKE):
        raise EgressRefused("the url's host mixes scripts whose letters look alike; it may pass for another name")
    if scripts == {"CYRILLIC"} and all(sign in _LIKE_LATIN for sign in shown if sign.isalpha()):
        raise EgressRefused("the url's host is Cyrillic and looks like a Latin name; it may pass for another name")


def _registered(host: str) -> str:
    try:
        return f": {idna.encode(host).decode()}"
    except (idna.IDNAError, UnicodeError):
        return " (xn--...)"


def _agree(url: str, host: str) -> None:
    # A second parser must find the same host: what we check and what a library requests must not come apart.
    try:
        other = urlsplit(url).hostname
    except ValueError:
        raise EgressRefused("the url cannot be read") from None
    if not host or other != host.strip("[]"):
        raise EgressRefused("the url has no host that can be read in one way only")
