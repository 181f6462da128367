"""Tokens: made, checked, listed, revoked, and never kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from gateway_caller import Caller, error_of

from schemas.token import Scope
from services.eventlog.keys import Keys
from services.eventlog.log import Log
from services.gateway.tokens import CACHED, Tokens, ensure_first_token
from services.runtime.errors import NotFound
from services.runtime.server import Server


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2024, 5, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(server: Server, workspace: str, clock: Clock) -> Tokens:
    return Tokens(server, workspace, clock=clock)


def test_of_many_that_start_at_once_exactly_one_gets_the_first_token(
    server: Server, workspace: str, clock: Clock, log: Log
) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: ensure_first_token(server, workspace, clock), range(8)))
    (first,) = [token for token in made if token is not None]
    held = Tokens(server, workspace, clock=clock).check(first)
    assert held is not None
    assert held.allows(Scope.ADMIN)
    assert [event.type for event in log.read()] == ["tocsin.token.created.v1"]


def test_no_first_token_comes_after_any_other_not_even_when_all_are_revoked(
    server: Server, workspace: str, clock: Clock, tokens: Tokens
) -> None:
    tokens.revoke(tokens.create("one", (Scope.READ,), "cli").id, "cli")
    assert ensure_first_token(server, workspace, clock) is None


def test_a_token_is_found_again_until_it_is_revoked(tokens: Tokens) -> None:
    issued = tokens.create("feed", (Scope.INGEST,), "cli")
    found = tokens.check(issued.token)
    assert found is not None
    assert (found.id, found.scopes, found.last4) == (issued.id, (Scope.INGEST,), issued.token[-4:])
    tokens.revoke(issued.id, "cli")
    assert tokens.check(issued.token) is None
    with pytest.raises(NotFound):
        tokens.revoke(issued.id, "cli")


def test_a_token_that_another_process_revoked_stops_working_soon(
    server: Server, workspace: str, clock: Clock, tokens: Tokens
) -> None:
    issued = tokens.create("feed", (Scope.INGEST,), "cli")
    assert tokens.known(issued.token) is None
    assert tokens.check(issued.token) == tokens.known(issued.token)
    Tokens(server, workspace, clock=clock).revoke(issued.id, "cli")
    clock.time += CACHED
    assert timedelta(0) < CACHED <= timedelta(seconds=2)
    assert (tokens.known(issued.token), tokens.check(issued.token)) == (None, None)


def test_the_log_tells_who_made_and_revoked_it(tokens: Tokens, log: Log) -> None:
    issued = tokens.create("feed", (Scope.INGEST, Scope.READ), "cli")
    tokens.revoke(issued.id, "0123456789")
    made, revoked = log.read()
    assert (made.actor, made.subject, made.data) == (
        "cli",
        issued.id,
        {"token": issued.id, "name": "feed", "scopes": ["ingest", "read"]},
    )
    assert (revoked.type, revoked.actor, revoked.data) == (
        "tocsin.token.revoked.v1",
        "0123456789",
        {"token": issued.id},
    )


def test_the_secret_is_kept_nowhere(server: Server, workspace: str, tokens: Tokens, log: Log) -> None:
    secret = tokens.create("feed", (Scope.READ,), "cli").token.rpartition("_")[2]
    kept = str(server.do("HGETALL", f"{Keys(workspace).prefix}tokens")) + "".join(log.raw())
    assert secret not in kept


def test_tokens_are_made_listed_and_revoked_over_http(admin: Caller) -> None:
    made = admin("POST", "/v1/tokens", json={"name": "feed", "scopes": ["ingest"]})
    issued = made.json()
    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    assert Caller(admin.url, issued["token"])("GET", "/v1/tokens").status_code == 403
    listed = admin("GET", "/v1/tokens").json()["tokens"]
    assert [(row["name"], row["last4"]) for row in listed][1:] == [("feed", issued["token"][-4:])]
    assert all(set(row) == {"id", "name", "scopes", "created_at", "last4"} for row in listed)
    assert admin("DELETE", f"/v1/tokens/{issued['id']}").status_code == 204
    assert Caller(admin.url, issued["token"])("GET", "/v1/tokens").status_code == 401
    assert error_of(admin("DELETE", f"/v1/tokens/{issued['id']}"))["code"] == "not_found"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x"}, "scopes"),
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["all"]}, "scopes.0"),
        ({"name": "", "scopes": ["read"]}, "name"),
        ({"name": "x", "scopes": ["read"], "until": 1}, "until"),
    ],
)
def test_a_wrong_request_for_a_token_names_its_field(admin: Caller, body: object, field: str) -> None:
    answer = admin("POST", "/v1/tokens", json=body)
    assert (answer.status_code, error_of(answer)["field"]) == (422, field)
