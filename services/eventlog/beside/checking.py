"""Checks that every index holds exactly the entries that belong there: else a search misses some, and nobody tells."""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from services.eventlog.beside.fingerprint import BLOCK, WIDTH, Fingerprint, Place, places_of
from services.eventlog.beside.indexes import Piece, read_indexes
from services.eventlog.log import Log
from services.eventlog.seals.verification import LISTED, Verification
from services.runtime.server import Server

LOOKED_INTO: Final = 16
"""Blocks with a fault in which each entry is compared with each index; of others only the first entry is named."""
NEW: Final = 100_000
"""Places of entries that are appended during a check which are looked at, at most."""
MEND: Final = "`tocsin rebuild` writes it anew"


class IndexCheck:
    """Takes the entries of a span while they are read, then compares them with the indexes in the server.

    It holds one number for each thousand entries, and one for each index.
    """

    def __init__(self, server: Server, log: Log, after: int, until: int, *, open_end: bool) -> None:
        """Begin a check.

        Args:
            server: Where the log lies.
            log: The log.
            after: Sequence behind which the span begins.
            until: Its last sequence, which must be there already.
            open_end: Nothing is said to stand behind the span: what indexes tell of beyond it is checked too.
        """
        self._server = server
        self._log = log
        self._wanted = Fingerprint(after, until)
        self._open_end = open_end
        self._wrong: list[tuple[int, str]] = []
        self._malformed = 0
        self._new: list[Place] = []

    def watch(self, entries: Sequence[bytes]) -> None:
        """Take the next entries, as they are stored."""
        self._wanted.add_entries(entries)

    def finish(self, found: Verification) -> None:
        """Read the indexes, and add what is wrong to what was found."""
        held = self._wanted.another()
        for piece, numbers in self._numbers():
            held.add(piece.what, piece.value, (piece.packed or b"")[: len(numbers) * WIDTH])
            if self._open_end:
                behind = [number for number in numbers if number > held.until]
                self._new += [(piece.what, piece.value, number) for number in behind[: NEW - len(self._new)]]
        self._compare(self._wanted.differing(held))
        self._check_new()
        for sequence, text in sorted(self._wrong):
            found.wrong_at(sequence, "misfiled", text)

    def _numbers(self) -> Iterator[tuple[Piece, tuple[int, ...]]]:
        """Yield each piece with its sequences, and note where these do not ascend."""
        last = 0
        for piece in read_indexes(self._server, self._log.keys):
            last = 0 if piece.first else last
            if piece.packed is None:
                self._malform(0, f"the key of the {_named(piece)} holds something else; {MEND}")
                continue
            count, rest = divmod(len(piece.packed), WIDTH)
            if rest:
                self._malform(0, f"the {_named(piece)} breaks off in the midst of a number; {MEND}")
            numbers = struct.unpack(f">{count}Q", piece.packed[: count * WIDTH])
            for number in numbers:
                if number <= last:
                    self._malform(number, f"the {_named(piece)} names entry {number} behind {last}; {MEND}")
                    break
                last = number
            yield piece, numbers

    def _compare(self, blocks: Sequence[int]) -> None:
        """Name what is wrong in blocks whose sums differ."""
        looked = blocks[:LOOKED_INTO]
        wanted: set[Place] = set()
        after, until = self._wanted.after, self._wanted.until
        for block in looked:
            begin, end = max(after, block * BLOCK - 1), min(until, (block + 1) * BLOCK - 1)
            for page in self._log.stored_pages(begin, end):
                wanted.update(place for entry in page for place in places_of(entry))
        chosen, held = frozenset(looked), set[Place]()
        if looked:
            for piece in read_indexes(self._server, self._log.keys):
                packed = piece.packed or b""
                for (number,) in struct.iter_unpack(">Q", packed[: len(packed) // WIDTH * WIDTH]):
                    if number // BLOCK in chosen and after < number <= until:
                        held.add((piece.what, piece.value, number))
        for what, value, number in wanted - held:
            self._wrong.append((number, f"the {_index(what, value)} does not name entry {number}; {MEND}"))
        for what, value, number in held - wanted:
            text = f"the {_index(what, value)} names entry {number}, which does not belong there; {MEND}"
            self._wrong.append((number, text))
        for block in blocks[LOOKED_INTO:]:
            first, last = max(after + 1, block * BLOCK), min(until, (block + 1) * BLOCK - 1)
            self._wrong.append((first, f"of entries {first} to {last}, an index names too many or too few; {MEND}"))

    def _check_new(self) -> None:
        """Look at what indexes tell of entries behind the span: those were appended meanwhile, or are not there."""
        if not self._new:
            return
        there: set[Place] = set()
        for page in self._log.stored_pages(self._wanted.until, max(number for *_, number in self._new)):
            there.update(place for entry in page for place in places_of(entry))
        for what, value, number in self._new:
            if (what, value, number) not in there:
                text = f"the {_index(what, value)} names entry {number}, which does not belong there; {MEND}"
                self._wrong.append((number, text))

    def _malform(self, sequence: int, text: str) -> None:
        self._malformed += 1
        if self._malformed <= LISTED:
            self._wrong.append((sequence, text))


def _named(piece: Piece) -> str:
    return _index(piece.what, piece.value)


def _index(what: str, value: bytes) -> str:
    shown = value.decode("utf-8", "replace")
    return f"index of {what} {shown[:100]!r}"
