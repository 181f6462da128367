"""What a format is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.alert import Action
from schemas.subscription import SENT
from services.alerts.webhooks.message import Message, Sentence
from services.alerts.webhooks.notice import Notice

Render = Callable[[Message, Sequence[Sentence], str], bytes]
"""Writes a message, with its sentences and a link, as the bytes of a body."""


@dataclass(frozen=True, slots=True)
class Format:
    """How messages are written.

    Attributes:
        content_type: What the body is.
        render: Writes a message of an alert; the same message always gives the same bytes.
        notice: Writes what is sent besides alerts, so that `tocsin subscriptions test` shows the way it will look.
        refers: True when it looks at `message.earlier`.
        actions: Stages of an alert's life that go to a receiver which did not say which it wants.
    """

    content_type: str
    render: Render
    notice: Callable[[Notice], bytes]
    refers: bool = False
    actions: tuple[Action, ...] = SENT
