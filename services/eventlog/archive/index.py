"""The index of a segment: at which sequences the entries of each kind, subject and report stand."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import sub
from typing import Any, Final

from services.eventlog.archive.heading import HEAD, Heading, heading, kind_in
from services.runtime.errors import ArchiveDamaged

WHAT: Final = ("kind", "subject", "correlation")
"""What entries are found by, as the keys of the server's own indexes name it."""


@dataclass(slots=True)
class Index:
    """Sequences by what they are found by.

    Attributes:
        places: Kind, subject or correlation, then its value, to ascending sequences.
    """

    places: dict[str, dict[str, list[int]]] = field(default_factory=lambda: {what: {} for what in WHAT})

    def add(self, found: Heading) -> None:
        """Take in the next entry."""
        sequence, _, kind, subject, correlation = found
        kinds, subjects, correlations = self.places.values()
        if kind:
            kinds.setdefault(kind, []).append(sequence)
        if subject:
            subjects.setdefault(subject, []).append(sequence)
        if correlation:
            correlations.setdefault(correlation, []).append(sequence)

    def add_all(self, entries: Iterable[bytes]) -> None:
        """Take in entries as they are stored: what `add` does with their headings, without making these."""
        kinds, subjects, correlations = self.places.values()
        match = HEAD.match
        for entry in entries:
            head = match(entry)
            if head is None:
                if (found := heading(entry)) is not None:
                    self.add(found)
                continue
            number, _, kind, subject, correlation = head.groups()
            sequence = int(number)
            try:
                kinds.setdefault(kind_in(kind), []).append(sequence)
                if subject:
                    subjects.setdefault(subject.decode(), []).append(sequence)
                if correlation:
                    correlations.setdefault(correlation.decode(), []).append(sequence)
            except UnicodeDecodeError:
                # What is no text has been altered; its seal names it.
                continue

    def as_json(self) -> dict[str, dict[str, list[int]]]:
        """Return it as JSON: of each list the first sequence, then how far each one is from the one before."""
        return {
            what: {value: [numbers[0], *_steps(numbers)] for value, numbers in sorted(places.items())}
            for what, places in self.places.items()
        }


def _steps(numbers: list[int]) -> Iterable[int]:
    return map(sub, numbers[1:], numbers)


def encode_index(index: Index, seals: Sequence[bytes]) -> bytes:
    """Return an index, and the seals that cover entries of its segment and stand behind it, as JSON."""
    document = {**index.as_json(), "seals": [seal.decode() for seal in seals]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def is_index_of(text: bytes, index: Index) -> bool:
    """Return whether this is what an index was encoded to."""
    try:
        document = json.loads(text)
        return all(document[what] == places for what, places in index.as_json().items())
    except (ValueError, KeyError, TypeError):
        return False


def decode_seals(text: bytes) -> list[bytes]:
    """Return the seals beside an encoded index; none where they cannot be read."""
    try:
        return [str(seal).encode() for seal in json.loads(text)["seals"]]
    except (ValueError, KeyError, TypeError):
        return []


def decode_index(text: bytes, name: str) -> tuple[Index, list[bytes]]:
    """Return an index and the seals beside it.

    Raises:
        ArchiveDamaged: It is none.
    """
    try:
        document: Mapping[str, Any] = json.loads(text)
        places = {
            what: {value: list(accumulate(map(int, numbers))) for value, numbers in document[what].items()}
            for what in WHAT
        }
        return Index(places), [str(seal).encode() for seal in document["seals"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ArchiveDamaged(f"the index of segment {name} cannot be read") from None
