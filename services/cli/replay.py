"""`tocsin replay`: decide again over the log, and compare."""

import argparse
import json
import sys
from pathlib import Path

from services.cli.spans import add_span, span
from services.eventlog.opening import open_log


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_span(parser)
    parser.add_argument("--rules", metavar="FILE", help="decide under these rules, not those that were in force")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "A replay can only read: it is given nothing that writes or sends.\n"
        "exit code 0 when everything is decided as it was recorded, 1 when something differs\n\n"
        "examples:\n  tocsin replay\n  tocsin replay --rules my-rules.toml --from 120"
    )


def run(arguments: argparse.Namespace) -> int:
    """Replay the log; 1 when something differs."""
    from services.alerts.activation import read_rules
    from services.audit.replay import replay
    from services.cli.assembly import settings_and_server

    rules = read_rules(Path(arguments.rules)) if arguments.rules else None
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        after, until = span(log, arguments)
        if not log.head():
            print(f"tocsin: the log of workspace {settings.workspace} at {server.name} is empty", file=sys.stderr)
        comparison = replay(log, after=after, until=until, cursor=log.cursor("alerts"), rules=rules)
    if arguments.json:
        print(json.dumps(comparison.as_json(), default=str))
    else:
        for line in comparison.lines():
            print(line)
    sys.stdout.flush()
    return 0 if comparison.same else 1
