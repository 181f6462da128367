"""Which of the places of one name is meant: decided from what stands beside it, then from the rest of the report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.fold import fold
from services.ingest.reading.lexicon.gazetteer import Name, Sense

_LOCATIVE: Final = load_words("places", "locative")
_DIRECTION: Final = load_words("places", "direction")
_PLAIN_BEFORE: Final = load_words("places", "plain_before")
_PLAIN_AFTER: Final = load_words("places", "plain_after")
_PERSONAL: Final = load_words("places", "personal")
_AMBIGUOUS: Final = _PERSONAL | {"turkey"}
_BIRD: Final = load_words("places", "bird")
_TOWN_OF: Final = load_words("places", "town_of") | load_words("places", "region_of")
_AFTER_ADDRESS: Final = frozenset(
    (
        "on",
        "in",
        "at",
        "after",
        "when",
        "where",
        "as",
        "by",
        "before",
        "during",
        "since",
        "that",
        "to",
        "with",
        "late",
        "early",
        "last",
        "this",
        "for",
        "while",
        "from",
        "near",
    )
)
PARTICLES: Final = frozenset(("de", "del", "da", "do", "dos", "das", "di", "du", "la", "le", "las", "los", "sur"))
"""Small words inside the names of towns."""
_TOWNS_OPEN: Final = frozenset(
    ("La", "El", "Los", "Las", "San", "Santa", "Santo", "Villa", "Nueva", "Nuevo", "Puerto", "Ciudad", "Nova", "Novo")
)
"""First words of names of towns."""
_VESSELS: Final = load_words("places", "vessels")
_HOUSES: Final = frozenset(
    (
        *("hospital", "clinic", "hotel", "school", "college", "church", "cinema", "theatre", "restaurant", "cafe"),
        *("street", "road", "avenue", "square", "bridge", "station", "market", "mall", "stadium", "club", "bar"),
    )
)
_WATERS: Final = frozenset(("river", "rivers", "lake", "lakes"))
_FAMOUS: Final = load_words("places", "known")
_SURE: Final = 2
"""How much a country must be named to claim a namesake."""
_NAMESAKE: Final = 200
"""Thousands of people below which a town gives way to a namesake in the country that the report is about."""
_KNOWN_TOWN: Final = 100
"""Thousands of people from which a town is taken for itself without a word of place or its country in the report."""


class Found(NamedTuple):
    """A name from the gazetteer in a sentence, with everything that it can mean."""

    first: int
    stop: int
    name: Name


def is_capitalised(token: Token) -> bool:
    """Tell whether a word starts with a capital."""
    return token.kind == "word" and token.text[0].isupper()


def count_countries(sentences: Sequence[Sequence[Token]], founds: Sequence[Sequence[Found]]) -> Counter[str]:
    """Count the countries that are surely named: the ground on which homonyms are settled.

    Names with a single meaning count, and pairs that have only one together ("Savannah, Georgia").
    """
    counts: Counter[str] = Counter()
    for tokens, in_sentence in zip(sentences, founds, strict=True):
        before: Found | None = None
        for found in in_sentence:
            senses = found.name.senses
            only = senses[0]
            if before is not None and len(senses) > 1 and found.first == before.stop + 1:
                pair = _shared(before, found) if tokens[before.stop].low == "," else frozenset()
                counts.update(dict.fromkeys(pair, 3) if len(pair) == 1 else {})
            before = found
            if found.first and (
                tokens[found.first - 1].low in _WATERS
                or (only.kind == "country" and tokens[found.first - 1].text in _TOWNS_OPEN)
            ):
                continue
            if len(senses) > 1 or only.doubtful or not only.country or (only.kind == "city" and only.weight < 200):
                continue
            if only.kind != "demonym" and fold(tokens[found.first].low) in _AMBIGUOUS:
                continue
            if (
                only.kind in ("city", "region")
                and _followed_by_name(tokens, found.stop)
                and not _has_place_word(tokens, found.first)
            ):
                # a part of a longer name, or of a person's
                continue
            counts[only.country] += 1 if only.kind == "demonym" else 2
    return counts


def _shared(town: Found, country: Found) -> frozenset[str]:
    mine = {sense.country for sense in town.name.senses if sense.kind in ("city", "capital", "region")}
    return frozenset(s.country for s in country.name.senses if s.country in mine and s.country is not None)


def choose(
    tokens: Sequence[Token], found: Found, neighbours: Mapping[int, Found], context: Counter[str], shouting: bool
) -> Sense | None:
    """Return the sense that a name has here, or None when it is no place here.

    Args:
        tokens: The tokens of the sentence.
        found: The name.
        neighbours: All names of the sentence by their first token.
        context: The countries that the report surely names.
        shouting: True when the whole sentence is in capitals.
    """
    senses = found.name.senses
    if senses[0].kind in ("water", "demonym") and len(senses) == 1:
        return senses[0]
    low = fold(tokens[found.first].low)
    if low == "turkey" and _has_bird(tokens):
        return None
    if senses[0].kind == "country" and found.first and tokens[found.first - 1].text in _TOWNS_OPEN and not shouting:
        # La Armenia, San Salvador and Nueva Granada are towns.
        return None
    if senses[0].kind != "country" and _goes_on(tokens, found.stop):
        # "Santiago de Compostela" is not Santiago.
        return None
    before = tokens[found.first - 1].low if found.first else ""
    after = tokens[found.stop].text if found.stop < len(tokens) else ""
    if (before in _VESSELS and not shouting) or before in _WATERS or after.startswith("$"):
        return None
    beside = _country_beside(tokens, found, neighbours)
    if beside is not None:
        for sense in senses:
            if sense.country in beside:
                return sense
        if senses[0].kind in ("city", "region", "capital") and _is_address(tokens, found, neighbours):
            # "Ghat, Nepal", "the Rasht valley, Tajikistan": one that the lists know in another country only.
            (country, *others) = beside
            return None if others or country is None else Sense("city", country, _SURE, False)
    listed = _listed_among(tokens, found, neighbours) if len(senses) > 1 else None
    if listed is not None:
        return listed
    located = _has_place_word(tokens, found.first)
    alike = [sense for sense in senses if sense.country in context]
    if found.stop - found.first == 1 and not located and _is_person(tokens, found, shouting, bool(alike)):
        return None
    if alike:
        best = alike[0]
        if len(alike) > 1:
            here = _named_before(found, neighbours)
            best = max(alike, key=lambda sense: (sense.country == here, context[sense.country or ""], sense.weight))
        main = senses[0]
        certain = context[main.country or ""]
        if main.kind == "country" and (best.kind == "city" or best.weight < _NAMESAKE):
            # "Benin" is the country, however often Nigeria is named.
            best = main
        if (
            best is not main
            and main.kind in ("country", "demonym")
            and certain > 0
            and context[best.country or ""] < 2 * certain
        ):
            best = main
        return best
    best = senses[0]
    if best.kind == "city" and len(senses) > 1:
        sure = [sense for sense in senses if not sense.doubtful]
        best = sure[0] if sure else best
    if beside is not None and best.kind in ("city", "capital", "region"):
        return None
    if best.kind != "country" and bool(context) and best.country not in context and _names_house(tokens, found):
        # "The Victoria hospital" in Pakistan is not in Victoria.
        return None
    foreign = best.kind in ("city", "region") and bool(context) and best.country not in context
    if foreign and not shouting and _followed_by_name(tokens, found.stop) and not _is_title_case(tokens):
        # "Above Pueblo Viejo" in Mexico is not Pueblo, Colorado.
        return None
    if foreign and best.doubtful and best.kind == "region" and best.weight < _NAMESAKE and beside is None:
        # "To Connaught mortuary" in Freetown is no province of Ireland.
        return None
    if best.kind == "city" and best.weight < _NAMESAKE and located and low not in _FAMOUS:
        home = _home_of(context)
        if home is not None:
            # "In Mati" is no town of the Philippines where all else is Greek.
            return Sense("city", home, best.weight, False)
    if best.doubtful or (best.kind == "city" and best.weight < _KNOWN_TOWN):
        return best if located and not _followed_by_name(tokens, found.stop) else None
    return best


def _country_beside(
    tokens: Sequence[Token], found: Found, neighbours: Mapping[int, Found]
) -> frozenset[str | None] | frozenset[str] | None:
    """Countries named right behind (`, Lebanon`, `in northern Lebanon`) or before (`Lebanon's port of`)."""
    at = found.stop
    while at < len(tokens) and tokens[at].low in _TOWN_OF:
        at += 1
    if at < len(tokens) and tokens[at].low in (",", "(", "in"):
        at += 2 if tokens[at].low == "," and at + 1 < len(tokens) and tokens[at + 1].low == "in" else 1
        while at < len(tokens) and (tokens[at].low in _DIRECTION or tokens[at].low == "the"):
            at += 1
        behind = neighbours.get(at)
        if behind is not None and behind.name.senses[0].kind in ("country", "region"):
            after = tokens[behind.stop].low if behind.stop < len(tokens) else "."
            # In a list ("Paris, London and Rome", "Chad, Niger and Mali") the next name is no address.
            if not (tokens[at - 1].low == "," and after in ("and", "or")):
                return frozenset(sense.country for sense in behind.name.senses)
    if found.first > 1 and tokens[found.first - 1].low == "," and len(found.name.senses) > 1:
        for before in neighbours.values():
            if before.stop == found.first - 1:
                shared = _shared(before, found)
                if shared:
                    return shared
    if found.first > 1 and tokens[found.first - 1].low == "(":
        # "Colombia (Armenia)"
        for before in neighbours.values():
            if before.stop == found.first - 1 and before.name.senses[0].kind == "country":
                return frozenset(sense.country for sense in before.name.senses)
    at = found.first - 1
    while at >= 0 and (tokens[at].low in _DIRECTION or tokens[at].low in _TOWN_OF or tokens[at].low in ("of", "the")):
        at -= 1
    if at >= 1 and tokens[at].low in ("'s", "'"):
        for before in neighbours.values():
            if before.stop == at and before.name.senses[0].kind == "country":
                return frozenset(sense.country for sense in before.name.senses)
    elif at >= 0 and found.first - 1 > at:
        for before in neighbours.values():
            if before.stop == at + 1 and before.name.senses[0].kind == "demonym":
                return frozenset(sense.country for sense in before.name.senses)
    return None


def _listed_among(tokens: Sequence[Token], found: Found, neighbours: Mapping[int, Found]) -> Sense | None:
    """The sense that a name shares with what it is listed among: Kogi, Niger and Anambra are states of Nigeria."""
    beside = [
        other
        for other in neighbours.values()
        if (other.stop == found.first - 1 and tokens[other.stop].low in (",", "and"))
        or (other.first == found.stop + 1 and tokens[found.stop].low in (",", "and"))
    ]
    if found.name.senses[0].kind != "country" or not beside:
        return None
    for sense in found.name.senses[1:]:
        if sense.kind == "region" and all(
            other.name.senses[0].kind in ("region", "city") and other.name.senses[0].country == sense.country
            for other in beside
        ):
            return sense
    return None


def _named_before(found: Found, neighbours: Mapping[int, Found]) -> str | None:
    """The country named last before a place in its sentence: in Pakistan, across the border in Hyderabad."""
    country = None
    for first in sorted(neighbours):
        if first >= found.first:
            break
        sense = neighbours[first].name.senses[0]
        if sense.kind == "country":
            country = sense.country
    return country


def _home_of(context: Counter[str]) -> str | None:
    """The country that a report is about beyond doubt: named twice as often as any other."""
    ranked = context.most_common(2)
    if not ranked or ranked[0][1] < _SURE or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _goes_on(tokens: Sequence[Token], stop: int) -> bool:
    return stop + 1 < len(tokens) and tokens[stop].text in PARTICLES and is_capitalised(tokens[stop + 1])


def _is_address(tokens: Sequence[Token], found: Found, neighbours: Mapping[int, Found]) -> bool:
    """Tell `in Ghat, Nepal, on Friday` from `In Idlib, Turkey has sent troops`."""
    comma = found.stop
    while comma < len(tokens) and tokens[comma].low in _TOWN_OF:
        comma += 1
    if comma >= len(tokens) or tokens[comma].low != ",":
        return False
    behind = neighbours.get(comma + 1)
    if behind is None:
        return False
    stop = behind.stop
    while stop < len(tokens) and tokens[stop].low in _TOWN_OF:
        stop += 1
    after = tokens[stop] if stop < len(tokens) else None
    if after is not None and after.low == "," and stop + 1 in neighbours:
        # "in Kogi, Niger, Anambra and Delta" is a list.
        return False
    return after is None or (after.kind == "mark" and after.low not in ("'",)) or after.low in _AFTER_ADDRESS


def _names_house(tokens: Sequence[Token], found: Found) -> bool:
    """True for a house that bears a name: the Victoria hospital, the Geneva hotel."""
    before = tokens[found.first - 1].low if found.first else ""
    after = tokens[found.stop].low if found.stop < len(tokens) else ""
    return before == "the" and after in _HOUSES


def _has_place_word(tokens: Sequence[Token], first: int) -> bool:
    at = first - 1
    if at >= 0 and tokens[at].low == "the":
        at -= 1
    if at < 0:
        return False
    low = tokens[at].low
    return low in _LOCATIVE or (low == "of" and at > 0 and tokens[at - 1].low in _TOWN_OF)


def _is_person(tokens: Sequence[Token], found: Found, shouting: bool, in_context: bool) -> bool:
    """Tell whether the name is a part of a person's or a thing's name: a capital beside it that no place explains."""
    if shouting:
        return False
    low = fold(tokens[found.first].low)
    sense = found.name.senses[0]
    wide = sense.kind in ("country", "demonym", "metonym") or (sense.kind in ("capital", "region") and in_context)
    if wide and low not in _PERSONAL:
        return False
    before = tokens[found.first - 1] if found.first else None
    if before is not None and is_capitalised(before) and before.low not in _PLAIN_BEFORE and not _is_title_case(tokens):
        return True
    return low in _PERSONAL and not in_context and _followed_by_name(tokens, found.stop) and not _is_title_case(tokens)


def _followed_by_name(tokens: Sequence[Token], stop: int) -> bool:
    if stop >= len(tokens):
        return False
    after = tokens[stop]
    return is_capitalised(after) and after.low not in _PLAIN_AFTER


def _is_title_case(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    return len(words) > 4 and sum(word.text[0].isupper() for word in words) * 20 >= len(words) * 17


def _has_bird(tokens: Sequence[Token]) -> bool:
    return any(token.low in _BIRD for token in tokens)
