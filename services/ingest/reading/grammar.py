"""Closed classes of English words, from the lexicon."""

from typing import Final, NamedTuple

from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.morphology import verb_forms

BE: Final = load_words("grammar", "be")
HAVE: Final = load_words("grammar", "have")
DO: Final = load_words("grammar", "do")
MODALS: Final = load_words("grammar", "modals")
ARTICLES: Final = load_words("grammar", "articles")
POSSESSIVES: Final = load_words("grammar", "possessives")
DETERMINERS: Final = load_words("grammar", "determiners")
PREPOSITIONS: Final = load_words("grammar", "prepositions")
SUBORDINATORS: Final = load_words("grammar", "subordinators")
RELATIVES: Final = load_words("grammar", "relatives")
CONJUNCTIONS: Final = load_words("grammar", "conjunctions")
PRONOUNS: Final = load_words("grammar", "pronouns")
ADVERBS: Final = load_words("grammar", "adverbs")
REPORTED: Final = load_words("grammar", "reported")
COMMON: Final = load_words("grammar", "common")
"""Words of so many sentences that they tell little by themselves."""
AUXILIARIES: Final = BE | HAVE | DO | MODALS
FUNCTION: Final = (
    AUXILIARIES
    | ARTICLES
    | POSSESSIVES
    | DETERMINERS
    | PREPOSITIONS
    | SUBORDINATORS
    | RELATIVES
    | CONJUNCTIONS
    | PRONOUNS
    | ADVERBS
    | {"not", "no", "n't", "to"}
)
"""Words that end a noun phrase."""


class _Verbs(NamedTuple):
    finite: frozenset[str]
    participles: frozenset[str]
    gerunds: frozenset[str]
    bases: frozenset[str]


def _verbs() -> _Verbs:
    forms = [verb_forms(entry) for entry in load_words("grammar", "verbs")]
    return _Verbs(
        frozenset(word for form in forms for word in (form.past, form.singular)),
        frozenset(form.participle for form in forms),
        frozenset(form.gerund for form in forms),
        frozenset(form.base for form in forms),
    )


_VERBS: Final = _verbs()
FINITE: Final = _VERBS.finite
"""Past and third-person forms of common verbs."""
PARTICIPLES: Final = _VERBS.participles
GERUNDS: Final = _VERBS.gerunds
BASES: Final = _VERBS.bases
