"""What the detectors of incidents share: is it told as fact, and the fields that every event has."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from schemas.place import Place
from services.ingest.reading.attribution import speaker_of
from services.ingest.reading.confidence import confidence_of
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.evidence import evidence_of
from services.ingest.reading.grammar import MODALS
from services.ingest.reading.phrases import Phrases, T
from services.ingest.reading.placing import period_of, place_of

_HABITUAL: Final = frozenset(("every", "each", "per", "average", "annually", "usually", "typically"))
_PLAYED: Final = frozenset(
    ("film", "movie", "mock", "simulated", "replica", "rehearsal", "posing", "pretending", "played", "script", "novel")
)
"""Words that make of a sentence a play."""
_DONE: Final = frozenset(
    (
        "forced",
        "managed",
        "began",
        "begun",
        "started",
        "continued",
        "able",
        "ordered",
        "decided",
        "helped",
        "voted",
        "agreed",
        "directed",
        "instructed",
        "told",
    )
)
_WILLED: Final = 8
"""Tokens between `will` or a governing word and the deed at most."""
_RULED: Final = 4
"""Tokens that a modal verb or an infinitive's `to` may stand before the word that it rules."""
_NEGATIONS: Final = frozenset(("not", "n't", "never", "no", "without", "neither", "nor"))


def is_fact(document: Document, sentence: Sentence, at: int, *, announced: bool = False) -> bool:
    """Tell whether the words at a token are told as a fact of the present story.

    Args:
        document: The report.
        sentence: Its sentence.
        at: Index of a token.
        announced: True where what is announced for tomorrow counts (a closure, a curfew).
    """
    if document.language is not None or document.topic.drill or document.topic.fiction or document.topic.sport:
        return False
    if document.topic.anniversary and any(cue.startswith("anniversary") for cue in document.topic.cues):
        return False
    scope = sentence.clause_at(at).scope
    if scope.drill or scope.fiction or scope.sport or scope.question or scope.history or scope.denied:
        return False
    if scope.idiom and not document.topic.idiom:
        return False
    if scope.habitual and sentence.words & _HABITUAL:
        # "extended by a week" is no habit.
        return False
    if scope.conditional or scope.rumoured or scope.negated or sentence.words & _PLAYED or _is_yearly(sentence):
        return False
    if sentence.field == "title" and any(
        other.words & _PLAYED or _is_yearly(other) for other in document.sentences if other.field == "text"
    ):
        # The text tells that what the headline says is a play.
        return False
    if not announced and (_is_wanted(sentence, at) or (scope.future and _is_willed(sentence, at))):
        return False
    return announced or not (scope.modal and _is_ruled(sentence, at))


def _is_wanted(sentence: Sentence, at: int) -> bool:
    """`threatened on Wednesday to cut`: an infinitive is no deed, unless somebody was `forced to`, `began to`."""
    tokens = sentence.tokens
    if at < 1 or tokens[at - 1].low != "to":
        return False
    return not any(token.low in _DONE for token in tokens[max(0, at - _WILLED) : at - 1])


def _is_willed(sentence: Sentence, at: int) -> bool:
    first = max(sentence.clause_at(at).first, at - 2 * _WILLED)
    return any(token.low in ("will", "shall", "'ll") for token in sentence.tokens[first:at])


def _is_yearly(sentence: Sentence) -> bool:
    if "every" not in sentence.words and "each" not in sentence.words:
        return False
    tokens = sentence.tokens
    return any(
        tokens[at].low in ("every", "each") and tokens[at + 1].low in ("year", "summer", "winter", "spring")
        for at in range(len(tokens) - 1)
    )


def _is_ruled(sentence: Sentence, at: int) -> bool:
    """`who tried to overthrow the government bombed parliament`: the attempt does not rule the second verb."""
    if sentence.tokens[at - 1].low == "to" and not _is_wanted(sentence, at):
        # "had been directed to shut down the internet": an order that was carried out.
        return False
    return any(
        token.low in MODALS or token.low == "to" for token in sentence.tokens[max(0, at - _RULED) : at]
    ) or sentence.tokens[at].low.endswith("ing")


def is_negated(sentence: Sentence, at: int, reach: int = 3) -> bool:
    """Tell whether a negation stands within a few tokens before a token."""
    return any(
        token.low in _NEGATIONS or token.low.endswith("n't") for token in sentence.tokens[max(0, at - reach) : at]
    )


def matches(phrases: Phrases[T], sentence: Sentence) -> Iterator[tuple[int, int, T]]:
    """Yield first, stop and value of every phrase in a sentence, from left to right, without overlap."""
    if sentence.words.isdisjoint(phrases.signs):
        return
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        found = phrases.match(tokens, at) if tokens[at].low in phrases.openers else None
        if found is None:
            at += 1
            continue
        yield at, found[0], found[1]
        at = found[0]


def fields(document: Document, sentence: Sentence, first: int, stop: int, rules: Iterable[str] = ()) -> dict[str, Any]:
    """Return place, date, attribution, evidence, confidence and trace of an event at a range of tokens."""
    placed = place_of(document, sentence, first, stop)
    place = placed.place
    if place.country is None:
        # "Germany reopened its borders with France and Austria": over several, it is the first that acts.
        acting = next(
            (m.country for m in sentence.mentions if m.country and m.stop <= first and m.kind != "demonym"), None
        )
        place = Place(country=acting) if acting is not None else place
    start, end = sentence.tokens[first].start, sentence.tokens[stop - 1].end
    reading = (*rules, f"place: {placed.rule}")
    return {
        "place": place,
        "date": period_of(sentence, first, stop, document),
        "attribution": speaker_of(document, sentence, first),
        "evidence": evidence_of(document, sentence, start, end),
        "confidence": confidence_of(reading),
        "reading": reading,
    }


def phrases_of(tables: Iterable[tuple[str, T]]) -> Phrases[T]:
    """Make phrases of a turned table, in a fixed order."""
    return Phrases(sorted(((words.replace("'s", " 's"), value) for words, value in tables), key=lambda entry: entry[0]))
