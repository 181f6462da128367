"""An import that is killed at any of its writes, and run again: nothing lost, nothing doubled."""

from itertools import count

import pytest
from exportkit import exported, play
from importkit import clean, importer, kept, take_in

from services.eventlog.exports import importing
from services.eventlog.log import Log
from services.runtime.server import Server


class Killed(BaseException):
    """The process ended."""


class Mortal(Server):
    """A server that a process can only write to so often before it is killed, before the write or behind it."""

    def __init__(self, server: Server, writes: int, *, behind: bool) -> None:
        super().__init__(server._client, server.name)
        self._left = writes
        self._behind = behind

    def script(self, lua):
        run = super().script(lua)
        return lambda keys, args: self._write(lambda: run(keys, args))

    def do(self, *command):
        if command[0] in ("SET", "DEL"):
            return self._write(lambda: Server.do(self, *command))
        return super().do(*command)

    def _write(self, act):
        self._left -= 1
        if self._left < 0 and not self._behind:
            raise Killed
        answer = act()
        if self._left < 0:
            raise Killed
        return answer


@pytest.mark.parametrize("behind", [False, True], ids=["before the write", "behind the write"])
def test_an_import_may_be_killed_at_every_write(server, workspace, tmp_path, monkeypatch, behind):
    monkeypatch.setattr(importing, "BYTES", 4_000)
    source = play(server, workspace, 6)
    path = exported(server, source, tmp_path / "log")
    wanted = kept(server, source) | {"cursor:webhooks": str(source.head())}
    for writes in count():
        name = f"{workspace}-{writes}-{behind}"
        mortal = Mortal(server, writes, behind=behind)
        try:
            take_in(mortal, Log(mortal, name), path)
        except Killed:
            survived = False
        else:
            survived = True
        target = Log(server, name)
        take_in(server, target, path)
        assert kept(server, target) == wanted, f"killed at write {writes}"
        assert clean(target)
        assert server.do("EXISTS", target.keys.importing) == 0
        if survived:
            break
    assert writes > 8


def test_an_import_may_be_killed_again_and_again(server, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BYTES", 4_000)
    source = play(server, workspace, 6)
    path = exported(server, source, tmp_path / "log")
    target = Log(server, f"{workspace}-copy")
    for _ in range(100):
        mortal = Mortal(server, 2, behind=True)
        try:
            take_in(mortal, Log(mortal, target.keys.workspace), path)
        except Killed:
            continue
        break
    assert kept(server, target) == kept(server, source) | {"cursor:webhooks": str(source.head())}


def test_what_was_begun_with_a_longer_export_is_not_ended_with_a_shorter_one(server, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BYTES", 4_000)
    source = play(server, workspace, 6)
    rules = exported(server, source, tmp_path / "short", until=1)
    long = exported(server, source, tmp_path / "long")
    target = Log(server, f"{workspace}-copy")
    mortal = Mortal(server, 3, behind=True)
    with pytest.raises(Killed):
        take_in(mortal, Log(mortal, target.keys.workspace), long)
    with pytest.raises(importing.Conflict, match="did not end"):
        importer(server, target).plan(rules)
    take_in(server, target, long)
