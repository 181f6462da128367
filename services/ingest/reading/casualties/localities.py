"""Counts of towns that are part of a count for the country: Bogale: 10,000 dead, where 22,000 died in Myanmar."""

from typing import Final, NamedTuple

from schemas.events.casualties import Measure, Scope
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
_VIOLENT: Final = load_words("casualties", "localities.violent")
_NATIONWIDE: Final = Phrases((phrase, True) for phrase in load_words("casualties", "localities.nationwide"))
_WORST: Final = Phrases((phrase, True) for phrase in load_words("casualties", "localities.worst"))
_APART: Final = frozenset(("included", "counting", "counted"))
_COMPARED: Final = 40
"""Claims for a whole country that a town's is compared with at most."""


class _Whole(NamedTuple):
    draft: Draft
    country: str | None
    nationwide: bool


def part_with_country(document: Document, drafts: list[tuple[Draft, Placed]]) -> None:
    """Make a town's count a part where the same report counts for all the country.

    A disaster, a row of a table, or words such as nationwide and worst hit show that both tell of one event: a bomb
    in one town is no part of another day's fighting.

    Args:
        document: The report.
        drafts: The claims, each with its place; scopes are changed in place.
    """
    disaster = any(not _DISASTERS.isdisjoint(sentence.words) for sentence in document.sentences)
    wholes: dict[Measure, list[_Whole]] = {}
    for draft, placed in drafts:
        if draft.scope is not Scope.TOTAL or _is_row(draft, disaster=disaster):
            continue
        nationwide = _says(draft, _NATIONWIDE)
        if nationwide or _is_wide(draft, placed):
            same = wholes.setdefault(draft.measure, [])
            if len(same) < _COMPARED:
                same.append(_Whole(draft, placed.place.country, nationwide))
    for draft, placed in drafts:
        if draft.measure in wholes and _may_be_part(draft):
            row = _is_row(draft, disaster=disaster)
            linked = disaster or row or _says(draft, _WORST)
            if (placed.place.name is None or placed.rule not in ("clause", "sentence")) and not row:
                continue
            for whole in wholes[draft.measure]:
                before = row or (
                    whole.country == placed.place.country and whole.draft.sentence.index < draft.sentence.index
                )
                if before and (linked or whole.nationwide) and _holds(whole.draft, draft):
                    draft.scope = Scope.SUBSET
                    break


def _may_be_part(draft: Draft) -> bool:
    if draft.scope is not Scope.TOTAL or draft.titled or draft.quantity.max == 0:
        return False
    if not _VIOLENT.isdisjoint(draft.sentence.lows(draft.first, draft.stop)):
        # "in Concepcion, where one man was shot dead": another deed than the quake
        return False
    return not ("not" in draft.sentence.words and not _APART.isdisjoint(draft.sentence.words))


def _is_wide(draft: Draft, placed: Placed) -> bool:
    """True for a count that its own words put in no town, or in several."""
    if placed.place.name is None or placed.rule not in ("clause", "sentence"):
        return True
    return len({mention.name for mention in draft.sentence.mentions if mention.name}) > 1


def _says(draft: Draft, phrases: Phrases[bool]) -> bool:
    if phrases.openers.isdisjoint(draft.sentence.words):
        return False
    return bool(phrases.find(draft.sentence.forms, draft.sentence.words))


def _is_row(draft: Draft, *, disaster: bool) -> bool:
    """True for a count in a line that a place and a colon open; a name that is no known place counts in a disaster."""
    sentence = draft.sentence
    if ":" not in sentence.words:
        return False
    if disaster and sentence.tokens[0].text.istitle() and _names_place(sentence.tokens[:2]) and draft.first > 1:
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
    if whole is part or whole.group != part.group:
        return False
    return whole.quantity.min > part.quantity.min and (
        whole.quantity.max is None or (most is not None and most < whole.quantity.max)
    )
