"""A webhook worker in a process of its own, to be killed. Arguments: server's url, workspace, seconds to be ahead."""

import sys
import time
from datetime import UTC, datetime, timedelta

from webhookkit import Desk

from services.runtime.egress import Egress
from services.runtime.server import connect


def main(url: str, workspace: str, ahead: str) -> None:
    desk = Desk(connect(url), workspace, Egress(allow=["127.0.0.0/8"], total=2))
    # A lease is waited for in the clock that is passed in, so a process that starts ahead of the killed one's leases
    # takes them over at once.
    desk.clock.__class__.__call__ = lambda self: datetime.now(UTC) + timedelta(seconds=float(ahead))  # type: ignore[method-assign]
    print("up", flush=True)
    while True:
        if not desk.worker.drain():
            time.sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
