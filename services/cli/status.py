"""`tocsin status`: what runs, what waits, what is open."""

import argparse
import json
from typing import Any

from services.cli.table import table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = "exit code 1 when a worker is missing"


def run(arguments: argparse.Namespace) -> int:
    """Show the state of the service; 1 when a worker is missing."""
    from services.cli.assembly import clock
    from services.eventlog.keys import Keys
    from services.eventlog.opening import open_log
    from services.eventlog.viewreader import ViewReader
    from services.gateway.backlog import backlogs
    from services.runtime.broker import join_server
    from services.runtime.heartbeats import Heartbeats
    from services.runtime.server import durability
    from services.runtime.settings import load
    from services.runtime.wakeups import STAGES

    settings = load()
    now = clock()
    with join_server(settings) as (server, _):
        log = open_log(settings, server)
        alive = Heartbeats(server, Keys(settings.workspace).prefix).alive(now)
        views = ViewReader(server, settings.workspace)
        missing = sorted({"gateway", *STAGES} - {beat.stage for beat in alive})
        state: dict[str, Any] = {
            "server": server.name,
            "appendfsync": durability(server),
            "workspace": settings.workspace,
            "log": log.head(),
            "workers": [{"stage": beat.stage, "identity": beat.identity} for beat in alive],
            "missing": missing,
            "backlog": {
                stage: {"waiting": backlog.waiting, "age_seconds": round(backlog.age, 3)}
                for stage, backlog in backlogs(server, log, now, settings.seal_seconds).items()
            },
            "open_alerts": views.table("open_alerts"),
            "tolls": views.table("tolls"),
        }
    print(json.dumps(state) if arguments.json else _shown(state))
    return 1 if missing else 0


def _shown(state: dict[str, Any]) -> str:
    workers = [worker["stage"] for worker in state["workers"]]
    parts = [
        f"server    {state['server']} (appendfsync {state['appendfsync']})",
        f"log       {state['log']} entries in workspace {state['workspace']}",
        "workers   " + ", ".join(f"{stage} ×{workers.count(stage)}" for stage in sorted(set(workers))),
    ]
    if state["missing"]:
        parts.append(f"MISSING   {', '.join(state['missing'])}")
    rows = [(stage, row["waiting"], f"{row['age_seconds']:.1f} s") for stage, row in state["backlog"].items()]
    parts += ["", table(("stage", "waiting", "oldest"), rows)]
    alerts = [(*key.split("|"), count) for key, count in state["open_alerts"].items()]
    parts += ["", "open alerts", table(("kind", "severity", "country", "open"), alerts)]
    tolls = [
        (*key.split("|"), toll["min"], "∞" if toll["max"] is None else toll["max"])
        for key, toll in state["tolls"].items()
    ]
    parts += ["", "known tolls of open situations", table(("country", "measure", "min", "max"), tolls)]
    return "\n".join(parts)
