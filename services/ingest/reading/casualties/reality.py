"""Whether words of a clause may be taken as fact."""

from typing import Final

from services.ingest.reading.casualties.items import Item
from services.ingest.reading.document import Sentence
from services.ingest.reading.lexicon.files import load_words

_MODAL: Final = load_words("scope", "modal") | load_words("scope", "future")
_NO_COUNT: Final = load_words("scope", "no_count")


def is_unreal(sentence: Sentence, item: Item) -> bool:
    """True when a chunk tells of nothing that has happened in the story: feared, planned, long ago, in a film."""
    clause = sentence.clause_at(item.stop - 1)
    scope = clause.scope
    if scope.unreal or scope.history or scope.habitual or scope.question or scope.conditional:
        return True
    if item.infinitive or any(word in _NO_COUNT for word in item.hedges):
        return True
    tokens = sentence.tokens
    if any(tokens[at].low in _MODAL for at in range(item.first, item.stop)):
        return True
    if item.auxiliary:
        return scope.rumoured and any(
            tokens[step].low in _NO_COUNT for step in range(max(0, clause.first - 1), item.first)
        )
    if scope.modal or scope.future:
        before = tokens[item.first - 1].low if item.first else ""
        if before == "to" or any(tokens[step].low in _MODAL for step in range(clause.first, item.first)):
            return True
    near = range(max(0, clause.first - 1), min(len(tokens), item.stop + 1))
    return scope.rumoured and any(tokens[step].low in _NO_COUNT for step in near)
