"""`tocsin archive`: sealed history in compressed files."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.cli.moments import length
from services.runtime.errors import Conflict, DataDirectoryError, UsageError
from services.runtime.settings import Settings

if TYPE_CHECKING:
    from services.eventlog.archive.archiver import Due, Moved
    from services.eventlog.archive.directory import Archive
    from services.eventlog.log import Log
    from services.runtime.server import Server


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "act", nargs="?", choices=("move", "list", "restore"), default="move", help="what to do; move by itself"
    )
    parser.add_argument(
        "--older-than", type=length, metavar="TIME", help="move what was recorded so long ago: 30d, 12h; 0s for all"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be moved")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "move     write what is old, sealed, and taken in by every worker to the archive, read it back, verify it,\n"
        "         and take it out of the server; the service may run meanwhile, and readers see one log\n"
        "list     show the segments of the archive\n"
        "restore  give a server that lost its data the log again; the service must not run\n\n"
        "examples:\n  tocsin archive --older-than 30d --dry-run\n  tocsin archive list\n  tocsin archive restore"
    )


def run(arguments: argparse.Namespace) -> int:
    """Move, list or restore."""
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log

    if arguments.act == "restore":
        return _restore(arguments.json)
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        if arguments.act == "list":
            return _list(log, as_json=arguments.json)
        older = arguments.older_than
        if older is None:
            if not settings.archive_days:
                raise UsageError("say what to move: --older-than 30d, or set TOCSIN_ARCHIVE_DAYS")
            older = timedelta(days=settings.archive_days)
        return _move(server, log, older, dry=arguments.dry_run, as_json=arguments.json)


def _move(server: "Server", log: "Log", older: timedelta, *, dry: bool, as_json: bool) -> int:
    from services.cli.assembly import clock
    from services.eventlog.archive.archiver import Archiver

    archiver, before = Archiver(server, log, _archive_of(log)), clock() - older
    due = archiver.due(before)
    moved = []
    for one in archiver.move(before) if not dry else ():
        moved.append(one)
        if not as_json:
            print(_told(one), flush=True)
    if as_json:
        print(json.dumps({"due": _due(due), "moved": [_moved(one) for one in moved], "floor": log.floor()}))
        return 0
    if dry and due.last >= due.first:
        print(f"entries {due.first:,} to {due.last:,} would be moved")
    elif not moved:
        print(f"nothing to move: entries up to {due.recorded:,} are old enough, {due.behind} took in {due.consumed:,}")
    print(f"the archive holds entries up to {log.floor():,}, the server those up to {log.head():,}")
    return 0


def _told(one: "Moved") -> str:
    share = one.bytes / one.plain
    return f"moved {one.span.first:,} to {one.span.last:,}: {one.bytes:,} bytes, {share:.0%}, {one.path.name}"


def _moved(one: "Moved") -> dict[str, Any]:
    span = {"first": one.span.first, "last": one.span.last}
    return {**span, "file": str(one.path), "bytes": one.bytes, "plain_bytes": one.plain}


def _due(due: "Due") -> dict[str, Any]:
    span = {"first": due.first, "last": due.last, "old_enough": due.recorded}
    return {**span, "consumed": due.consumed, "behind": due.behind}


def _list(log: "Log", *, as_json: bool) -> int:
    from services.cli.table import table

    archive = _archive_of(log)
    rows = []
    for held in archive.segments():
        segment = archive.segment(held)
        began, ended = segment.table.frames[0].began[:19], segment.table.ended[:19]
        rows.append((held.first, held.last, began, ended, segment.path.stat().st_size, segment.path.name))
    names = ("first", "last", "began", "ended", "bytes", "file")
    if as_json:
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows]))
    else:
        print(table(names, rows))
    return 0


def _restore(as_json: bool) -> int:
    from services.cli.rebuild import make_anew
    from services.eventlog.archive.restoring import Restorer
    from services.eventlog.opening import open_log

    with _stopped_service() as (settings, server):
        log = open_log(settings, server)
        for reached in Restorer(server, log, _archive_of(log)).restore():
            if sys.stderr.isatty():
                print(f"\r{reached:,} entries", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        done = make_anew(server, log, write=True)
        floor, head = log.floor(), log.head()
    if as_json:
        print(json.dumps({"floor": floor, "head": head, "inputs": done.inputs, "rows": len(done.wrong)}))
    else:
        print(f"the log stands at entry {head:,}, of which {floor:,} are in the archive")
        print(f"{len(done.wrong):,} rows of what is shown were made anew from {done.inputs:,} inputs")
    return 0


@contextmanager
def _stopped_service() -> "Iterator[tuple[Settings, Server]]":
    """Give the settings and a checked server that no worker works on, be it new.

    Raises:
        Conflict: A worker is alive.
        DataDirectoryError: There is no archive either.
    """
    from services.cli.assembly import clock
    from services.eventlog.keys import Keys
    from services.runtime.broker import open_server
    from services.runtime.heartbeats import Heartbeats
    from services.runtime.settings import load

    settings = load()
    if not (settings.archive / settings.workspace).is_dir():
        raise DataDirectoryError(
            f"there is no archive in {settings.archive / settings.workspace}; name its folder in TOCSIN_ARCHIVE_DIR"
        )
    with open_server(settings) as server:
        alive = Heartbeats(server, Keys(settings.workspace).prefix).alive(clock())
        if alive:
            raise Conflict(f"the service runs ({alive[0].stage}); stop it first, for it would write meanwhile")
        yield settings, server


def _archive_of(log: "Log") -> "Archive":
    assert log.archive is not None, "a log that was opened by the settings knows its archive"
    return log.archive
