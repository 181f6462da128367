"""Which countries a report is about, the one that it leads with first."""

from collections.abc import Iterable

from schemas.events.data import Reading
from services.ingest.reading.document import Document

_LEAD = 3
"""Sentences of the text that tell what a report leads with."""


def leading_countries(document: Document, events: Iterable[Reading]) -> tuple[str, ...]:
    """Return the countries of a report: of its events, its title, its dateline and its lead, in that order.

    A nationality alone names no country, unless nothing else does.
    """
    found: dict[str, int] = {}
    for event in events:
        # Not by getattr: a model takes long to say that it has no such field.
        code = vars(event).get("host") or event.place.country
        if code is not None:
            found[code] = found.get(code, 0) + 2
    for number, sentence in enumerate(document.sentences):
        if number > _LEAD:
            break
        for mention in sentence.mentions:
            if mention.country is None or mention.kind in ("demonym", "metonym"):
                continue
            if sentence.clause_at(mention.first).scope.history:
                continue
            weight = 3 if sentence.field == "title" else 2 if number <= 1 else 1
            found[mention.country] = found.get(mention.country, 0) + weight
    if document.dateline is not None and document.dateline.country is not None:
        code = document.dateline.country
        found[code] = found.get(code, 0) + 1
    if not found:
        for sentence in document.sentences[: _LEAD + 1]:
            for mention in sentence.mentions:
                if mention.country is not None:
                    found[mention.country] = found.get(mention.country, 0) + 1
    order = {code: place for place, code in enumerate(found)}
    return tuple(sorted(found, key=lambda code: (-found[code], order[code])))
