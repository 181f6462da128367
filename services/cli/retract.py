"""`tocsin retract`: take a report back."""

import argparse

from services.cli.desks import ACTOR, open_desk


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("report", help="the report's id")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, for the record")
    parser.epilog = "What it told counts no more; alerts that stood on it are revised or retracted."


def run(arguments: argparse.Namespace) -> int:
    """Take a report back."""
    with open_desk() as (desk, _):
        entry = desk.retract(arguments.report, arguments.reason, ACTOR)
    print(f"report {arguments.report} is retracted (sequence {entry.sequence})")
    return 0
