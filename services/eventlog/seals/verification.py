"""What a check of a log, an export or an archive found."""

from dataclasses import dataclass, field
from typing import Any, Final

from services.eventlog.seals.alignment import Finding, What

LISTED: Final = 100
"""Findings that are kept; beyond them they are only counted."""


@dataclass(slots=True)
class Verification:
    """What a check found.

    Attributes:
        entries: Entries that were read.
        first: Sequence of the first; 0 when there was none.
        last: Sequence of the last.
        sealed: Last sequence that a seal covers; 0 when none does.
        seals: Seals that were read.
        signed: How many of them bear a signature.
        checked: How many signatures were found right.
        seal: Hash of the last seal that fits.
        receipt: Sequence that a receipt was found to prove; None without one.
        partial: True where only some entries are there, so that what is missing cannot be found.
        open: Of a part: entries that no seal covers which is there.
        indexed: True where the indexes that find entries were compared with these.
        texts: Kept texts of reports that were compared with what the log says of them.
        texts_redacted: Texts that were removed, as the log tells.
        texts_absent: Texts that are not kept here, such as after an import without texts.
        findings: What is wrong, by sequence; the first ones.
        wrong: How much is wrong in all.
    """

    entries: int = 0
    first: int = 0
    last: int = 0
    sealed: int = 0
    seals: int = 0
    signed: int = 0
    checked: int = 0
    seal: str | None = None
    receipt: int | None = None
    partial: bool = False
    open: int = 0
    indexed: bool = False
    texts: int = 0
    texts_redacted: int = 0
    texts_absent: int = 0
    findings: list[Finding] = field(default_factory=list)
    wrong: int = 0
    _named: set[int] = field(default_factory=set, repr=False)

    def wrong_at(self, sequence: int, what: What, text: str) -> None:
        """Note that an entry is wrong; of one entry only the first thing is noted."""
        if sequence in self._named:
            return
        self._named.add(sequence)
        self.wrong += 1
        if len(self.findings) < LISTED:
            self.findings.append(Finding(sequence, what, text))

    def add(self, other: "Verification") -> None:
        """Add what another check of the same log found wrong; of an entry that is named already nothing is added."""
        for one in other.findings:
            self.wrong_at(one.sequence, one.what, one.text)
        self.wrong += other.wrong - len(other.findings)
        self.findings.sort()

    @property
    def unsealed(self) -> int:
        """How many entries at the end no seal covers yet."""
        if self.partial:
            return self.open
        return max(0, self.last - max(self.sealed, self.first - 1)) if self.entries else 0

    @property
    def clean(self) -> bool:
        """True when nothing is wrong."""
        return not self.wrong

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "clean": self.clean,
            "entries": self.entries,
            "first": self.first,
            "last": self.last,
            "sealed": self.sealed,
            "unsealed": self.unsealed,
            "seals": self.seals,
            "signed": self.signed,
            "signatures_checked": self.checked,
            "seal": self.seal,
            "receipt": self.receipt,
            "partial": self.partial,
            "indexed": self.indexed,
            "texts": self.texts,
            "texts_redacted": self.texts_redacted,
            "texts_absent": self.texts_absent,
            "wrong": self.wrong,
            "findings": [{"sequence": one.sequence, "what": one.what, "text": one.text} for one in self.findings],
        }
