"""The embedded server: keeps every write, belongs to one, and follows a killed owner."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.runtime import embedded, orphan
from services.runtime.broker import open_server
from services.runtime.embedded import EmbeddedServer, Lock
from services.runtime.errors import DataDirectoryError, ServerDown, ServerUnfit
from services.runtime.server import check, connect, durability
from services.runtime.settings import Settings


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path)
    yield server
    server.stop()


def test_it_keeps_every_write_and_evicts_nothing(own: EmbeddedServer) -> None:
    server = own.start()
    check(server)
    assert durability(server) == "always"


def test_what_was_written_survives_a_kill(own: EmbeddedServer) -> None:
    server = own.start()
    for n in range(100):
        server.do("XADD", "s", "*", "n", n)
    assert own.pid is not None
    os.kill(own.pid, signal.SIGKILL)
    while own.alive():
        pass
    assert own.start().do("XLEN", "s") == 100


def test_a_server_left_behind_by_a_killed_owner_is_ended_before_a_new_one_starts(tmp_path: Path) -> None:
    first, second = EmbeddedServer(tmp_path), EmbeddedServer(tmp_path)
    first.start().do("SET", "k", "v")
    try:
        assert second.start().do("GET", "k") == "v"
        assert not first.alive()
    finally:
        second.stop()
        first.stop()


def test_a_server_left_behind_that_hangs_is_ended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphan, "ASKED_SECONDS", 0.2)
    first, second = EmbeddedServer(tmp_path), EmbeddedServer(tmp_path)
    first.start().do("SET", "k", "v")
    assert first.pid is not None
    os.kill(first.pid, signal.SIGSTOP)
    try:
        assert second.start().do("GET", "k") == "v"
        assert not first.alive()
    finally:
        first.stop()
        second.stop()


def test_a_server_whose_manifest_is_gone_does_not_start_empty(own: EmbeddedServer, tmp_path: Path) -> None:
    own.start().do("SET", "k", "v")
    own.stop()
    next((tmp_path / "appendonlydir").glob("*.manifest")).unlink()
    with pytest.raises(DataDirectoryError, match="manifest"):
        own.start()


def test_only_this_user_may_read_its_files_in_a_directory_that_was_there_before(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    own = EmbeddedServer(tmp_path)
    own.start().do("SET", "k", "v")
    own.stop()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in files} == {0}


def test_a_server_whose_socket_was_taken_away_is_started_anew(own: EmbeddedServer, tmp_path: Path) -> None:
    own.start().do("SET", "k", "v")
    before = own.pid
    embedded.socket_path(tmp_path).unlink()
    assert not own.alive()
    assert own.start().do("GET", "k") == "v"
    assert own.pid != before


def test_bytes_that_are_no_text_are_told_as_damage(own: EmbeddedServer) -> None:
    server = own.start()
    server.do("SET", "k", b"\xff")
    with pytest.raises(ServerUnfit, match="damaged"):
        server.do("GET", "k")


def test_only_this_user_may_open_its_socket(own: EmbeddedServer, tmp_path: Path) -> None:
    own.start()
    assert stat.S_IMODE(embedded.socket_path(tmp_path).stat().st_mode) == 0o700


def test_a_data_directory_that_lies_too_deep_gets_a_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    own = EmbeddedServer(deep)
    try:
        assert own.start().do("PING")
    finally:
        own.stop()


def test_a_data_directory_is_used_by_one_at_a_time(tmp_path: Path) -> None:
    first, second = Lock(tmp_path), Lock(tmp_path)
    assert (first.take(), second.take()) == (True, False)
    first.release()
    assert second.take()
    second.release()


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataDirectoryError, match="TOCSIN_DATA_DIR"):
        Lock(tmp_path / "file" / "data").take()


def test_a_command_joins_the_server_that_runs_and_starts_one_when_none_does(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_server(settings) as first:
        first.do("SET", "k", "v")
        with open_server(settings) as second:
            assert second.do("GET", "k") == "v"
    with pytest.raises(ServerDown):
        connect(embedded.url(tmp_path)).do("PING")
    with open_server(settings) as third:
        assert third.do("GET", "k") == "v"


def test_a_server_that_would_evict_is_refused_with_the_line_that_mends_it(own: EmbeddedServer) -> None:
    server = own.start()
    server.do("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    with pytest.raises(ServerUnfit, match="CONFIG SET maxmemory-policy noeviction"):
        check(server)


def test_a_password_never_shows_up() -> None:
    with pytest.raises(ServerDown) as error:
        connect("redis://user:hunter2@127.0.0.1:1/0").do("PING")
    assert "hunter2" not in str(error.value)


def test_a_wrong_password_is_told_as_such(own: EmbeddedServer) -> None:
    server = own.start()
    server.do("CONFIG SET", "requirepass", "sesame")
    with pytest.raises(ServerUnfit, match="refused the user or password") as error:
        connect(own.url.replace("unix://", "unix://:hunter2@")).do("PING")
    assert "hunter2" not in str(error.value)
