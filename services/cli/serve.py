"""`tocsin serve`: the HTTP service alone."""

import argparse
import logging
import os
import threading


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = "Needs TOCSIN_REDIS_URL, or a running `tocsin up`. Binds to TOCSIN_HOST and TOCSIN_PORT."


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    from services.cli.assembly import clock, make_surroundings
    from services.gateway.app import make_app
    from services.gateway.serve import Gateway
    from services.runtime import lifeline, logs
    from services.runtime.broker import join_server
    from services.runtime.heartbeats import Heartbeats, keep_beating
    from services.runtime.settings import load

    settings = load()
    logs.set_up(settings.log_level, settings.log_format, "gateway")
    lifeline.follow(os.environ)
    with join_server(settings) as (server, url):
        around = make_surroundings(settings, server, url)
        app = make_app(settings, server, clock, wake=around.waker.wake, registry=around.registry)
        stopped = threading.Event()

        def ready(address: str) -> None:
            logging.getLogger(__name__).info("answering at %s", address)
            keep_beating(Heartbeats(server, around.prefix), "gateway", around.identity, clock, stopped)

        Gateway(app, settings.host, settings.port, ready).serve_until_stopped()
        stopped.set()
    return 0
