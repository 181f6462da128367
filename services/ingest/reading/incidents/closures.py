"""Schools, banks, borders, airspace, airports and the like, shut by order or open again."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import Closed, ClosureOrdered
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import (
    fields,
    is_fact,
    is_negated,
    is_planned,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.lexicon.files import load_words

_KINDS: Final = tuple(kind for kind in Closed if kind is not Closed.OTHER)
_THINGS: Final = phrases_of(
    (words, kind) for kind in _KINDS for words in sorted(load_words("incidents", f"closures.{kind}"))
)
_SKIP: Final = "skip"
_ACTS: Final = phrases_of(
    [
        *((words, "close") for words in sorted(load_words("incidents", "closures.close"))),
        *((words, "open") for words in sorted(load_words("incidents", "closures.open"))),
        *((words, _SKIP) for words in sorted(load_words("incidents", "closures.not_closed"))),
    ]
)
_NEAR_ONLY: Final = frozenset((Closed.OFFICES, Closed.SHOPS, Closed.TRANSPORT, Closed.PORTS))
_EXTENDED: Final = frozenset(("break", "holidays", "holiday"))
_BREAKS: Final = load_words("incidents", "closures.breaks")
_ORDERING: Final = load_words("incidents", "closures.ordering")
_OPEN: Final = frozenset(("could", "may", "might", "if", "should"))
_REACH: Final = 8
"""Tokens between the thing and the word of closing at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each kind of thing that is shut, and one for each that opens again."""
    seen: set[tuple[Closed, bool]] = set()
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        acts = [act for act in matches(_ACTS, sentence) if act[2] != _SKIP]
        if not acts:
            continue
        for first, stop, kind in matches(_THINGS, sentence):
            act = _nearest(sentence, first, stop, kind, acts)
            if act is None:
                continue
            begin, end, lifted = act
            if (kind, lifted) in seen or not is_fact(document, sentence, begin, announced=_is_told_later(sentence)):
                continue
            if is_negated(sentence, begin) or is_unreached(sentence, min(first, begin)) or is_planned(sentence, begin):
                continue
            seen.add((kind, lifted))
            low, high = min(first, begin), max(stop, end)
            data = fields(document, sentence, low, high, (f"closed: {kind}",))
            yield ClosureOrdered(what=(kind,), lifted=lifted, **data)


def _is_told_later(sentence: Sentence) -> bool:
    """`said schools would close`, `were ordered to close` are orders; `may close`, `could close` are none."""
    return bool(sentence.words & _ORDERING) and not sentence.words & _OPEN


def _nearest(
    sentence: Sentence, first: int, stop: int, kind: Closed, acts: list[tuple[int, int, str]]
) -> tuple[int, int, bool] | None:
    tokens = sentence.tokens
    best: tuple[int, int, int, bool] | None = None
    for begin, end, act in acts:
        if begin < stop and end > first:
            continue
        gap = begin - stop if begin >= stop else first - end
        between = [token.low for token in tokens[min(stop, end) : max(first, begin)]]
        if gap > (5 if kind in _NEAR_ONLY else _REACH) or any(low in _BREAKS for low in between):
            continue
        word = tokens[begin].low
        if word == "extended" and not sentence.words & _EXTENDED:
            continue
        if begin < first and word in ("stopped", "close", "halted", "cancelled", "canceled") and gap > 3:
            continue
        if begin < first and any(low in ("at", "near", "from", "outside", "against", "to", "on") for low in between):
            continue
        if best is None or gap < best[0]:
            best = (gap, begin, end, act == "open")
    return (best[1], best[2], best[3]) if best else None


CLOSURES: Final = Detector("closure_ordered", _ACTS.phrases, detect)
"""Schools, banks, borders, airspace or airports shut by order."""
