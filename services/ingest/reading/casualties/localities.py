"""Counts of towns that are part of a count for the country: Bogale: 10,000 dead, where 22,000 died in Myanmar."""

from typing import Final

from schemas.events.casualties import Scope
from services.ingest.reading.attribution import SPEAKERS
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.triggers import WORDS
from services.ingest.reading.document import Document, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.persons import read_person
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.placing import Placed

_HEADS: Final = load_words("casualties", "localities.heads")
_DISASTERS: Final = load_words("casualties", "localities.disasters")
_NATIONWIDE: Final = load_words("casualties", "localities.nationwide")
_WORST: Final = Phrases((phrase, True) for phrase in load_words("casualties", "localities.worst"))
_COMPARED: Final = 40
"""Claims for a whole country that a town's is compared with at most."""


def part_with_country(document: Document, drafts: list[tuple[Draft, Placed]]) -> None:
    """Make a town's count a part where the same report counts for all the country.

    A disaster, a row of a table, or words such as nationwide and worst hit show that both tell of one event: a bomb
    in one town is no part of another day's fighting.

    Args:
        document: The report.
        drafts: The claims, each with its place; scopes are changed in place.
    """
    disaster = any(not _DISASTERS.isdisjoint(sentence.words) for sentence in document.sentences)
    wholes = [(draft, place) for draft, place in drafts if draft.scope is Scope.TOTAL and _is_wide(draft, place)]
    for draft, placed in drafts:
        row = is_row(draft, disaster=disaster)
        if (
            draft.quantity.max == 0
            or draft.scope is not Scope.TOTAL
            or draft.titled
            or (placed.place.name is None and not row)
        ):
            continue
        if {"not", "included"} <= draft.sentence.words or {"not", "counting"} <= draft.sentence.words:
            continue
        linked = disaster or row or any(_is_worst(draft, at) for at in range(len(draft.sentence.tokens)))
        for whole, country in wholes[:_COMPARED]:
            if (
                whole is draft
                or whole.measure is not draft.measure
                or not draft.like(whole)
                or is_row(whole, disaster=disaster)
            ):
                continue
            if whole.sentence.index >= draft.sentence.index and not row:
                continue
            same = country.place.country == placed.place.country or row
            nationwide = not _NATIONWIDE.isdisjoint(whole.sentence.words)
            if same and (linked or nationwide) and _holds(whole, draft):
                draft.scope = Scope.SUBSET
                break


def _is_wide(draft: Draft, placed: Placed) -> bool:
    """True for a count that its own words put in no town."""
    return (
        placed.place.name is None
        or placed.rule not in ("clause", "sentence")
        or not _NATIONWIDE.isdisjoint(draft.sentence.words)
    )


def is_row(draft: Draft, *, disaster: bool) -> bool:
    """True for a count in a line that a place and a colon open; a name that is no known place counts in a disaster."""
    sentence = draft.sentence
    head = sentence.tokens[0]
    if disaster and head.text.istitle() and _names_place(sentence.tokens[:2]) and draft.first > 1:
        return True
    mention = sentence.mentions[0] if sentence.mentions else None
    if mention is None or mention.first > 1 or mention.stop >= len(sentence.tokens):
        return False
    return sentence.tokens[mention.stop].low == ":" and draft.first > mention.stop


def _names_place(tokens: tuple[Token, ...]) -> bool:
    """Bogale: a name alone, no word for victims, speakers or sums."""
    if len(tokens) < 2 or tokens[1].low != ":":
        return False
    known = SPEAKERS.match(tokens, 0) is not None or read_person(tokens, 0) is not None
    return not (known or tokens[0].low in WORDS or tokens[0].low in _HEADS)


def _holds(whole: Draft, part: Draft) -> bool:
    most = part.quantity.max
    return whole.quantity.min > part.quantity.min and (
        whole.quantity.max is None or (most is not None and most < whole.quantity.max)
    )


def _is_worst(draft: Draft, at: int) -> bool:
    tokens = draft.sentence.tokens
    return tokens[at].low in _WORST.openers and _WORST.match(tokens, at) is not None
