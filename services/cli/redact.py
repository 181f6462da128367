"""`tocsin redact`: take a report's text away."""

import argparse

from services.cli.desks import ACTOR


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("report", help="the report's id")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, for the record")
    parser.epilog = (
        "Title, text and words are deleted and shown nowhere any more. What was read out of them, the log, its seals\n"
        "and all alerts stay. The server is told to write its append-only file anew; backups and exports that were\n"
        "made before still hold the text."
    )


def run(arguments: argparse.Namespace) -> int:
    """Redact a report."""
    from services.cli.assembly import clock, nonce, settings_and_server
    from services.eventlog.blinding import open_blinding
    from services.eventlog.redaction import LEFT, Redactor

    with settings_and_server() as (settings, server):
        blind = open_blinding(settings)
        redactor = Redactor(server, settings.workspace, clock=clock, nonce=nonce, blind=blind)
        sequence = redactor.redact(arguments.report, arguments.reason, ACTOR)
        left = LEFT[redactor.rewrite()]
    print(f"the text of report {arguments.report} is deleted (sequence {sequence})")
    print(left)
    return 0
