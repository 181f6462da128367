"""A log on a real server with history that can be archived, and faults to strike while that is done."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.events.envelope import Draft
from services.eventlog.archive import archiver as archiver_module
from services.eventlog.archive import writing
from services.eventlog.archive.archiver import CONSUMERS, Archiver
from services.eventlog.archive.checking import Examiner
from services.eventlog.archive.directory import Archive
from services.eventlog.keys import Keys
from services.eventlog.log import Log
from services.eventlog.seals.sealer import Sealer
from services.eventlog.seals.verify import Checker, Verification
from services.runtime.server import Server

BEGAN = datetime(2024, 5, 1, tzinfo=UTC)
LATER = BEGAN + timedelta(days=400)


def add(log: Log, count: int, **changes) -> None:
    """Append entries that are a second apart, with subjects and reports."""
    head = log.head()
    for number in range(head + 1, head + count + 1):
        kind = "unrest" if number % 3 else "closure.ordered"
        draft = Draft(
            id=f"e{number}",
            source='tests "é"',
            type=f"tocsin.{kind}.v1",
            subject=f"s{number % 7}" if number % 2 else None,
            correlationid=f"r{number // 4}",
            time=BEGAN,
            dataschema="x",
            data={"n": number},
        ).model_copy(update=changes)
        log.append([draft], now=BEGAN + timedelta(seconds=number), nonce=f"add{number}")


def seal(log: Log, entries: int = 10) -> None:
    """Seal all that there is, as a sealer does that waits for nothing."""
    sealer = Sealer(log, clock=lambda: LATER, entries=entries)
    while sealer.seal():
        pass


def consumed(log: Log, upto: int | None = None) -> None:
    """Say that the workers took everything in."""
    for consumer in CONSUMERS[:2]:
        log._server.do("HSET", log.keys.cursor(consumer), "sequence", str(log.head() if upto is None else upto))


def archived_log(server: Server, workspace: str, folder: Path) -> Log:
    """Return a log that knows an archive."""
    return Log(server, workspace, Archive(folder))


def history(log: Log, *rounds: int, entries: int = 10) -> list[bytes]:
    """Fill a log, sealing after each of the rounds, and return all of it."""
    for count in rounds:
        add(log, count)
        seal(log, entries)
    consumed(log)
    return list(log.iterate_stored())


def move(server: Server, log: Log, before: datetime = LATER, entries: int = 30) -> list[tuple[int, int]]:
    """Archive, and return the spans that were moved."""
    assert log.archive is not None
    moved = Archiver(server, log, log.archive, entries=entries).move(before)
    return [(one.span.first, one.span.last) for one in moved]


def verified(log: Log, **given) -> tuple[Verification, Examiner]:
    """Check archive and stream as one."""
    assert log.archive is not None
    checker = Checker(**given)
    examiner, floor = Examiner(checker), log.floor()
    examiner.examine(log.archive, floor)
    for entry in log.iterate_stored(floor):
        checker.take(entry)
    return checker.finish(), examiner


def copied(server: Server, workspace: str, to: str) -> None:
    """Copy all keys of a workspace to another one."""
    prefix, other = Keys(workspace).prefix, Keys(to).prefix
    names = server.do("KEYS", f"{prefix.replace('{', '[{]')}*")
    server.batch(
        ("COPY", name, other + name.removeprefix(prefix), "REPLACE") for name in names if ":nonce:" not in name
    )


class Killed(BaseException):
    """The process ended here."""


class Fate:
    """Counts acts on the world, and ends the process at one of them: before it, after it, or half way through it."""

    def __init__(self, at: int | None = None, when: str = "before") -> None:
        self.at, self.when, self.acts = at, when, 0

    def strike(self, act: Callable, half: Callable | None = None):
        """Do an act, unless its hour has come."""
        self.acts += 1
        if self.acts != self.at:
            return act()
        if self.when == "half" and half is not None:
            half()
        elif self.when == "after":
            act()
        raise Killed


class FatefulDisk:
    """The module `os`, for what writes files."""

    ACTS = ("open", "fsync", "replace")

    def __init__(self, fate: Fate) -> None:
        self._fate = fate

    def __getattr__(self, name: str):
        real = getattr(os, name)
        if name not in (*self.ACTS, "write"):
            return real
        if name == "write":
            return lambda file, part: self._fate.strike(
                lambda: os.write(file, part), lambda: os.write(file, part[: len(part) // 2])
            )
        return lambda *given: self._fate.strike(lambda: real(*given))


class FatefulServer(Server):
    """A server each call of which may be the last."""

    def __init__(self, server: Server, fate: Fate) -> None:
        super().__init__(server._client, server.name)
        self._fate = fate

    def do(self, *command):
        return self._fate.strike(lambda: Server.do(self, *command))

    def bytes(self, *command):
        return self._fate.strike(lambda: Server.bytes(self, *command))

    def raw_batch(self, commands):
        return self._fate.strike(lambda: Server.raw_batch(self, commands))

    def script(self, lua):
        run = Server.script(self, lua)
        return lambda keys, args: self._fate.strike(lambda: run(keys, args))


@contextmanager
def fateful_disk(monkeypatch: pytest.MonkeyPatch, fate: Fate) -> Iterator[None]:
    """Let each write to the disk be the last."""
    with monkeypatch.context() as patch:
        disk = FatefulDisk(fate)
        patch.setattr(writing, "os", disk)
        patch.setattr(archiver_module, "os", disk)
        yield
