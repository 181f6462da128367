"""Counts that may become claims, before it is settled what a count without a noun or a verb goes back to."""

from dataclasses import dataclass

from schemas.events.casualties import Group, Measure, Scope
from services.ingest.reading.casualties.frames import Frames
from services.ingest.reading.casualties.items import Item
from services.ingest.reading.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase, and what is said of it."""

    index: int
    """the noun phrase, as index of a chunk"""
    measure: Measure | None
    """None where it has to be known from before: the figure rose to 12"""
    cause: Item
    """the chunk that says it"""
    scope: Scope | None = None
    """None where the words around the count decide"""
    rule: str = ""
    group: Group | None = None
    toll: bool = False
    summed: bool = False
    """it takes in the counts told right before: which makes ten"""
    past: bool = False
    """told of a time before the report's own: last night the toll stood at 17"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence in chunks, with its document."""

    document: Document
    sentence: Sentence
    items: list[Item]
    frames: Frames
