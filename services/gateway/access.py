"""Who may do what: bearer tokens with scopes, and the exception for probes."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from schemas.token import Scope, Token
from services.gateway.errors import Problem, problem
from services.gateway.service import Service, service_of

LISTED: Final = HTTPBearer(auto_error=False, description="a token from `tocsin token create` or POST /v1/tokens")
"""Only here so that the OpenAPI page says that a token is needed; the check is ours."""
FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""A request with one of these came through a proxy: its peer is not who asks."""
HOW_TO_CALL: Final = "send the header Authorization: Bearer <token>; make one with `tocsin token create`"


def needs(scope: Scope) -> Callable[..., Awaitable[Token]]:
    """Return a dependency that lets only callers with `scope` in, and gives their token."""

    async def caller(request: Request, _: Annotated[Any, Depends(LISTED)]) -> Token:
        return await _caller(request, scope)

    return caller


async def probe_caller(request: Request) -> None:
    """Let a probe in: everybody, peers on loopback, or callers with scope read, as TOCSIN_PROBES says."""
    service = service_of(request)
    policy = service.settings.probes
    if policy == "open" or (policy == "loopback" and _from_loopback(request)):
        return
    await _caller(request, Scope.READ)


async def _caller(request: Request, scope: Scope) -> Token:
    service: Service = service_of(request)
    kind, _, text = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not text.strip():
        raise _unauthenticated("token_missing", "a token is needed", HOW_TO_CALL)
    secret = text.strip()
    token = service.tokens.known(secret) or await run_in_threadpool(service.tokens.check, secret)
    if token is None:
        raise _unauthenticated("token_unknown", "the token is unknown or was revoked", HOW_TO_CALL)
    if not token.allows(scope):
        held = ", ".join(token.scopes)
        challenge = {"WWW-Authenticate": f'Bearer realm="tocsin", error="insufficient_scope", scope="{scope}"'}
        raise problem(
            403,
            "scope_missing",
            f"this needs the scope {scope}; the token {token.id} ({token.name}) has {held}",
            do=f"use a token with the scope {scope} or admin",
            headers=challenge,
        )
    return token


def _unauthenticated(code: str, message: str, do: str) -> Problem:
    return problem(401, code, message, do=do, headers={"WWW-Authenticate": 'Bearer realm="tocsin"'})


def _from_loopback(request: Request) -> bool:
    if request.client is None or any(header in request.headers for header in FORWARDED):
        return False
    try:
        peer = ipaddress.ip_address(request.client.host.partition("%")[0])
    except ValueError:
        return False
    mapped = peer.ipv4_mapped if isinstance(peer, ipaddress.IPv6Address) else None
    return (mapped or peer).is_loopback


Reader = Annotated[Token, Depends(needs(Scope.READ))]
Sender = Annotated[Token, Depends(needs(Scope.INGEST))]
Desk = Annotated[Token, Depends(needs(Scope.DESK))]
Admin = Annotated[Token, Depends(needs(Scope.ADMIN))]
