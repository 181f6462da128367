"""Reads numbers and seals from entries that may have been changed by anybody."""

import json
import re
from typing import Final

from pydantic import ValidationError

from schemas.events.desk import LogSealed
from services.eventlog.encoding import REACH
from services.eventlog.seals.chain import seal_hash
from services.eventlog.seals.signing import Verifier

_HEAD: Final = re.compile(rb'\{"sequence":([0-9]{1,15}),')
_SEAL: Final = b'"type":"tocsin.log.sealed.v'


def number_of(entry: bytes) -> int | None:
    """Return the sequence that an entry gives itself; None where it cannot be read."""
    head = _HEAD.match(entry)
    return int(head[1]) if head else None


def is_seal(entry: bytes) -> bool:
    """Return whether an entry says that it is a seal."""
    return entry.find(_SEAL, 0, REACH) >= 0


def read_seal(entry: bytes) -> LogSealed | None:
    """Return what a seal says; None where it cannot be believed, for its hash is not that of what it says."""
    try:
        seal = LogSealed.model_validate(json.loads(entry)["data"])
    except (ValueError, KeyError, TypeError, ValidationError, RecursionError):
        return None
    if len(seal.entries) != seal.last - seal.first + 1:
        return None
    try:
        right = seal_hash(seal.first, seal.last, seal.previous, seal.entries)
    except UnicodeEncodeError:
        return None
    return seal if right == seal.seal else None


def signature_fault(seal: LogSealed, key: Verifier) -> str | None:
    """Return what is wrong with the signature of a seal; None where nothing is."""
    if seal.signature is None:
        return "is not signed"
    return None if key.right(seal.seal, seal.signature) else "is not signed with this key"
