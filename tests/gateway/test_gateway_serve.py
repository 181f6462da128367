"""The service as a process."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from gateway_caller import Caller, now

from services.eventlog.keys import Keys
from services.gateway import protocol
from services.gateway.serve import Gateway
from services.gateway.tokens import Tokens
from services.runtime.errors import SettingsError
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server

PROGRAM = """
import logging
import sys
from pathlib import Path
from services.cli.assembly import clock, make_surroundings
from services.gateway.serve import serve
from services.runtime.server import connect
from services.runtime.settings import Settings

logging.basicConfig(level="INFO")
url, workspace, data_dir = sys.argv[1:]
settings = Settings(data_dir=Path(data_dir), workspace=workspace, port=0)
around = make_surroundings(settings, connect(url), url)
serve(settings, around, disk=None, clock=clock, ready=lambda url: print(url, flush=True))
print("stopped")
"""


def test_it_shows_that_it_lives_and_stops_at_a_signal_even_with_a_client_that_holds_on(
    server: Server, server_url: str, workspace: str, tmp_path: Path, repository: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, server_url, workspace, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository)},
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as held:
        held.sendall(b"POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
        assert requests.get(f"{url}/healthz", timeout=5).json() == {"status": "alive"}
        assert requests.get(f"{url}/v1/alerts", timeout=5).status_code == 401
        assert [beat.stage for beat in Heartbeats(server, Keys(workspace).prefix).alive(now())] == ["gateway"]
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=15)
    assert (process.returncode, out) == (0, "stopped\n")
    assert "/v1/alerts" in err
    assert "/healthz" not in err, "a probe that goes well is no news"


def test_a_stop_ends_open_streams_without_an_error(
    server: Server, server_url: str, workspace: str, tmp_path: Path, repository: Path
) -> None:
    token = Tokens(server, workspace, clock=now).ensure_first()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, server_url, workspace, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository)},
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    given = {"Authorization": f"Bearer {token}"}
    streams = [
        requests.get(f"{url}/v1/events/stream?after=0", headers=given, stream=True, timeout=10) for _ in range(3)
    ]
    assert [stream.status_code for stream in streams] == [200] * 3
    process.send_signal(signal.SIGTERM)
    # The last line of each is whole: a client does not take the end for a broken connection.
    assert all(stream.content.endswith(b"\n\n") for stream in streams)
    _, err = process.communicate(timeout=15)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "ERROR" not in err


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port}.*TOCSIN_PORT"):
            Gateway(lambda *_: None, "127.0.0.1", port)  # type: ignore[arg-type, return-value]


def test_no_answer_waits_for_the_client_to_acknowledge_its_head() -> None:
    gateway = Gateway(lambda *_: None, "127.0.0.1", 0)  # type: ignore[arg-type, return-value]
    try:
        assert gateway._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    finally:
        gateway._socket.close()


def test_an_answer_to_what_nobody_foresaw_holds_no_word_of_it(
    stranger: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from services.gateway.routes import probes

    def broken(*_: object) -> None:
        raise RuntimeError("private words")

    monkeypatch.setattr(probes, "_look", broken)
    answer = stranger("GET", "/readyz")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (500, "internal")
    assert "private" not in answer.text
    reference = error["message"].rpartition(" ")[2]
    assert any(reference in record.getMessage() for record in caplog.records)


def test_many_at_once_are_all_answered(admin: Caller) -> None:
    answers: list[int] = []

    def ask(number: int) -> None:
        body = {"published_at": now().isoformat(), "source": "wire", "text": f"Number {number}."}
        answers.append(admin("POST", "/v1/reports", json=body).status_code)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [202] * 40


def test_who_drips_the_head_of_a_request_is_cut_off_and_who_is_done_in_time_is_not(
    start: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    caller = start()
    host, _, port = caller.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as dripping:
        dripping.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        assert dripping.recv(1) == b""
    with socket.create_connection((host, int(port)), timeout=10) as kept:
        for pause in (0, 0.5):
            time.sleep(pause)
            kept.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while not answer.endswith(b"}"):
                answer += kept.recv(4_096)
            assert answer.startswith(b"HTTP/1.1 200")
