"""The description of the service."""

import re

import pytest
from gateway_caller import Caller, error_of

OPEN = {"/healthz", "/readyz", "/metrics"}


def test_the_description_names_every_route_its_errors_and_that_a_token_is_needed(stranger: Caller) -> None:
    api = stranger("GET", "/openapi.json").json()
    assert {"/v1/reports", "/v1/events", "/v1/alerts", "/v1/alerts/{alert}", "/v1/tokens"} <= set(api["paths"])
    for path, operations in api["paths"].items():
        for operation in operations.values():
            assert operation["responses"]["default"]["content"]["application/json"]["schema"]["$ref"].endswith(
                "ErrorBody"
            )
            assert (path in OPEN) or operation["security"]
            assert operation["description"]


def test_every_model_that_is_referred_to_is_there(stranger: Caller) -> None:
    answer = stranger("GET", "/openapi.json")
    models = answer.json()["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", answer.text)) <= set(models)


def test_the_page_needs_nothing_from_anywhere_else(stranger: Caller) -> None:
    answer = stranger("GET", "/docs")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "/v1/reports" in answer.text
    assert not re.search(r"<script|src=|https?://|@import", answer.text)
    assert stranger("GET", "/").url.endswith("/docs")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "no_such_path"),
        ("GET", "/v1/alerts/", 404, "no_such_path"),
        ("GET", "/%00/%ff", 404, "no_such_path"),
        ("DELETE", "/v1/alerts", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_an_error_like_all_others(
    stranger: Caller, method: str, path: str, status: int, code: str
) -> None:
    answer = stranger(method, path)
    assert (answer.status_code, error_of(answer)["code"]) == (status, code)
