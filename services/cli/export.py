"""`tocsin export`: the log, or a part of it, as a file."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from services.cli.spans import add_span, span
from services.runtime.errors import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_span(parser, "export")
    parser.add_argument("--kind", help="only entries of this kind, such as alert.raised")
    parser.add_argument("--subject", help="only entries about this report, situation, alert ...")
    parser.add_argument("--correlation", metavar="REPORT", help="only entries that go back to this report")
    parser.add_argument("--without-texts", action="store_true", help="leave the texts of reports out")
    parser.add_argument("--zstd", action="store_true", help="compressed")
    parser.add_argument("--out", metavar="FILE", help="where to; default: standard output")
    parser.epilog = (
        "A part by --kind, --subject or --correlation holds the seals that cover it too, so that `tocsin verify FILE`\n"
        "finds what was altered in it; what was taken out of such a part cannot be found.\n\n"
        "examples:\n  tocsin export --out log.ndjson\n  tocsin export --to 2022-01-06 --zstd --out january.ndjson.zst"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write an export."""
    from services.cli.assembly import clock, settings_and_server
    from services.eventlog.exports.file import compressed
    from services.eventlog.exports.format import Filter
    from services.eventlog.exports.writer import Wanted, export
    from services.eventlog.opening import open_log
    from services.runtime.version import installed_version

    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        after, until = span(log, arguments)
        chosen = Filter(kind=_kind(arguments.kind), subject=arguments.subject, correlation=arguments.correlation)
        wanted = Wanted(after, until, chosen, not arguments.without_texts)
        pieces = export(server, log, wanted, version=installed_version(), now=clock())
        if arguments.zstd:
            pieces = compressed(pieces)
        if arguments.out:
            _write(Path(arguments.out), pieces)
        else:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    return 0


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file: under another name until it is whole, so that one that is there is whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            with beside.open("xb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None


def _kind(name: str | None) -> str | None:
    from schemas.events.registry import KINDS, kind_of

    if name is not None and kind_of(name) not in KINDS:
        raise UsageError(f"{name!r} is no kind of event; there are: {', '.join(KINDS)}")
    return None if name is None else kind_of(name)
