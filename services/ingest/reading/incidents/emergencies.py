"""A state of emergency, martial law or a curfew, declared or lifted."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import EmergencyDeclared, EmergencyKind
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.grammar import BE, FINITE
from services.ingest.reading.incidents.facts import (
    fields,
    inflected,
    is_fact,
    is_negated,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.lexicon.files import load_words

_KINDS: Final = phrases_of(
    (words, kind) for kind in EmergencyKind for words in sorted(load_words("incidents", f"emergencies.{kind}"))
)
_ACTS: Final = phrases_of(
    [
        *((words, False) for words in sorted(load_words("incidents", "emergencies.declare"))),
        *((words, False) for words in inflected(load_words("incidents", "emergencies.declare_verbs"))),
        *((words, True) for words in sorted(load_words("incidents", "emergencies.lift"))),
    ]
)
_ENFORCING: Final = frozenset(("enforce", "enforcing", "enforced"))
"""What is enforced is in force, whatever for."""
_HEADLINED: Final = frozenset(("declared", "declares", "declare", "imposed", "imposes"))
"""Verbs inside a phrase of the lexicon: `emergency declared`."""
_TOLD: Final = FINITE | BE
_FEW: Final = 10
"""Tokens of a line that may be a headline at most."""
_REACH: Final = 9
"""Tokens between the emergency and the word that declares it at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each kind declared and each kind lifted."""
    seen: set[tuple[EmergencyKind, bool]] = set()
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        acts = list(matches(_ACTS, sentence))
        for first, stop, kind in matches(_KINDS, sentence):
            act = _nearest(sentence, first, stop, acts)
            if act is None:
                continue
            at, lifted = act
            enforced = sentence.tokens[at].low in _ENFORCING
            if is_unreached(sentence, min(first, at)) or not is_fact(document, sentence, first):
                continue
            if not enforced and not is_fact(document, sentence, at):
                continue
            if is_negated(sentence, min(at, first)) or is_negated(sentence, first, 1) or (kind, lifted) in seen:
                continue
            seen.add((kind, lifted))
            low, high = min(first, at), max(stop, at + 1)
            data = fields(document, sentence, low, high, (f"emergency: {sentence.tokens[at].low}",))
            yield EmergencyDeclared(emergency=kind, lifted=lifted, **data)


def _nearest(sentence: Sentence, first: int, stop: int, acts: list[tuple[int, int, bool]]) -> tuple[int, bool] | None:
    best: tuple[int, int, bool] | None = None
    for begin, end, lifted in acts:
        if begin < stop and end > first:
            continue
        gap = begin - stop if begin >= stop else first - end
        between = sentence.tokens[min(stop, end) : max(first, begin)]
        if gap > _REACH or any(token.low in (";", ":", "while", "when") for token in between):
            continue
        if best is None or gap < best[0]:
            best = (gap, begin, lifted)
    if best is None and any(token.low in _HEADLINED for token in sentence.tokens[first:stop]):
        return first, False
    if best is None and _is_headline(sentence):
        # "Night curfew in Koro district": a headline without its verb.
        return first, False
    return (best[1], best[2]) if best else None


def _is_headline(sentence: Sentence) -> bool:
    """A title, or a line of few words without a full stop, as in a ticker or a list."""
    return sentence.field == "title" or (
        len(sentence.tokens) <= _FEW and sentence.tokens[-1].kind == "word" and sentence.words.isdisjoint(_TOLD)
    )


EMERGENCIES: Final = Detector(
    "emergency_declared",
    frozenset(
        (
            "emergency",
            "martial",
            "curfew",
            "curfews",
            "siege",
            "exception",
            "catastrophe",
            "calamity",
            "disaster",
            "alert",
            "stay-at-home",
            "war",
        )
    ),
    detect,
)
"""A state of emergency, martial law or a curfew."""
