"""What stands between two commas: an aside, an attribution, a relative clause, or a clause of its own."""

from enum import StrEnum
from typing import Final

from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.lexicon.files import load_words

SAYING: Final = load_words("casualties", "telling.verbs")
"""Verbs that tell on whose word something is told."""
_AS_KNOWN: Final = load_words("casualties", "telling.known")
_SOURCED: Final = load_words("casualties", "telling.sourced")
SHARES: Final = frozenset(
    ("most", "many", "some", "all", "half", "mostly", "mainly", "aged", "several", "including", "among")
)
_NEAR: Final = 5
"""Chunks at the head of an aside within which its relative pronoun stands: the youngest of whom."""
_WHOM: Final = ("whom", "which")


class Segment(StrEnum):
    """What a stretch between two commas is."""

    ATTRIBUTION = "attribution"
    """police said; according to the mayor; it is now known"""
    RELATIVE = "relative"
    """who had gathered to watch; the youngest of whom was four"""
    ASIDE = "aside"
    """most of them women; trapped for hours; in the worst such accident"""
    CONTINUED = "continued"
    """had been warned twice: a verb whose subject stands further left"""
    CLAUSE = "clause"
    """the roof fell in: a sentence of its own"""


def segment_kind(items: list[Item], first: int, stop: int) -> Segment:
    """Tell what the chunks between two commas are."""
    head = first
    while head < stop and items[head].kind is Kind.ADVERB:
        head += 1
    if head >= stop:
        return Segment.ASIDE
    if _is_attribution(items, head, stop):
        return Segment.ATTRIBUTION
    if _is_relative(items, head, stop):
        return Segment.RELATIVE
    if is_finite(items[head]):
        return Segment.CONTINUED
    related = False
    for item in items[head:stop]:
        related = related or item.kind in (Kind.RELATIVE, Kind.SUBORDINATE)
        if is_finite(item):
            if not related:
                return Segment.CLAUSE
            related = False
    return Segment.CLAUSE if items[head].kind is Kind.SUBORDINATE and items[head].low != "as" else Segment.ASIDE


def is_finite(item: Item) -> bool:
    """True for a verb that has, or shares, a subject."""
    if item.kind is Kind.VERB:
        return item.form == "finite"
    if item.kind is not Kind.VICTIM or item.trigger is None or item.infinitive:
        return False
    if item.auxiliary:
        return item.low != "being"
    forms = item.trigger.forms
    return (item.trigger.frame == "intransitive" and "gerund" not in forms) or "singular" in forms


def explains_group(items: list[Item], at: int) -> bool:
    """True for a chunk that opens an explanation of people that is no member of their list: most of them young."""
    item = items[at]
    phrase = item.phrase
    if phrase is not None:
        return phrase.partitive and phrase.parted in ("them", *_WHOM)
    if item.low in SHARES:
        return True
    ruled = at + 1 < len(items) and items[at + 1].kind in (Kind.NOUN, Kind.WORD)
    return item.kind is Kind.VERB and (item.form == "gerund" or (item.form == "either" and not ruled))


def _is_attribution(items: list[Item], head: int, stop: int) -> bool:
    low = items[head].low
    if low in _SOURCED:
        return True
    if low == "it":
        return any(item.low in _AS_KNOWN for item in items[head + 1 : stop])
    told = False
    for step in range(head, stop):
        item = items[step]
        if item.kind is Kind.VICTIM or (item.kind is Kind.RELATIVE and not told):
            # "who said that he had fled" is no attribution of what stands around it.
            return False
        if item.phrase is not None and item.phrase.counted:
            return False
        told = told or (item.kind is Kind.VERB and item.low in SAYING)
    return told and items[stop - 1].low != "that"


def _is_relative(items: list[Item], head: int, stop: int) -> bool:
    """True where a relative pronoun opens the stretch: who ...; of whom ...; the youngest of whom ..."""
    for at in range(head, min(stop, head + _NEAR)):
        item = items[at]
        if item.kind is Kind.RELATIVE:
            return at == head or items[at - 1].kind is Kind.PREPOSITION
        if item.phrase is not None and item.phrase.partitive and item.phrase.parted in _WHOM:
            return True
        if item.kind not in (Kind.NOUN, Kind.PREPOSITION, Kind.WORD, Kind.ADVERB):
            return False
    return False
