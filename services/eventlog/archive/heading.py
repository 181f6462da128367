"""What an entry is found by, taken from its stored bytes without decoding the whole of it."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from schemas.events.registry import kind_of

_TEXT: Final = rb'"(?:[^"\\]|\\.)*"'
#: The fields stand in the order of the envelope's model; an entry in which they do not is decoded.
_HEAD: Final = re.compile(
    rb'\{"sequence":([0-9]{1,15}),"recordedtime":"([^"\\]*)","specversion":"1\.0","id":'
    + _TEXT
    + rb',"source":'
    + _TEXT
    + rb',"type":"([^"\\]*)","subject":(?:null|"([^"\\]*)"),"time":"[^"\\]*","correlationid":(?:null|"([^"\\]*)"),'
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What an entry is found by.

    Attributes:
        sequence: Its place in the log.
        recorded: Its recorded time, as it is stored.
        kind: Its kind, without version.
        subject: Its subject; empty where it has none.
        correlation: The report that it goes back to; empty where it goes back to none.
    """

    sequence: int
    recorded: str
    kind: str
    subject: str
    correlation: str


def heading(entry: bytes) -> Heading | None:
    """Return what an entry is found by; None where its bytes are no entry."""
    head = _HEAD.match(entry)
    try:
        if head is None:
            return _decoded(json.loads(entry))
        sequence, recorded, kind, subject, correlation = head.groups(b"")
        return Heading(int(sequence), recorded.decode(), kind_of(kind.decode()), subject.decode(), correlation.decode())
    except (ValueError, KeyError, TypeError):
        return None


def _decoded(fields: Any) -> Heading:
    sequence, recorded, kind = fields["sequence"], fields["recordedtime"], fields["type"]
    if type(sequence) is not int or not isinstance(recorded, str) or not isinstance(kind, str):
        raise TypeError
    subject, correlation = str(fields.get("subject") or ""), str(fields.get("correlationid") or "")
    return Heading(sequence, recorded, kind_of(kind), subject, correlation)
