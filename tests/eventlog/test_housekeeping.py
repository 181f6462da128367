"""Housekeeping seals, and archives by the day where it is told to."""

from datetime import timedelta
from pathlib import Path

import pytest
from archivekit import BEGAN, add, archived_log, consumed
from prometheus_client import CollectorRegistry

from services.eventlog.archive.archiver import Archiver
from services.eventlog.housekeeping import LOOK_SECONDS, Housekeeping
from services.eventlog.log import Log
from services.eventlog.metrics import HousekeepingMetrics
from services.eventlog.seals.sealer import Sealer
from services.runtime.server import Server


class Times:
    """Both clocks of a stage."""

    def __init__(self) -> None:
        self.now, self.seconds = BEGAN, 0.0

    def pass_(self, **length: float) -> None:
        self.now += timedelta(**length)
        self.seconds += timedelta(**length).total_seconds()


@pytest.fixture
def log(server: Server, workspace: str, tmp_path: Path) -> Log:
    return archived_log(server, workspace, tmp_path / "archive")


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def stage_of(server: Server, log: Log, times: Times):
    def make(days: int) -> Housekeeping:
        return Housekeeping(
            Sealer(log, clock=lambda: times.now, entries=10),
            Archiver(server, log, log.archive, entries=30),
            every=timedelta(seconds=60),
            archive_days=days,
            clock=lambda: times.now,
            metrics=HousekeepingMetrics(CollectorRegistry()),
            monotonic=lambda: times.seconds,
        )

    return make


def test_it_seals_and_archives_what_is_older_than_the_day_that_began_so_many_days_ago(log, times, stage_of) -> None:
    stage = stage_of(30)
    add(log, 75)
    times.pass_(minutes=5)
    assert not stage.drain()
    consumed(log)
    assert log.floor() == 0
    times.pass_(days=30)
    assert not stage.drain()
    assert log.floor() == 0
    times.pass_(days=1)
    while stage.drain():
        pass
    assert log.floor() >= 70
    assert len(log.archive.segments()) > 1


def test_it_archives_nothing_unless_it_is_told_to(log, times, stage_of) -> None:
    stage = stage_of(0)
    add(log, 25)
    consumed(log)
    times.pass_(days=400)
    assert not stage.drain()
    assert (log.floor(), log.cursor("seals")) == (0, 27)


def test_an_archive_that_cannot_be_written_does_not_keep_it_from_sealing(log, times, stage_of, tmp_path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    stage = stage_of(1)
    add(log, 25)
    times.pass_(days=3)
    assert not stage.drain()
    assert (log.floor(), log.cursor("seals")) == (0, 27)
    consumed(log)
    (tmp_path / "archive").unlink()
    assert not stage.drain()
    times.pass_(seconds=LOOK_SECONDS)
    while stage.drain():
        pass
    assert log.floor() == 20
