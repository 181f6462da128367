"""Verifies a log that lies in the archive and in the server, and an archive alone."""

from services.eventlog.archive.checking import Examiner, Fault
from services.eventlog.archive.directory import Archive
from services.eventlog.log import Log
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification
from services.eventlog.seals.verify import Checker


def verify_log(
    log: Log,
    after: int = 0,
    until: int | None = None,
    *,
    key: Verifier | None = None,
    receipt: Receipt | None = None,
) -> tuple[Verification, list[Fault]]:
    """Check a log against its seals, and the files of its archive.

    Args:
        log: The log.
        after: Only what stands behind this sequence.
        until: Only up to and with this one.
        key: Public key that every seal must be signed with.
        receipt: What the log is said to have contained.

    Raises:
        ArchiveMissing: There is no archive where it should be.
    """
    checker = Checker(after + 1, key=key, receipt=receipt)
    examiner = Examiner(checker, after, until)
    floor = log.floor()
    if after < floor:
        if log.archive is None or not log.archive.segments():
            # Not one finding for each entry: whoever asks looks in the wrong place.
            next(log.stored_pages(after, until), None)
        else:
            examiner.examine(log.archive, floor)
    for page in log.stored_pages(max(after, floor), until):
        checker.take_all(page)
    return checker.finish(), examiner.faults


def verify_archive(
    archive: Archive, *, key: Verifier | None = None, receipt: Receipt | None = None
) -> tuple[Verification, list[Fault]]:
    """Check an archive alone, which begins with the first entry; otherwise as `verify_log`."""
    checker = Checker(key=key, receipt=receipt)
    examiner = Examiner(checker)
    examiner.examine(archive)
    return checker.finish(), examiner.faults
