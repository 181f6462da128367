"""Every error of the HTTP service in one shape, with one status each; never a traceback."""

from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Frozen
from services.alerts.webhooks.signing import SecretError
from services.runtime.errors import (
    AccessDenied,
    BadReport,
    Busy,
    Conflict,
    DataDirectoryError,
    EgressRefused,
    NotFound,
    RulesError,
    ServerDown,
    ServerFull,
    ServerUnfit,
    SettingsError,
    TocsinError,
    UsageError,
)


class ErrorDetail(Frozen):
    """What was wrong, where, and what to do."""

    code: str = Field(description="a fixed name of this error, for programs")
    message: str = Field(description="for people")
    field: str | None = Field(default=None, description="the field or parameter that is wrong")
    line: int | None = Field(default=None, description="the line of a bulk, from 1")
    offset: int | None = Field(default=None, description="byte of the body or the line, from 0")
    what_to_do: str | None = None


class ErrorBody(Frozen):
    """The body of every answer that is no success."""

    error: ErrorDetail


@dataclass
class Problem(TocsinError):
    """An error on its way to the caller.

    Attributes:
        status: HTTP status.
        detail: What the caller is told.
        headers: Headers that go with it.
    """

    status: int
    detail: ErrorDetail
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail.message


def problem(
    status: int,
    code: str,
    message: str,
    *,
    field: str | None = None,
    line: int | None = None,
    offset: int | None = None,
    do: str | None = None,
    headers: dict[str, str] | None = None,
) -> Problem:
    """Make a problem; `do` says what the caller can do about it."""
    detail = ErrorDetail(code=code, message=message, field=field, line=line, offset=offset, what_to_do=do)
    return Problem(status, detail, headers or {})


ALLOW_NETWORK: Final = "give a public http or https url; the operator may allow a network in TOCSIN_EGRESS_ALLOW"
_MEANINGS: Final[tuple[tuple[type[TocsinError], int, str, int | None], ...]] = (
    # meaning, status, code, Retry-After in seconds
    (ServerDown, 503, "server_down", 5),
    (ServerFull, 503, "server_full", 30),
    (ServerUnfit, 503, "server_unfit", 60),
    (DataDirectoryError, 503, "data_directory", 60),
    (BadReport, 422, "bad_report", None),
    (NotFound, 404, "not_found", None),
    (Conflict, 409, "conflict", None),
    (AccessDenied, 403, "access_denied", None),
    (RulesError, 422, "bad_rules", None),
    (SettingsError, 503, "misconfigured", 60),
    (UsageError, 422, "bad_request", None),
)


def as_problem(error: TocsinError) -> Problem:
    """Return what a caller is told about one of our errors."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Busy):
        retry = {"Retry-After": str(error.retry_after)}
        return problem(503, "busy", str(error), do=f"try again in {error.retry_after} seconds", headers=retry)
    if isinstance(error, EgressRefused):
        return problem(422, "url_refused", str(error), field="url", do=ALLOW_NETWORK)
    if isinstance(error, SecretError):
        return problem(422, "bad_secret", str(error), field="secret", do="leave it out to have one made")
    for meaning, status, code, seconds in _MEANINGS:
        if isinstance(error, meaning):
            headers = {"Retry-After": str(seconds)} if seconds else {}
            do = f"try again in {seconds} seconds; nothing that was accepted is lost" if seconds else None
            return problem(status, code, str(error), do=do, headers=headers)
    return problem(500, "internal", str(error))


LONGEST_NAME: Final = 200
MOST_NAMED: Final = 10
"""Further wrong fields that a message names."""
_WORDING: Final = {
    "missing": "is missing",
    "extra_forbidden": "is no field that is known here",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
}


def from_validation(error: ValidationError, *, line: int | None = None) -> Problem:
    """Return what a caller is told about the first thing that a model found wrong.

    Args:
        error: What pydantic found.
        line: Line of a bulk.
    """
    return from_findings(error.errors(include_url=False, include_input=False), line=line)


def from_findings(findings: Any, *, line: int | None = None) -> Problem:
    """As `from_validation`, from pydantic's list of findings."""
    first = findings[0]
    name = _name(first)
    words = _WORDING.get(first["type"], first["msg"].removeprefix("Value error, "))
    words = words.replace("Input should be", "must be", 1)
    if first["type"] == "string_too_long":
        words = f"is longer than {first['ctx']['max_length']} characters"
    message = words if name is None else f"{name} {words}" if words[0].islower() else f"{name}: {words}"
    others = sorted({other for finding in findings[1:] if (other := _name(finding)) not in (None, name)})[:MOST_NAMED]
    if others:
        message += f" (also wrong: {', '.join(others)})"
    return problem(422, "invalid", message, field=name, line=line, do="see /docs for the fields and their form")


def _name(finding: Any) -> str | None:
    # An unknown field is named as it was sent, and may be as long as a report.
    return ".".join(str(part) for part in finding["loc"])[:LONGEST_NAME] or None


def answer(error: Problem) -> Response:
    """Return the response of a problem."""
    body = {"error": error.detail.model_dump(exclude_none=True)}
    return JSONResponse(body, status_code=error.status, headers=error.headers)


async def on_tocsin_error(request: Request, error: Exception) -> Response:
    """Answer for one of our errors."""
    assert isinstance(error, TocsinError)
    return answer(as_problem(error))
