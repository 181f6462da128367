"""Buildings, airports, bases and towns that rebels, gunmen or a crowd have taken."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from schemas.events.data import Reading
from schemas.events.disorder import FacilitySeized, Structure
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import (
    fields,
    inflected,
    is_fact,
    is_negated,
    is_passive,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.incidents.structures import Site, find_sites, words_of
from services.ingest.reading.lexicon.files import load_words

_VERBS: Final = inflected(load_words("incidents", "seizing.take"))
_ACTS: Final = phrases_of(
    [
        *((verb, "take") for verb in _VERBS),
        *((words, "take") for words in load_words("incidents", "seizing.phrases")),
        *((words, "took") for words in load_words("incidents", "seizing.took")),
        *((words, "retake") for words in load_words("incidents", "seizing.retake")),
        *((form, "hold") for form in inflected(load_words("incidents", "seizing.control"))),
        *((words, "fallen") for words in load_words("incidents", "seizing.fallen")),
    ]
)
_REBELS: Final = load_words("incidents", "takers.rebels")
_STATE: Final = load_words("incidents", "takers.state")
_COUP: Final = load_words("incidents", "takers.coup")
_HOLDING: Final = load_words("incidents", "seizing.holding")
_CROWDS: Final = _REBELS - {"opposition", "supporters", "people", "they", "who", "men", "workers"}
_HELD: Final = _HOLDING - {"take", "takes", "took", "taken"}
_ENDS: Final = frozenset((";", ":", "."))
_LONG: Final = frozenset(("months", "years", "decades"))
_WITHIN: Final = frozenset(("at", "in", "of", "near", "outside", "the", "town", "city"))
_ELECTED: Final = load_words("incidents", "seizing.elected")
"""Who takes control of a parliament by these has not seized it."""
_AWAY: Final = load_words("incidents", "seizing.away")
_PASSIVE: Final = load_words("incidents", "seizing.passive")
_VAGUE: Final = frozenset((Structure.OTHER, Structure.SHOP))
"""What a headline's few words do not tell well enough: `White House`, `market`."""
_RECENT: Final = timedelta(days=30)
_REACH: Final = 10
"""Tokens between the verb and what was taken at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each kind of site taken, and one when the state has it back."""
    seen: set[tuple[Structure, bool]] = set()
    coup = any(sentence.words & _COUP or _tells_of_power(sentence) for sentence in document.sentences)
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        for first, stop, act in matches(_ACTS, sentence):
            if not is_fact(document, sentence, first) or is_negated(sentence, first):
                continue
            if is_unreached(sentence, first):
                continue
            retaken = act == "retake"
            if sentence.tokens[first].low in _HOLDING and _is_long_held(document, sentence):
                continue
            if not _is_taker(sentence, first, stop, retaken=retaken, coup=coup):
                continue
            for site in _taken(sentence, first, stop, act):
                if site.structure is Structure.PARLIAMENT and _is_won(sentence):
                    continue
                if (site.structure, retaken) in seen or (sentence.field == "title" and site.structure in _VAGUE):
                    continue
                seen.add((site.structure, retaken))
                low, high = min(first, site.first), max(stop, site.stop)
                data = fields(document, sentence, low, high, (f"seizing: {sentence.tokens[first].low}",))
                words = words_of(document, sentence, site)
                yield FacilitySeized(structure=site.structure, facility=words, retaken=retaken, **data)


def _is_won(sentence: Sentence) -> bool:
    """`The opposition took control of parliament in the election`."""
    return not sentence.words.isdisjoint(_ELECTED) and sentence.words.isdisjoint(_CROWDS)


def _is_long_held(document: Document, sentence: Sentence) -> bool:
    """`who held the crossing since 2015`."""
    if any(when.start is not None and when.start < document.published - _RECENT for when in sentence.whens):
        return True
    tokens = sentence.tokens
    return any(t.low in _LONG and tokens[at - 2].low in ("for", "since") for at, t in enumerate(tokens) if at > 1)


def _tells_of_power(sentence: Sentence) -> bool:
    return "power" in sentence.words and bool(sentence.words & {"taken", "seized", "seize", "took", "seizing", "take"})


def _taken(sentence: Sentence, first: int, stop: int, act: str) -> list[Site]:
    tokens = sentence.tokens
    sites = [site for site in find_sites(sentence, towns=True) if site.stop <= first or site.first >= stop]
    # "The airport, captured by rebels on Monday, ..." is passive without a form of be.
    agent = stop < len(tokens) and tokens[stop].low == "by"
    passive = tokens[first].low in _PASSIVE and (agent or is_passive(sentence, first))
    if act == "fallen" or passive:
        return _listed_before(sentence, sites, first)
    found: list[Site] = []
    at = stop
    for site in sites:
        if site.first < stop:
            continue
        between = [token.low for token in tokens[at : site.first]]
        far = site.first - at > _REACH
        # What is taken stands behind the verb itself: "took his own life, the university said".
        far = far or (not found and "," in between)
        if far or any(low in _AWAY or low in (";", ".", ":", "who", "which", "while", "after") for low in between):
            break
        if found and not any(low in ("and", ",") for low in between):
            break
        if site.structure is Structure.TOWN and tokens[first].low in _HELD:
            break
        found.append(site)
        at = site.stop
    if not found and stop < len(tokens) and tokens[stop].low in ("it", "them"):
        found = _meant([site for site in sites if site.stop <= first], sentence)
    return found


def _meant(before: list[Site], sentence: Sentence) -> list[Site]:
    """The site that a pronoun means: stormed the city hall of Gao and holds it: the hall, not the town."""
    if len(before) > 1 and before[-1].structure is Structure.TOWN:
        between = {token.low for token in sentence.tokens[before[-2].stop : before[-1].first]}
        if between <= _WITHIN:
            return before[-2:-1]
    return before[-1:]


def _listed_before(sentence: Sentence, sites: list[Site], first: int) -> list[Site]:
    """The sites of one list before a verb: `governor's office, airport and bases are in their hands`."""
    found: list[Site] = []
    at = first
    for site in reversed(sites):
        between = [token.low for token in sentence.tokens[site.stop : at]]
        if not _ENDS.isdisjoint(between):
            break
        if found and found[0].structure is Structure.TOWN and set(between) <= _WITHIN:
            # "The garrison at Kidal fell": the garrison, not the town.
            found[0], at = site, site.first
            continue
        if site.stop > at or len(between) > _REACH or (found and not set(between) <= {",", "and", "the", "army"}):
            break
        found.append(site)
        at = site.first
    return found


def _is_taker(sentence: Sentence, first: int, stop: int, *, retaken: bool, coup: bool) -> bool:
    """Tell whether those who take are no force of a state; for `retaken`, that they are one."""
    tokens = sentence.tokens
    around = [token.low for token in tokens[max(0, first - 24) : first]]
    behind = [token.low for token in tokens[stop : stop + 14]]
    by = behind[behind.index("by") + 1 :] if "by" in behind and tokens[first].low in _PASSIVE else []
    subject = by or around
    rebels = any(low in _REBELS for low in subject)
    state = any(low in _STATE for low in subject)
    if retaken:
        # Mines and crowds are cleared as well.
        return tokens[first].low != "cleared" or not sentence.words.isdisjoint(_CROWDS)
    if tokens[first].low in _HOLDING and not rebels and not (coup and state):
        return False
    if rebels or (coup and state):
        return True
    if state:
        return False
    passive = is_passive(sentence, first)
    # "The airport was seized on Friday": nobody is named; "They also captured the airport": told of before.
    return passive or tokens[first].low not in ("occupied", "occupy", "capture", "captures")


SEIZURES: Final = Detector("facility_seized", _ACTS.phrases, detect)
"""A building, airport, base, town or checkpoint taken by a non-state group or a crowd."""
