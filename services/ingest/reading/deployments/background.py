"""What is no deployment of today: history, stationed troops, sport, film, honours; and what is only denied."""

from datetime import timedelta
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.predicates import Predicate, is_fresh
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words

_DENIALS: Final = load_words("deployments", "denials.verbs")
_FALSE: Final = load_words("deployments", "denials.false")
_HONOURS: Final = load_words("deployments", "background.honours")
_RECENT: Final = timedelta(days=30)


def is_unreal(document: Document) -> bool:
    """Tell whether the report as a whole is about a film, a match, an anniversary or the like."""
    topic = document.topic
    return topic.fiction or topic.sport or topic.idiom or topic.anniversary or document.language is not None


def is_background(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether a force is only mentioned: told of long ago, stationed for years, asked about."""
    scope = sentence.clause_at(predicate.at).scope
    if scope.question or scope.fiction or scope.sport or scope.idiom or scope.anniversary or scope.habitual:
        return True
    if _is_history(document, sentence, force, predicate):
        return True
    if predicate.weak and predicate.status in (Status.DEPLOYED, Status.DEPLOYING):
        return not is_fresh(sentence) or bool(sentence.words & _HONOURS)
    return False


def _is_history(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """A time over 30 days back in the same clause; `since March` tells how long, not when."""
    if predicate.status in (Status.CONSIDERED, Status.REQUESTED, Status.APPROVED):
        return False
    clause = sentence.clause_at(predicate.at)
    for when in sentence.whens:
        if when.end is None or when.end >= document.published - _RECENT:
            continue
        before = sentence.tokens[when.first - 1].low if when.first else ""
        if before in ("since", "until", "until", "by"):
            continue
        near = clause.first <= when.first < clause.stop or abs(when.first - predicate.at) < 14
        if near:
            return True
    return False


def is_denied(sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether the deed stands under a denial: `denied that`, `rejected claims`, `are a fabrication`."""
    tokens = sentence.tokens
    if sentence.clause_at(predicate.at).scope.denied:
        return True
    first = min(force.first, predicate.first)
    for at in range(first - 1, max(-1, first - 18), -1):
        low = tokens[at].low
        if low in (";", "but"):
            return False
        if low in _DENIALS:
            return tokens[at - 1].low not in ("not", "n't", "neither") if at else True
    return any(
        token.low in _FALSE
        and not (at and tokens[at - 1].low == "not")
        and any(
            tokens[step].low in ("are", "is", "were", "was", "as", "called", "a", "an", "'")
            for step in range(max(0, at - 4), at)
        )
        for at, token in enumerate(tokens)
        if at > predicate.at
    )
