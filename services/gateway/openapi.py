"""What the OpenAPI description says beyond what FastAPI sees: bodies that we read ourselves, and the one error."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from services.gateway.bodies import JSON
from services.gateway.errors import ErrorBody

TEMPLATE: Final = "#/components/schemas/{model}"
DESCRIPTION: Final = """Turns reports into alerts that people can trust: typed events, explained alerts, signed
webhooks.

Every request but the probes needs a token: `Authorization: Bearer tocsin_...`. Every error has one shape:
`{"error": {"code", "message", "field", "line", "offset", "what_to_do"}}`; fields that do not apply are left out."""


def json_body(model: type[BaseModel], others: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Describe a body that the route reads itself.

    Args:
        model: What the JSON is.
        others: Other content types, with what one is.
    """
    schema = {"$ref": TEMPLATE.format(model=model.__name__)}
    content: dict[str, Any] = {JSON: {"schema": schema}}
    for kind, text in (others or {}).items():
        content[kind] = {"schema": {"type": "string", "description": text}}
    return {"requestBody": {"required": True, "content": content}}


def describe(app: FastAPI, version: str, bodies: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    """Return the OpenAPI description of the service.

    Args:
        app: The service.
        version: Its version.
        bodies: The models that `json_body` names.
    """
    whole = get_openapi(title="Tocsin", version=version, description=DESCRIPTION, routes=app.routes)
    wanted = [(model, "validation") for model in (*bodies, ErrorBody)]
    _, ours = models_json_schema(wanted, ref_template=TEMPLATE)  # type: ignore[arg-type]
    schemas = whole.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in ours["$defs"].items():
        schemas.setdefault(name, schema)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    error = {"description": "an error", "content": {JSON: {"schema": {"$ref": TEMPLATE.format(model="ErrorBody")}}}}
    for operations in whole["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = error
    return whole
