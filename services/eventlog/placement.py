"""Checks that entries stand where readers look for them: no seal knows what the server keeps around their bytes."""

from collections.abc import Sequence
from typing import Any

from services.eventlog.seals.sealentry import number_of
from services.eventlog.seals.verification import LISTED, Verification

Row = Sequence[Any]
"""An entry of the stream: its id, then names and values of its fields in turn."""


class Placement:
    """Compares the stream id and the time beside each entry, by which it is found, with what the entry says."""

    def __init__(self) -> None:
        self._wrong: list[tuple[int, str]] = []

    def look(self, rows: Sequence[Row]) -> None:
        """Look at entries of the stream."""
        for row in rows:
            name, fields = row
            if name[-2:] == b"-0" and len(fields) == 4 and (fields[0], fields[2]) == (b"e", b"t"):
                wanted = b'{"sequence":%b,"recordedtime":"%b",' % (name[:-2], fields[3])
                if fields[1].startswith(wanted):
                    continue
            self._note(name, fields)

    def tell(self, found: Verification) -> None:
        """Add what is wrong to what was found."""
        for sequence, text in self._wrong:
            found.wrong_at(sequence, "swapped", text)

    def _note(self, name: bytes, fields: Sequence[bytes]) -> None:
        if len(self._wrong) == LISTED:
            return
        held = dict(zip(fields[::2], fields[1::2], strict=False))
        sequence = number_of(held.get(b"e", b"")) or int(name.split(b"-")[0])
        shown, time = name.decode(errors="replace"), held.get(b"t", b"").decode(errors="replace")[:40]
        text = f"entry {sequence} is filed in the server as {shown} of {time!r}, and is not found where it belongs"
        self._wrong.append((sequence, text))
