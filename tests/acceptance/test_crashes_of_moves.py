"""History is moved, and logs are taken in, by processes that are killed at any moment, while the real workers run."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from servicekit import Client, eventually, service
from test_crashes import kill, report

from schemas.events.registry import kind_of
from services.audit.replay import replay
from services.cli.running import Running
from services.eventlog.archive.directory import Archive
from services.eventlog.beside.verifying import verify_all
from services.eventlog.blinding import Blinding
from services.eventlog.exports import importing
from services.eventlog.log import Log
from services.runtime.embedded import EmbeddedServer
from services.runtime.errors import LogError


def run_and_kill(environment: dict[str, str], seconds: float, *command: str) -> int:
    """Run a command in a process group of its own, kill it after a while, and return its exit code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "services.cli", *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.cli", *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def whole_log(up: Running, folder: Path) -> Log:
    return Log(up.server, up.workspace, Archive(folder / "archive" / up.workspace))


def check(up: Running, log: Log, accepted: list[str]) -> None:
    """Nothing is lost, nothing is there twice, and all of it is what was written."""
    entries = list(log.iterate())
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert max(Counter(entry.id for entry in entries).values()) == 1
    assert Counter(e.data["report"] for e in entries if kind_of(e.type) == "report.received") == Counter(accepted)
    found, faults = verify_all(up.server, log)
    assert not found.findings, found.findings
    assert not faults, faults
    assert found.texts == len(accepted)
    assert replay(log, cursor=log.cursor("alerts")).same


def take_all(client: Client, numbers: range) -> list[str]:
    return [client.post("/v1/reports", json=report(number))["id"] for number in numbers]


def settled(client: Client) -> None:
    eventually(lambda: all(s["waiting"] == 0 for s in client.get("/readyz")["backlog"].values()), 120)


def archive_and_kill(folder: Path, reports: int, kills: int) -> None:
    dice, stop = random.Random(11), threading.Event()
    environment = {"TOCSIN_DATA_DIR": str(folder)}
    with service(folder, seal_seconds=1) as (up, client):
        names = ["ingest", "alerts", "webhooks", "housekeeping"] * max(1, kills // 4)
        killer = threading.Thread(target=lambda: kill(up, names, random.Random(5), stop))
        killer.start()
        accepted: list[str] = []
        for turn in range(kills):
            accepted += take_all(client, range(len(accepted), reports * (turn + 1) // kills))
            time.sleep(dice.uniform(0, 1))
            run_and_kill(environment, dice.uniform(0.3, 2.0), "archive", "--older-than", "0s")
        killer.join(120)
        stop.set()
        settled(client)
        log = whole_log(up, folder)
        # The last one may meet the housekeeping worker that comes back.
        eventually(lambda: run(environment, "archive", "--older-than", "0s").returncode == 0, 120)
        assert log.floor() > 0
        check(up, log, accepted)
        assert run(environment, "verify").returncode == 0
        assert run(environment, "rebuild", "--check").returncode == 0


def test_history_is_moved_by_processes_that_are_killed_while_others_write(tmp_path: Path) -> None:
    archive_and_kill(tmp_path, reports=40, kills=6)


@pytest.mark.torture
def test_history_is_moved_by_many_processes_that_are_killed(tmp_path: Path) -> None:
    archive_and_kill(tmp_path, reports=600, kills=60)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A log of real reports as a file."""
    folder = tmp_path_factory.mktemp("source")
    path = folder / "log.ndjson"
    with service(folder, seal_seconds=1) as (_, client):
        accepted = take_all(client, range(60))
        settled(client)
        assert run({"TOCSIN_DATA_DIR": str(folder)}, "export", "--out", str(path)).returncode == 0
    return path, accepted


def test_an_import_is_refused_while_the_workers_run(exported, tmp_path: Path) -> None:
    path, _ = exported
    with service(tmp_path) as (up, client):
        mine = take_all(client, range(900, 903))
        settled(client)
        refused = run({"TOCSIN_DATA_DIR": str(tmp_path)}, "import", str(path))
        assert refused.returncode == 1
        check(up, Log(up.server, up.workspace), mine)


def test_an_import_is_killed_and_run_again(exported, tmp_path: Path) -> None:
    path, accepted = exported
    environment, dice = {"TOCSIN_DATA_DIR": str(tmp_path)}, random.Random(3)
    for _ in range(5):
        run_and_kill(environment, dice.uniform(0.3, 3.0), "import", str(path))
    done = run(environment, "import", str(path))
    assert done.returncode == 0, done.stderr
    with service(tmp_path) as (up, client):
        accepted = [*accepted, *take_all(client, range(900, 903))]
        settled(client)
        check(up, Log(up.server, up.workspace), accepted)


def test_a_service_is_not_started_on_an_import_that_is_not_done(
    exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, accepted = exported
    monkeypatch.setattr(importing, "BYTES", 40_000)
    embedded = EmbeddedServer(tmp_path)
    server = embedded.start()
    one = importing.Importer(
        server, Log(server), decider="alerts", followers=("webhooks",), blind=Blinding("another key")
    )
    pages = one.run(one.plan(path))
    reached = [next(pages), next(pages)]
    server.close()
    embedded.stop()
    with pytest.raises(LogError, match="run `tocsin import` with the same file again"), service(tmp_path):
        pass
    assert run({"TOCSIN_DATA_DIR": str(tmp_path)}, "import", str(path)).returncode == 0
    with service(tmp_path) as (up, _):
        log = Log(up.server, up.workspace)
        assert log.head() > reached[-1]
        check(up, log, accepted)
