"""`tocsin read`: the reader alone, without a server."""

import argparse
import json
import shutil
import sys
from typing import Final

from services.cli.reports import Reports, add_files

_WIDEST: Final = 120
"""Columns that a line is laid out for at most: longer ones are hard to read."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_files(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--explain", action="store_true", help="show each sentence with its words underlined and why (on a terminal)"
    )
    shape.add_argument("--json", action="store_true", help="one line of JSON a report (elsewhere)")
    parser.epilog = (
        'JSON: {"id", "language", "events": [{"type", "data"}]}; evidence.start and evidence.end are characters\n'
        'into the text (or the title: "field").\n'
        "Standard input is NDJSON, or plain text where --published-at says when it was published.\n\n"
        "examples:\n"
        "  tocsin read seeds/kazakhstan-2022-01 | head -1\n"
        '  echo "Twelve miners died in Lota, Chile." | tocsin read --explain --published-at 2024-05-16'
    )


def run(arguments: argparse.Namespace) -> int:
    """Read reports; 2 when some lines were no reports."""
    from services.ingest.identity import identify
    from services.ingest.reading import read

    reports = Reports(arguments)
    terminal = sys.stdout.isatty()
    if arguments.explain or (terminal and not arguments.json):
        from services.cli.explained import WIDTH, Paint, explain

        width = min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST) if terminal else WIDTH
        between = ""
        for report in reports:
            print(between + explain(report, read(report), Paint(terminal), width))
            between = "\n"
        return reports.exit_code
    for report in reports:
        answer = read(report)
        events = [{"type": event.kind, "data": event.model_dump(mode="json")} for event in answer.events]
        line = {"id": report.id or identify(report).id, "language": answer.language or "en", "events": events}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return reports.exit_code
