"""Names what was done to a span of which the sealed hashes are known: altered, missing, swapped, inserted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

What = Literal["altered", "missing", "swapped", "inserted", "forged", "cut off", "misfiled"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        sequence: The entry that it is about.
        what: `altered`: other bytes than were sealed; `missing`: sealed, and no longer there; `swapped`: at another
            place than it was sealed at; `inserted`: there, and not sealed; `forged`: a seal that does not fit what was
            sealed before, its signature or a receipt; `cut off`: the log ends before what a receipt proves; `misfiled`:
            an index of the server does not name it, or names it where it does not belong.
        text: The same for a person.
    """

    sequence: int
    what: What
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as it was met.

    Attributes:
        sequence: What it calls itself; None where that cannot be read.
        hash: SHA-256 of its bytes, hex.
    """

    sequence: int | None
    hash: str


def align(first: int, sealed: Sequence[str], read: Sequence[Read]) -> list[Finding]:
    """Compare what was read with what was sealed.

    Args:
        first: Sequence of the first sealed hash.
        sealed: Hashes as sealed, in order.
        read: Entries as they stand there now, in order.

    Returns:
        What is wrong, by sequence; empty when all is as it was sealed.
    """
    places = {digest: place for place, digest in enumerate(sealed)}
    findings: list[Finding] = []
    known: list[int] = []
    #: Entries that were never sealed, each with the place of the last sealed one before it.
    unknown: list[tuple[int, Read]] = []
    met: set[int] = set()
    for entry in read:
        place = places.get(entry.hash)
        if place is None:
            unknown.append((known[-1] if known else -1, entry))
        elif place in met:
            findings.append(_inserted(first, place, "a copy of an entry stands there a second time"))
        else:
            met.add(place)
            known.append(place)
    lost = [place for place in range(len(sealed)) if place not in met]
    findings += _moved(first, known)
    for before, entry in unknown:
        place = _replaced(before, known, lost)
        if place is None:
            findings.append(_inserted(first, before, "an entry stands there that was never sealed", entry.sequence))
        else:
            lost.remove(place)
            findings.append(Finding(first + place, "altered", f"entry {first + place} is not what was sealed"))
    findings += [Finding(first + place, "missing", f"entry {first + place} was sealed and is gone") for place in lost]
    return sorted(findings)


def _replaced(before: int, known: Sequence[int], lost: Sequence[int]) -> int | None:
    """Return the lost place that an unknown entry stands in for: behind `before`, and before the next known one."""
    behind = min((place for place in known if place > before), default=None)
    return next((place for place in lost if place > before and (behind is None or place < behind)), None)


def _moved(first: int, known: Sequence[int]) -> list[Finding]:
    right = sorted(known)
    wrong = [place for place, wanted in zip(known, right, strict=True) if place != wanted]
    if not wrong:
        return []
    low, high = first + min(wrong), first + max(wrong)
    return [Finding(low, "swapped", f"entries {low} and {high} do not stand in the order in which they were sealed")]


def _inserted(first: int, place: int, text: str, named: int | None = None) -> Finding:
    sequence = named if named is not None else first + max(place, 0)
    return Finding(sequence, "inserted", f"behind entry {first + place}: {text}")
