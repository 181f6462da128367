"""`tocsin ingest`: reports from files into the inbox."""

import argparse
import sys
import time
from collections.abc import Iterator

from schemas.report import Intake
from services.cli.marks import plain
from services.cli.reports import Reports, add_files


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_files(parser)
    parser.add_argument("--history", action="store_true", help="old reports: alerts are recorded and not delivered")
    parser.add_argument("--source", help="who published a .txt")
    parser.add_argument("--pace", type=float, default=0.0, metavar="SECONDS", help="wait so long after each report")
    parser.add_argument(
        "--rejected",
        action="store_true",
        help="no files: read the reports again that were set aside, once it is mended",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing for each report, the sum alone")
    parser.epilog = (
        "Uses TOCSIN_REDIS_URL, or the running `tocsin up` of the data directory. A report that was taken in before\n"
        "is known and counts once, so that running this twice is safe.\n\n"
        "example:\n  tocsin ingest --pace 1 seeds/kazakhstan-2022-01"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take reports in; 2 when some lines were no reports."""
    from services.cli.assembly import clock, make_surroundings
    from services.eventlog.blinding import open_blinding
    from services.eventlog.opening import open_log
    from services.ingest.inbox import Bounds, Inbox
    from services.runtime.broker import join_server, own_disk
    from services.runtime.settings import load

    settings = load()
    reports = Reports(arguments)
    new = known = 0
    with join_server(settings) as (server, url):
        around = make_surroundings(settings, server, url)
        bounds = Bounds(settings.max_backlog, settings.max_memory_percent, own_disk(settings), settings.min_disk_mb)
        inbox = Inbox(server, settings.workspace, clock=clock, bounds=bounds, blind=open_blinding(settings))
        if arguments.rejected:
            set_aside = open_log(settings, server).find(kind="report.rejected", limit=1_000_000)
            count = inbox.again(sorted({event.data["report"] for event in set_aside}))
            around.waker.wake("ingest")
            print(f"{count} reports are read again", file=sys.stderr)
            return 0
        for batch in _batches(_changed(reports, arguments), 1 if arguments.pace else 100):
            for report, taken in zip(batch, inbox.take(batch, "cli"), strict=True):
                new, known = new + taken.new, known + (not taken.new)
                if not arguments.quiet:
                    print(f"{'new  ' if taken.new else 'known'} {taken.id}  {plain(report.title[:80])}", flush=True)
            around.waker.wake("ingest")
            time.sleep(arguments.pace)
    print(f"{new} new, {known} known, {reports.bad} no reports", file=sys.stderr)
    return reports.exit_code


def _changed(reports: Reports, arguments: argparse.Namespace) -> Iterator[Intake]:
    changes = {"source": arguments.source} if arguments.source else {}
    for report in reports:
        yield report.model_copy(update={**changes, "history": arguments.history or report.history})


def _batches(reports: Iterator[Intake], size: int) -> Iterator[list[Intake]]:
    batch: list[Intake] = []
    for report in reports:
        batch.append(report)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
