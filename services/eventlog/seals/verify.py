"""Checks a log against its seals: in one pass, without the server, holding only what is not sealed yet."""

from collections.abc import Iterable

from schemas.events.desk import LogSealed
from services.eventlog.seals.alignment import Read, align
from services.eventlog.seals.chain import entry_hash
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealentry import is_seal, number_of, read_seal, signature_fault
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification


class Checker:
    """Takes entries in their order and finds what does not fit their seals.

    As long as all fits, it holds what no seal has covered yet. From the first thing that does not fit on it keeps the
    hashes of all that follows, so that at the end each entry is looked for everywhere: only then is an entry that was
    moved told from one that was taken out.
    """

    def __init__(self, start: int = 1, *, key: Verifier | None = None, receipt: Receipt | None = None) -> None:
        """Begin a check.

        Args:
            start: Sequence that the first entry should have: 1 for a whole log.
            key: Public key that every seal must be signed with; None where signatures are not asked for.
            receipt: What the log is said to have contained then.
        """
        self.found = Verification()
        self._start = start
        self._key = key
        self._receipt = receipt
        self._pending: list[Read] = []
        #: Sequence up to which all was sealed, and fitted.
        self._covered = start - 1
        self._last_seal: str | None = None
        #: A span may begin in the midst of the chain; what its first seal refers to is not here.
        self._chained = start == 1
        self._unfit: list[LogSealed] | None = None
        #: Seals that were taken before they were met, and whether they must be.
        self._beyond: dict[int, tuple[bytes, bool]] = {}

    def take(self, entry: bytes) -> None:
        """Take the next entry, as it is stored."""
        sequence = number_of(entry)
        self._pending.append(Read(sequence, entry_hash(entry)))
        found = self.found
        found.entries += 1
        if sequence is not None:
            found.first = found.first or sequence
            found.last = max(found.last, sequence)
        if is_seal(entry) and self._beyond.pop(sequence or 0, (b"", False))[0] != entry:
            self._take_seal(entry, sequence)

    def take_seal_beyond(self, entry: bytes, *, expected: bool) -> None:
        """Take a seal of what was read before it is met at its own place.

        Args:
            entry: The seal, as it is stored.
            expected: It must be met yet; else what is read may end before it.
        """
        sequence = number_of(entry)
        if sequence is not None:
            self._beyond[sequence] = (entry, expected)
        self._take_seal(entry, sequence)

    def take_all(self, entries: Iterable[bytes]) -> None:
        """Take the next entries."""
        for entry in entries:
            self.take(entry)

    def finish(self) -> Verification:
        """Return what was found, once the last entry was taken."""
        if self._unfit is not None:
            self._look_everywhere(self._unfit)
        self._check_rest()
        self._check_beyond()
        self._check_receipt()
        self.found.findings.sort()
        return self.found

    def _take_seal(self, entry: bytes, sequence: int | None) -> None:
        found = self.found
        at = sequence if sequence is not None else found.last + 1
        seal = read_seal(entry)
        if seal is None:
            # What it says of others is worth nothing; the next seal tells whether it was changed itself.
            self.found.wrong_at(at, "altered", f"entry {at}, a seal, is not what was written")
            self._unfit = [] if self._unfit is None else self._unfit
            return
        found.seals += 1
        found.signed += seal.signature is not None
        self._check_signature(seal, at)
        if self._receipt is not None and self._receipt.sequence == at:
            self._compare_receipt(self._receipt, seal.seal)
        if seal.last < self._start:
            # It covers nothing of this span, and those between it and the span's first may stand elsewhere.
            return
        if self._unfit is None and self._fits(seal):
            found.seal, found.sealed = seal.seal, seal.last
        else:
            self._unfit = [*(self._unfit or ()), seal]
            if self._chained and seal.previous != self._last_seal:
                self.found.wrong_at(
                    at, "forged", f"entry {at}, a seal, was not made after the seal that stands before it"
                )
        self._last_seal, self._chained = seal.seal, True

    def _check_signature(self, seal: LogSealed, at: int) -> None:
        if self._key is None:
            return
        fault = signature_fault(seal, self._key)
        if fault is not None:
            self.found.wrong_at(at, "forged", f"entry {at}, a seal, {fault}")
        else:
            self.found.checked += 1

    def _fits(self, seal: LogSealed) -> bool:
        """Take off what a seal covers, where it follows the seal before and covers what was read."""
        if self._chained and (seal.first != self._covered + 1 or seal.previous != self._last_seal):
            return False
        entries = seal.entries[max(seal.first, self._start) - seal.first :]
        if any(entry.hash != sealed for entry, sealed in zip(self._pending, entries, strict=False)):
            return False
        if len(self._pending) < len(entries):
            return False
        del self._pending[: len(entries)]
        self._covered = max(self._covered, seal.last)
        return True

    def _look_everywhere(self, seals: list[LogSealed]) -> None:
        """Compare all that was read since something did not fit with all that was sealed since."""
        first = self._covered + 1
        hashes: dict[int, str] = {}
        for seal in seals:
            for number, digest in enumerate(seal.entries, seal.first):
                hashes.setdefault(number, digest)
        last = max((number for number in hashes if number >= first), default=first - 1)
        # What only a seal that cannot be believed covered may be what it likes.
        sealed = [hashes.get(number, f"unknown {number}") for number in range(first, last + 1)]
        places = set(sealed)
        upto = len(self._pending)
        while upto and self._pending[upto - 1].hash not in places and _behind(self._pending[upto - 1], last):
            upto -= 1
        for one in align(first, sealed, self._pending[:upto]):
            if one.sequence in hashes or one.what != "altered":
                self.found.wrong_at(one.sequence, one.what, one.text)
        del self._pending[:upto]
        self._covered = last
        if last >= first:
            self.found.sealed = last

    def _check_rest(self) -> None:
        """Look at what no seal covers: of it only numbers can be checked."""
        expected = self._covered + 1
        for entry in self._pending:
            if entry.sequence is None:
                self.found.wrong_at(expected, "altered", f"entry {expected} cannot be read")
            elif entry.sequence > expected:
                self.found.wrong_at(expected, "missing", f"entry {expected} is gone: the next one is {entry.sequence}")
            elif entry.sequence < expected:
                self.found.wrong_at(entry.sequence, "inserted", f"entry {entry.sequence} stands behind {expected - 1}")
            expected = (entry.sequence or expected) + 1

    def _check_beyond(self) -> None:
        """Look for the seals that were known before they were met, and were not met."""
        last = self.found.last
        for sequence, (_, expected) in sorted(self._beyond.items()):
            if sequence <= last:
                self.found.wrong_at(sequence, "missing", f"entry {sequence}, a seal that the archive tells of, is gone")
            elif expected:
                text = f"the log ends at {last}; the archive tells of a seal that stood at {sequence}"
                self.found.wrong_at(last + 1, "cut off", text)

    def _check_receipt(self) -> None:
        receipt = self._receipt
        if receipt is None or self.found.receipt is not None:
            return
        at = receipt.sequence
        if self.found.last < at:
            end = max(self.found.last, self._start - 1)
            self.found.wrong_at(end + 1, "cut off", f"the log ends at {end}; the receipt proves that it reached {at}")
        elif at >= self._start:
            self.found.wrong_at(at, "forged", f"entry {at} is not the seal that the receipt tells of")

    def _compare_receipt(self, receipt: Receipt, seal: str) -> None:
        if receipt.seal == seal:
            self.found.receipt = receipt.sequence
        else:
            at = receipt.sequence
            self.found.wrong_at(at, "forged", f"entry {at}, a seal, is another one than the receipt tells of")


def _behind(entry: Read, last: int) -> bool:
    return entry.sequence is None or entry.sequence > last
