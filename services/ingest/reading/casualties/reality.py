"""Whether words of a clause may be taken as fact."""

from datetime import timedelta
from typing import Final

from services.ingest.reading.casualties.candidates import Reading
from services.ingest.reading.casualties.items import Item
from services.ingest.reading.casualties.trials import VERDICTS, is_tried
from services.ingest.reading.document import Clause
from services.ingest.reading.grammar import BE
from services.ingest.reading.lexicon.files import load_words

MODAL: Final = load_words("scope", "modal") | load_words("scope", "future")
_RECENT: Final = timedelta(days=30)
_QUOTES: Final = frozenset(("'", '"'))
_FEIGNED: Final = frozenset(("played", "playing", "play", "feigned", "feigning", "plays"))
_NEAR: Final = 3
"""Tokens within which a word of fear is about a count that has no verb of its own."""
_DUE: Final = BE | {"due", "set", "about", "ordered", "scheduled", "expected", "waiting", "going"}
_FORECAST: Final = load_words("casualties", "forecast.words")
_NO_COUNT: Final = load_words("scope", "no_count")


def is_unreal(reading: Reading, item: Item) -> bool:
    """True when a chunk tells of nothing that has happened in the story: feared, planned, long ago, in a film."""
    sentence = reading.sentence
    clause = sentence.clause_at(item.stop - 1)
    scope = clause.scope
    if scope.history or _is_long_ago(reading, item, clause):
        return True
    if scope.unreal or scope.harmless or scope.habitual or scope.question or scope.conditional:
        return True
    if item.infinitive or not _NO_COUNT.isdisjoint(item.hedges):
        return True
    if not VERDICTS.isdisjoint(sentence.words) and is_tried(reading, item, clause):
        return True
    tokens = sentence.tokens
    last = item.stop - 1
    if item.trigger is not None and 0 < last < len(tokens) - 1:
        # "30 'dead' in exercise", "played dead": only said to be so
        quoted = tokens[last - 1].low in _QUOTES and tokens[last + 1].low in _QUOTES
        if quoted or tokens[last - 1].low in _FEIGNED:
            return True
    # "300 could not be accounted for": the modal is part of what says that they are missing
    own = item.trigger is not None and item.trigger.frame == "state" and item.low in MODAL
    if not own and not MODAL.isdisjoint([token.low for token in tokens[item.first : item.stop]]):
        return True
    if last > 2 and tokens[last - 1].low == "be" and tokens[last - 2].low == "to" and tokens[last - 3].low in _DUE:
        # "are to be evacuated", but "was the third to be killed"
        return True
    if item.auxiliary:
        return scope.rumoured and any(
            tokens[step].low in _NO_COUNT for step in range(max(0, clause.first - 1), item.first)
        )
    if scope.modal or scope.future:
        before = tokens[item.first - 1].low if item.first else ""
        begin = _behind_with(reading, clause.first, item.first)
        if before == "to" or any(tokens[step].low in MODAL for step in range(begin, item.first)):
            return True
    if item.trigger is None and not _FORECAST.isdisjoint(
        [token.low for token in tokens[max(0, item.first - 2) : item.first]]
    ):
        return True
    near = range(max(0, clause.first - 1, item.first - _NEAR), min(len(tokens), item.stop + 1))
    return scope.rumoured and any(tokens[step].low in _NO_COUNT for step in near)


def _behind_with(reading: Reading, first: int, stop: int) -> int:
    """Return where what is told beside begins: they will mark the day in tents, with 22 people dead."""
    tokens = reading.sentence.tokens
    for at in range(stop - 1, first, -1):
        if tokens[at].low == "with" and tokens[at - 1].low == ",":
            return at
    return first


def _is_long_ago(reading: Reading, item: Item, clause: Clause) -> bool:
    """True when the time nearest to a verb lies over 30 days back: girls kidnapped in April were freed on Thursday."""
    best, least = None, 1000
    for when in reading.sentence.whens:
        if not clause.first <= when.first < clause.stop or when.end is None:
            continue
        distance = when.first - item.stop if when.first >= item.stop else item.first - when.stop + 2
        if distance < least:
            best, least = when, distance
    if best is None or best.end is None or best.end >= reading.document.published - _RECENT:
        return False
    tokens = reading.sentence.tokens
    since = tokens[best.first].low == "since" or (best.first > 0 and tokens[best.first - 1].low == "since")
    return not since
