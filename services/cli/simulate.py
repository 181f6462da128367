"""`tocsin simulate`: reading, fold and rules without a server."""

import argparse
import json
import sys
from pathlib import Path

from services.cli.reports import Reports, add_files


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_files(parser)
    parser.add_argument("--rules", metavar="FILE", help="rules file; the standard rules without it")
    parser.epilog = (
        "Reports are taken in the order given; each counts as recorded at its received_at, else its published_at.\n"
        'Prints one JSON line a report: {"id", "situation", "situations", "toll", "alerts"}.\n\n'
        "example:\n  tocsin simulate seeds/kazakhstan-2022-01 | jq -c .alerts"
    )


def run(arguments: argparse.Namespace) -> int:
    """Simulate reports; 2 when some lines were no reports."""
    from services.alerts.activation import read_rules
    from services.audit.simulate import simulate
    from services.ingest.reading import READER, read

    reports = Reports(arguments)
    for line in simulate(reports, read_rules(Path(arguments.rules) if arguments.rules else None), read, READER):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return reports.exit_code
