"""Entries of the log as callers see them: with the words of the reports joined, where they are still kept."""

from collections.abc import Sequence
from typing import Any

from schemas.events.envelope import Event
from schemas.words import join
from services.eventlog.reports import ReportStore


def shown(reports: ReportStore, events: Sequence[Event], *, words: bool) -> list[dict[str, Any]]:
    """Return entries as JSON.

    Args:
        reports: Where the words are.
        events: The entries.
        words: True to join the words.
    """
    said = reports.words(sorted({event.correlationid for event in events if event.correlationid})) if words else {}
    return [{**event.model_dump(mode="json"), "data": join(event.data, said.get(event.id, {}))} for event in events]
