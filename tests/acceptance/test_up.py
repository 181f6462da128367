"""`tocsin up`, as an operator runs it: one token, one service a directory, nothing left behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from servicekit import eventually

from services.cli.running import block_of_ports
from services.runtime import embedded
from services.runtime.lifeline import STOP_SECONDS
from services.runtime.server import connect


def environment(data_dir: Path) -> dict[str, str]:
    first = block_of_ports(20_000 + os.getpid() * 16 % 20_000, 6)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    ports = {"TOCSIN_PORT": str(first), "TOCSIN_METRICS_PORT": str(first + 1)}
    return {**clean, **ports, "TOCSIN_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}


@contextmanager
def up(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a service, wait until it says that it is up, and give what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "services.cli", "up"],
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        yield process, "".join(said)
    finally:
        process.terminate()
        process.wait(20)


def children(data_dir: Path) -> list[int]:
    """Processes of the service on this directory, the servers apart."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            ours = str(data_dir).encode() in (entry / "environ").read_bytes()
        except OSError:
            continue
        if ours and (b"\0worker\0" in command or b"\0serve\0" in command):
            found.append(int(entry.name))
    return found


def test_the_first_start_gives_a_token_once_a_second_service_is_refused_and_a_signal_stops_everything(
    tmp_path: Path,
) -> None:
    with up(tmp_path) as (process, said):
        token = re.search(r"tocsin_\w+", said)
        url = re.search(r"http://[\d.:]+", said)
        assert token
        assert url
        answer = requests.get(f"{url[0]}/v1/alerts", headers={"Authorization": f"Bearer {token[0]}"}, timeout=10)
        assert answer.status_code == 200
        refused = subprocess.run(
            [sys.executable, "-m", "services.cli", "up"],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert (refused.returncode, "a service already runs on" in refused.stderr) == (1, True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert children(tmp_path) == []
    assert not embedded.socket_path(tmp_path).exists()
    with up(tmp_path) as (process, said):
        assert "token" not in said
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_when_the_supervisor_is_killed_its_workers_end_and_the_next_start_takes_over(tmp_path: Path) -> None:
    with up(tmp_path) as (process, _):
        connect(embedded.url(tmp_path)).do("SET", "kept", "yes")
        assert len(children(tmp_path)) == 5
        process.kill()
        eventually(lambda: children(tmp_path) == [], STOP_SECONDS + 15)
    with up(tmp_path) as (process, _):
        assert connect(embedded.url(tmp_path)).do("GET", "kept") == "yes"
        process.terminate()
        assert process.wait(20) == 0
