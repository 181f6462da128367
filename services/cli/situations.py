"""`tocsin situations`: list, show, rename, combine and divide situations."""

import argparse
import json
from typing import Any

from services.cli.desks import ACTOR, open_desk
from services.cli.table import table
from services.runtime.errors import NotFound


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="show situations, the last changed first")
    listing.add_argument("--all", action="store_true", help="closed ones too")
    listing.add_argument("--limit", type=int, default=50, help="so many at most")
    listing.add_argument("--json", action="store_true", help="for machines")
    show = actions.add_parser("show", help="show one situation")
    show.add_argument("id")
    combine = actions.add_parser("combine", help="say that it is the same story as another one, which stays")
    combine.add_argument("id")
    combine.add_argument("into")
    divide = actions.add_parser("divide", help="say that some of its reports are a story of their own")
    divide.add_argument("id")
    divide.add_argument("reports", nargs="+", metavar="REPORT")
    for one in (combine, divide):
        one.add_argument("--reason", default="", metavar="TEXT", help="why, for the record")
    rename = actions.add_parser("rename", help="give it a name of your own")
    rename.add_argument("id")
    rename.add_argument("title")


def run(arguments: argparse.Namespace) -> int:
    """List, show, rename, combine or divide situations."""
    with open_desk() as (desk, views):
        if arguments.action == "rename":
            entry = desk.rename(arguments.id, arguments.title, ACTOR)
            print(f"situation {arguments.id} is called {arguments.title!r} (sequence {entry.sequence})")
            return 0
        if arguments.action == "combine":
            entry = desk.combine(arguments.id, arguments.into, arguments.reason, ACTOR)
            print(f"situation {arguments.id} goes into {arguments.into} (sequence {entry.sequence})")
            return 0
        if arguments.action == "divide":
            entry = desk.divide(arguments.id, tuple(arguments.reports), arguments.reason, ACTOR)
            print(f"{len(arguments.reports)} reports of {arguments.id} become a situation (sequence {entry.sequence})")
            return 0
        if arguments.action == "show":
            row = views.row("situations", arguments.id)
            if row is None:
                raise NotFound(f"no situation {arguments.id}")
            print(json.dumps(row, indent=2, ensure_ascii=False))
            return 0
        page = views.newest("situations", arguments.limit, None, lambda row: arguments.all or row["open"])
    if arguments.json:
        print(json.dumps(page.rows, ensure_ascii=False))
        return 0
    rows = [
        (
            row["newest_at"][:16].replace("T", " "),
            row["title"],
            _dead(row),
            row["reports"],
            len(row["alerts"]),
            row["id"],
        )
        for row in page.rows
    ]
    print(table(("newest", "situation", "dead", "reports", "alerts", "id"), rows))
    return 0


def _dead(row: dict[str, Any]) -> str:
    toll = row["tolls"].get("killed")
    if toll is None:
        return "-"
    high = "or more" if toll["max"] is None else f"to {toll['max']:,}"
    sure = toll["max"] == toll["min"]
    return f"{toll['min']:,}" if sure else f"{toll['min']:,} {high}"
