"""Checks chosen entries of a log against the seals that cover them, without what stands between."""

from collections.abc import Iterable

from schemas.events.desk import LogSealed
from services.eventlog.seals.chain import entry_hash
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealentry import is_seal, number_of, read_seal, signature_fault
from services.eventlog.seals.signing import Verifier
from services.eventlog.seals.verification import Verification


class PartialChecker:
    """Takes chosen entries in their order, and the seals among them, and finds which entries were altered.

    What is missing cannot be found so, and of a seal itself only what its own hash covers is checked, unless another
    seal that is there covers it.
    """

    def __init__(self, *, key: Verifier | None = None, receipt: Receipt | None = None) -> None:
        """Begin a check.

        Args:
            key: Public key that every seal must be signed with; None where signatures are not asked for.
            receipt: Tells of one seal; where that is there, it must be the same.
        """
        self.found = Verification(partial=True)
        self._key = key
        self._receipt = receipt
        #: Entries that no seal has covered yet, by sequence.
        self._pending: dict[int, str] = {}
        self._seals: set[int] = set()

    def take_all(self, entries: Iterable[bytes]) -> None:
        """Take the next entries, as they are stored."""
        for entry in entries:
            self.take(entry)

    def take(self, entry: bytes) -> None:
        """Take the next entry, as it is stored."""
        found = self.found
        found.entries += 1
        sequence = number_of(entry)
        if sequence is None:
            found.wrong_at(found.last + 1, "altered", f"the entry that follows {found.last} cannot be read")
            return
        if sequence <= found.last:
            found.wrong_at(sequence, "inserted", f"entry {sequence} stands behind {found.last}")
            return
        found.first = found.first or sequence
        found.last = sequence
        self._pending[sequence] = entry_hash(entry)
        if is_seal(entry):
            self._take_seal(entry, sequence)

    def finish(self) -> Verification:
        """Return what was found, once the last entry was taken."""
        self.found.open = len(self._pending.keys() - self._seals)
        self.found.findings.sort()
        return self.found

    def _take_seal(self, entry: bytes, at: int) -> None:
        found = self.found
        seal = read_seal(entry)
        if seal is None:
            found.wrong_at(at, "altered", f"entry {at}, a seal, is not what was written")
            return
        found.seals += 1
        self._seals.add(at)
        found.signed += seal.signature is not None
        found.seal, found.sealed = seal.seal, max(found.sealed, seal.last)
        if self._key is not None:
            fault = signature_fault(seal, self._key)
            if fault is not None:
                found.wrong_at(at, "forged", f"entry {at}, a seal, {fault}")
            else:
                found.checked += 1
        if self._receipt is not None and self._receipt.sequence == at:
            if self._receipt.seal == seal.seal:
                found.receipt = at
            else:
                found.wrong_at(at, "forged", f"entry {at}, a seal, is another one than the receipt tells of")
        self._take_off(seal)

    def _take_off(self, seal: LogSealed) -> None:
        covered = [number for number in self._pending if seal.first <= number <= seal.last]
        for number in covered:
            if self._pending.pop(number) != seal.entries[number - seal.first]:
                self.found.wrong_at(number, "altered", f"entry {number} is not what was sealed")
