"""The OpenAPI description as one plain page: no script, no font, nothing from another host."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
code { font-family: ui-monospace, monospace; }
details { border: 1px solid #8886; border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; }
.method { display: inline-block; width: 4.5rem; font-weight: 700; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8883; }
"""


def page(api: Mapping[str, Any]) -> str:
    """Return the page of an OpenAPI description."""
    return "\n".join(_page(api))


def _page(api: Mapping[str, Any]) -> Iterator[str]:
    info = api["info"]
    title = f"{escape(info['title'])} {escape(info['version'])}"
    yield "<!doctype html><html lang=en><head><meta charset=utf-8>"
    yield "<meta name=viewport content='width=device-width, initial-scale=1'>"
    yield f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
    yield _text(info.get("description", ""))
    yield "<p>The same for programs: <a href=openapi.json>openapi.json</a></p>"
    groups: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation.get("tags", ["other"])[0], []).append((method, path, operation))
    for group, rows in groups.items():
        yield f"<h2>{escape(group)}</h2>"
        for method, path, operation in rows:
            yield from _operation(method, path, operation)
    yield "<h2>Models</h2>"
    for name, schema in sorted(api.get("components", {}).get("schemas", {}).items()):
        yield f"<details id='{escape(name)}'><summary><code>{escape(name)}</code></summary>"
        yield _text(schema.get("description", ""))
        yield from _fields(schema)
        yield "</details>"
    yield "</body></html>"


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"<details><summary><span class=method>{method.upper()}</span> <code>{escape(path)}</code></summary>"
    yield _text(operation.get("description", ""))
    parameters = operation.get("parameters", [])
    if parameters:
        yield "<table><tr><th>parameter<th>type<th>meaning</tr>"
        for one in parameters:
            required = " (required)" if one.get("required") else ""
            yield _row(one["name"], _type(one.get("schema", {})), one.get("description", "") + required)
        yield "</table>"
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = content.get("schema", {})
        yield f"<p>Body <code>{escape(kind)}</code>: {_type(schema)} {escape(schema.get('description', ''))}</p>"
    for status, response in operation.get("responses", {}).items():
        types = ", ".join(_type(content.get("schema", {})) for content in response.get("content", {}).values())
        yield f"<p>Answer <code>{escape(status)}</code>: {types or 'no body'}</p>"
    yield "</details>"


def _fields(schema: Mapping[str, Any]) -> Iterator[str]:
    if "enum" in schema:
        yield f"<p>One of: {escape(', '.join(map(str, schema['enum'])))}</p>"
    if "properties" in schema:
        yield "<table><tr><th>field<th>type<th>meaning</tr>"
        for name, field in schema["properties"].items():
            required = " (required)" if name in schema.get("required", ()) else ""
            yield _row(name, _type(field), field.get("description", "") + required)
        yield "</table>"


def _row(name: str, kind: str, text: str) -> str:
    return f"<tr><td><code>{escape(name)}</code><td>{kind}<td>{escape(text)}</tr>"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f"<a href='#{name}'>{name}</a>"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("format") or schema.get("type") or "anything"))


def _text(text: str) -> str:
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
    return "".join(f"<p>{part}</p>" for part in marked.split("\n\n") if part)
