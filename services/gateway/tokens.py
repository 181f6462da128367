"""Access tokens: made, checked, listed and revoked. Only a hash of a token is ever kept."""

import hashlib
import hmac
import json
import os
from base64 import b32encode
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from schemas.base import format_instant
from schemas.events.data import EventData
from schemas.events.desk import TokenCreated, TokenRevoked
from schemas.events.envelope import Draft
from schemas.token import IssuedToken, Scope, Token
from services.eventlog import encoding
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.errors import NotFound
from services.runtime.server import Server

MARK: Final = "tocsin"
"""What every token begins with, so that scanners for leaked secrets can know it."""
CACHED: Final = timedelta(seconds=2)
"""How long a token that was found good is taken as good: a revoked one works this long at most."""
CACHE_SIZE: Final = 1_000
ID_BYTES: Final = 5
SECRET_BYTES: Final = 30
FIRST_NAME: Final = "first"

Act = Literal["create", "first", "revoke"]


class Tokens:
    """The tokens of one workspace."""

    def __init__(
        self,
        server: Server,
        workspace: str,
        *,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        keys = Keys(workspace)
        self._server = server
        self._prefix = keys.prefix
        self._keys = (keys.log, f"{keys.prefix}tokens", f"{keys.prefix}tokens:first")
        self._clock = clock
        self._random = random_bytes
        self._script = server.script(lua("tokens.lua"))
        self._good: dict[str, tuple[Token, datetime]] = {}

    def create(self, name: str, scopes: Sequence[Scope], actor: str) -> IssuedToken:
        """Make a token and tell the log.

        Args:
            name: What it is for.
            scopes: What it allows.
            actor: Who makes it: the id of a token, or `cli`.
        """
        issued = self._mint(name, scopes)
        self._store("create", issued, actor)
        return issued

    def ensure_first(self) -> str | None:
        """Make the first token, with scope admin, unless one was ever made.

        Returns:
            The token, to be shown once; None when this workspace already had one. Of several processes that start
            at once exactly one gets it.
        """
        issued = self._mint(FIRST_NAME, (Scope.ADMIN,))
        return issued.token if self._store("first", issued, "tocsin") else None

    def list(self) -> list[Token]:
        """Return all tokens that work, oldest first."""
        rows: dict[str, str] = self._server.do("HGETALL", self._keys[1])
        tokens = [_public(json.loads(text)) for text in rows.values()]
        return sorted(tokens, key=lambda token: (token.created_at, token.id))

    def revoke(self, token: str, actor: str) -> None:
        """Make a token useless and tell the log.

        Raises:
            NotFound: No token has this id.
        """
        data = TokenRevoked(token=token)
        if not self._write("revoke", token, "", data, actor):
            raise NotFound(f"no token {token}; `tocsin token list` shows those that work")
        self._good.clear()

    def known(self, text: str) -> Token | None:
        """Return whose token `text` is when it was found good a moment ago; asks no server."""
        held = self._good.get(_digest(text))
        if held is None or not timedelta(0) <= self._clock() - held[1] < CACHED:
            return None
        return held[0]

    def check(self, text: str) -> Token | None:
        """Return whose token `text` is, or None when it is none of ours or was revoked."""
        parts = text.split("_")
        if len(parts) != 3 or parts[0] != MARK or not parts[1].isalnum():
            return None
        digest = _digest(text)
        row = self._server.do("HGET", self._keys[1], parts[1])
        kept = json.loads(row) if row is not None else {"sha256": ""}
        if not hmac.compare_digest(digest, kept["sha256"]):
            self._good.pop(digest, None)
            return None
        token = _public(kept)
        if len(self._good) >= CACHE_SIZE:
            self._good.clear()
        self._good[digest] = (token, self._clock())
        return token

    def _mint(self, name: str, scopes: Sequence[Scope]) -> IssuedToken:
        identity, secret = self._random(ID_BYTES).hex(), _letters(self._random(SECRET_BYTES))
        return IssuedToken(
            id=identity,
            name=name,
            scopes=tuple(scope for scope in Scope if scope in scopes),
            created_at=self._clock(),
            last4=secret[-4:],
            token=f"{MARK}_{identity}_{secret}",
        )

    def _store(self, act: Act, issued: IssuedToken, actor: str) -> bool:
        row = issued.model_dump(mode="json", exclude={"token"}) | {"sha256": _digest(issued.token)}
        data = TokenCreated(token=issued.id, name=issued.name, scopes=issued.scopes)
        return self._write(act, issued.id, json.dumps(row), data, actor)

    def _write(self, act: Act, token: str, row: str, data: EventData, actor: str) -> bool:
        now = self._clock()
        nonce = self._random(12).hex()
        draft = Draft(
            id=f"{token}-{data.kind.partition('.')[2]}",
            source="tocsin/gateway",
            type=data.type_name(),
            subject=token,
            time=now,
            actor=actor,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )
        head = [self._prefix, format_instant(now), nonce, act, token, row]
        return bool(self._script(self._keys, [*head, *encoding.arguments([draft])]) == "done")


def ensure_first_token(server: Server, workspace: str, clock: Callable[[], datetime]) -> str | None:
    """Make the first token of a workspace and return it to be shown once; None when there was one before."""
    return Tokens(server, workspace, clock=clock).ensure_first()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _letters(secret: bytes) -> str:
    return b32encode(secret).decode().rstrip("=").lower()


def _public(row: dict[str, Any]) -> Token:
    return Token.model_validate({name: value for name, value in row.items() if name != "sha256"})
