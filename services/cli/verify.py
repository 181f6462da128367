"""`tocsin verify`: has anybody touched the record?"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from services.cli.marks import Paint
from services.cli.spans import add_span, span
from services.runtime.errors import LogError, UsageError

if TYPE_CHECKING:
    from services.eventlog.seals.verify import Verification


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_span(parser)
    parser.add_argument("--public-key", metavar="FILE", help="every seal must be signed with this key (PEM)")
    parser.add_argument("--receipt", metavar="FILE", help="the log must still contain what this receipt tells of")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "exit code 0 when nothing is wrong, 4 when the log is damaged\n\n"
        "examples:\n  tocsin verify\n  tocsin verify --public-key tocsin.pem --receipt receipt.json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the log against its seals; 4 when something is wrong."""
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.seals.receipt import read_receipt
    from services.eventlog.seals.signing import Verifier
    from services.eventlog.seals.verify import Checker

    key = Verifier(_text(arguments.public_key)) if arguments.public_key else None
    receipt = read_receipt(_text(arguments.receipt), arguments.receipt) if arguments.receipt else None
    with settings_and_server() as (settings, server):
        if receipt is not None and receipt.workspace != settings.workspace:
            raise UsageError(f"the receipt is of workspace {receipt.workspace}, and this is {settings.workspace}")
        log = open_log(settings, server)
        after, until = span(log, arguments)
        checker = Checker(after + 1, key=key, receipt=receipt)
        for entry in log.iterate_stored(after, until):
            checker.take(entry)
        found = checker.finish()
    if arguments.json:
        print(json.dumps(found.as_json()))
    else:
        for line in shown(found, Paint(sys.stdout.isatty())):
            print(line)
    return 0 if found.clean else LogError.exit_code


def shown(found: "Verification", paint: Paint) -> Iterator[str]:
    """Yield what was found for a reader, line by line."""
    yield f"{found.entries:,} entries, {found.first:,} to {found.last:,}"
    signed = f", {found.signed:,} signed" if found.signed else ""
    signed += f", {found.checked:,} signatures right" if found.checked else ""
    yield f"{found.seals:,} seals{signed}; sealed up to entry {found.sealed:,}"
    if found.unsealed:
        yield f"{found.unsealed:,} entries at the end are not sealed yet: of them only the numbers were checked"
    if found.receipt is not None:
        yield f"the receipt holds: up to entry {found.receipt:,} the log contains what it contained then"
    if found.clean:
        yield paint("32", "Nothing is wrong.")
        return
    yield paint("31", f"{found.wrong:,} WRONG; the first ones:" if found.wrong > 1 else "WRONG:")
    for one in found.findings[:20]:
        yield f"  {one.sequence:>10,}  {one.what:<9} {one.text}"


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{name} cannot be read: {reason}") from None
