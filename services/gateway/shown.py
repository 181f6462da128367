"""Entries of the log as callers see them: with the words of the reports joined, where they are still kept."""

from collections.abc import Sequence
from typing import Any

from schemas.events.envelope import Event
from services.gateway.service import Service


def shown(here: Service, events: Sequence[Event], *, words: bool) -> list[dict[str, Any]]:
    """Return entries as JSON.

    Args:
        here: The service.
        events: The entries.
        words: True to join the words that lie beside the reports.
    """
    return [event.model_dump(mode="json") for event in events]
