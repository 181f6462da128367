"""`tocsin import`: take in an export."""

import argparse
import sys
from pathlib import Path

from services.cli.counted import counted
from services.runtime.errors import Conflict


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", help="an export, plain or compressed")
    parser.epilog = (
        "All of the file is checked before anything is taken in. The log here must be empty, or be the beginning of\n"
        "the one in the file; a second import of the same file does nothing. One that was stopped is run again.\n"
        "Nothing is decided or delivered again. Who gets alerts, and access tokens, are no part of an export.\n\n"
        "example:\n  TOCSIN_DATA_DIR=copy tocsin import log.ndjson"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take an export in, and make anew what is shown."""
    from services.alerts.webhooks.deliveries import CONSUMER as WEBHOOKS
    from services.alerts.worker import CONSUMER as ALERTS
    from services.cli.assembly import clock
    from services.cli.rebuild import make_anew
    from services.eventlog.blinding import open_blinding
    from services.eventlog.exports.importing import Importer
    from services.eventlog.opening import open_log
    from services.runtime.broker import open_server
    from services.runtime.heartbeats import Heartbeats
    from services.runtime.settings import load

    settings = load()
    with open_server(settings) as server:
        log = open_log(settings, server)
        importer = Importer(server, log, decider=ALERTS, followers=(WEBHOOKS,), blind=open_blinding(settings))
        plan = importer.plan(Path(arguments.file))
        found = plan.checked.found
        if plan.done:
            print(f"all of it is here: the log goes to entry {log.head():,}")
            return 0
        alive = Heartbeats(server, log.keys.prefix).alive(clock())
        if alive:
            stages = ", ".join(sorted({beat.stage for beat in alive}))
            raise Conflict(
                f"the service runs on workspace {settings.workspace} ({stages}): stop it, import, and start it again"
            )
        for at in importer.run(plan):
            if sys.stderr.isatty():
                print(f"\r{at:,} of {plan.last:,} entries", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        make_anew(server, log, write=True)
        importer.finish()
    print(f"taken in: {counted(plan.last - plan.head, 'entry', 'entries')}; the log goes to entry {plan.last:,}")
    if found.unsealed:
        last = counted(found.unsealed, "entry", "entries")
        print(f"not sealed yet: {last} at the end, of which only the numbers were checked")
    if not plan.checked.header.texts:
        print("the export holds no texts: alerts show no sentences, and a report sent again counts as a new one")
    return 0
