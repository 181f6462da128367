"""Access tokens: what a caller may do, and what is shown about a token once it was given out."""

from enum import StrEnum

from pydantic import Field

from schemas.base import Frozen, Instant
from schemas.report import Clean


class Scope(StrEnum):
    """What a token allows: to send reports, to read, to act at the desk (acknowledge, silence, retract), everything."""

    INGEST = "ingest"
    READ = "read"
    DESK = "desk"
    ADMIN = "admin"


class TokenRequest(Frozen):
    """A token to make."""

    name: Clean = Field(min_length=1, max_length=100, description="what it is for, so that it is known again")
    scopes: tuple[Scope, ...] = Field(min_length=1, max_length=4, description="what it allows")


class Token(Frozen):
    """A token as it is listed: never its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: Instant
    last4: str = Field(description="the last four characters of the token, to know it by")

    def allows(self, scope: Scope) -> bool:
        """True when the token may do what `scope` names."""
        return Scope.ADMIN in self.scopes or scope in self.scopes


class IssuedToken(Token):
    """A token as it is given out: the one time that its secret is shown."""

    token: str = Field(description="the token; it is kept hashed and cannot be shown again")
