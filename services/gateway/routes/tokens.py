"""Access tokens, for callers with scope admin."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from schemas.token import IssuedToken, Token, TokenRequest
from services.gateway import bodies
from services.gateway.access import Admin
from services.gateway.openapi import json_body
from services.gateway.service import Here

router = APIRouter(tags=["tokens"])


class TokenList(Frozen):
    """The tokens that work, oldest first."""

    tokens: tuple[Token, ...]


@router.get("/v1/tokens", response_model=TokenList)
def get_tokens(caller: Admin, here: Here) -> Response:
    """List the tokens that work; never their secrets."""
    return JSONResponse({"tokens": [token.model_dump(mode="json") for token in here.tokens.list()]})


@router.post("/v1/tokens", status_code=201, response_model=IssuedToken, openapi_extra=json_body(TokenRequest))
async def post_token(request: Request, caller: Admin, here: Here) -> Response:
    """Make a token. It is shown in this answer and never again."""
    wanted = await bodies.settings(request, TokenRequest)
    issued = await run_in_threadpool(here.tokens.create, wanted.name, wanted.scopes, caller.id)
    return JSONResponse(issued.model_dump(mode="json"), status_code=201, headers={"Cache-Control": "no-store"})


@router.delete("/v1/tokens/{token}", status_code=204)
def delete_token(token: str, caller: Admin, here: Here) -> Response:
    """Revoke a token; it stops working within two seconds everywhere."""
    here.tokens.revoke(token, caller.id)
    return Response(status_code=204)
