"""`tocsin rebuild`: make what is shown anew from the log, or check that it is right."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from services.runtime.errors import Conflict

if TYPE_CHECKING:
    from services.eventlog.log import Log
    from services.eventlog.views import View

TABLES: Final = ("alerts", "situations", "open_alerts", "tolls")
"""What is shown, and made by the alert worker."""
AT_ONCE: Final = 1_000
TRIES: Final = 5
SHOWN: Final = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when something is shown wrongly")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "Every alert and situation is taken from the record; nothing is decided anew and nothing is sent.\n"
        "The service may run meanwhile."
    )


def run(arguments: argparse.Namespace) -> int:
    """Rebuild, or check; 1 when a check finds a difference."""
    from services.alerts.rebuilding import differing, rebuild_all
    from services.cli.assembly import settings_and_server
    from services.eventlog.keys import Keys
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        log, keys = open_log(settings, server), Keys(settings.workspace)
        for _ in range(TRIES):
            cursor = log.cursor("alerts")
            for rebuilt in rebuild_all(log, cursor):
                if sys.stderr.isatty():
                    print(f"\r{rebuilt.state.sequence:,} of {cursor:,} entries", end="", file=sys.stderr, flush=True)
            if sys.stderr.isatty():
                print(file=sys.stderr)
            shown = {table: dict(server.do("HGETALL", keys.view(table))) for table in TABLES}
            wrong = list(differing(rebuilt.rows.values(), shown))
            if log.cursor("alerts") != cursor:
                continue
            if arguments.check or not wrong or _written(log, cursor, _rows(rebuilt.rows, wrong)):
                break
        else:
            raise Conflict("the alert worker moved on at each try; try again when less comes in")
    if arguments.json:
        print(json.dumps({"inputs": rebuilt.inputs, "entries": cursor, "wrong": wrong, "written": not arguments.check}))
    else:
        found = "all that is shown is right" if not wrong else f"{len(wrong)} rows were shown wrongly"
        print(f"{rebuilt.inputs:,} inputs in {cursor:,} entries: {found}")
        for name in wrong[:SHOWN]:
            print(f"  {name}")
        if wrong and not arguments.check:
            print("they are made anew")
    return 1 if wrong and arguments.check else 0


def _rows(rows: "dict[tuple[str, str], View]", wrong: Sequence[str]) -> "list[View]":
    from services.eventlog.views import View

    found = []
    for name in wrong:
        table, _, key = name.partition(" ")
        found.append(rows.get((table, key)) or View(table, key, None))
    return found


def _written(log: "Log", cursor: int, rows: "Sequence[View]") -> bool:
    """Write rows unless the alert worker moved on meanwhile, which knows better."""
    from services.cli.assembly import clock, nonce

    for at in range(0, len(rows), AT_ONCE):
        answer = log.commit(
            [],
            consumer="alerts",
            expected=cursor,
            cursor=cursor,
            nonce=nonce(),
            now=clock(),
            views=list(rows[at : at + AT_ONCE]),
        )
        if answer == "stale":
            return False
    return True
