"""`tocsin state`: what was known at a time?"""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from services.cli.counted import counted
from services.cli.marks import Paint, plain
from services.cli.moments import moment
from services.cli.table import table
from services.runtime.errors import UsageError

if TYPE_CHECKING:
    from services.audit.board import Board


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--at", metavar="ID|TIME", help="a recorded time or a sequence; the end of the log without it")
    parser.add_argument("--published", metavar="TIME", type=moment, help="all that was published by this time instead")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "--at: only what had been recorded by then counts: no later report, and no later decision.\n"
        "--published: for history that was taken in later: up to the first report that was published after it.\n\n"
        "examples:\n  tocsin state --at 2026-03-01T18:00\n  tocsin state --published 2022-01-07T18:00"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show the open situations, tolls and alerts of a time."""
    from services.audit.board import board_at, published_by
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log

    if arguments.at and arguments.published:
        raise UsageError("give --at or --published, not both")
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        recorded = None if arguments.published else _until(log, arguments.at)
        until = published_by(log, arguments.published) if recorded is None else recorded
        for board in board_at(log, until, recorded):
            if sys.stderr.isatty():
                print(f"\r{board.at:,} of {until:,} entries", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
    if arguments.json:
        print(json.dumps(board.as_json(), ensure_ascii=False))
        return 0
    for line in shown(board, Paint(sys.stdout.isatty())):
        print(line)
    return 0


def _until(log: Any, text: str | None) -> int:
    head: int = log.head()
    if text is None:
        return head
    if text.isascii() and text.isdigit() and len(text) < 16:
        return min(int(text), head)
    try:
        found: int = log.at(moment(text))
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{error} or the sequence of an entry") from None
    return found


def shown(board: "Board", paint: Paint) -> Iterator[str]:
    """Yield a board for a reader, line by line."""
    found = board.as_json()
    yield f"as of entry {board.at:,}: {counted(len(found['situations']), 'open situation')}"
    for one in found["situations"]:
        yield ""
        yield paint("1", f"{plain(one['title'])} ({', '.join(one['countries'])})")
        newest = one["newest_at"][:16].replace("T", " ")
        yield f"  {counted(one['reports'], 'report')}, the newest of {newest}; {one['id']}"
        rows = [(measure, _interval(toll)) for measure, toll in one["tolls"].items()]
        if rows:
            yield from (f"  {line}" for line in table(("measure", "known"), rows).splitlines())
        yield from _alerts(one["alerts"])
    if found["alerts"]:
        yield ""
        yield from _alerts(found["alerts"])


def _alerts(alerts: list[dict[str, Any]]) -> Iterator[str]:
    for one in alerts:
        sent = f", not sent: {one['withheld']}" if one["withheld"] else ""
        seen = ", acknowledged" if one["acknowledged"] else ""
        yield f"  {one['severity']:<8} {plain(one['title'])}{sent}{seen}"


def _interval(toll: dict[str, Any]) -> str:
    if toll["max"] is None:
        text = f"at least {toll['min']:,}"
    elif toll["min"] == toll["max"]:
        text = f"{toll['min']:,}"
    else:
        text = f"{toll['min']:,} to {toll['max']:,}"
    return f"{text} (sources disagree)" if toll["contested"] else text
