"""Drafts and entries as bytes.

An entry's stored bytes are the draft's JSON with `sequence` and `recordedtime` put in front by the script that
appends it. They are never changed, and they are what a seal hashes and an export writes.
"""

import json
import re
from collections.abc import Iterable
from itertools import chain
from typing import Final

from pydantic import ValidationError

from schemas.events.envelope import Draft, Event
from schemas.events.registry import kind_of
from schemas.events.upcasting import upcast
from services.runtime.errors import LogError

REACH: Final = 1_000
"""Bytes of an entry within which its type stands."""
_READ: Final = Event.__pydantic_validator__.validate_json
"""What `model_validate_json` calls: every entry that is read goes through it."""
_TYPE: Final = re.compile(rb'"type":"([^"\\]*)"')


def encode(draft: Draft) -> str:
    """Return a draft as compact JSON with its fields in the order of the model; an absent one is null."""
    return json.dumps(draft.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))


def arguments(drafts: Iterable[Draft]) -> list[str]:
    """Flatten drafts for the scripts: body, kind, subject, correlation."""
    return list(
        chain.from_iterable(
            (encode(draft), kind_of(draft.type), draft.subject or "", draft.correlationid or "") for draft in drafts
        )
    )


def kind_in(entry: bytes) -> str:
    """Return the kind of a stored entry without decoding it; that of one which cannot be read is empty."""
    found = _TYPE.search(entry, 0, REACH)
    return kind_of(found[1].decode("utf-8", "replace")) if found else ""


def decode(entry: str | bytes) -> Event:
    """Read a stored entry, in its present shape however old it is.

    Raises:
        LogError: The bytes are no entry.
        NewerEvent: A later version of the software wrote it.
    """
    try:
        return upcast(_READ(entry))
    except ValidationError as error:
        shown = entry[:80] if isinstance(entry, str) else entry[:80].decode(errors="replace")
        raise LogError(f"an entry of the log cannot be read: {error.errors()[0]['msg']}: {shown}...") from None
