"""`tocsin alerts`: list, show and acknowledge alerts."""

import argparse
import json

from schemas.alert import OVER
from services.cli.desks import ACTOR, open_desk
from services.cli.table import table
from services.runtime.errors import NotFound


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="show alerts, the last changed first")
    listing.add_argument("--all", action="store_true", help="those that are over and what was not sent too")
    listing.add_argument("--limit", type=int, default=50, help="so many at most")
    listing.add_argument("--json", action="store_true", help="for machines")
    show = actions.add_parser("show", help="show one alert")
    show.add_argument("id")
    ack = actions.add_parser("ack", help="say that somebody takes care of it: it is not escalated")
    ack.add_argument("id")
    ack.add_argument("--comment", default="", metavar="TEXT")


def run(arguments: argparse.Namespace) -> int:
    """List, show or acknowledge alerts."""
    with open_desk() as (desk, views):
        if arguments.action == "ack":
            entry = desk.acknowledge(arguments.id, arguments.comment, ACTOR)
            print(f"alert {arguments.id} is acknowledged (sequence {entry.sequence})")
            return 0
        if arguments.action == "show":
            row = views.row("alerts", arguments.id)
            if row is None:
                raise NotFound(f"no alert {arguments.id}")
            print(json.dumps(row, indent=2, ensure_ascii=False))
            return 0
        page = views.newest("alerts", arguments.limit, None, lambda row: arguments.all or row["action"] not in OVER)
    if arguments.json:
        print(json.dumps(page.rows, ensure_ascii=False))
        return 0
    rows = [
        (
            row["changed_at"][:16].replace("T", " "),
            row["severity"],
            row["withheld"] or row["action"],
            row["title"],
            row["id"],
        )
        for row in page.rows
    ]
    print(table(("changed", "severity", "stage", "title", "id"), rows))
    return 0
