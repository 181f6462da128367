"""Verifies a log as it lies in the server, with all that is kept beside its entries."""

from collections.abc import Sequence

from services.eventlog.archive.checking import Fault
from services.eventlog.archive.verifying import covering, verify_log
from services.eventlog.beside.checking import IndexCheck
from services.eventlog.beside.texts import TextCheck
from services.eventlog.log import Log
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification
from services.runtime.server import Server


def verify_all(
    server: Server,
    log: Log,
    after: int = 0,
    until: int | None = None,
    *,
    key: Verifier | None = None,
    receipt: Receipt | None = None,
) -> tuple[Verification, list[Fault]]:
    """Check a log against its seals, the files of its archive, its indexes, and the kept texts against the log.

    Where entries themselves are wrong, the indexes are not compared with them: that would name the same again.

    Args:
        server: Where it lies.
        log: The log.
        after: Only what stands behind this sequence.
        until: Only up to and with this one, and on as `verify_log` does.
        key: Public key that every seal must be signed with.
        receipt: What the log is said to have contained.

    Raises:
        ArchiveMissing: There is no archive where it should be.
    """
    head = log.head()
    if until is not None:
        until = covering(log, until, receipt)
    beside = Verification()
    indexes = IndexCheck(server, log, after, head if until is None else min(until, head), open_end=until is None)
    texts = TextCheck(server, log, beside)

    def watch(entries: Sequence[bytes]) -> None:
        indexes.watch(entries)
        texts.watch(entries)

    found, faults = verify_log(log, after, until, key=key, receipt=receipt, watch=watch)
    texts.finish()
    if found.clean and not faults:
        indexes.finish(beside)
        found.indexed = True
    found.texts, found.texts_redacted, found.texts_absent = beside.texts, beside.texts_redacted, beside.texts_absent
    found.add(beside)
    return found, faults
