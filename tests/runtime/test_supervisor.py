"""The supervisor: starts again what ends, and does not spin on what ends at once."""

from pathlib import Path

from services.runtime.embedded import EmbeddedServer
from services.runtime.errors import ServerDown
from services.runtime.server import Server
from services.runtime.supervisor import LAST_BACKOFF, Supervisor


class Failing(EmbeddedServer):
    starts = 0

    def start(self, **_: object) -> Server:
        self.starts += 1
        raise ServerDown("the disk is full")


def test_a_server_that_ends_again_and_again_is_started_later_and_later(tmp_path: Path) -> None:
    now = 0.0
    server = Failing(tmp_path)
    supervisor = Supervisor([], [server], clock=lambda: now)
    (kept,) = supervisor._servers
    while now < 60:
        supervisor._look_after_server(kept)
        now += 0.1
    assert 60 / LAST_BACKOFF < server.starts < 20
