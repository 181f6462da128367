"""Where an event happened: in its clause, its sentence, an earlier sentence, the dateline or the title."""

from datetime import timedelta
from itertools import islice
from typing import Final, NamedTuple

from schemas.evidence import Period
from schemas.place import Place
from services.ingest.reading.document import Document, Mention, Sentence
from services.ingest.reading.grammar import FINITE, PREPOSITIONS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.mention_roles import (
    ROUTES,
    SAYING,
    WITHIN,
    is_adjective,
    is_agency,
    is_asked,
    is_attribute,
    is_headed_for,
    is_left,
    is_on_route,
    is_place,
    is_speaking_place,
)

_PARTS_OF_COUNTRY: Final = (
    load_words("places", "region_of")
    | load_words("places", "direction")
    | load_words("places", "town_of")
    | frozenset(
        (
            "border",
            "coast",
            "north",
            "south",
            "east",
            "west",
            "shore",
            "shores",
            "highlands",
            "interior",
            "roads",
            "streets",
            "cities",
            "towns",
            "prisons",
            "waters",
            "second",
            "largest",
        )
    )
)
_DIRECTION: Final = load_words("places", "direction")
_SIDES: Final = frozenset(("side", "part", "half", "soil", "territory", "bank", "shore", "waters", "share"))
_ASIDE: Final = 6
"""Tokens behind a count within which its side of a line is named."""
_FAR: Final = 1000
_BACK: Final = 40
"""Sentences that a place carries over at most."""
_LEAD: Final = 3
"""Sentences that tell what a report leads with."""
_RECENT: Final = timedelta(days=30)


class Placed(NamedTuple):
    """A place and how it was found."""

    place: Place
    rule: str
    """`clause`, `sentence`, `carried`, `dateline`, `title`, `lead`, `demonym`, `several`, `only` or `untold`"""


def place_of(document: Document, sentence: Sentence, first: int, stop: int) -> Placed:
    """Find the place of an event.

    Args:
        document: The report.
        sentence: The sentence that tells of the event.
        first: Index of the first token of the words that tell of it.
        stop: Index behind the last one.
    """
    if _is_over_several(sentence, stop):
        return Placed(Place(), "several")
    own = _own_part(sentence, first, stop)
    if own is not None:
        return Placed(Place(country=own), "sentence")
    best = _nearest(sentence, first, stop, document.dateline)
    if best is not None and sentence.field == "text" and is_headed_for(sentence, best):
        # "were marched off toward Honduras": where they are taken, not where it happened
        for earlier in islice(document.before(sentence), _BACK):
            mention = _carried(earlier, dateline=document.dateline)
            if mention is not None:
                return Placed(_place(document, mention, earlier), "carried")
    if best is not None and (_is_listed(sentence, best) or _is_abroad(sentence, best)):
        return Placed(Place(), "several")
    if best is None and (town := _nameless(sentence, first)) is not None:
        return Placed(Place(name=town.name), "clause")
    if best is not None:
        rule = "clause" if sentence.clause_at(best.first) is sentence.clause_at(first) else "sentence"
        return Placed(_place(document, best, sentence), rule)
    if sentence.field == "text":
        for earlier in islice(document.before(sentence), _BACK):
            mention = _carried(earlier, dateline=document.dateline)
            if mention is not None:
                return Placed(_place(document, mention, earlier), "carried" if earlier.field == "text" else "title")
    if document.dateline is not None and document.dateline.country is not None:
        return Placed(Place(country=document.dateline.country, name=document.dateline.name), "dateline")
    lead = [other for other in document.sentences if other.field == "title" or other.index <= _LEAD]
    for other in lead:
        mention = _carried(other)
        if mention is not None:
            return Placed(_place(document, mention, other), "lead")
    for other in lead:
        mention = _carried(other, routes=True)
        if mention is not None and _is_abroad(other, mention):
            return Placed(Place(), "several")
        if mention is not None:
            return Placed(_place(document, mention, other), "lead")
    for other in lead:
        for mention in other.mentions:
            if mention.kind in ("demonym", "metonym") and mention.country is not None:
                return Placed(Place(country=mention.country), "demonym")
    for mention in _owners(sentence):
        return Placed(Place(country=mention.country), "demonym")
    named = {
        mention.country
        for other in document.sentences
        for mention in other.mentions
        if is_place(mention) and not is_speaking_place(other, mention)
    }
    if len(named) == 1:
        return Placed(Place(country=named.pop()), "only")
    return Placed(Place(), "untold")


def _nameless(sentence: Sentence, first: int) -> Mention | None:
    """Return the town nearest to a token whose country nothing tells."""
    towns = [mention for mention in sentence.mentions if mention.kind == "city" and mention.country is None]
    return min(towns, key=lambda mention: abs(mention.first - first), default=None)


def _nearest(sentence: Sentence, first: int, stop: int, dateline: Mention | None = None) -> Mention | None:
    best, least = None, _FAR
    clause = sentence.clause_at(first)
    owners = _owners(sentence)
    for mention in sentence.mentions:
        if not is_place(mention) or mention in owners or is_agency(sentence, mention):
            continue
        if is_adjective(sentence, mention) or is_asked(sentence, mention):
            continue
        if mention.first >= stop:
            cost = mention.first - stop
        elif mention.stop <= first:
            cost = first - mention.stop + 6
        else:
            cost = 0
        other = sentence.clause_at(mention.first)
        if other is not clause:
            cost += 15
        if other.scope.history and not clause.scope.history:
            cost += 100
        if is_speaking_place(sentence, mention):
            continue
        before = sentence.tokens[mention.first - 1].low if mention.first else ""
        if is_on_route(sentence, mention) or is_left(sentence, mention):
            cost += 40
        if first <= mention.first < stop and before == "of":
            # "the president of Poland died near Smolensk": whose, not where
            cost += 40
        if mention.kind == "country" and is_attribute(sentence, mention):
            cost += 30
        if mention == dateline:
            # a report is sent from there, whatever else its sentence names
            cost += 25
        if cost < least:
            best, least = mention, cost
    return best


def _owners(sentence: Sentence) -> frozenset[Mention]:
    """Countries that own a team or speak: Togo's bus may be hit abroad, Russia's word tells not where.

    A country's capital, coast or south lies in it: these stay places.
    """
    tokens = sentence.tokens
    found = []
    for mention in sentence.mentions:
        if mention.kind != "country" or mention.stop + 1 >= len(tokens):
            continue
        after = tokens[mention.stop].low
        before = tokens[mention.first - 1].low if mention.first else ""
        if after == "'s":
            near = tokens[mention.stop + 1 : mention.stop + 5]
            if before in WITHIN or any(token.low in _PARTS_OF_COUNTRY or token.text[0].isupper() for token in near):
                continue
            found.append(mention)
        elif before not in PREPOSITIONS and after in SAYING and _has_other(sentence, mention):
            # "Peru reported 12 deaths" tells of its own, where nothing else is named.
            found.append(mention)
    return frozenset(found)


def _has_other(sentence: Sentence, mention: Mention) -> bool:
    after = sentence.tokens[mention.stop].low
    return not after.startswith("report") or any(
        is_place(other) and other.country != mention.country for other in sentence.mentions
    )


def _own_part(sentence: Sentence, first: int, stop: int) -> str | None:
    """The country that tells of its own side of a line: India reported 360 dead on its side."""
    if "its" not in sentence.words:
        return None
    tokens = sentence.tokens
    for at in range(first, min(len(tokens) - 1, stop + _ASIDE)):
        if tokens[at].low == "its" and tokens[at + 1].low in _SIDES:
            whose = [mention for mention in sentence.mentions if mention.kind == "country" and mention.stop <= first]
            return whose[-1].country if whose else None
    return None


def _is_abroad(sentence: Sentence, mention: Mention) -> bool:
    """True for a way between two countries: what befell a plane on it may have been in neither."""
    return is_on_route(sentence, mention) and any(
        is_on_route(sentence, other) and is_place(other) and other.country != mention.country
        for other in sentence.mentions
    )


def _carried(sentence: Sentence, *, routes: bool = False, dateline: Mention | None = None) -> Mention | None:
    found = None
    doers = _doers(sentence) | (frozenset() if routes else _owners(sentence))
    for mention in sentence.mentions:
        if not is_place(mention) or sentence.clause_at(mention.first).scope.history or mention in doers:
            continue
        if is_speaking_place(sentence, mention) or is_agency(sentence, mention):
            continue
        if is_adjective(sentence, mention) or is_asked(sentence, mention):
            continue
        if (
            is_on_route(sentence, mention)
            or is_left(sentence, mention)
            or (mention.kind == "country" and is_attribute(sentence, mention))
        ) and not routes:
            continue
        if (
            found is None
            or (found.name is None and mention.country == found.country)
            or _followed(sentence, found, ROUTES)
            or is_left(sentence, found)
            or (found == dateline and not _followed(sentence, mention, ROUTES))
        ):
            found = mention
    return found


def _doers(sentence: Sentence) -> frozenset[Mention]:
    """Countries that do something: in "Spain won" nothing happens in Spain."""
    tokens = sentence.tokens
    found = []
    for mention in sentence.mentions:
        after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
        before = tokens[mention.first - 1].low if mention.first else ""
        if mention.kind == "country" and before not in PREPOSITIONS and before not in _DIRECTION and after in FINITE:
            found.append(mention)
    return frozenset(found)


def _followed(sentence: Sentence, mention: Mention, words: frozenset[str]) -> bool:
    return mention.first > 0 and sentence.tokens[mention.first - 1].low in words


def _place(document: Document, mention: Mention, sentence: Sentence) -> Place:
    name = mention.name
    if name is None:
        for other in sentence.mentions:
            if (
                other.name is not None
                and other.country == mention.country
                and other.kind != "demonym"
                and other.first > mention.first - 4
            ):
                name = other.name
                break
    if name is not None and name.isupper():
        name = _spelt(document, mention, name)
    return Place(country=mention.country, name=name)


def _spelt(document: Document, dateline: Mention, name: str) -> str:
    """Return the name of a dateline's town as the text spells it, where it tells of the town: it is more than that."""
    low = name.casefold()
    for sentence in islice(document.sentences, _BACK):
        for mention in sentence.mentions:
            if (
                mention.name is not None
                and not mention.name.isupper()
                and mention.name.casefold() == low
                and mention.country == dateline.country
                and not is_speaking_place(sentence, mention)
            ):
                return mention.name
    return name


def _is_listed(sentence: Sentence, mention: Mention) -> bool:
    """True for a country in a row of countries: in Guinea, Liberia and Sierra Leone."""
    if mention.kind != "country":
        return False
    tokens = sentence.tokens
    for other in sentence.mentions:
        if other.kind != "country" or other.country == mention.country:
            continue
        left, right = (other, mention) if other.first < mention.first else (mention, other)
        between = [token.low for token in tokens[left.stop : right.first]]
        if between and all(word in ("and", ",", "&") for word in between):
            return True
    return False


def _is_over_several(sentence: Sentence, stop: int) -> bool:
    """True for a count over several countries: in two countries, in the whole region."""
    tokens = sentence.tokens
    for at in range(stop, min(len(tokens), stop + 8)):
        if tokens[at].low in ("countries", "nations", "continents") and at:
            return True
    colon = next((at for at in range(stop, len(tokens)) if tokens[at].low in (":", "—")), None)
    if colon is None:
        return False
    before = {mention.country for mention in sentence.mentions if is_place(mention) and mention.first < colon}
    behind = {mention.country for mention in sentence.mentions if is_place(mention) and mention.first > colon}
    return not before and len(behind) > 1


def period_of(sentence: Sentence, first: int, stop: int, document: Document) -> Period | None:
    """Find the day or days of an event: the nearest time told in its sentence that lies in the last 30 days."""
    best, least = None, _FAR
    clause = sentence.clause_at(first)
    for when in sentence.whens:
        if when.start is None or when.end is None or when.start > document.published:
            continue
        distance = when.first - stop if when.first >= stop else first - when.stop + 4
        distance += 0 if clause.first <= when.first < clause.stop else 12
        if distance < least:
            best, least = when, distance
    if best is None or best.start is None or best.end is None:
        return None
    return Period(start=best.start.isoformat(), end=best.end.isoformat())
