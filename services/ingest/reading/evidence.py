"""The words that an event stands on, and the sentence that they stand in."""

from schemas.evidence import Evidence
from services.ingest.reading.document import Document, Sentence


def evidence_of(document: Document, sentence: Sentence, start: int, end: int) -> Evidence:
    """Return the evidence for a span of a sentence, in characters of its field."""
    whole = sentence.span()
    return Evidence(
        field=sentence.field,
        start=start,
        end=end,
        sentence=(min(whole[0], start), max(whole[1], end)),
        text=document.source_of(sentence.field)[start:end],
    )
