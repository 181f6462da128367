"""A span of the log, by sequence or by time, as `replay`, `export` and others are given it."""

import argparse

from services.cli.moments import moment
from services.eventlog.log import Log
from services.runtime.errors import UsageError


def add_span(parser: argparse.ArgumentParser, act: str = "compare") -> None:
    """Add --from and --to; `act` is what is done with the span."""
    parser.add_argument("--from", dest="after", metavar="ID|TIME", help=f"{act} from this sequence or recorded time on")
    parser.add_argument("--to", metavar="ID|TIME", help=f"{act} up to this sequence or time of recording")


def span(log: Log, arguments: argparse.Namespace) -> tuple[int, int | None]:
    """Return the sequence behind which the span begins, and its last one; None for the end of the log.

    Raises:
        UsageError: One of them is no sequence or time, or nothing lies between them.
    """
    after = max(0, _sequence(log, arguments.after, start=True) - 1) if arguments.after else 0
    until = _sequence(log, arguments.to, start=False) if arguments.to else None
    if arguments.after and until is not None and until <= after:
        raise UsageError(f"nothing lies from {arguments.after} to {arguments.to}; --from must not be behind --to")
    return after, until


def _sequence(log: Log, text: str, *, start: bool) -> int:
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    try:
        found = log.at(moment(text))
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"{error} or the sequence of an entry") from None
    return found + 1 if start else found
