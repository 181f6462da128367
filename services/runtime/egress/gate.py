"""Decides where a connection goes: resolves a name once, checks every address, opens a connection to a checked one."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address, ip_network

from services.runtime.egress.addresses import Address, is_allowed, refusal
from services.runtime.egress.failure import EgressFailed, Failure
from services.runtime.egress.url import Target, port_refusal
from services.runtime.errors import EgressRefused

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a name, as text; raises OSError when there are none."""


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class Gate:
    """Opens connections, and only where they may go."""

    def __init__(self, allow: Iterable[str], connect: float, resolve: Resolve) -> None:
        """Make a gate.

        Args:
            allow: Networks (CIDR) that connections may go to although they are not public.
            connect: Seconds that opening one connection takes at most.
            resolve: Gives the addresses of a name.
        """
        self._allowed = tuple(ip_network(network) for network in allow)
        self._connect = connect
        self._resolve = resolve

    def open(self, target: Target, deadline: float) -> socket.socket:
        """Open a connection to the first address of a target that answers.

        Args:
            target: Where to.
            deadline: In seconds of `time.monotonic`; the socket's time-out is what is left until then.

        Raises:
            EgressRefused: An address may not be connected to; none was.
            EgressFailed: No connection could be opened.
        """
        last: OSError | None = None
        for address in self.addresses(target, deadline):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            family = socket.AF_INET if address.version == 4 else socket.AF_INET6
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.settimeout(min(left, self._connect))
                connection.connect((str(address), target.port))
                connection.settimeout(max(deadline - time.monotonic(), 0.001))
                return connection
            except OSError as error:
                connection.close()
                last = error
        if last is None or isinstance(last, TimeoutError):
            raise EgressFailed(Failure.TIMEOUT, "the connection did not open in time")
        if isinstance(last, ConnectionRefusedError):
            raise EgressFailed(Failure.REFUSED, "the connection was refused")
        raise EgressFailed(Failure.CONNECTION, f"no connection ({type(last).__name__})")

    def addresses(self, target: Target, deadline: float) -> list[Address]:
        """Return the addresses of a target, all of them checked.

        Raises:
            EgressRefused: One of them may not be connected to.
            EgressFailed: The name is not known, or was not resolved in time.
        """
        addresses = [target.address] if target.address else self._resolved(target, deadline)
        for address in addresses:
            why = refusal(address, self._allowed)
            if why:
                raise EgressRefused(
                    f"requests to {target.host} are refused: {why}; name its network in TOCSIN_EGRESS_ALLOW if it is "
                    "meant"
                )
        if not all(is_allowed(address, self._allowed) for address in addresses):
            why = port_refusal(target.port)
            if why:
                raise EgressRefused(f"requests to {target.host} are refused: {why}")
        return addresses

    def _resolved(self, target: Target, deadline: float) -> list[Address]:
        # The system's resolver takes no time-out; a thread that waits on is left behind and ends by itself.
        answer: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                answer.put(OSError(str(error)))

        threading.Thread(target=ask, name="egress-resolve", daemon=True).start()
        try:
            found = answer.get(timeout=max(deadline - time.monotonic(), 0.001))
        except queue.Empty:
            raise EgressFailed(Failure.DNS, f"the name {target.host} was not resolved in time") from None
        if isinstance(found, OSError) or not found:
            raise EgressFailed(Failure.DNS, f"the name {target.host} is not known")
        try:
            return [ip_address(address) for address in found]
        except ValueError:
            raise EgressRefused(f"the name {target.host} leads to what is no address") from None
