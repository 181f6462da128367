"""Archiving and sealing end at every single act on the disk or the server, and are run again."""

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

from services.eventlog.archive.archiver import DAMAGED, Archiver
from services.eventlog.archive.writing import PARTIAL
from services.eventlog.log import Log
from services.eventlog.seals.sealer import Sealer
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
