"""A resignation, dismissal, coup, appointment or arrest at the head of a state."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import ChangeForm, GovernmentChange
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import (
    fields,
    inflected,
    is_fact,
    is_negated,
    is_of_games,
    is_passive,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.lexicon.files import load_words

_SKIP: Final = "skip"
_TABLES: Final = {
    "resign": ChangeForm.RESIGNATION,
    "dismiss": ChangeForm.DISMISSAL,
    "coup": ChangeForm.COUP,
    "appoint": ChangeForm.APPOINTMENT,
    "arrest": ChangeForm.ARREST,
}
_OBJECTS: Final = frozenset(
    inflected(
        [*load_words("incidents", "governments.dismiss_verbs"), *load_words("incidents", "governments.coup_verbs")]
    )
)
"""Verbs whose object loses the office: in the active it stands behind, in the passive before."""
_ACTS: Final = phrases_of(
    [
        *(
            (words, str(form))
            for table, form in _TABLES.items()
            for words in sorted(load_words("incidents", f"governments.{table}"))
        ),
        *(
            (words, str(form))
            for table, form in (("coup_verbs", ChangeForm.COUP), ("dismiss_verbs", ChangeForm.DISMISSAL))
            for words in inflected(load_words("incidents", f"governments.{table}"))
        ),
        *((words, _SKIP) for words in sorted(load_words("incidents", "governments.not_coup"))),
    ]
)
_HEADS: Final = phrases_of((words, True) for words in sorted(load_words("incidents", "governments.heads")))
_WANTS: Final = load_words("incidents", "governments.wants")
_ALONE: Final = load_words("incidents", "governments.alone")
_MUTINEERS: Final = frozenset(("mutinous", "mutineers", "mutinying", "coup", "putschists", "plotters"))
_BREAKS: Final = frozenset((";", ":", "while", "when"))
_COUP_NOUNS: Final = load_words("incidents", "governments.coup_nouns")
_TRYING: Final = frozenset(("tried", "attempted", "try", "attempting", "attempt", "bid", "trying"))
_PARTING: Final = frozenset((",", '"', "said", "says", "told", "that", "announced", "reported", "confirmed", "people"))
"""Between a verb and who loses the office: another has begun to speak or to act."""
_FIRING: Final = frozenset(("fired", "fires", "fire", "firing"))
_SHOTS: Final = load_words("incidents", "governments.shots")
_REACH: Final = 9
"""Tokens between the office and the word of change at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each form of change."""
    seen: set[ChangeForm] = set()
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        heads = list(matches(_HEADS, sentence))
        for first, stop, act in matches(_ACTS, sentence):
            attempt = act == ChangeForm.COUP and _is_attempt(sentence, first, stop)
            if act == _SKIP or not is_fact(document, sentence, first, announced=attempt) or is_negated(sentence, first):
                continue
            form = ChangeForm(act)
            if form is ChangeForm.ARREST and sentence.words & _MUTINEERS:
                form = ChangeForm.COUP
            if form in seen or _is_wanted(sentence, first) or is_unreached(sentence, first):
                continue
            if _is_shooting(sentence, first, stop):
                continue
            words = " ".join(token.low for token in sentence.tokens[first:stop])
            head = _nearest(sentence, first, stop, heads, form)
            if head is None and not (form is ChangeForm.COUP and words in _ALONE):
                continue
            low = min(first, head[0]) if head else first
            high = max(stop, head[1]) if head else stop
            if is_of_games(sentence, low, high):
                continue
            seen.add(form)
            yield GovernmentChange(what=form, **fields(document, sentence, low, high, (f"change: {words}",)))


def _is_attempt(sentence: Sentence, first: int, stop: int) -> bool:
    """`tried to overthrow the president`, `a coup attempt`: the attempt is the event."""
    tokens = sentence.tokens
    if any(token.low in _COUP_NOUNS for token in tokens[first:stop]):
        return True
    return any(token.low in _TRYING for token in tokens[max(0, first - 3) : first])


def _is_shooting(sentence: Sentence, first: int, stop: int) -> bool:
    """`fired back`, `fired at`: nobody lost an office."""
    tokens = sentence.tokens
    if tokens[first].low not in _FIRING or is_passive(sentence, first):
        return False
    return stop < len(tokens) and tokens[stop].low in _SHOTS


def _is_wanted(sentence: Sentence, first: int) -> bool:
    """`demanded the resignation of`, `called on the president to resign`."""
    return any(token.low in _WANTS for token in sentence.tokens[max(0, first - 5) : first])


def _nearest(
    sentence: Sentence, first: int, stop: int, heads: list[tuple[int, int, bool]], form: ChangeForm
) -> tuple[int, int] | None:
    tokens = sentence.tokens
    best: tuple[int, int, int] | None = None
    verb = tokens[first].low in _OBJECTS
    passive = verb and (is_passive(sentence, first) or (stop < len(tokens) and tokens[stop].low == "by"))
    for begin, end, _ in heads:
        if (begin < stop and end > first) or (verb and passive == (begin > first)):
            continue
        gap = begin - stop if begin >= stop else first - end
        between = [token.low for token in tokens[min(stop, end) : max(first, begin)]]
        if gap > _REACH or any(low in _BREAKS for low in between):
            continue
        aside = between == [","] and begin < first
        if (verb or form is ChangeForm.ARREST) and not aside and not _PARTING.isdisjoint(between):
            continue
        if (
            form is ChangeForm.ARREST
            and begin < first
            and tokens[first - 1].low != "under"
            and not is_passive(sentence, first)
            and not (stop < len(tokens) and tokens[stop].low == "by")
        ):
            continue
        if (
            form in (ChangeForm.APPOINTMENT, ChangeForm.DISMISSAL)
            and tokens[begin].low in ("governor", "speaker", "minister", "ministers", "parliament")
            and gap > 4
        ):
            continue
        if best is None or gap < best[0]:
            best = (gap, begin, end)
    return (best[1], best[2]) if best else None


GOVERNMENTS: Final = Detector("government_change", _ACTS.phrases, detect)
"""A resignation, dismissal, coup, appointment or arrest at the head of a state."""
