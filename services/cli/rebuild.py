"""`tocsin rebuild`: make what is shown anew from the log, or check that it is right."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from services.cli.counted import counted
from services.runtime.errors import Conflict

if TYPE_CHECKING:
    from services.eventlog.log import Log
    from services.eventlog.views import View
    from services.runtime.server import Server

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
        "Every alert and situation is taken from the record, and so are the indexes by which entries are found;\n"
        "nothing is decided anew and nothing is sent. The service may run meanwhile."
    )


def run(arguments: argparse.Namespace) -> int:
    """Rebuild, or check; 1 when a check finds a difference."""
    from services.cli.assembly import settings_and_server
    from services.eventlog.beside.mending import IndexMender
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        made = make_anew(server, log, write=not arguments.check)
        indexes = list(IndexMender(server, log).mend(write=not arguments.check))
    if arguments.json:
        told = {"inputs": made.inputs, "entries": made.entries, "wrong": made.wrong, "indexes": indexes}
        print(json.dumps({**told, "written": not arguments.check}))
    else:
        found = "all that is shown is right" if not made.wrong else f"shown wrongly: {counted(len(made.wrong), 'row')}"
        found += ", and all is found" if not indexes else f"; wrong: {counted(len(indexes), 'index', 'indexes')}"
        print(f"{counted(made.inputs, 'input')} in {counted(made.entries, 'entry', 'entries')}: {found}")
        for name in [*made.wrong[:SHOWN], *indexes[:SHOWN]]:
            print(f"  {name}")
        if (made.wrong or indexes) and not arguments.check:
            print("they are made anew")
    return 1 if (made.wrong or indexes) and arguments.check else 0


@dataclass(frozen=True, slots=True)
class Made:
    """What was made anew: from so many inputs in so many entries, and the rows that were wrong."""

    inputs: int
    entries: int
    wrong: list[str]


def make_anew(server: "Server", log: "Log", *, write: bool) -> Made:
    """Compare what is shown with what the record makes, and write what is wrong where that is asked for.

    Raises:
        Conflict: The alert worker moved on at each try.
    """
    from services.alerts.rebuilding import differing, rebuild_all

    for _ in range(TRIES):
        cursor = log.cursor("alerts")
        for rebuilt in rebuild_all(log, cursor):
            if sys.stderr.isatty():
                print(f"\r{rebuilt.state.sequence:,} of {cursor:,} entries", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        shown = {table: dict(server.do("HGETALL", log.keys.view(table))) for table in TABLES}
        wrong = list(differing(rebuilt.rows.values(), shown))
        if log.cursor("alerts") != cursor:
            continue
        if not write or not wrong or _written(log, cursor, _rows(rebuilt.rows, wrong)):
            return Made(rebuilt.inputs, cursor, wrong)
    raise Conflict("the alert worker moved on at each try; try again when less comes in")


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
