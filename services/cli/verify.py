"""`tocsin verify`: has anybody touched the record?"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.cli.marks import Paint
from services.cli.spans import add_span, span
from services.runtime.errors import LogError, UsageError

if TYPE_CHECKING:
    from services.eventlog.seals.receipt import Receipt
    from services.eventlog.seals.signing import Verifier
    from services.eventlog.seals.verification import Verification


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="exports to check; without one, the log itself")
    add_span(parser, "check")
    parser.add_argument("--public-key", metavar="FILE", help="every seal must be signed with this key (PEM)")
    parser.add_argument("--receipt", metavar="FILE", help="the log must still contain what this receipt tells of")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "exit code 0 when nothing is wrong, 4 when the log is damaged\n\n"
        "examples:\n  tocsin verify\n  tocsin verify --public-key tocsin.pem --receipt receipt.json\n"
        "  tocsin verify log.ndjson"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the log, or files, against the seals; 4 when something is wrong."""
    from services.eventlog.seals.receipt import read_receipt
    from services.eventlog.seals.signing import Verifier

    key = Verifier(_text(arguments.public_key)) if arguments.public_key else None
    receipt = read_receipt(_text(arguments.receipt), arguments.receipt) if arguments.receipt else None
    paint = Paint(sys.stdout.isatty())
    if not arguments.files:
        found = _live(arguments, key, receipt)
        _tell(found, found.as_json(), arguments.json, paint)
        return 0 if found.clean else LogError.exit_code
    if arguments.after or arguments.to:
        raise UsageError("--from and --to are for the log itself; a file is checked whole")
    return max(_file(Path(name), key, receipt, arguments.json, paint) for name in arguments.files)


def _live(arguments: argparse.Namespace, key: "Verifier | None", receipt: "Receipt | None") -> "Verification":
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.seals.verify import Checker

    with settings_and_server() as (settings, server):
        _same_workspace(receipt, settings.workspace)
        log = open_log(settings, server)
        after, until = span(log, arguments)
        checker = Checker(after + 1, key=key, receipt=receipt)
        for page in log.stored_pages(after, until):
            checker.take_all(page)
        return checker.finish()


def _file(path: Path, key: "Verifier | None", receipt: "Receipt | None", as_json: bool, paint: Paint) -> int:
    from services.eventlog.exports.check import check_export

    if not as_json:
        print(f"{path}:")
    checked = check_export(path, key=key, receipt=receipt)
    _same_workspace(receipt, checked.header.workspace)
    _tell(checked.found, {"file": str(path), **checked.as_json()}, as_json, paint)
    return 0 if checked.found.clean else LogError.exit_code


def _same_workspace(receipt: "Receipt | None", workspace: str) -> None:
    if receipt is not None and receipt.workspace != workspace:
        raise UsageError(f"the receipt is of workspace {receipt.workspace}, and this is {workspace}")


def _tell(found: "Verification", as_json: dict[str, Any], machine: bool, paint: Paint) -> None:
    if machine:
        print(json.dumps(as_json))
        return
    for line in shown(found, paint):
        print(line)


def shown(found: "Verification", paint: Paint) -> Iterator[str]:
    """Yield what was found for a reader, line by line."""
    yield f"{found.entries:,} entries, {found.first:,} to {found.last:,}"
    signed = f", {found.signed:,} signed" if found.signed else ""
    signed += f", {found.checked:,} signatures right" if found.checked else ""
    yield f"{found.seals:,} seals{signed}; sealed up to entry {found.sealed:,}"
    if found.partial:
        yield "a part of a log: its entries were checked one by one; whether some are missing cannot be told"
        if found.open:
            yield f"{found.open:,} entries are not sealed yet: of them nothing was checked"
    elif found.unsealed:
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
