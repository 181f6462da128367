"""What a seal is made of. Anybody can compute it again: docs/log-format.md says how."""

import hashlib
from collections.abc import Iterable
from typing import Final

MARK: Final = "tocsin.seal.v1"
"""Put in front of what is hashed, so that no hash of another kind is ever taken for a seal's."""


def entry_hash(entry: bytes) -> str:
    """Return the SHA-256 of an entry's stored bytes, hex."""
    return hashlib.sha256(entry).hexdigest()


def seal_hash(first: int, last: int, previous: str | None, entries: Iterable[str]) -> str:
    """Return the hash of a seal, hex.

    It is the SHA-256 over five lines of ASCII, with a line feed between them and none behind the last: the mark, the
    first sequence, the last one, the hash of the seal before (empty for the first), and all hashes of entries joined
    without anything between them.

    Args:
        first: First sequence that is sealed.
        last: Last sequence that is sealed.
        previous: Hash of the seal before.
        entries: Hash of each entry from first to last, in order.
    """
    text = f"{MARK}\n{first}\n{last}\n{previous or ''}\n{''.join(entries)}"
    return hashlib.sha256(text.encode("ascii")).hexdigest()
