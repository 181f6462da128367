"""`tocsin serve`: the HTTP service alone."""

import argparse
import logging
import os


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.epilog = "Needs TOCSIN_REDIS_URL, or a running `tocsin up`. Binds to TOCSIN_HOST and TOCSIN_PORT."


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    from services.cli.assembly import clock, make_surroundings
    from services.eventlog.opening import check_whole, open_log
    from services.gateway.serve import serve
    from services.runtime import lifeline, logs
    from services.runtime.broker import join_server, own_disk
    from services.runtime.settings import load

    settings = load()
    logs.set_up(settings.log_level, settings.log_format, "gateway")
    lifeline.follow(os.environ)
    log = logging.getLogger(__name__)
    with join_server(settings) as (server, url):
        around = make_surroundings(settings, server, url)
        check_whole(open_log(settings, server))
        serve(settings, around, disk=own_disk(settings), clock=clock, ready=lambda at: log.info("answering at %s", at))
    return 0
