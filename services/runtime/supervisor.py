"""Runs the whole service as child processes: starts them, starts again what dies, stops them all."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.runtime.embedded import EmbeddedServer
from services.runtime.errors import TocsinError
from services.runtime.lifeline import STOP_SECONDS, VARIABLE

FIRST_BACKOFF: Final = 0.2
LAST_BACKOFF: Final = 10.0
"""Seconds before what died is started again: doubled each time, from the first to the last."""
STEADY_SECONDS: Final = 10.0
"""A child that lived this long starts again at the first backoff."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """A child process to keep running."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


@dataclass(slots=True)
class _Child:
    command: Command
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    backoff: float = FIRST_BACKOFF
    start_at: float = field(default=0.0)


@dataclass(slots=True)
class _Server:
    server: EmbeddedServer
    started: float = 0.0
    backoff: float = FIRST_BACKOFF
    start_at: float = 0.0


class Supervisor:
    """Keeps the embedded servers (if there are any) and the child processes running until it is told to stop."""

    def __init__(
        self,
        commands: Sequence[Command],
        servers: Sequence[EmbeddedServer] = (),
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._children = [_Child(command) for command in commands]
        self._servers = [_Server(server) for server in servers]
        self._clock = clock
        self._stopping = threading.Event()
        self._lifeline, self._our_end = os.pipe()

    def stop(self) -> None:
        """Ask `run` to end; may be called from a signal handler."""
        self._stopping.set()

    def pids(self) -> dict[str, int]:
        """Return the process ids of what runs, by name."""
        running = {c.command.name: c.process.pid for c in self._children if c.process and c.process.poll() is None}
        servers = {one.server.name: one.server.pid for one in self._servers}
        return running | {name: pid for name, pid in servers.items() if pid is not None}

    def run(self) -> None:
        """Start the children and keep all running until `stop`; then stop the children, and the servers last."""
        try:
            while not self._stopping.is_set():
                for server in self._servers:
                    self._look_after_server(server)
                for child in self._children:
                    self._look_after(child)
                self._stopping.wait(0.1)
        finally:
            self._stop_children()
            for server in self._servers:
                server.server.stop()
            os.close(self._our_end)
            os.close(self._lifeline)

    def _look_after_server(self, kept: _Server) -> None:
        now = self._clock()
        if kept.server.alive():
            if now - kept.started > STEADY_SECONDS:
                kept.backoff = FIRST_BACKOFF
            return
        if now < kept.start_at:
            return
        # The first time at once; later and later when it ends again and again, as on a disk that is full.
        kept.started, kept.start_at = now, now + kept.backoff
        kept.backoff = min(kept.backoff * 2, LAST_BACKOFF)
        log.error("the embedded %s ended; starting it again", kept.server.name)
        try:
            kept.server.start().close()
        except TocsinError as error:
            log.error("%s", error)

    def _look_after(self, child: _Child) -> None:
        now = self._clock()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            steady = now - child.started > STEADY_SECONDS
            child.backoff = FIRST_BACKOFF if steady else min(child.backoff * 2, LAST_BACKOFF)
            child.start_at = now + child.backoff
            child.process = None
            log.warning("%s ended (%s); starting it again in %.1f s", child.command.name, _how(code), child.backoff)
        if now >= child.start_at:
            child.process = subprocess.Popen(
                list(child.command.arguments),
                env={**child.command.environment, VARIABLE: str(self._lifeline)},
                stdin=subprocess.DEVNULL,
                pass_fds=(self._lifeline,),
                # A Ctrl-C in the terminal reaches only us; we stop the others in order.
                start_new_session=True,
            )
            child.started = now

    def _stop_children(self) -> None:
        running = [child.process for child in self._children if child.process and child.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = self._clock() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - self._clock()))
            except subprocess.TimeoutExpired:
                log.warning("process %d did not stop in %.0f s; killing it", process.pid, STOP_SECONDS)
                process.kill()
                process.wait()


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
