"""Wake-ups: a worker process that drains when it is woken, and only what it may."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from services.eventlog.keys import Keys
from services.runtime.server import Server, client
from services.runtime.wakeups import Waker, allowed_job, flag, queue

WORKER = """
import sys, time
from datetime import UTC, datetime
from prometheus_client import CollectorRegistry
from services.eventlog.keys import Keys
from services.runtime.server import connect
from services.runtime import worker
from services.runtime.errors import ServerDown
from services.runtime.wakeups import Waker
from services.runtime.worker import Surroundings, WorkerProcess

worker.SWEEP_SECONDS = 0.2
url, workspace, identity, exclusive = sys.argv[1:]
server, prefix = connect(url), Keys(workspace).prefix

class Counting:
    name = "ingest"
    exclusive = sys.argv[4] == "True"
    def drain(self):
        server.do("RPUSH", prefix + "drained", identity)
        return False
    def close(self):
        server.do("SET", prefix + "closed:" + identity, "1")
        raise ServerDown("gone before us")

waker = Waker(workspace, url)
around = Surroundings(server, prefix, workspace, url, waker, identity, lambda: datetime.now(UTC), CollectorRegistry())
WorkerProcess(Counting(), around).run()
"""


def start(server_url: str, workspace: str, identity: str, exclusive: bool = False) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, server_url, workspace, identity, str(exclusive)],
        cwd=Path(__file__).parent.parent.parent,
    )


def wait_until(happened, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def prefix(workspace: str) -> str:
    return Keys(workspace).prefix


def test_a_woken_worker_drains_and_a_signal_ends_it_cleanly(
    server: Server, server_url: str, workspace: str, prefix: str
) -> None:
    process = start(server_url, workspace, "w")
    try:
        waker = Waker(workspace, server_url)
        waker.wake("ingest")
        wait_until(lambda: server.do("LLEN", f"{prefix}drained") >= 1)
        # Nobody wakes it now: it sweeps for itself.
        seen = server.do("LLEN", f"{prefix}drained")
        wait_until(lambda: server.do("LLEN", f"{prefix}drained") > seen)
    finally:
        process.terminate()
    assert process.wait(15) == 0
    assert server.do("GET", f"{prefix}closed:w") == "1"


def test_a_burst_of_wake_ups_is_one_job(server: Server, server_url: str, workspace: str, prefix: str) -> None:
    waker = Waker(workspace, server_url)
    for _ in range(50):
        waker.wake("ingest")
    assert len(queue(client(server_url, text=False), workspace, "ingest")) == 1
    server.do("DEL", flag(workspace, "ingest"))
    waker.wake("ingest")
    assert len(queue(client(server_url, text=False), workspace, "ingest")) == 2


def test_a_standby_takes_over_when_the_one_at_work_is_killed(
    server: Server, server_url: str, workspace: str, prefix: str
) -> None:
    first = start(server_url, workspace, "first", exclusive=True)
    wait_until(lambda: "first" in server.do("LRANGE", f"{prefix}drained", 0, -1))
    second = start(server_url, workspace, "second", exclusive=True)
    try:
        time.sleep(3)
        assert "second" not in server.do("LRANGE", f"{prefix}drained", 0, -1)
        first.kill()
        wait_until(lambda: "second" in server.do("LRANGE", f"{prefix}drained", 0, -1))
    finally:
        first.kill()
        second.kill()


def test_a_job_that_names_another_function_fails_and_does_not_run(server_url: str, workspace: str) -> None:
    connection = client(server_url, text=False)
    ran: list[str] = []
    job_class = allowed_job({"drain": ran.append})
    jobs = queue(connection, workspace, "ingest", job_class)
    bad = jobs.enqueue_call("os.getpid")
    good = jobs.enqueue_call("drain", args=("ingest",))
    worker = SimpleWorker([jobs], connection=connection, job_class=job_class, serializer=JSONSerializer)
    worker.work(burst=True, logging_level="CRITICAL")
    assert (bad.is_failed, good.is_finished, ran) == (True, True, ["ingest"])


def test_sweeps_go_on_when_the_server_refuses_the_lock(
    server: Server, server_url: str, workspace: str, prefix: str
) -> None:
    worker = start(server_url, workspace, "one", exclusive=True)
    try:
        wait_until(lambda: server.do("LLEN", f"{prefix}drained"))
        # As a full disk or a missing replica would: every script on this key is refused.
        server.do("DEL", f"{prefix}lock:ingest")
        server.do("LPUSH", f"{prefix}lock:ingest", "not a lock")
        drained = server.do("LLEN", f"{prefix}drained")
        wait_until(lambda: server.do("LLEN", f"{prefix}drained") > drained + 5)
    finally:
        worker.terminate()
        worker.wait()
