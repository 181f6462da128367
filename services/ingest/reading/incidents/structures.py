"""Finds buildings, sites and towns in a sentence."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from schemas.events.disorder import Structure
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.incidents.facts import matches, phrases_of
from services.ingest.reading.lexicon.files import load_table

_STRUCTURES: Final = phrases_of(
    (words, Structure(kind)) for words, kind in load_table("incidents", "structures").items()
)
WORDS: Final = frozenset(_STRUCTURES.openers)


_SPEAKS: Final = frozenset(("said", "says", "reported", "reports", "showed", "announced"))
_TOWNS: Final = frozenset(("town", "city", "village", "capital"))


_KINDS: Final = frozenset(("international", "main", "central", "national", "regional", "provincial", "domestic"))
"""Between a name and its site."""
_GENERIC: Final = frozenset((Structure.OTHER, Structure.GOVERNMENT))


class Site(NamedTuple):
    """A building, site or town, as written."""

    first: int
    stop: int
    structure: Structure


def find_sites(sentence: Sentence, *, towns: bool = False) -> list[Site]:
    """Return the sites of a sentence in order; `'s` inside a name (`president's palace`) is bridged."""
    tokens = sentence.tokens
    found = [
        site
        for site in _joined(Site(first, stop, structure) for first, stop, structure in matches(_STRUCTURES, sentence))
        if not (site.stop < len(tokens) and tokens[site.stop].low in _SPEAKS)
    ]
    if towns:
        taken = {at for site in found for at in range(site.first, site.stop)}
        for mention in sentence.mentions:
            if mention.kind in ("city", "capital", "region") and mention.country and mention.first not in taken:
                after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
                if after not in ("'s", "'") and not _names_site(sentence, mention.stop, taken):
                    found.append(Site(mention.first, mention.stop, Structure.TOWN))
        for at, token in enumerate(tokens):
            before = tokens[at - 1].low if at else ""
            after = tokens[at + 1].low if at + 1 < len(tokens) else ""
            if token.low in _TOWNS and before in ("the", "a") and after not in ("of", "hall", "council"):
                found.append(Site(at - 1, at + 1, Structure.TOWN))
    return sorted(found)


def _names_site(sentence: Sentence, at: int, taken: set[int]) -> bool:
    """`Khartoum international airport`: the town names the site behind it."""
    for token in sentence.tokens[at : at + 3]:
        if at in taken:
            return True
        if token.kind != "word" or token.low in FUNCTION:
            return False
        at += 1
    return False


def _joined(sites: Iterable[Site]) -> list[Site]:
    """`city council` and `building` are one site, named by the first word."""
    found: list[Site] = []
    for site in sites:
        if found and found[-1].stop == site.first and site.structure in _GENERIC:
            found[-1] = found[-1]._replace(stop=site.stop)
        else:
            found.append(site)
    return found


def words_of(document: Document, sentence: Sentence, site: Site) -> str:
    """Return the words of a site as written, with the name before it: `Khartoum international airport`."""
    tokens = sentence.tokens
    first = site.first
    if not tokens[first].text.isupper():
        while first > 0 and tokens[first - 1].kind == "word" and _is_of_name(tokens[first - 1]):
            first -= 1
    start, end = sentence.span(first, site.stop)
    return document.source_of(sentence.field)[start:end]


def _is_of_name(token: Token) -> bool:
    return token.low in _KINDS or (token.text[0].isupper() and token.low not in FUNCTION)
