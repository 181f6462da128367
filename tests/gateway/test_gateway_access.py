"""Who may do what."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from gateway_caller import Caller, error_of, report

from schemas.token import Scope
from services.gateway.access import FORWARDED
from services.runtime.settings import Settings

As = Callable[[Scope], Caller]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic dG9jc2lu", "Bearer  "])
def test_without_a_token_nothing_is_shown(stranger: Caller, header: str | None) -> None:
    answer = stranger("GET", "/v1/alerts", headers={} if header is None else {"Authorization": header})
    assert (answer.status_code, error_of(answer)["code"]) == (401, "token_missing")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("token", ["x", "tocsin_a_b", "tocsin__", "tocsin_ab_cd_ef", "tocsin_*_x"])
def test_an_unknown_token_is_refused(stranger: Caller, token: str) -> None:
    answer = Caller(stranger.url, token)("GET", "/v1/alerts")
    assert (answer.status_code, error_of(answer)["code"]) == (401, "token_unknown")
    assert token not in error_of(answer)["message"]


def test_half_of_a_token_is_no_token(admin: Caller) -> None:
    assert admin.token is not None
    changed = admin.token[:-1] + ("a" if admin.token[-1] != "a" else "b")
    assert Caller(admin.url, changed)("GET", "/v1/alerts").status_code == 401


def test_a_token_allows_what_its_scopes_say(as_scope: As) -> None:
    callers = [(as_scope(scope), scope) for scope in Scope]
    tries: list[tuple[str, str, dict[str, Any], Scope]] = [
        ("POST", "/v1/reports", {"json": report()}, Scope.INGEST),
        ("GET", "/v1/events", {}, Scope.READ),
        ("GET", "/v1/alerts", {}, Scope.READ),
        ("GET", "/v1/situations", {}, Scope.READ),
        ("GET", "/v1/tokens", {}, Scope.ADMIN),
        ("DELETE", "/v1/silences/none", {}, Scope.DESK),
    ]
    for method, path, options, scope in tries:
        for caller, held in callers:
            answer = caller(method, path, **options)
            if held in (scope, Scope.ADMIN):
                assert answer.status_code in (200, 202, 404), (path, held)
            else:
                assert (answer.status_code, error_of(answer)["code"]) == (403, "scope_missing")
                assert f'scope="{scope}"' in answer.headers["WWW-Authenticate"]


def test_the_token_is_asked_before_the_body_is_looked_at(stranger: Caller) -> None:
    assert stranger("POST", "/v1/reports", data=b"no json").status_code == 401


PROBES = ("/metrics", "/healthz", "/readyz")


def test_probes_on_loopback_need_no_token_unless_they_came_through_a_proxy(stranger: Caller) -> None:
    for path in PROBES:
        assert stranger("GET", path).status_code in (200, 503)
        for header in FORWARDED:
            assert stranger("GET", path, headers={header: "127.0.0.1"}).status_code == 401


def test_probes_can_be_made_to_need_a_token_or_to_be_open(start: Any, settings: Settings, as_scope: As) -> None:
    strict = start(replace(settings, probes="token"))
    assert [strict("GET", path).status_code for path in PROBES] == [401, 401, 401]
    assert Caller(strict.url, as_scope(Scope.READ).token)("GET", "/healthz").status_code == 200
    assert Caller(strict.url, as_scope(Scope.INGEST).token)("GET", "/healthz").status_code == 403
    free = start(replace(settings, probes="open"))
    assert free("GET", "/healthz", headers={"Via": "1.1 proxy"}).status_code == 200
