"""The command `tocsin`: one file a subcommand."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Final

COMMANDS: Final = (
    ("up", "run the whole service"),
    ("demo", "see it at work: seeds in, signed alerts out, replay"),
    ("status", "what runs, what waits, what is open"),
    ("ingest", "take in reports from files"),
    ("read", "read reports and print the events in them"),
    ("lexicon", "check the reader's word lists, and find where a word stands"),
    ("simulate", "read reports and print the alerts that they would give"),
    ("replay", "decide again over the log and compare with the record"),
    ("log", "the log, entry by entry: who did what, and when"),
    ("state", "what was known at a time: open situations, tolls, alerts"),
    ("verify", "has anybody touched the record: check the log, or exports of it, against its seals"),
    ("seal", "seal the log, print a receipt or the public key"),
    ("export", "write the log, or a part of it, to a file that anybody can check"),
    ("import", "take in an export: into an empty workspace, or one that it goes on from"),
    ("archive", "move sealed history to compressed files, list them, restore a lost server from them"),
    ("rebuild", "make what is shown anew from the log, or check that it is right"),
    ("alerts", "list, show and acknowledge alerts"),
    ("explain", "why was somebody woken: rule, state before and after, sentences, deliveries"),
    ("situations", "list, show, rename, combine and divide situations"),
    ("silences", "keep alerts that match from being sent for a time"),
    ("retract", "take a report back"),
    ("redact", "take a report's text away, where law or licence asks for it"),
    ("rules", "check, test, compare, show and activate rules"),
    ("subscriptions", "who gets alerts by webhook"),
    ("deliveries", "what went to whom: list, show, send again, recover, drop"),
    ("listen", "a local webhook receiver that checks signatures"),
    ("token", "access tokens of the HTTP service"),
    ("serve", "run the HTTP service alone"),
    ("worker", "run one worker alone"),
)
"""Name and what it does; each is a module of this package (`import` is importing.py).

A module has `configure(parser)` and `run(arguments)`.
"""

EXIT_CODES: Final = """\
exit codes:
  0  done                     2  wrong use, settings, rules or input
  1  failed, or a difference  3  the server or the data directory cannot be used
  4  the log is damaged       130  interrupted
"""


def make_parser(command: str | None = None) -> argparse.ArgumentParser:
    """Build the parser of all subcommands.

    Args:
        command: Only this one is given its arguments, so that no other one's imports are waited for; all without it.
    """
    from services.runtime.version import installed_version

    parser = argparse.ArgumentParser(
        prog="tocsin",
        description="Turns crisis reports into alerts that people can trust.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tocsin {installed_version()}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS:
        sub = subparsers.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", formatter_class=argparse.RawTextHelpFormatter
        )
        if command in (None, name):
            _module(name).configure(sub)
    return parser


def _module(command: str) -> ModuleType:
    # A module cannot well be named for a word of the language.
    return import_module(f"services.cli.{'importing' if command == 'import' else command}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error is told in one line, never as a traceback."""
    from services.runtime.errors import TocsinError

    given = sys.argv[1:] if argv is None else argv
    named = next((word for word in given if not word.startswith("-")), "")
    try:
        arguments = make_parser(named).parse_args(given)
        code: int = _module(arguments.command).run(arguments)
        sys.stdout.flush()
        return code
    except TocsinError as error:
        print(f"tocsin: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (`| head`); what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
