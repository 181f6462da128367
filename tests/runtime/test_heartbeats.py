"""Signs of life."""

from datetime import UTC, datetime, timedelta

import pytest

from services.runtime.heartbeats import FORGOTTEN, WITHIN, Heartbeats
from services.runtime.server import Server

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_a_worker_is_alive_as_long_as_it_shows_itself(server: Server, workspace: str) -> None:
    heartbeats = Heartbeats(server, workspace)
    heartbeats.beat("ingest", "host:1", NOON, NOON)
    heartbeats.beat("alerts", "host:2", NOON, NOON + WITHIN)
    assert [beat.stage for beat in heartbeats.alive(NOON + WITHIN)] == ["alerts", "ingest"]
    assert [beat.identity for beat in heartbeats.alive(NOON + 2 * WITHIN)] == ["host:2"]
    (first, _) = heartbeats.alive(NOON)
    assert (first.started_at, first.seen_at) == (NOON, NOON + WITHIN)


def test_what_is_long_gone_is_forgotten(server: Server, workspace: str) -> None:
    heartbeats = Heartbeats(server, workspace)
    heartbeats.beat("ingest", "host:1", NOON, NOON)
    later = NOON + FORGOTTEN + timedelta(seconds=1)
    heartbeats.beat("ingest", "host:2", later, later)
    assert [beat.identity for beat in heartbeats.alive(later, within=timedelta(days=1))] == ["host:2"]


@pytest.mark.parametrize("sign", ["", "[]", '{"seen_at": 7, "started_at": 7}', '{"since": "2031-01-01T00:00:00Z"}'])
def test_a_sign_of_another_version_hides_nobody_else(server: Server, workspace: str, sign: str) -> None:
    heartbeats = Heartbeats(server, workspace)
    heartbeats.beat("alerts", "one", NOON, NOON)
    server.do("HSET", f"{workspace}workers", "alerts:other", sign)
    assert [beat.identity for beat in heartbeats.alive(NOON)] == ["one"]
