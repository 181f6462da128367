"""`tocsin verify`: has anybody touched the record?"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from services.cli.counted import counted
from services.cli.marks import Paint
from services.cli.spans import add_span, span
from services.runtime.errors import LogError, UsageError

if TYPE_CHECKING:
    from services.eventlog.archive.checking import Fault
    from services.eventlog.seals.receipt import Receipt
    from services.eventlog.seals.signing import Verifier
    from services.eventlog.seals.verification import Verification

    Found = tuple[Verification, list[Fault]]

SHOWN: Final = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="exports to check; without one, the log itself")
    add_span(parser, "check")
    parser.add_argument(
        "--entries-only", action="store_true", help="leave out indexes and kept texts: three times as fast"
    )
    parser.add_argument("--archive", metavar="DIR", help="check the segments in this folder alone, without a server")
    parser.add_argument("--public-key", metavar="FILE", help="every seal must be signed with this key (PEM)")
    parser.add_argument("--receipt", metavar="FILE", help="the log must still contain what this receipt tells of")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = (
        "exit code 0 when nothing is wrong, 4 when the log is damaged\n\n"
        "examples:\n  tocsin verify\n  tocsin verify --public-key tocsin.pem --receipt receipt.json\n"
        "  tocsin verify log.ndjson\n  tocsin verify --archive ~/.local/state/tocsin/archive"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the log, or files, against the seals; 4 when something is wrong."""
    from services.eventlog.seals.receipt import read_receipt
    from services.eventlog.seals.signing import Verifier

    key = Verifier(_text(arguments.public_key)) if arguments.public_key else None
    receipt = read_receipt(_text(arguments.receipt), arguments.receipt) if arguments.receipt else None
    paint = Paint(sys.stdout.isatty())
    if not arguments.files and not arguments.archive:
        return _told(_live(arguments, key, receipt), {}, arguments.json, paint)
    if arguments.after or arguments.to or arguments.entries_only:
        raise UsageError("--from, --to and --entries-only are for the log itself; a file is checked whole")
    if arguments.archive:
        if arguments.files:
            raise UsageError("name files or an archive, one of them")
        return _told(
            _archive(Path(arguments.archive), key, receipt), {"archive": arguments.archive}, arguments.json, paint
        )
    return max(_file(Path(name), key, receipt, arguments.json, paint) for name in arguments.files)


def _live(arguments: argparse.Namespace, key: "Verifier | None", receipt: "Receipt | None") -> "Found":
    from services.cli.assembly import settings_and_server
    from services.eventlog.archive.verifying import verify_log
    from services.eventlog.beside.verifying import verify_all
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        _same_workspace(receipt, settings.workspace)
        log = open_log(settings, server)
        after, until = span(log, arguments)
        _has_something(after, log.head(), receipt)
        if arguments.entries_only:
            return verify_log(log, after, until, key=key, receipt=receipt)
        return verify_all(server, log, after, until, key=key, receipt=receipt)


def _has_something(after: int, head: int, receipt: "Receipt | None") -> None:
    """Refuse a span of which nothing could be said: "nothing is wrong" would be read as more."""
    if receipt is not None and receipt.sequence <= after:
        raise UsageError(
            f"the receipt tells of entry {receipt.sequence}, which stands before --from; leave --from away"
        )
    if after and after >= head and receipt is None:
        raise UsageError(f"there is nothing to check: the log ends at entry {head}")


def _archive(folder: Path, key: "Verifier | None", receipt: "Receipt | None") -> "Found":
    """Check a folder of segments, or the only such folder in it."""
    from services.eventlog.archive.directory import Archive
    from services.eventlog.archive.verifying import verify_archive

    within = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    found = [one for one in map(Archive, (folder, *sorted(within))) if one.segments()]
    if len(found) != 1:
        names = ", ".join(str(one.folder) for one in found)
        raise UsageError(
            f"{folder} holds the archives of several workspaces; name one: {names}"
            if found
            else f"there is no segment of an archive in {folder}"
        )
    _same_workspace(receipt, found[0].workspace() or (receipt.workspace if receipt else ""))
    return verify_archive(found[0], key=key, receipt=receipt)


def _told(found: "Found", more: dict[str, Any], as_json: bool, paint: Paint) -> int:
    """Tell what was found of a log or an archive, and return the exit code."""
    checked, faults = found
    clean = checked.clean and not faults
    told = {**more, **checked.as_json(), "clean": clean, "damaged": [fault.as_json() for fault in faults]}
    if as_json:
        print(json.dumps(told))
    else:
        for fault in faults[:SHOWN]:
            print(paint("31", f"DAMAGED {fault.segment}, from entry {fault.sequence:,} on:") + f" {fault.text}")
        for line in shown(checked, paint, clean=clean):
            print(line)
    return 0 if clean else LogError.exit_code


def _file(path: Path, key: "Verifier | None", receipt: "Receipt | None", as_json: bool, paint: Paint) -> int:
    from services.eventlog.exports.check import check_export

    if not as_json:
        print(f"{path}:")
    checked = check_export(path, key=key, receipt=receipt)
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


def shown(found: "Verification", paint: Paint, *, clean: bool | None = None) -> Iterator[str]:
    """Yield what was found for a reader, line by line."""
    yield f"{counted(found.entries, 'entry', 'entries')}, {found.first:,} to {found.last:,}"
    signed = f", {found.signed:,} signed" if found.signed else ""
    signed += f", {counted(found.checked, 'signature')} right" if found.checked else ""
    yield f"{counted(found.seals, 'seal')}{signed}; sealed up to entry {found.sealed:,}"
    if found.partial:
        yield "a part of a log: its entries were checked one by one; whether some are missing cannot be told"
        if found.open:
            yield f"not sealed yet: {counted(found.open, 'entry', 'entries')}, of which nothing was checked"
    elif found.unsealed:
        yield f"not sealed yet: {_unsealed(found)}, of which only the numbers were checked"
    yield from _beside(found)
    if found.receipt is not None:
        yield f"the receipt holds: up to entry {found.receipt:,} the log contains what it contained then"
    if found.clean:
        if clean is not False:
            yield paint("32", "Nothing is wrong.")
        return
    yield paint("31", f"{found.wrong:,} WRONG; the first ones:" if found.wrong > 1 else "WRONG:")
    for one in found.findings[:SHOWN]:
        yield f"  {one.sequence:>10,}  {one.what:<9} {one.text}"


def _beside(found: "Verification") -> Iterator[str]:
    """Yield what was found of the indexes and the texts, which lie beside the entries."""
    if found.indexed and found.clean:
        yield "the indexes name these entries, each where it belongs"
    known = found.texts + found.texts_redacted + found.texts_absent
    if not known:
        return
    told = [f"texts of reports: {found.texts:,} compared with the log"]
    if found.texts_redacted:
        told.append(f"{found.texts_redacted:,} removed by redactions")
    if found.texts_absent:
        told.append(f"{found.texts_absent:,} not kept here")
    yield ", ".join(told)


def _unsealed(found: "Verification") -> str:
    # A seal is covered by the one behind it, so that the newest one always is among them.
    if found.unsealed == 1:
        return "the last entry, which is the newest seal itself" if found.seals else "the only entry"
    return f"the last {found.unsealed:,} entries" + (", the newest seal among them" if found.seals else "")


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{name} cannot be read: {reason}") from None
