"""A server is looked at before it is trusted with reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.runtime.embedded import EmbeddedServer
from services.runtime.errors import ServerUnfit
from services.runtime.server import Server, check


@pytest.fixture
def forgetful(tmp_path: Path) -> Iterator[Server]:
    """A server that keeps nothing on disk."""
    embedded = EmbeddedServer(tmp_path, durable=False)
    connection = embedded.start()
    yield connection
    connection.close()
    embedded.stop()


def test_one_that_keeps_nothing_is_warned_of_with_what_mends_it(
    forgetful: Server, caplog: pytest.LogCaptureFixture
) -> None:
    check(forgetful)
    assert "redis-cli CONFIG SET appendonly yes" in caplog.text
    forgetful.do("CONFIG", "SET", "appendonly", "yes")
    caplog.clear()
    check(forgetful)
    assert not caplog.text


def test_one_that_evicts_is_refused_with_what_mends_it(forgetful: Server) -> None:
    forgetful.do("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    with pytest.raises(ServerUnfit, match="redis-cli CONFIG SET maxmemory-policy noeviction"):
        check(forgetful)
