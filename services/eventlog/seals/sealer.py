"""Seals the log. Each seal is one commit, so a sealer may die at any moment and another one goes on."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from schemas.events.desk import LogSealed
from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from services.eventlog import encoding
from services.eventlog.log import Log
from services.eventlog.seals.chain import entry_hash, seal_hash
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.signing import Signer
from services.runtime.errors import LogError

CONSUMER: Final = "seals"
ENTRIES: Final = 1000
"""Entries that one seal covers at most: its hashes are 70 kB then."""
NAMESPACE: Final = uuid.UUID("0c2b4a1e-5d7e-5f0a-9a53-2f5c1c6f7d10")


class Sealer:
    """Seals what stands in the log of one workspace."""

    def __init__(
        self, log: Log, *, clock: Callable[[], datetime], signer: Signer | None = None, entries: int = ENTRIES
    ) -> None:
        """Make a sealer.

        Args:
            log: The log.
            clock: Gives the present.
            signer: Signs each seal; None leaves them unsigned.
            entries: Entries that one seal covers at most.
        """
        self._log = log
        self._clock = clock
        self._signer = signer
        self._entries = entries

    def seal(self, older: timedelta = timedelta(0)) -> bool:
        """Make one seal where one is due; false when none was.

        One is due when a seal's worth of entries waits, or when the oldest that waits was recorded so long ago. A log
        in which nothing waits but the last seal is at rest.

        Args:
            older: How old the oldest entry that waits must be, where they are fewer than a seal covers.

        Raises:
            LogError: The log and the cursor of the sealer tell different stories.
        """
        before = self.last()
        sealed = before.last if before is not None else 0
        cursor = self._log.cursor(CONSUMER)
        if cursor != sealed:
            if cursor > sealed and self.last() != before:
                return True
            raise LogError(
                f"the last seal covers entries up to {sealed}, and the cursor of the sealer stands at {cursor}: a seal "
                "was removed, or the cursor was changed; `tocsin verify` tells what is wrong"
            )
        raw = self._log.stored(sealed, self._entries)
        if not raw or not self._due(raw, older):
            return False
        hashes = tuple(entry_hash(entry) for entry in raw)
        first, last = sealed + 1, sealed + len(raw)
        previous = before.seal if before is not None else None
        seal = seal_hash(first, last, previous, hashes)
        signature = self._signer.sign(seal) if self._signer is not None else None
        data = LogSealed(first=first, last=last, entries=hashes, previous=previous, seal=seal, signature=signature)
        now = self._clock()
        draft = Draft(
            id=str(uuid.uuid5(NAMESPACE, seal)),
            source="tocsin/housekeeping",
            type=data.type_name(),
            time=now,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )
        # `stale` means that another sealer was faster, and `already` that a reply was lost: sealed it is either way.
        self._log.commit([draft], consumer=CONSUMER, expected=sealed, cursor=last, nonce=uuid.uuid4().hex, now=now)
        return True

    def last(self) -> Receipt | None:
        """Return what proves the log as it stands: its last seal; None when there is none."""
        return last_seal(self._log)

    def _due(self, raw: list[bytes], older: timedelta) -> bool:
        if len(raw) >= self._entries:
            return True
        waiting = (encoding.decode(entry.decode()) for entry in raw)
        oldest = next((entry for entry in waiting if kind_of(entry.type) != LogSealed.kind), None)
        return oldest is not None and self._clock() - oldest.recordedtime >= older


def last_seal(log: Log) -> Receipt | None:
    """Return the newest seal of a log as a receipt; None when there is none."""
    entry = log.newest(LogSealed.kind)
    if entry is None:
        return None
    data = LogSealed.model_validate(entry.data)
    return Receipt(
        workspace=log.keys.workspace,
        sequence=entry.sequence,
        first=data.first,
        last=data.last,
        time=entry.recordedtime,
        seal=data.seal,
        signature=data.signature,
    )
