"""What all tests share: a real server of their own."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from services.eventlog.log import Log
from services.runtime.embedded import EmbeddedServer
from services.runtime.server import Server, connect

# A busy machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_workspaces = itertools.count(1)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real embedded server for the whole run."""
    embedded = EmbeddedServer(tmp_path_factory.mktemp("server"))
    embedded.start().close()
    yield embedded.url
    embedded.stop()


@pytest.fixture
def server(server_url: str) -> Iterator[Server]:
    """A connection to it."""
    connection = connect(server_url)
    yield connection
    connection.close()


@pytest.fixture
def workspace() -> str:
    """A workspace that no other test uses, so that tests are independent on one server."""
    return f"test{next(_workspaces)}"


@pytest.fixture
def log(server: Server, workspace: str) -> Log:
    """An empty log."""
    return Log(server, workspace)


@pytest.fixture
def repository() -> Path:
    """The root of the repository."""
    return Path(__file__).parent.parent
