"""`tocsin serve`: the HTTP service alone."""

import argparse
import os


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = "Needs TOCSIN_REDIS_URL, or a running `tocsin up`. Binds to TOCSIN_HOST and TOCSIN_PORT."


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    from services.cli.assembly import clock, disk_of, make_surroundings
    from services.gateway.serve import serve
    from services.runtime import lifeline, logs
    from services.runtime.broker import join_server
    from services.runtime.settings import load

    settings = load()
    logs.set_up(settings.log_level, settings.log_format, "gateway")
    lifeline.follow(os.environ)
    with join_server(settings) as (server, url):
        around = make_surroundings(settings, server, url)
        serve(settings, around, disk=disk_of(settings), clock=clock)
    return 0
