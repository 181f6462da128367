"""Takes a report apart: tokens, sentences, counts, places, dates, clauses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from schemas.report import Report
from services.ingest.reading.acronyms import SIGN, spell_out
from services.ingest.reading.clauses import backdate, find_clauses
from services.ingest.reading.datelines import find_dateline
from services.ingest.reading.dates import find_dates
from services.ingest.reading.document import FACT, Amount, Clause, Cut, Document, Field, Scope, Sentence
from services.ingest.reading.furniture import Line, without_furniture
from services.ingest.reading.language import guess_language
from services.ingest.reading.normalise import Plain, normalise
from services.ingest.reading.places import find_places
from services.ingest.reading.quantities import find_amounts
from services.ingest.reading.sentences import split_sentences
from services.ingest.reading.tokenize import may_be_parted
from services.ingest.reading.topics import find_topic
from services.ingest.reading.traits import TIMES, count_of, traits_of

_LONGEST: Final = 250
"""Tokens of a sentence at most: what is longer is no sentence, and is read in pieces, so that time stays linear."""
_PIECE: Final = 80
"""Tokens of such a piece: what looks across a sentence takes the square of its length."""


class _Finder:
    """Finds what is late in the sentences of one report, once somebody asks."""

    __slots__ = ("_offsets", "_plains", "_published", "topic")

    def __init__(self, plains: Mapping[Field, Plain], published: date) -> None:
        self._plains = plains
        self._published = published
        self._offsets: dict[tuple[Field, int], Sequence[tuple[int, int]]] = {}
        self.topic: Scope = FACT
        """what the report as a whole is; known before any clause is asked for"""

    def offsets(self, sentence: Sentence) -> Sequence[tuple[int, int]]:
        """Return where each token of a sentence begins and ends; found once for all pieces of a long one."""
        start, end, kept = sentence.cut
        found = self._offsets.get((sentence.field, start))
        if found is None:
            found = self._offsets[sentence.field, start] = self._plains[sentence.field].offsets(start, end)
        return found if kept is None else [found[at] for at in kept]

    def amounts(self, sentence: Sentence) -> tuple[Amount, ...]:
        """Return the counts of a sentence."""
        return find_amounts(sentence.tokens, sentence.whens)

    def clauses(self, sentence: Sentence) -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        return find_clauses(sentence, self._published, self.topic)


def parse(report: Report) -> Document:
    """Take a report apart; pure, and linear in the length of the text."""
    published = report.published_at.date()
    plains: dict[Field, Plain] = {"title": normalise(report.title), "text": normalise(report.text)}
    lines = list(without_furniture(_lines(plains)))
    mentions = find_places([line.tokens for line in lines])
    finder = _Finder(plains, published)
    sentences = tuple(
        [
            Sentence(
                index,
                field,
                cut,
                tokens,
                forms,
                words,
                traits,
                mentions[index],
                find_dates(tokens, published) if count_of(traits, TIMES) else (),
                paragraph,
                finder,
            )
            for index, (field, paragraph, cut, tokens, forms, words) in enumerate(lines)
            for traits in (traits_of(forms),)
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


def _lines(plains: Mapping[Field, Plain]) -> Iterator[Line]:
    for field, plain in plains.items():
        named, parted = SIGN in plain.text, may_be_parted(plain.text)
        for start, end, paragraph in split_sentences(plain.text):
            tokens = plain.tokens(start, end, parted=parted)
            if named:
                tokens = spell_out(tokens)
            size = len(tokens)
            if size <= _LONGEST:
                if tokens:
                    forms = tuple([token.low for token in tokens])
                    yield Line(field, paragraph, Cut(start, end), tokens, forms, frozenset(forms))
                continue
            for at in range(0, size, _PIECE):
                piece = tokens[at : at + _PIECE]
                cut = Cut(start, end, range(at, at + len(piece)))
                forms = tuple([token.low for token in piece])
                yield Line(field, paragraph, cut, piece, forms, frozenset(forms))
