"""History moves to segments, and a log that was archived reads as it did before."""

from datetime import timedelta
from pathlib import Path

import pytest
from archivekit import BEGAN, LATER, add, archived_log, consumed, history, move, seal, verified

from services.eventlog.archive.archiver import DAMAGED, Archiver
from services.eventlog.archive.verifying import verify_archive
from services.eventlog.archive.writing import PARTIAL
from services.eventlog.log import Log
from services.eventlog.seals.sealer import last_seal
from services.runtime.errors import ArchiveDamaged, ArchiveMissing, Conflict, DataDirectoryError, LogError
from services.runtime.server import Server


@pytest.fixture
def log(server: Server, workspace: str, tmp_path: Path) -> Log:
    return archived_log(server, workspace, tmp_path / "archive")


def test_an_archived_log_reads_as_it_did(server: Server, log: Log) -> None:
    before = history(log, 40, 35, 60)
    plain = Log(server, log.keys.workspace)
    decoded, kinds = plain.read(0, 1000), plain.find(kind="unrest", limit=1000)
    moments = [BEGAN + timedelta(seconds=second) for second in (-1, 0, 1, 17, 50, 51, 135, 1000)]
    places = [plain.at(moment) for moment in moments]
    assert sum(last - first + 1 for first, last in move(server, log)) == log.floor() > 90
    again = archived_log(server, log.keys.workspace, log.archive.folder)
    for one in (log, again):
        assert list(one.iterate_stored()) == before
        assert one.read(0, 1000) == decoded
        assert list(one.iterate()) == decoded
        assert one.find(kind="unrest", limit=1000) == kinds
        assert one.find(kind="unrest", subject="s3", after=10, until=90) == [
            event for event in kinds if event.subject == "s3" and 10 < event.sequence <= 90
        ]
        assert [one.at(moment) for moment in moments] == places
        assert one.newest("unrest") == kinds[-1]
        assert one.head() == len(before)
        for after, limit, until in [(0, 5, None), (28, 40, None), (25, 200, 70), (60, 1000, 61), (200, 3, None)]:
            wanted = before[after : len(before) if until is None else until][:limit]
            assert one.stored(after, limit, until) == wanted
            assert [text.encode() for text in one.raw(after, limit, until)] == wanted
    found, examiner = verified(log)
    assert (found.clean, examiner.faults, found.entries) == (True, [], len(before))


def test_only_what_is_old_sealed_and_taken_in_is_moved(server: Server, log: Log) -> None:
    history(log, 40, 40)
    assert move(server, log, BEGAN + timedelta(seconds=9)) == []
    assert move(server, log, BEGAN + timedelta(seconds=25)) == [(1, 20)]
    consumed(log, 31)
    assert move(server, log) == [(21, 30)]
    due = Archiver(server, log, log.archive).due(LATER)
    assert (due.first, due.last, due.behind, due.consumed) == (31, 30, "alerts", 31)
    consumed(log)
    add(log, 30)
    sealed = last_seal(log).last
    assert max(last for _, last in move(server, log)) <= sealed


def test_nothing_is_moved_that_was_touched(server: Server, log: Log) -> None:
    history(log, 40)
    row = server.raw("XRANGE", log.keys.log, "7-0", "7-0")[0][1]
    server.do("XDEL", log.keys.log, "7-0")
    for count in (1, 2):
        with pytest.raises(LogError, match="entry 7 was sealed and is gone"):
            move(server, log)
        assert (log.floor(), list(log.archive.folder.glob("*.zst*"))) == (0, []), count
    assert row[b"e"].startswith(b'{"sequence":7,')


def test_what_a_run_left_behind_is_taken_up(server: Server, log: Log) -> None:
    before = history(log, 70)
    folder = log.archive.folder
    archiver = Archiver(server, log, log.archive, entries=30)
    archiver._take_out = lambda *_: None
    next(archiver.move(LATER))
    (left,) = folder.glob("*.zst")
    (folder / f"{left.name}{PARTIAL}").write_bytes(b"half")
    assert log.floor() == 0
    assert move(server, log)[0][0] == 1
    assert list(log.iterate_stored()) == before
    assert not list(folder.glob(f"*{PARTIAL}"))


def test_what_was_left_behind_and_damaged_is_put_aside_and_made_anew(server: Server, log: Log) -> None:
    before = history(log, 70)
    archiver = Archiver(server, log, log.archive, entries=30)
    archiver._take_out = lambda *_: None
    next(archiver.move(LATER))
    (left,) = log.archive.folder.glob("*.zst")
    left.write_bytes(left.read_bytes()[:-1])
    move(server, log)
    assert list(log.iterate_stored()) == before
    assert len(list(log.archive.folder.glob(f"*{DAMAGED}"))) == 1


def test_a_segment_that_tells_another_story_than_the_server_is_not_believed(server, workspace, log, tmp_path) -> None:
    history(log, 40)
    other = archived_log(server, f"{workspace}-other", log.archive.folder)
    add(other, 40, source="another")
    seal(other)
    consumed(other)
    archiver = Archiver(server, other, other.archive, entries=30)
    archiver._take_out = lambda *_: None
    next(archiver.move(LATER))
    with pytest.raises(ArchiveDamaged, match="hold different entries"):
        move(server, log)
    assert log.floor() == 0


def test_two_archivers_do_not_work_at_once(server: Server, log: Log) -> None:
    history(log, 90)
    first = Archiver(server, log, log.archive, entries=30).move(LATER)
    next(first)
    with pytest.raises(Conflict, match="another one moves"):
        move(server, log)
    first.close()
    assert move(server, log)


def test_an_archive_that_is_not_at_hand_is_told(server: Server, log: Log, tmp_path: Path) -> None:
    history(log, 40)
    move(server, log)
    elsewhere = archived_log(server, log.keys.workspace, tmp_path / "elsewhere")
    for one in (elsewhere, Log(server, log.keys.workspace)):
        with pytest.raises(ArchiveMissing, match="moved to an archive"):
            one.read()
        assert one.read(log.floor())


def test_a_reader_that_is_under_way_misses_nothing(server: Server, log: Log) -> None:
    before = history(log, 60, 60, 60)
    for step in (1, 20, 95):
        reader = log.iterate_stored()
        taken = [next(reader) for _ in range(step)]
        mover = Archiver(server, log, log.archive, entries=30).move(LATER)
        next(mover, None)
        mover.close()
        assert taken + list(reader) == before


def test_a_segment_ends_before_the_seal_of_its_end_where_it_can(server: Server, log: Log) -> None:
    for count in (40, 9, 9, 35):
        add(log, count)
        seal(log)
    consumed(log)
    for first, last in move(server, log, entries=15):
        assert first < last
        seals = log.find(kind="log.sealed", after=last, limit=1)
    assert (seals[0].sequence, seals[0].data["last"]) == (last + 1, last)


@pytest.mark.parametrize("entries", [10, 20, 30, 70])
def test_a_backlog_that_was_sealed_at_once_is_archived_too(server: Server, log: Log, entries: int) -> None:
    before = history(log, 175, 3)
    spans = move(server, log, entries=entries)
    assert [first for first, _ in spans] == [1, *(last + 1 for _, last in spans[:-1])]
    assert spans[-1][1] > 150
    assert list(log.iterate_stored()) == before
    found, examiner = verified(log)
    assert (found.findings, examiner.faults) == ([], [])
    alone, faults = verify_archive(log.archive)
    assert (alone.findings, faults, alone.sealed) == ([], [], log.floor())


def test_where_the_archive_cannot_be_written_it_is_told_who_may(server: Server, log: Log) -> None:
    history(log, 20)
    log.archive.folder.parent.mkdir(exist_ok=True)
    log.archive.folder.touch()
    with pytest.raises(DataDirectoryError, match="the housekeeping worker alone may write it"):
        move(server, log)
