"""`tocsin replay`: decide again over the log, and compare."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.events.registry import kind_of
from services.cli.marks import plain
from services.cli.spans import add_span, span
from services.eventlog.opening import open_log
from services.eventlog.reports import ReportStore
from services.runtime.errors import NotFound, UsageError

if TYPE_CHECKING:
    from services.audit.rereading import Rereading
    from services.cli.sending import ReplaySender
    from services.eventlog.log import Log
    from services.runtime.server import Server
    from services.runtime.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_span(parser)
    parser.add_argument("--rules", metavar="FILE", help="decide under these rules, not those that were in force")
    parser.add_argument(
        "--reread", action="store_true", help="read the stored reports again with the reader of this version"
    )
    parser.add_argument("--situation", metavar="ID", help="compare decisions on this situation only")
    parser.add_argument("--report", metavar="ID", help="compare decisions on this report only")
    parser.add_argument(
        "--send-to",
        metavar="URL",
        help="send what is decided to this receiver, marked as a replay (--secret-file)",
    )
    parser.add_argument("--secret-file", metavar="FILE", help="holds the secret (whsec_...) that those are signed with")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "A replay can only read: it is given nothing that writes. With --send-to the messages that it decides are\n"
        "sent once, to nobody else, with the header tocsin-replay and REPLAY before their titles.\n"
        "exit code 0 when everything is decided as it was recorded, 1 when something differs\n\n"
        "examples:\n  tocsin replay\n  tocsin replay --rules my-rules.toml --from 120\n"
        "  tocsin replay --reread --to 2026-03-01"
    )


def run(arguments: argparse.Namespace) -> int:
    """Replay the log; 1 when something differs."""
    from services.alerts.activation import read_rules
    from services.audit.replay import replay
    from services.cli.assembly import settings_and_server

    rules = read_rules(Path(arguments.rules)) if arguments.rules else None
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        after, until = span(log, arguments)
        if not log.head():
            print(f"tocsin: the log of workspace {settings.workspace} at {server.name} is empty", file=sys.stderr)
        _known(log, arguments)
        rereading = _rereading(ReportStore(server, settings.workspace, log)) if arguments.reread else None
        sender = _sender(arguments, settings, server, log) if arguments.send_to else None
        comparison = replay(
            log,
            after=after,
            until=until,
            cursor=log.cursor("alerts"),
            rules=rules,
            reread=rereading.again if rereading is not None else None,
            situation=arguments.situation,
            report=arguments.report,
            progress=_Progress(until or log.head()),
            told=sender or (lambda given, decision: None),
        )
    if arguments.json:
        reread = {"reread": rereading.as_json()} if rereading is not None else {}
        print(json.dumps(comparison.as_json() | reread, default=str))
    else:
        for line in (*(_reread(rereading) if rereading is not None else ()), *comparison.lines()):
            print(plain(line))
    if sender is not None:
        print(sender.line(), file=sys.stderr if arguments.json else sys.stdout)
    sys.stdout.flush()
    return 0 if comparison.same and not (sender and sender.failed) else 1


def _known(log: "Log", arguments: argparse.Namespace) -> None:
    """Refuse an id that the log does not know: nothing to compare would be told as identical."""
    for what, subject in (("report", arguments.report), ("situation", arguments.situation)):
        if subject and not any(
            kind_of(entry.type).startswith(f"{what}.") for entry in log.find(subject=subject, limit=1)
        ):
            raise NotFound(f"the log knows no {what} {subject}")


def _sender(arguments: argparse.Namespace, settings: "Settings", server: "Server", log: "Log") -> "ReplaySender":
    from services.alerts.webhooks.sentences import ReportSentences
    from services.alerts.webhooks.signing import key_of
    from services.cli.assembly import clock, nonce
    from services.cli.sending import ReplaySender
    from services.runtime.egress import Egress

    if not arguments.secret_file:
        raise UsageError("--send-to needs --secret-file: a file that holds the receiver's secret (whsec_...)")
    try:
        secret = Path(arguments.secret_file).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{arguments.secret_file} cannot be read: {error}") from None
    key_of(secret)
    egress = Egress(allow=settings.egress_allow)
    egress.check(arguments.send_to)
    return ReplaySender(
        url=arguments.send_to,
        secret=secret,
        egress=egress,
        sentences=ReportSentences(ReportStore(server, settings.workspace, log)),
        link=lambda alert: f"{settings.link_base}/v1/alerts/{alert}",
        clock=clock,
        run=nonce(),
    )


class _Progress:
    """Tells on a terminal how far it is, and how fast."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._began = time.monotonic()

    def __call__(self, sequence: int) -> None:
        if sys.stderr.isatty():
            rate = sequence / max(time.monotonic() - self._began, 0.001)
            end = "\n" if sequence >= self._last else ""
            print(
                f"\r{sequence:,} of {self._last:,} entries, {rate:,.0f} a second", end=end, file=sys.stderr, flush=True
            )


def _rereading(reports: ReportStore) -> "Rereading":
    from services.audit.rereading import Rereading
    from services.ingest.reading import READER, read

    return Rereading(reports, read, READER)


def _reread(found: "Rereading") -> Iterator[str]:
    yield (
        f"{found.reports:,} reports read again by {found.reader}: {found.alike:,} of {found.events:,} recorded events "
        f"alike; {found.changed:,} reports are read otherwise."
    )
    if found.removed:
        yield f"{found.removed:,} texts are not there any more: for them the record counts."
    for one in found.listed:
        yield f"  report {one.report} at {one.sequence}"
        yield from (f"    - {plain(line)}" for line in one.gone)
        yield from (f"    + {plain(line)}" for line in one.new)
