"""`tocsin log`: the log, entry by entry: who did what, and when."""

import argparse
import re
from typing import TYPE_CHECKING, Any

from services.cli.marks import plain
from services.cli.spans import add_span, span
from services.cli.table import table
from services.runtime.errors import UsageError

if TYPE_CHECKING:
    from services.eventlog.reports import ReportStore

FILTERS = (
    ("kind", "KIND", "such as casualties.reported"),
    ("subject", "ID", "what it is about: a report, situation, alert, silence, subscription"),
    ("report", "ID", "a report's own entries"),
    ("actor", "WHO", "who caused it: the id of a token, cli, or tocsin"),
    ("country", "CODE", "ISO 3166-1 alpha-2"),
    ("situation", "ID", "the situation and all of its reports"),
    ("source", "NAME", "who published its report"),
    ("text", "WORDS", "words that its report holds"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_span(parser)
    for name, shown, text in FILTERS:
        parser.add_argument(f"--{name}", metavar=shown, help=text)
    parser.add_argument("--oldest", action="store_true", help="the oldest first; else the newest")
    parser.add_argument("--limit", type=int, default=50, help="so many at most")
    parser.add_argument("--json", action="store_true", help="for machines: an entry a line")
    parser.epilog = "example:\n  tocsin log --actor cli --from 2026-03-01"


def run(arguments: argparse.Namespace) -> int:
    """List entries."""
    from schemas.events.registry import KINDS
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.reports import ReportStore
    from services.eventlog.search import Wanted, search

    if arguments.kind is not None and arguments.kind not in KINDS:
        raise UsageError(f"{arguments.kind!r} is no kind of entry; there are: {', '.join(KINDS)}")
    if arguments.country is not None and not re.fullmatch("[A-Z]{2}", arguments.country):
        raise UsageError(f"{arguments.country!r} is no ISO 3166-1 alpha-2 code; write KZ")
    if arguments.limit < 1:
        raise UsageError("--limit must be 1 or more")
    given = {name: getattr(arguments, name) for name, _, _ in FILTERS}
    wanted = Wanted(correlation=given.pop("report"), **given)
    found: list[Any] = []
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        reports = ReportStore(server, settings.workspace, log)
        after, until = span(log, arguments)
        while len(found) < arguments.limit:
            page = search(
                log,
                reports,
                wanted,
                after=after,
                until=until,
                limit=arguments.limit - len(found),
                newest=not arguments.oldest,
            )
            found += page.events
            if page.next is None:
                break
            if arguments.oldest:
                after = page.next
            else:
                until = page.next - 1
        rows = [] if arguments.json else [_row(entry, reports) for entry in found]
    if arguments.json:
        for entry in found:
            print(entry.model_dump_json())
        return 0
    print(table(("sequence", "recorded", "kind", "who", "what"), rows))
    return 0


def _row(entry: Any, reports: "ReportStore") -> tuple[str, ...]:
    from schemas.events.registry import kind_of

    data = entry.data
    what = data.get("title") or data.get("reason") or data.get("comment") or data.get("origin") or ""
    if not what and data.get("evidence") and entry.correlationid:
        report = reports.get(entry.correlationid)
        what = (report.sentence(data["evidence"]) if report is not None else None) or ""
    what = " ".join(str(what).split()) or entry.subject or ""
    return (
        f"{entry.sequence:,}",
        f"{entry.recordedtime:%Y-%m-%d %H:%M:%S}",
        kind_of(entry.type),
        entry.actor or "",
        plain(str(what))[:80],
    )
