"""`tocsin worker`: one worker process."""

import argparse
import os

from services.runtime.wakeups import STAGES


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("name", choices=STAGES, metavar="NAME", help=", ".join(STAGES))
    parser.epilog = "Needs TOCSIN_REDIS_URL, or a running `tocsin up`. Metrics and /healthz are on TOCSIN_METRICS_PORT."


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT."""
    from services.cli.assembly import make_surroundings, stage
    from services.runtime import lifeline, logs
    from services.runtime.broker import join_server
    from services.runtime.exposition import expose
    from services.runtime.settings import load
    from services.runtime.worker import WorkerProcess

    settings = load()
    logs.set_up(settings.log_level, settings.log_format, arguments.name)
    lifeline.follow(os.environ)
    with join_server(settings) as (server, url):
        around = make_surroundings(settings, server, url)
        process = WorkerProcess(stage(arguments.name, settings, around), around)
        expose(around.registry, settings.metrics_host, settings.metrics_port, process.alive)
        process.run()
    return 0
