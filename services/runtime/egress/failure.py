"""What can go wrong on the way to a server that the guard let pass."""

from enum import StrEnum

from services.runtime.errors import TocsinError


class Failure(StrEnum):
    """Why there was no answer. A closed set: it labels metrics and is kept with each attempt."""

    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    CONNECTION = "connection"
    PROTOCOL = "protocol"


class EgressFailed(TocsinError):
    """A request that was allowed got no answer.

    Attributes:
        failure: Why.
    """

    def __init__(self, failure: Failure, message: str) -> None:
        super().__init__(message)
        self.failure = failure
