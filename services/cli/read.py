"""`tocsin read`: the reader alone, without a server."""

import argparse
import json
import sys

from services.cli.reports import Reports, add_files


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_files(parser)
    parser.add_argument("--explain", action="store_true", help="show the words of each event, not JSON")
    parser.epilog = (
        'Prints one JSON line a report: {"id", "events": [{"type", "data"}]}.\n'
        'evidence.start and evidence.end are character offsets into the text (or the title: "field").\n\n'
        "example:\n  tocsin read seeds/kazakhstan-2022-01 | head -1"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read reports; 2 when some lines were no reports."""
    from services.ingest.identity import identify
    from services.ingest.reading import read

    reports = Reports(arguments)
    if arguments.explain:
        from services.cli.explained import Paint, explain

        paint = Paint(sys.stdout.isatty())
        for report in reports:
            print(explain(report, read(report), paint))
        return reports.exit_code
    for report in reports:
        events = [{"type": event.kind, "data": event.model_dump(mode="json")} for event in read(report).events]
        line = {"id": report.id or identify(report).id, "events": events}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return reports.exit_code
