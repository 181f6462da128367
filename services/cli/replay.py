"""`tocsin replay`: decide again over the log, and compare."""

import argparse
import json
import sys
from pathlib import Path

from services.cli.moments import moment
from services.eventlog.log import Log
from services.runtime.errors import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--from", dest="after", metavar="ID|TIME", help="compare from this sequence or recorded time on"
    )
    parser.add_argument("--to", metavar="ID|TIME", help="compare up to this sequence or time of recording")
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
        log = Log(server, settings.workspace)
        after = max(0, _sequence(log, arguments.after, start=True) - 1) if arguments.after else 0
        until = _sequence(log, arguments.to, start=False) if arguments.to else None
        if arguments.after and until is not None and until <= after:
            raise UsageError(f"nothing lies from {arguments.after} to {arguments.to}; --from must not be behind --to")
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


def _sequence(log: Log, text: str, *, start: bool) -> int:
    if text.isdigit() and len(text) < 16:
        return int(text)
    try:
        found = log.at(moment(text))
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{error} or the sequence of an entry") from None
    return found + 1 if start else found
