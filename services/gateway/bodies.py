"""Bodies of requests: read to a bound and no further, and told exactly what is wrong with them."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from services.gateway.errors import Problem, from_validation, problem
from services.runtime.jsontext import RepeatedKey, loads

MEGABYTE: Final = 1024 * 1024
MAX_REPORT: Final = 2 * MEGABYTE
"""Bytes of one report, as a body or as a line of a bulk."""
MAX_BULK: Final = 64 * MEGABYTE
"""Bytes of a bulk."""
MAX_SETTINGS: Final = 64 * 1024
"""Bytes of any other body."""
IDLE_SECONDS: Final = 20.0
"""How long the sender may pause within a body."""
BODY_SECONDS: Final = 60.0
"""How long one body that is no bulk may take."""
JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"

Model = TypeVar("Model", bound=BaseModel)


def content_type(request: Request, *allowed: str) -> str:
    """Return which of `allowed` the body is; without a header it is the first.

    Raises:
        Problem: 415 for any other type, for a character set other than UTF-8, and for a compressed body.
    """
    header = request.headers.get("content-type", "")
    kind, _, parameters = header.partition(";")
    kind = kind.strip().lower() or allowed[0]
    charset = re.search(r"charset=\"?([\w-]+)", parameters, re.IGNORECASE)
    if kind not in allowed:
        asked = " or ".join(allowed)
        raise problem(
            415,
            "unsupported_type",
            f"the body is {kind}; {asked} is needed",
            do=f"send the header Content-Type: {asked}",
        )
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise problem(415, "unsupported_charset", f"the body is in {charset[1]}; UTF-8 is needed", do="send UTF-8")
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding != "identity":
        raise problem(415, "unsupported_encoding", f"the body is compressed with {encoding}", do="send it uncompressed")
    return kind


async def chunks(request: Request, limit: int, what: str) -> AsyncIterator[bytes]:
    """Yield the body as it comes in, up to `limit` bytes.

    Raises:
        Problem: 413 as soon as it is known that the body is longer; 408 when the sender pauses for too long.
    """
    length = request.headers.get("content-length", "")
    stream = request.stream()
    if length.isdigit() and int(length) > limit:
        raise too_large(limit, what)
    taken = 0
    while True:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise problem(408, "too_slow", f"the body stood still for {IDLE_SECONDS:.0f} seconds") from None
        if chunk is None:
            return
        taken += len(chunk)
        if taken > limit:
            raise too_large(limit, what)
        yield chunk


async def read(request: Request, limit: int, what: str) -> bytes:
    """Return the whole body.

    Raises:
        Problem: As for `chunks`; 408 also when it takes longer than `BODY_SECONDS` in all.
    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return b"".join([chunk async for chunk in chunks(request, limit, what)])
    except TimeoutError:
        raise problem(408, "too_slow", f"the body took longer than {BODY_SECONDS:.0f} seconds") from None


def parse(body: bytes, model: type[Model], what: str, line: int | None = None) -> Model:
    """Read JSON bytes as a model.

    Args:
        body: The bytes.
        model: What they should be.
        what: What they are called in messages.
        line: Line of a bulk that they are.

    Raises:
        Problem: 400 for bytes that are no JSON text, with the offset of the first wrong byte; 422 for JSON that is
            not what the model asks for, or says a thing twice, with the field.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    if not body.strip():
        raise problem(400, "empty", f"the {what} is empty", line=line, do="send one JSON object")
    nul = body.find(b"\0")
    if nul >= 0:
        raise problem(
            400, "nul_byte", f"the {what} holds a NUL byte at offset {nul}", line=line, offset=nul, do="take it out"
        )
    try:
        body.decode()
    except UnicodeDecodeError as error:
        message = f"the {what} is not valid UTF-8: byte 0x{body[error.start]:02x} at offset {error.start}"
        raise problem(400, "bad_utf8", message, line=line, offset=error.start, do="send UTF-8") from None
    try:
        found = model.model_validate_json(body)
        loads(body)
        return found
    except RepeatedKey as error:
        raise problem(
            422, "repeated_key", f"the {what}: {error}", field=error.key, line=line, do="send each key once"
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] != "json_invalid":
            raise from_validation(error, line=line) from None
        raise _no_json(body, str(first["ctx"]["error"]), what, line) from None


async def settings(request: Request, model: type[Model], *others: str) -> Model:
    """Read the whole body of a request that is no report.

    Args:
        request: The request.
        model: What the JSON should be.
        others: Types of content that are taken beside JSON.

    Raises:
        Problem: As for `content_type`, `read` and `parse`.
    """
    content_type(request, JSON, *others)
    return parse(await read(request, MAX_SETTINGS, "body"), model, "body")


def _no_json(body: bytes, reason: str, what: str, line: int | None) -> Problem:
    position = re.search(r" at line (\d+) column (\d+)$", reason)
    if position is None:
        return problem(400, "bad_json", f"the {what} is not valid JSON: {reason}", line=line)
    starts = sum(len(row) + 1 for row in body.split(b"\n")[: int(position[1]) - 1])
    offset = starts + max(int(position[2]) - 1, 0)
    cause = reason[: position.start()]
    if cause.startswith("EOF"):
        offset = len(body)
    return problem(
        400, "bad_json", f"the {what} is not valid JSON: {cause} at byte offset {offset}", line=line, offset=offset
    )


def too_large(limit: int, what: str, line: int | None = None) -> Problem:
    """Return the problem of a body or line that is longer than `limit` bytes."""
    size = f"{limit // MEGABYTE} MB" if limit >= MEGABYTE else f"{limit // 1024} kB"
    return problem(413, "too_large", f"the {what} is larger than {size}", line=line, do="send less at a time")
