"""What an entry is found by, taken from its stored bytes without decoding the whole of it."""

import json
import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from schemas.events.registry import kind_of

_TEXT: Final = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
HEAD: Final = re.compile(
    rb'\{"sequence":([0-9]{1,15}),"recordedtime":"([^"\\]*)","specversion":"1\.0","id":'
    + _TEXT
    + rb',"source":'
    + _TEXT
    + rb',"type":"([^"\\]*)","subject":(?:null|"([^"\\]*)"),"time":"[^"\\]*","correlationid":(?:null|"([^"\\]*)"),'
)
"""The beginning of an entry whose fields stand in the order of the envelope's model: sequence, recorded time, type,
subject, correlation. An entry in which they do not is decoded."""


class Heading(NamedTuple):
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
    head = HEAD.match(entry)
    try:
        if head is None:
            return _decoded(json.loads(entry))
        sequence, recorded, kind, subject, correlation = head.groups(b"")
        return Heading(int(sequence), recorded.decode(), kind_in(kind), subject.decode(), correlation.decode())
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


@lru_cache(1024)
def kind_in(type_name: bytes) -> str:
    """Return the kind in a type as it is stored."""
    return kind_of(type_name.decode())


def _decoded(fields: Any) -> Heading:
    sequence, recorded, kind = fields["sequence"], fields["recordedtime"], fields["type"]
    if type(sequence) is not int or not isinstance(recorded, str) or not isinstance(kind, str):
        raise TypeError
    subject, correlation = str(fields.get("subject") or ""), str(fields.get("correlationid") or "")
    return Heading(sequence, recorded, kind_of(kind), subject, correlation)
