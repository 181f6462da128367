"""What a detector is: one file a kind of event, a set of trigger words, one pure function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schemas.events.data import Reading
from services.ingest.reading.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds one kind of event.

    `detect` is called once a document that has a trigger word, with the sentences that have one, in order. It yields
    events in any order: the reader sorts them by position.
    """

    name: str
    triggers: frozenset[str]
    """lower-cased tokens, or several with spaces between that call for it together; without any it is not asked"""
    detect: Callable[[Document, tuple[Sentence, ...]], Iterable[Reading]]
