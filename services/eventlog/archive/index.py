"""The index of a segment: at which sequences the entries of each kind, subject and report stand."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, Final

from services.eventlog.archive.heading import Heading
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
        for what, value in zip(WHAT, (found.kind, found.subject, found.correlation), strict=True):
            if value:
                self.places[what].setdefault(value, []).append(found.sequence)

    def as_json(self) -> dict[str, dict[str, list[int]]]:
        """Return it as JSON: of each list the first sequence, then how far each one is from the one before."""
        return {
            what: {value: [numbers[0], *_steps(numbers)] for value, numbers in sorted(places.items())}
            for what, places in self.places.items()
        }


def _steps(numbers: list[int]) -> Iterable[int]:
    return (after - before for before, after in pairwise(numbers))


def encode_index(index: Index, seals: Sequence[bytes]) -> bytes:
    """Return an index, and the seals that cover entries of its segment and stand behind it, as JSON."""
    document = {**index.as_json(), "seals": [seal.decode() for seal in seals]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


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
