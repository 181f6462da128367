"""Which addresses a request may go to. Pure: an address in, the reason against it out.

The list is written out because `ipaddress.is_global` says yes to multicast, 6to4, NAT64 and more, and changes its
mind with the patch level of Python. Its judgement is asked as well, so that what it learns later counts too.
Sources: IANA special-purpose registries for IPv4 and IPv6, RFC 6890, the metadata addresses of the large clouds.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

METADATA: Final = frozenset(
    {
        IPv4Address("169.254.169.254"),
        IPv4Address("169.254.169.253"),
        IPv4Address("169.254.170.2"),
        IPv4Address("169.254.170.23"),
        IPv4Address("168.63.129.16"),
        IPv4Address("100.100.100.200"),
        IPv4Address("192.0.0.192"),
        IPv6Address("fd00:ec2::254"),
        IPv6Address("fd00:ec2::23"),
        IPv6Address("fd20:ce::254"),
    }
)
"""Where clouds hand credentials to whoever asks. Refused even inside a network that is allowed."""

_SPECIAL: Final[tuple[tuple[str, str], ...]] = (
    ("0.0.0.0/8", "of this host"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a carrier"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "kept for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "of the AS112 project"),
    ("192.52.193.0/24", "for multicast tunnels"),
    ("192.88.99.0/24", "a 6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "of the AS112 project"),
    ("198.18.0.0/15", "for benchmarks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::/96", "an IPv4-compatible form"),
    ("::ffff:0:0:0/96", "an IPv4-translated form"),
    ("64:ff9b::/96", "a NAT64 form"),
    ("64:ff9b:1::/48", "a local NAT64 form"),
    ("100::/64", "discarded"),
    ("100:0:0:1::/64", "a dummy"),
    ("2001::/32", "a Teredo tunnel"),
    ("2001::/23", "kept for protocols"),
    ("2001:db8::/32", "for documentation"),
    ("2002::/16", "a 6to4 form"),
    ("2620:4f:8000::/48", "of the AS112 project"),
    ("3fff::/20", "for documentation"),
    ("5f00::/16", "a segment routing id"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
SPECIAL: Final[tuple[tuple[Network, str], ...]] = tuple((ip_network(net), why) for net, why in _SPECIAL)
"""Networks that no request goes to unless they are allowed, and what they are."""

_UNICAST: Final = IPv6Network("2000::/3")
_LOW_32: Final = (1 << 32) - 1


def unmapped(address: Address) -> Address:
    """Return the IPv4 address in `::ffff:a.b.c.d`, which is where a connection to it goes; else the address."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def embedded(address: Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that a tunnel or translator would take out of an IPv6 address."""
    if isinstance(address, IPv4Address):
        return ()
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    number = int(address)
    if number >> 32 in (0, int(IPv6Address("64:ff9b::")) >> 32, int(IPv6Address("::ffff:0:0:0")) >> 32) and number > 1:
        return (IPv4Address(number & _LOW_32),)
    return ()


def refusal(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Say why a request may not go to an address.

    Args:
        address: Where the request would go.
        allowed: Networks that the operator allows. They do not open the metadata addresses, nor what a tunnel's
            address holds inside.

    Returns:
        The reason, or None when it may.
    """
    address = unmapped(address)
    allowed = tuple(allowed)
    inside = embedded(address)
    for held in (address, *inside):
        if held in METADATA:
            return f"{address} is the metadata service of a cloud"
    if is_allowed(address, allowed):
        for held in inside:
            why = refusal(held, allowed)
            if why:
                return f"{address} holds {held}: {why}"
        return None
    for network, what in SPECIAL:
        if address.version == network.version and address in network:
            holding = f" that holds {', '.join(map(str, inside))}" if inside else ""
            return f"{address} is {what}{holding}"
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return f"{address} is outside of global unicast"
    if not address.is_global or address.is_multicast or address.is_reserved:
        return f"{address} is not a public address"
    return None


def is_allowed(address: Address, allowed: Iterable[Network]) -> bool:
    """True when the operator named a network that holds the address."""
    address = unmapped(address)
    return any(address.version == network.version and address in network for network in allowed)
