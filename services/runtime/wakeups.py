"""Wake-ups: RQ jobs that say "drain X" and nothing else.

The data lies in streams. A wake-up is small, safe to lose (every worker also sweeps for itself) and safe to double
(a drain of an empty stream does nothing), so a burst of reports costs RQ one job, not one for each report.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

import redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from services.runtime.errors import TocsinError
from services.runtime.server import client, connect

STAGES: Final = ("ingest", "alerts", "webhooks", "housekeeping")
"""One queue each, and each worker process listens on one only: RQ hands a job over safely only then."""
FLAG_SECONDS: Final = 5
"""How long a wake flag holds back further wake-ups when the woken worker dies before it takes the flag down."""
JOB_SECONDS: Final = {"ingest": 120, "alerts": 3_600, "webhooks": 120, "housekeeping": 600}
"""A drain of a stage that takes longer is broken off. It ends itself within seconds; only an alert worker that finds no
snapshot takes in the whole log first, and would begin at its start again each time that it were broken off."""
FUNCTION: Final = "drain"

log = logging.getLogger(__name__)


def flag(workspace: str, stage: str) -> str:
    """Return the key, on the server of the queues, that says that a wake-up is under way."""
    return f"tocsin:{{{workspace}}}:wake:{stage}"


def queue_name(workspace: str, stage: str) -> str:
    """Return the name of a stage's RQ queue."""
    return f"tocsin-{workspace}-{stage}"


class Waker:
    """Wakes the workers of a stage."""

    def __init__(self, workspace: str, queue_url: str) -> None:
        """Make a waker.

        Args:
            workspace: Name of the workspace.
            queue_url: The server that carries the wake-ups; it need not be up.
        """
        self._workspace = workspace
        self._server = connect(queue_url)
        connection = client(queue_url, text=False)
        self._queues = {stage: queue(connection, workspace, stage) for stage in STAGES}

    def wake(self, stage: str) -> None:
        """Wake one worker of `stage`, unless one is being woken; never raises, for a lost wake-up is no loss."""
        try:
            if self._server.do("SET", flag(self._workspace, stage), "1", "NX", "EX", FLAG_SECONDS):
                self._queues[stage].enqueue_call(
                    FUNCTION, args=(stage,), timeout=JOB_SECONDS[stage], result_ttl=0, ttl=60
                )
        except (TocsinError, redis.RedisError) as error:
            log.warning("could not wake %s (%s); its own sweep will find the work", stage, type(error).__name__)

    def woken(self, stage: str) -> None:
        """Take the wake flag down: who adds work from now on wakes somebody again."""
        self._server.do("DEL", flag(self._workspace, stage))


def queue(connection: redis.Redis, workspace: str, stage: str, job_class: type[Job] = Job) -> Queue:
    """Return the RQ queue of a stage; jobs are JSON, never pickle."""
    return Queue(
        queue_name(workspace, stage),
        connection=connection,
        serializer=JSONSerializer,
        job_class=job_class,
    )


def allowed_job(functions: Mapping[str, Callable[..., Any]]) -> type[Job]:
    """Return a job class that runs only the functions named.

    RQ imports whatever a job names, and so would let everybody who can write to the queue run any callable.
    """

    class AllowedJob(Job):
        @property
        def func(self) -> Callable[..., Any]:
            name = self.func_name or ""
            if name not in functions:
                raise PermissionError(f"job {self.id} names {name!r}, which is not allowed here")
            return functions[name]

    return AllowedJob
