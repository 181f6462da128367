"""Archiving, sealing and restoring end at every single act on the disk or the server, and are run again."""

import itertools
from pathlib import Path

import pytest
from archivekit import (
    LATER,
    Fate,
    FatefulServer,
    Killed,
    add,
    archived_log,
    copied,
    fateful_disk,
    history,
    move,
    seal,
    verified,
)

from services.eventlog.archive import restoring
from services.eventlog.archive.archiver import DAMAGED, Archiver
from services.eventlog.archive.restoring import Restorer
from services.eventlog.archive.writing import PARTIAL
from services.eventlog.log import Log
from services.eventlog.opening import check_whole
from services.eventlog.seals.sealer import Sealer
from services.runtime.errors import ArchiveDamaged, LogError
from services.runtime.server import Server

WAYS = ("before", "half", "after")


def whole(log: Log, before: list[bytes]) -> None:
    """Nothing is lost, nothing doubled, and the seals hold."""
    assert list(log.iterate_stored()) == before
    found, examiner = verified(log)
    assert (found.findings, examiner.faults, found.entries) == ([], [], len(before))


@pytest.mark.parametrize("when", WAYS)
def test_archiving_may_end_anywhere(when: str, server: Server, workspace: str, tmp_path: Path, monkeypatch) -> None:
    origin = archived_log(server, workspace, tmp_path / "origin")
    before = history(origin, 11, 1, 9, 6, entries=5)
    for act in itertools.count(1):
        name, folder, fate = f"{workspace}-{act}", tmp_path / f"{act}", Fate(act, when)
        copied(server, workspace, name)
        doomed = archived_log(FatefulServer(server, fate), name, folder)
        with fateful_disk(monkeypatch, fate):
            try:
                list(Archiver(doomed._server, doomed, doomed.archive, entries=15).move(LATER))
            except Killed:
                pass
            else:
                break
        log = archived_log(server, name, folder)
        whole(log, before)
        move(server, log)
        whole(log, before)
        held = log.archive.segments()
        assert (held[0].first, held[-1].last) == (1, log.floor())
        assert all(one.last + 1 == other.first for one, other in itertools.pairwise(held))
        assert not [path for path in folder.iterdir() if path.name.endswith((PARTIAL, DAMAGED))]
    assert act > 40
    assert fate.acts < act


@pytest.mark.parametrize("when", ["before", "after"])
def test_sealing_may_end_anywhere(when: str, server: Server, workspace: str, tmp_path: Path) -> None:
    for act in itertools.count(1):
        name, fate = f"{workspace}-{act}", Fate(act, when)
        log = archived_log(server, name, tmp_path / "none")
        add(log, 12)
        doomed = Sealer(Log(FatefulServer(server, fate), name), clock=lambda: LATER, entries=5)
        try:
            while doomed.seal():
                pass
        except Killed:
            seal(log, 5)
        else:
            break
        found, _ = verified(log)
        assert (found.clean, found.sealed) == (True, log.cursor("seals"))
        assert [entry.data["n"] for entry in log.find(kind="unrest")] == [n for n in range(1, 13) if n % 3]
        seals = log.find(kind="log.sealed")
        assert [one.data["first"] for one in seals] == [1, *(one.data["last"] + 1 for one in seals[:-1])]
    assert act > 10


@pytest.mark.parametrize("when", ["before", "after"])
def test_restoring_may_end_anywhere(when: str, server: Server, workspace: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(restoring, "AT_ONCE", 7)
    origin = archived_log(server, workspace, tmp_path)
    before = history(origin, 11, 1, 9, 6, entries=5)
    kinds, subjects = origin.find(kind="unrest", limit=99), origin.find(subject="s3", limit=99)
    move(server, origin, entries=15)
    floor = origin.floor()
    for act in itertools.count(1):
        name, fate = f"{workspace}-{act}", Fate(act, when)
        doomed = archived_log(FatefulServer(server, fate), name, tmp_path)
        try:
            list(Restorer(doomed._server, doomed, doomed.archive).restore())
        except Killed:
            pass
        else:
            break
        log = archived_log(server, name, tmp_path)
        for _ in range(2):
            list(Restorer(server, log, log.archive).restore())
        head = log.head()
        whole(log, before[:head])
        assert (log.floor(), log.cursor("webhooks"), head) == (floor, floor, floor + 1)
        assert log.find(kind="unrest", limit=99) == [one for one in kinds if one.sequence <= head]
        assert log.find(subject="s3", limit=99) == [one for one in subjects if one.sequence <= head]
        add(log, 3)
        seal(log, 5)
        assert verified(log)[0].clean
    assert act > 10


def test_a_server_that_came_back_with_less_is_given_the_rest(server: Server, workspace: str, tmp_path: Path) -> None:
    log = archived_log(server, workspace, tmp_path)
    history(log, 11, 1, 9, entries=5)
    older = f"{workspace}-older"
    copied(server, workspace, older)
    before = history(log, 14, 6, entries=5)
    move(server, log, entries=15)
    back = archived_log(server, older, tmp_path)
    list(Restorer(server, back, back.archive).restore())
    assert list(back.iterate_stored()) == before[: back.head()]
    assert back.head() >= log.floor()
    assert back.find(kind="unrest", limit=99) == log.find(kind="unrest", limit=99, until=back.head())
    assert verified(back)[0].clean


def test_a_server_that_went_on_by_itself_is_not_overwritten(server: Server, workspace: str, tmp_path: Path) -> None:
    log = archived_log(server, workspace, tmp_path)
    history(log, 11, 9, entries=5)
    move(server, log, entries=15)
    other = archived_log(server, f"{workspace}-other", tmp_path)
    add(other, 3, source="another")
    with pytest.raises(ArchiveDamaged, match="different entries 1"):
        list(Restorer(server, other, other.archive).restore())
    with pytest.raises(LogError, match="tocsin archive restore"):
        check_whole(other)
    check_whole(log)
