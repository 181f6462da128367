"""The service on a free port, as callers meet it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gateway_caller import Caller, now

from schemas.token import Scope
from services.gateway.app import make_app
from services.gateway.serve import Gateway
from services.gateway.tokens import Tokens
from services.runtime.server import Server
from services.runtime.settings import Settings

Start = Callable[..., Caller]


@pytest.fixture
def settings(workspace: str, tmp_path: Path) -> Settings:
    return Settings(workspace=workspace, data_dir=tmp_path)


@pytest.fixture
def woken() -> list[str]:
    """The stages that were woken."""
    return []


@pytest.fixture(scope="session")
def stopped() -> Iterator[list[threading.Thread]]:
    """Services that were told to stop; they are waited for once, at the end, for each takes a moment."""
    threads: list[threading.Thread] = []
    yield threads
    for thread in threads:
        thread.join(10)


@pytest.fixture
def start(server: Server, settings: Settings, woken: list[str], stopped: list[threading.Thread]) -> Iterator[Start]:
    """Start a service; `start(settings, server)` for other ones than usual."""
    running: list[Gateway] = []

    def run(other: Settings = settings, on: Server = server) -> Caller:
        up = threading.Event()
        app = make_app(other, on, now, wake=woken.append)
        gateway = Gateway(app, "127.0.0.1", 0, ready=lambda url: up.set(), stopping=app.state.streams.end)
        thread = threading.Thread(target=gateway.serve_until_stopped, daemon=True)
        thread.start()
        assert up.wait(10)
        running.append(gateway)
        stopped.append(thread)
        return Caller(gateway.url)

    yield run
    for gateway in running:
        gateway.stop()


@pytest.fixture
def stranger(start: Start) -> Caller:
    """A caller without a token."""
    return start()


@pytest.fixture
def as_scope(stranger: Caller, server: Server, workspace: str) -> Callable[[Scope], Caller]:
    """Make a caller with a token of one scope."""
    tokens = Tokens(server, workspace, clock=now)
    return lambda scope: Caller(stranger.url, tokens.create(f"for {scope}", (scope,), "tests").token)


@pytest.fixture
def admin(as_scope: Callable[[Scope], Caller]) -> Caller:
    return as_scope(Scope.ADMIN)
