"""Every format that a receiver can ask for: to add one, add its file and one line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from services.alerts.webhooks.formats import standard
from services.alerts.webhooks.message import Message, Sentence

Render = Callable[[Message, Sequence[Sentence], str], bytes]
"""Writes a message, with its sentences and a link, as the bytes of a body."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a message is written.

    Attributes:
        content_type: What the body is.
        render: Writes it; the same message always gives the same bytes.
    """

    content_type: str
    render: Render


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "standard": Format("application/json", standard.render),
    }
)
"""Name to format."""
