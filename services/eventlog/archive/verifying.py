"""Verifies a log that lies in the archive and in the server, and an archive alone."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from schemas.events.desk import LogSealed
from services.eventlog.archive.checking import Examiner, Fault
from services.eventlog.archive.directory import Archive
from services.eventlog.log import Log
from services.eventlog.placement import Placement
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealentry import number_of, read_seal
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification
from services.eventlog.seals.verify import Checker
from services.runtime.errors import LogError

SEALS: Final = 4
"""Seals that are read at once: mostly the first is the right one."""


def verify_log(
    log: Log,
    after: int = 0,
    until: int | None = None,
    *,
    key: Verifier | None = None,
    receipt: Receipt | None = None,
    watch: Callable[[Sequence[bytes]], None] = lambda entries: None,
) -> tuple[Verification, list[Fault]]:
    """Check a log against its seals, and the files of its archive.

    Args:
        log: The log.
        after: Only what stands behind this sequence.
        until: Only up to and with this one, and on to the seal that covers it and that the receipt tells of: without
            these nothing could be said of the end of the span.
        key: Public key that every seal must be signed with.
        receipt: What the log is said to have contained.
        watch: Is shown the entries, in their order.

    Raises:
        ArchiveMissing: There is no archive where it should be.
    """
    if until is not None:
        until = covering(log, until, receipt)
    checker = Checker(after + 1, key=key, receipt=receipt)
    examiner = Examiner(checker, after, until, watch)
    floor = log.floor()
    if after < floor:
        if log.archive is None or not log.archive.segments():
            # Not one finding for each entry: whoever asks looks in the wrong place.
            next(log.stored_pages(after, until), None)
        else:
            examiner.examine(log.archive, floor)
    placement = Placement()
    for page in log.stored_pages(max(after, floor), until, placement.look):
        checker.take_all(page)
        watch(page)
    found = checker.finish()
    if found.clean:
        # Where entries themselves are wrong, so is their place, and what was done to them says more.
        placement.tell(found)
    return found, examiner.faults


def covering(log: Log, until: int, receipt: Receipt | None = None) -> int:
    """Return how far a span that ends at `until` must be read: to the first seal that covers it, and to the receipt's.

    It is `until` where no seal can be found.
    """
    return max(_seal_over(log, until), receipt.sequence if receipt is not None else 0)


def _seal_over(log: Log, until: int) -> int:
    with suppress(LogError):
        for entries in log.select(kind=LogSealed.kind, after=until, page=SEALS):
            for entry in entries:
                seal, at = read_seal(entry), number_of(entry)
                if seal is not None and at is not None and seal.last >= until:
                    return at
    return until


def verify_archive(
    archive: Archive, *, key: Verifier | None = None, receipt: Receipt | None = None
) -> tuple[Verification, list[Fault]]:
    """Check an archive alone, which begins with the first entry; otherwise as `verify_log`."""
    checker = Checker(key=key, receipt=receipt)
    examiner = Examiner(checker)
    examiner.examine(archive)
    return checker.finish(), examiner.faults
