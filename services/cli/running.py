"""The whole service, running: the embedded server if need be, the gateway, every worker, supervised."""

import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.cli.assembly import clock
from services.eventlog.keys import Keys
from services.eventlog.opening import check_whole, open_log
from services.runtime import embedded
from services.runtime.errors import Conflict, ServerDown, SettingsError, TocsinError
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server, check, connect
from services.runtime.settings import PREFIX, Settings
from services.runtime.supervisor import Command, Supervisor
from services.runtime.wakeups import STAGES

READY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Running:
    """A service that was started.

    Attributes:
        url: Where the HTTP service answers.
        server: A connection to its server.
        server_url: The url of that server.
        metrics: Where each process shows its metrics, by name.
        supervisor: What keeps it running.
        workspace: Its workspace.
        data_dir: Where an embedded server keeps its data.
    """

    url: str
    server: Server
    server_url: str
    metrics: Mapping[str, str]
    supervisor: Supervisor
    workspace: str
    data_dir: Path

    def ready(self) -> bool:
        """True when every process has shown that it works."""
        try:
            alive = Heartbeats(self.server, Keys(self.workspace).prefix).alive(clock())
        except ServerDown:
            return False
        return Counter(beat.stage for beat in alive) >= Counter(name.partition("-")[0] for name in self.metrics)

    def wait_ready(self, seconds: float = READY_SECONDS, pause: Callable[[float], None] = time.sleep) -> None:
        """Wait until every process works.

        Raises:
            TocsinError: It took longer than `seconds`.
        """
        waited = 0.0
        while waited < seconds:
            if self.ready():
                return
            pause(0.1)
            waited += 0.1
        raise TocsinError(f"the service was not ready after {seconds:.0f} s; its log lines above say why")


@contextmanager
def running(settings: Settings, environment: Mapping[str, str]) -> Iterator[Running]:
    """Run the service for as long as the block lasts, in child processes, supervised by a thread of this one.

    Raises:
        Conflict: Another service runs on the same data directory.
        SettingsError: A port is in use.
        ServerDown, ServerUnfit, DataDirectoryError: There is no server to use.
        LogError: The server lost what the archive still holds.
    """
    with ExitStack() as stack:
        own: list[embedded.EmbeddedServer] = []
        server_url = settings.redis_url
        if server_url is None:
            lock = embedded.Lock(settings.data_dir)
            if not lock.take():
                raise Conflict(
                    f"a service already runs on {settings.data_dir}; stop it, or name another TOCSIN_DATA_DIR"
                )
            stack.callback(lock.release)
            own = [
                embedded.EmbeddedServer(settings.data_dir),
                embedded.EmbeddedServer(settings.data_dir, embedded.QUEUE, durable=False),
            ]
            for embedded_server in own:
                stack.callback(embedded_server.stop)
                embedded_server.start().close()
            server_url = own[0].url
        server = connect(server_url)
        stack.callback(server.close)
        check(server)
        check_whole(open_log(settings, server))
        commands, metrics = _commands(settings, environment, server_url)
        # What an earlier run left would make this one look ready before it is.
        server.do("DEL", f"{Keys(settings.workspace).prefix}workers")
        supervisor = Supervisor(commands, own)
        thread = threading.Thread(target=supervisor.run, name="supervisor")
        thread.start()
        try:
            url = f"http://{_shown(settings.host)}:{settings.port}"
            yield Running(url, server, server_url, metrics, supervisor, settings.workspace, settings.data_dir)
        finally:
            supervisor.stop()
            thread.join()


def block_of_ports(preferred: int, count: int) -> int:
    """Return the first of `count` free ports in a row on the loopback interface: `preferred`, else others."""
    first = preferred
    while not all(_is_free("127.0.0.1", port) for port in range(first, first + count)):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = min(int(probe.getsockname()[1]), 65_535 - count)
    return first


def _commands(
    settings: Settings, environment: Mapping[str, str], server_url: str
) -> tuple[list[Command], dict[str, str]]:
    base = {name: value for name, value in environment.items() if not name.startswith(PREFIX)}
    base |= _variables(settings)
    base["TOCSIN_REDIS_URL"] = server_url
    program = [sys.executable, "-m", "services.cli"]
    _check_port(settings.host, settings.port)
    commands = [Command("gateway", [*program, "serve"], base)]
    metrics = {"gateway": f"http://{_shown(settings.host)}:{settings.port}/metrics"}
    stages = ["ingest"] * settings.ingest_workers + [stage for stage in STAGES if stage != "ingest"]
    for offset, stage in enumerate(stages):
        port = settings.metrics_port + offset
        _check_port(settings.metrics_host, port)
        number = stages[:offset].count(stage) + 1
        name = stage if stages.count(stage) == 1 else f"{stage}-{number}"
        commands.append(Command(name, [*program, "worker", stage], {**base, "TOCSIN_METRICS_PORT": str(port)}))
        metrics[name] = f"http://{_shown(settings.metrics_host)}:{port}/metrics"
    return commands, metrics


def _variables(settings: Settings) -> dict[str, str]:
    """Return the environment that gives `settings` again."""
    from dataclasses import fields

    found: dict[str, str] = {}
    for setting in fields(settings):
        value = getattr(settings, setting.name)
        if value is not None and value != ():
            text = ",".join(value) if isinstance(value, tuple) else str(value)
            found[PREFIX + setting.name.upper()] = text
    return found


def _check_port(host: str, port: int) -> None:
    if not _is_free(host, port):
        raise SettingsError(f"{host}:{port} cannot be used; choose another TOCSIN_PORT or TOCSIN_METRICS_PORT")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _shown(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
