"""Takes a report apart: tokens, sentences, counts, places, dates, clauses."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from schemas.report import Report
from services.ingest.reading.clauses import backdate, find_clauses
from services.ingest.reading.datelines import find_dateline
from services.ingest.reading.dates import find_dates
from services.ingest.reading.document import FACT, Amount, Clause, Document, Field, Scope, Sentence
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
_PIECE: Final = 80
"""Tokens of such a piece: what looks across a sentence takes the square of its length."""


class _Finder:
    """Finds the counts and clauses of the sentences of one report, once somebody asks."""

    __slots__ = ("_published", "topic")

    def __init__(self, published: date) -> None:
        self._published = published
        self.topic: Scope = FACT
        """what the report as a whole is; known before any clause is asked for"""

    def amounts(self, sentence: Sentence) -> tuple[Amount, ...]:
        """Return the counts of a sentence."""
        return find_amounts(sentence.tokens, sentence.whens)

    def clauses(self, sentence: Sentence) -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        return find_clauses(sentence, self._published, self.topic)


def parse(report: Report) -> Document:
    """Take a report apart; pure, and linear in the length of the text."""
    published = report.published_at.date()
    lines = list(without_furniture(_lines(report)))
    mentions = find_places([line.tokens for line in lines])
    finder = _Finder(published)
    sentences = tuple(
        [
            Sentence(
                index,
                field,
                tokens[0].start,
                tokens[-1].end,
                tokens,
                words,
                mentions[index],
                find_dates(tokens, published),
                paragraph,
                finder,
            )
            for index, (field, paragraph, tokens, words) in enumerate(lines)
        ]
    )
    finder.topic = find_topic(sentences, published)
    backdate(sentences, published)
    return Document(
        report=report,
        published=published,
        sentences=sentences,
        dateline=find_dateline(sentences),
        language=guess_language(sentences),
        topic=finder.topic,
    )


def _lines(report: Report) -> Iterator[Line]:
    fields: tuple[tuple[Field, str], ...] = (("title", report.title), ("text", report.text))
    for field, text in fields:
        plain = normalise(text)
        for start, end, paragraph in split_sentences(plain.text):
            tokens = plain.restore(tokenize(plain.text, start, end))
            step = _LONGEST if len(tokens) <= _LONGEST else _PIECE
            for at in range(0, len(tokens), step):
                piece = tokens[at : at + step]
                yield Line(field, paragraph, piece, frozenset([token.low for token in piece]))
