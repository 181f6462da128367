"""What is sent besides alerts: a try-out, a sign of life, and word of receivers that fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.webhook import NoticeType


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is no alert.

    Attributes:
        type: What it is.
        id: Its name, unique: the log entry's where it stands in the log.
        at: When it was made.
        title: One line.
        text: More of it.
        facts: For machines.
        link: Where to read more.
    """

    type: NoticeType
    id: str
    at: datetime
    title: str
    text: str
    link: str
    facts: Mapping[str, Any] = field(default_factory=dict)
