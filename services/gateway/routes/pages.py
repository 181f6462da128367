"""The description of the service, for programs and for people."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from services.gateway.docs_page import page

router = APIRouter(include_in_schema=False)

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@router.get("/openapi.json")
async def get_openapi(request: Request) -> Response:
    """Give the OpenAPI description."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def get_docs(request: Request) -> Response:
    """Show the OpenAPI description as a page that needs nothing from anywhere else."""
    return HTMLResponse(page(request.app.openapi()), headers={"Content-Security-Policy": POLICY})


@router.get("/")
async def get_root() -> Response:
    """Lead people to the description."""
    return RedirectResponse("/docs")
