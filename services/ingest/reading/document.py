"""A report taken apart: tokens, sentences, clauses, and what was found in them.

Everything here is data. `parse.py` builds a document once, the detectors only ask it. Offsets are always character
offsets (Python code points) of the original title or text, so a slice of the original gives the evidence back.
Token ranges are half open: `first` is the index of the first token in its sentence, `stop` the index behind the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from schemas.evidence import Attribution
from schemas.quantity import Quantity
from schemas.report import Report

Field = Literal["title", "text"]


@dataclass(slots=True)
class Token:
    """One word, number or mark. Hyphenated words are one token; `'s` is a token of its own.

    Never changed once it is made: one token stands for a word wherever it is written alike, so it does not know where
    it stands; its sentence does. It is not frozen, for a frozen one takes twice as long to ask.
    """

    text: str
    low: str
    """lower case, curly quotes and dashes made plain; interned"""
    kind: Literal["word", "number", "mark"]
    """a number is written in digits (`1,200`, `3.5`); `10k`, `3rd` and `24-storey` are words"""
    joined: bool = False
    """nothing stands between it and the token before"""
    within: int = 0
    """characters between it and the white space before"""


class Amount(NamedTuple):
    """A count that is told, with its hedges: `at least 12`, `dozens`, `no one`."""

    first: int
    stop: int
    quantity: Quantity
    rule: str
    """how it was made, for the trace: `at least + 12`"""
    unit: str | None = None
    """what shows that it counts no people: age, date, time, money, percent, distance, score, rank, flight ..."""
    partitive: bool = False
    """it takes part of something: `of them`, `of the dead`"""


class Mention(NamedTuple):
    """A place, or a people or language that belongs to one."""

    first: int
    stop: int
    country: str | None
    """ISO 3166-1 alpha-2; None for a river or sea without one"""
    name: str | None
    """town or region as written; None for a country"""
    kind: Literal["country", "region", "city", "capital", "demonym", "metonym"]
    """a metonym is a place that speaks for its government: `Moscow said`"""


class When(NamedTuple):
    """A time expression, resolved against the publication date."""

    first: int
    stop: int
    start: date | None
    """first day; None when it cannot be resolved"""
    end: date | None
    """last day, counted in"""
    rule: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What decides whether the words of a clause may be taken as fact: decided once, shared by all detectors."""

    negated: bool = False
    modal: bool = False
    """could, may, might, would, fears of, threatens to, plans to, is expected to"""
    conditional: bool = False
    """if, unless, had it"""
    purpose: bool = False
    """in order to, to protect, for"""
    future: bool = False
    """will, is to, is due to: told as decided"""
    history: bool = False
    """over 30 days before publication, and not what the report is about"""
    habitual: bool = False
    """rates and statistics: a year, every minute"""
    drill: bool = False
    fiction: bool = False
    sport: bool = False
    idiom: bool = False
    anniversary: bool = False
    harmless: bool = False
    """of a report: whoever came to harm in it did so long ago"""
    question: bool = False
    quoted: bool = False
    denied: bool = False
    """stands under a verb of denying: `denied that ...`"""
    retracted: bool = False
    """stands under a verb of taking back: `withdrew its statement that ...`"""
    rumoured: bool = False
    """feared, unconfirmed, alleged on social media: no authority stands by it"""
    cues: tuple[str, ...] = ()
    """the words that decided, for the trace"""

    @property
    def unreal(self) -> bool:
        """True when the words tell of no real event."""
        return self.drill or self.fiction or self.sport or self.idiom or self.anniversary

    @property
    def hypothetical(self) -> bool:
        """True when the words tell of what may be, not of what is."""
        return self.modal or self.conditional or self.question


FACT = Scope()
"""The scope of a plain statement."""


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence around one verb, with its scope; never changed once it is made."""

    first: int
    stop: int
    scope: Scope
    attribution: Attribution | None = None
    """on whose word; carried from the main clause, or from a sentence before in quoted speech"""
    opener: str = ""
    """the word that opens it: after, when, which, and, that ... ; empty for a main clause"""


class Finder(Protocol):
    """Finds what not every sentence is asked for."""

    def offsets(self, sentence: "Sentence") -> Sequence[tuple[int, int]]:
        """Return where each token of a sentence begins and ends, in characters of its field."""
        ...

    def amounts(self, sentence: "Sentence") -> tuple[Amount, ...]:
        """Return the counts of a sentence."""
        ...

    def clauses(self, sentence: "Sentence") -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        ...


class Cut(NamedTuple):
    """Where the tokens of a sentence come from."""

    start: int
    """offset of the first character in the field without its markup"""
    end: int
    kept: Sequence[int] | None = None
    """which of the tokens between are the sentence's; None for all"""


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence of the title or the text; never changed once it is made, but some of it is found late.

    Most sentences of most reports tell nothing that a detector looks at closer.
    """

    index: int
    """position among all sentences of the document, the title's first"""
    field: Field
    cut: Cut
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    """the tokens in lower case"""
    words: frozenset[str]
    """the same, to look for trigger words"""
    traits: int
    """how many of them are of which kind, as `traits.py` counts them"""
    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]
    paragraph: int
    finder: Finder
    _amounts: tuple[Amount, ...] | None = None
    _clauses: tuple[Clause, ...] | None = None
    _offsets: Sequence[tuple[int, int]] | None = None

    def span(self, first: int = 0, stop: int | None = None) -> tuple[int, int]:
        """Return where the tokens of a range begin and end, in characters of the field; without one, the sentence."""
        if self._offsets is None:
            self._offsets = self.finder.offsets(self)
        return self._offsets[first][0], self._offsets[-1 if stop is None else stop - 1][1]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The counts in order, none overlapping another."""
        if self._amounts is None:
            self._amounts = self.finder.amounts(self)
        return self._amounts

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order; together they are the sentence."""
        if self._clauses is None:
            self._clauses = self.finder.clauses(self)
        return self._clauses

    def settle(self, clauses: tuple[Clause, ...]) -> None:
        """Say what the clauses are, before anybody but the parser has asked."""
        self._clauses = clauses

    def clause_at(self, index: int) -> Clause:
        """Return the clause that holds the token at `index`."""
        for clause in self.clauses:
            if clause.first <= index < clause.stop:
                return clause
        return self.clauses[-1]

    def lows(self, first: int, stop: int) -> tuple[str, ...]:
        """Return the lower-cased tokens of a range."""
        return self.forms[max(0, first) : stop]


@dataclass(frozen=True, slots=True)
class Document:
    """A report taken apart."""

    report: Report
    published: date
    sentences: tuple[Sentence, ...]
    dateline: Mention | None = None
    """the place in the dateline (`ALMATY, Jan 6 -`), where there is one"""
    language: str | None = None
    """ISO 639-1 where it is not English"""
    topic: Scope = FACT
    """what the report as a whole is: a drill, a film, a match, an anniversary"""

    def source_of(self, field: Field) -> str:
        """Return the original title or text, for slices."""
        return self.report.title if field == "title" else self.report.text

    def before(self, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the earlier sentences of the document, the nearest first."""
        for index in range(sentence.index - 1, -1, -1):
            yield self.sentences[index]
