"""What a place does in its sentence: where somebody speaks, an end of a way, an agency's name, whose citizen one is."""

from typing import Final

from services.ingest.reading.document import Mention, Sentence
from services.ingest.reading.grammar import ADVERBS, FINITE, FUNCTION, PREPOSITIONS
from services.ingest.reading.lexicon.files import load_words

ROUTES: Final = frozenset(("from", "to", "between", "toward", "towards", "via", "than", "like"))
WITHIN: Final = frozenset(
    ("in", "across", "throughout", "inside", "near", "outside", "within", "over", "off", "on", "at", "along")
)
SAYING: Final = frozenset(("said", "says", "say", "claims", "claimed", "reported", "reports", "announced"))
_TOLD: Final = SAYING | frozenset(
    ("told", "reporters", "journalists", "conference", "congress", "spokesman", "spokeswoman")
)
_ON_THE_SPOT: Final = frozenset(
    (
        "police",
        "hospital",
        "doctor",
        "doctors",
        "governor",
        "mayor",
        "witness",
        "witnesses",
        "resident",
        "residents",
        "medics",
        "officer",
        "nurse",
        "surgeon",
    )
)
_LEAVING: Final = frozenset(("fled", "flee", "flees", "fleeing", "left", "leaving", "escaped", "escaping", "quit"))
_HEADED: Final = frozenset(("toward", "towards"))
_COUNTING: Final = SAYING | load_words("places", "counting")
_ADDRESSING: Final = load_words("places", "addressing")
_DASHES: Final = frozenset(("-", "—", "–", "--"))
_LETTERS: Final = frozenset(("us", "u.s.", "u.s", "uk", "u.k.", "usa", "u.s.a."))
_DATELINE: Final = 14
"""Tokens of a dateline at most."""


def is_place(mention: Mention) -> bool:
    """True for a country, or a place in one: no demonym, no water, no capital that speaks for its government."""
    return mention.kind in ("country", "region", "city", "capital") and mention.country is not None


def is_headed_for(sentence: Sentence, mention: Mention) -> bool:
    """True for the end of a way that something takes: toward Honduras."""
    return mention.first > 0 and sentence.tokens[mention.first - 1].low in _HEADED


def is_agency(sentence: Sentence, mention: Mention) -> bool:
    """True for a name in the brackets of a dateline: KABUL, AUG 17 (KHYBER NEWS) -."""
    tokens = sentence.tokens
    if mention.stop >= _DATELINE or not any(token.low == "(" for token in tokens[: mention.first]):
        return False
    close = next((at for at in range(mention.stop, min(len(tokens), _DATELINE)) if tokens[at].low == ")"), None)
    return close is not None and close + 1 < len(tokens) and tokens[close + 1].low in _DASHES


def is_adjective(sentence: Sentence, mention: Mention) -> bool:
    """True for letters that only say whose somebody is: a US researcher, six U.S. soldiers."""
    tokens = sentence.tokens
    if mention.kind != "country" or tokens[mention.first].low not in _LETTERS or mention.stop >= len(tokens):
        return False
    after, before = tokens[mention.stop], tokens[mention.first - 1].low if mention.first else ""
    return after.kind == "word" and after.low not in FUNCTION and before not in WITHIN and after.low not in FINITE


def is_attribute(sentence: Sentence, mention: Mention) -> bool:
    """US troops, a Turkey supporter: a country that only describes the noun behind it."""
    after = sentence.tokens[mention.stop] if mention.stop < len(sentence.tokens) else None
    if after is None or after.kind != "word" or not after.text.islower():
        return False
    return after.low not in FUNCTION and after.low not in SAYING and after.low != "told"


def is_speaking_place(sentence: Sentence, mention: Mention) -> bool:
    """True for the place where something was said: a ministry said in Geneva, told reporters at Sochi.

    Who is placed on the spot speaks where it was: police said in Kano.
    """
    tokens = sentence.tokens
    at = mention.first - 1
    if mention.kind in ("city", "capital") and _counts(sentence, mention):
        return True
    if at < 1 or tokens[at].low not in ("in", "at", "from"):
        return False
    near = [token.low for token in tokens[max(0, at - 3) : at]]
    return not _TOLD.isdisjoint(near) and "that" not in near and _ON_THE_SPOT.isdisjoint(near)


def _counts(sentence: Sentence, mention: Mention) -> bool:
    """True for a town that stands for those who count there: Erbil still counts 13."""
    tokens = sentence.tokens
    before = tokens[mention.first - 1].low if mention.first else ""
    if before in PREPOSITIONS:
        return False
    behind = [token.low for token in tokens[mention.stop : mention.stop + 2]]
    return bool(behind) and (behind[0] in _COUNTING or (behind[0] in ADVERBS and behind[-1] in _COUNTING))


def is_asked(sentence: Sentence, mention: Mention) -> bool:
    """True for a country to which something is said or done: asked Chad for soldiers, thanked Japan, accused Iran."""
    if mention.kind != "country" or not mention.first:
        return False
    tokens = sentence.tokens
    before = tokens[mention.first - 1].low
    if before in ("and", ",") and mention.first > 1:
        return any(other.stop == mention.first - 1 and is_asked(sentence, other) for other in sentence.mentions)
    return before in _ADDRESSING


def is_on_route(sentence: Sentence, mention: Mention) -> bool:
    """True for an end of a way: from Tel Aviv to Novosibirsk, between Brussels and Paris."""
    tokens = sentence.tokens
    before = tokens[mention.first - 1].low if mention.first else ""
    if before in ROUTES:
        return True
    return before in ("and", "or") and any(
        other.stop == mention.first - 1 and other.first > 0 and tokens[other.first - 1].low in ("between", "from")
        for other in sentence.mentions
    )


def is_left(sentence: Sentence, mention: Mention) -> bool:
    """True for what people fled: Rakhine, and Myanmar in "fled Rakhine, Myanmar"."""
    before = sentence.tokens[mention.first - 1].low if mention.first else ""
    if before in _LEAVING:
        return True
    return before == "," and any(
        other.stop == mention.first - 1 and is_left(sentence, other) for other in sentence.mentions
    )
