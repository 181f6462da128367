"""Takes a report apart: tokens, sentences, counts, places, dates, clauses."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from schemas.report import Report
from services.ingest.reading.clauses import find_clauses
from services.ingest.reading.datelines import find_dateline
from services.ingest.reading.dates import find_dates
from services.ingest.reading.document import Document, Field, Sentence
from services.ingest.reading.furniture import Line, without_furniture
from services.ingest.reading.language import guess_language
from services.ingest.reading.normalise import normalise
from services.ingest.reading.places import find_places
from services.ingest.reading.quantities import find_amounts
from services.ingest.reading.sentences import split_sentences
from services.ingest.reading.tokenize import tokenize
from services.ingest.reading.topics import find_topic

_LONGEST: Final = 250
"""Tokens of a sentence at most: what is longer is no sentence, and is read in pieces, so that time stays linear."""


def parse(report: Report) -> Document:
    """Take a report apart; pure, and linear in the length of the text."""
    published = report.published_at.date()
    lines = list(without_furniture(_lines(report)))
    mentions = find_places([line.tokens for line in lines])
    sentences = []
    for index, (field, paragraph, tokens, words) in enumerate(lines):
        whens = find_dates(tokens, published)
        sentences.append(
            Sentence(
                index=index,
                field=field,
                start=tokens[0].start,
                end=tokens[-1].end,
                tokens=tokens,
                words=words,
                amounts=find_amounts(tokens, whens),
                mentions=mentions[index],
                whens=whens,
                paragraph=paragraph,
            )
        )
    return _assemble(report, published, tuple(sentences))


def _lines(report: Report) -> Iterator[Line]:
    fields: tuple[tuple[Field, str], ...] = (("title", report.title), ("text", report.text))
    for field, text in fields:
        plain = normalise(text)
        for start, end, paragraph in split_sentences(plain.text):
            tokens = plain.restore(tokenize(plain.text, start, end))
            for at in range(0, len(tokens), _LONGEST):
                piece = tokens[at : at + _LONGEST]
                yield Line(field, paragraph, piece, frozenset([token.low for token in piece]))


def _assemble(report: Report, published: date, sentences: tuple[Sentence, ...]) -> Document:
    topic = find_topic(sentences, published)
    return Document(
        report=report,
        published=published,
        sentences=find_clauses(sentences, published, topic),
        dateline=find_dateline(sentences),
        language=guess_language(sentences),
        topic=topic,
    )
