"""A small log with seals, as bytes, made without a server."""

import json
import random
from datetime import UTC, datetime, timedelta

from schemas.base import format_instant
from services.eventlog.seals.chain import entry_hash, seal_hash
from services.eventlog.seals.signing import Signer

BEGAN = datetime(2024, 5, 1, tzinfo=UTC)


def entry(sequence: int, kind: str, data: dict[str, object]) -> bytes:
    """Return an entry with only the fields that matter here."""
    head = {"sequence": sequence, "recordedtime": format_instant(BEGAN + timedelta(seconds=sequence))}
    rest = {"specversion": "1.0", "id": f"id-{sequence}", "type": f"tocsin.{kind}.v1", "data": data}
    return json.dumps({**head, **rest}, separators=(",", ":")).encode()


def sealed_log(size: int, every: int, signer: Signer | None = None) -> list[bytes]:
    """Return `size` entries of which each span of `every` is sealed, a few entries after its end."""
    source = random.Random(size * 1000 + every)
    log: list[bytes] = []
    sealed, previous = 0, None
    while len(log) < size:
        log.append(entry(len(log) + 1, "unrest", {"n": len(log), "salt": source.random()}))
        if len(log) - sealed >= every + source.randint(0, 3):
            hashes = [entry_hash(one) for one in log[sealed : sealed + every]]
            first, last = sealed + 1, sealed + every
            seal = seal_hash(first, last, previous, hashes)
            data = {"first": first, "last": last, "entries": hashes, "previous": previous, "seal": seal}
            data["signature"] = signer.sign(seal) if signer else None
            log.append(entry(len(log) + 1, "log.sealed", data))
            sealed, previous = last, seal
    return log
