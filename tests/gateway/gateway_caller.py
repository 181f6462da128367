"""Somebody who calls the service."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests


@dataclass
class Caller:
    """With or without a token."""

    url: str
    token: str | None = None

    def __call__(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        headers |= options.pop("headers", {})
        return requests.request(method, self.url + path, headers=headers, timeout=20, **options)


def now() -> datetime:
    return datetime.now(UTC)


def error_of(answer: requests.Response) -> dict[str, Any]:
    """The error of an answer, checked for its shape."""
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) <= {"code", "message", "field", "line", "offset", "what_to_do"}
    assert {"code", "message"} <= set(error)
    assert "Traceback" not in answer.text
    return error


def report(text: str = "Two people were hurt in the harbour.", **fields: Any) -> dict[str, Any]:
    return {"published_at": "2024-05-01T10:00:00Z", "source": "wire", "title": "Harbour", "text": text, **fields}
