"""What a word is that no list of harm holds: a verb and in which form, a joint, an opener, a plain word."""

from typing import Final, Literal

from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.triggers import CARE
from services.ingest.reading.document import Token
from services.ingest.reading.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BASES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    GERUNDS,
    PARTICIPLES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.morphology import verb_forms
from services.ingest.reading.remembered import Remembered

Form = Literal["", "finite", "either", "gerund"]

_STRONG: Final = tuple(verb_forms(entry) for entry in sorted(load_words("verbs", "strong")))
_PAST: Final = frozenset(form.past for form in _STRONG)
_PARTICIPLE: Final = frozenset(form.participle for form in _STRONG)
_GERUND: Final = frozenset(form.gerund for form in _STRONG)
_NOUNS_IN_ING: Final = load_words("verbs", "nouns_in_ing")
_NO_VERBS_IN_ED: Final = load_words("verbs", "no_verbs_in_ed")
_INFINITE: Final = frozenset(("be", "been", "being", "having"))
_NEGATIONS: Final = frozenset(("not", "never", "n't"))
_REFLEXIVE: Final = frozenset(("himself", "herself", "themselves", "itself"))
_BEFORE_NOUN: Final = ARTICLES | POSSESSIVES | DETERMINERS
_BEHIND_GERUND: Final = _BEFORE_NOUN | PREPOSITIONS | {"to"}
_BEFORE_GERUND: Final = (Kind.NOUN, Kind.COMMA, Kind.PLACE, Kind.TIME, Kind.CLOSE, Kind.ADVERB, Kind.SUBORDINATE)
_LISTED: Final = (AUXILIARIES | FINITE | CONJUNCTIONS | _REFLEXIVE | RELATIVES | ADVERBS | _NEGATIONS).union(
    SUBORDINATORS, PREPOSITIONS, GERUNDS, PARTICIPLES, CARE, BASES, ("that", "to")
)
"""Words that a list tells more of than their ending does."""
_SHORTEST: Final = 5
"""Characters of a word that is taken for a verb by its ending at least."""


def kind_of(tokens: tuple[Token, ...], at: int, items: list[Item]) -> tuple[Kind, Form]:
    """Tell what a word is that `SETTLED` leaves open, by lists first, then by its ending and the chunks before it."""
    low = tokens[at].low
    if low not in _LISTED and not low.endswith("ly"):
        return _by_ending(tokens, at, items)
    if low in FINITE and not _is_noun(tokens, at):
        return Kind.VERB, "either" if low in PARTICIPLES else "finite"
    if low in CONJUNCTIONS:
        return Kind.AND, ""
    if low in _REFLEXIVE and items and items[-1].low in AUXILIARIES:
        # "was himself shot"
        return Kind.ADVERB, ""
    if low in RELATIVES or (low == "that" and items and _relates(tokens, at, items[-1].kind)):
        return Kind.RELATIVE, ""
    if low in ADVERBS or low in _NEGATIONS or low.endswith("ly"):
        return Kind.ADVERB, ""
    if low in SUBORDINATORS:
        return Kind.SUBORDINATE, ""
    if low in PREPOSITIONS or low == "to":
        return Kind.PREPOSITION, ""
    if low in GERUNDS and not _is_noun(tokens, at):
        return Kind.VERB, "gerund"
    if (low in PARTICIPLES or low in CARE) and not _is_noun(tokens, at):
        return Kind.VERB, "either"
    if low in BASES and items and items[-1].low == "to":
        return Kind.VERB, "gerund"
    return _by_ending(tokens, at, items)


def _settle(low: str) -> tuple[Kind, Form] | None:
    """Tell what a word is wherever it stands, None where that depends on the words around it."""
    if low not in _LISTED and not low.endswith("ly"):
        inflected = low in _PARTICIPLE or low in _PAST or low in _GERUND or low.endswith(("ing", "ed"))
        return None if inflected else (Kind.WORD, "")
    if low in AUXILIARIES:
        return Kind.VERB, "" if low in _INFINITE else "finite"
    if low in FINITE:
        return None
    if low in CONJUNCTIONS:
        return Kind.AND, ""
    if low in _REFLEXIVE:
        return None
    if low in RELATIVES or low == "that":
        return (Kind.RELATIVE, "") if low in RELATIVES else None
    if low in ADVERBS or low in _NEGATIONS or low.endswith("ly"):
        return Kind.ADVERB, ""
    if low in SUBORDINATORS:
        return Kind.SUBORDINATE, ""
    return (Kind.PREPOSITION, "") if low in PREPOSITIONS or low == "to" else None


SETTLED: Final = Remembered(_settle, 8192)
"""What a word is wherever it stands; None where that depends on the words around it."""


def _relates(tokens: tuple[Token, ...], at: int, before: Kind) -> bool:
    """People that fled, a ferry that capsized: "that" stands for the noun before it."""
    if before is not Kind.WORD:
        return before is Kind.NOUN
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if after in ADVERBS and at + 2 < len(tokens):
        after = tokens[at + 2].low
    return after in AUXILIARIES or after in FINITE or after in _PAST or after.endswith("ed")


def _is_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """The fighting, a ferry, the reported coup: behind an article a form of a verb is none."""
    return at > 0 and tokens[at - 1].low in ARTICLES


def _by_ending(tokens: tuple[Token, ...], at: int, items: list[Item]) -> tuple[Kind, Form]:
    token = tokens[at]
    low = token.low
    if at and tokens[at - 1].low in _BEFORE_NOUN:
        return Kind.WORD, ""
    if low in _PARTICIPLE:
        return Kind.VERB, "either"
    if low in _PAST:
        return Kind.VERB, "finite"
    if len(low) < _SHORTEST or not (token.text[0].islower() or token.text.isupper()):
        return Kind.WORD, ""
    if low in _GERUND or (low.endswith("ing") and low not in _NOUNS_IN_ING):
        before = items[-1].kind if items else Kind.WORD
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if before in _BEFORE_GERUND or (before is Kind.WORD and after in _BEHIND_GERUND):
            return Kind.VERB, "gerund"
    elif low.endswith("ed") and low not in _NO_VERBS_IN_ED and items and items[-1].kind is not Kind.PREPOSITION:
        return Kind.VERB, "either"
    return Kind.WORD, ""
