"""How like a report is to a story: a sum of what speaks for it and against it, each part shown.

The weights were set by hand on whole stories, several of one country and at one time, and are coarse on purpose.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from math import sqrt
from typing import Final, NamedTuple

from services.alerts.situations import copies
from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.situation import Situation, place_words
from services.alerts.situations.vocabulary import CAUSES, KIN, LOCAL, words_of

ENOUGH: Final = 1.0
"""A report joins a story from this likeness on."""
COPY: Final = 100.0
"""Likeness of a near-copy of a report of the story."""

WORDS: Final = 2.0
"""Weight of words in common."""
CAUSE_WORD: Final = 0.5
"""Weight of a single word that names a cause; another one weighs 1, less where many of the stories hold it."""
CAUSE: Final = 3.0
CAUSE_EVEN: Final = 0.4
"""Weight of a common cause; below this cosine it speaks against."""
LEAD: Final = 8
LEAD_WORD: Final = 2.0
"""The first words, those of a title, tell which story a report leads with, and weigh more by this factor."""
KNOWN_PLACE: Final = 1.0
NEW_PLACE: Final = -1.5
NEW_PLACE_OF_LOCAL: Final = -3.0
"""The place of the first event was told of in the story; or was not; or was not, and the cause strikes one place."""
SAME_COUNTRY: Final = 1.0
OTHER_COUNTRY: Final = -3.0
SAME_NAME: Final = -0.5
"""Both lead with one country; or they have none in common; or none, and yet the report names the very place of the
story, which is there more likely than in the country that was read. Where they only share one it says nothing."""


class Profile(NamedTuple):
    """What a report shows of itself."""

    countries: tuple[str, ...]
    terms: tuple[int, ...]
    causes: Mapping[str, int]
    place: frozenset[int]
    """words of the place of the first event that has one"""
    places: frozenset[int]
    """words of the places of all its events"""
    shingles: tuple[int, ...]
    origin: frozenset[int]
    """words of its source's name: a local paper names its town"""


class Likeness(NamedTuple):
    """The parts of a likeness."""

    words: float
    cause: float
    place: float
    country: float

    @property
    def total(self) -> float:
        """Their sum."""
        return self.words + self.cause + self.place + self.country


def profile(source: Source, told: Iterable[Told], countries: tuple[str, ...]) -> Profile:
    """Return what a report shows of itself."""
    places = [words for words in map(place_words, told) if words]
    return Profile(
        countries,
        source.terms,
        dict(source.causes),
        places[0] if places else frozenset(),
        frozenset().union(*places),
        source.shingles,
        words_of(source.source),
    )


def main_cause(report: Profile) -> str | None:
    """Return the cause that a report names most; None when it names none."""
    return min(report.causes, key=lambda cause: (-report.causes[cause], cause), default=None)


def compare(report: Profile, stories: Sequence[Situation]) -> list[Likeness]:
    """Return how like a report is to each of several stories: a word that many of them hold tells little."""
    words = frozenset(report.terms)
    common = [words & story.terms.keys() for story in stories]
    crowds: dict[int, int] = {}
    for held in common:
        for term in held:
            crowds[term] = crowds.get(term, 0) + 1
    weights = {
        term: (LEAD_WORD if position < LEAD else 1.0)
        * (CAUSE_WORD if term in CAUSES else 1.0)
        / (1.0 if crowds.get(term, 1) == 1 else sqrt(crowds[term]))
        for position, term in enumerate(report.terms)
    }
    scale = WORDS / sqrt(max(sum(weights.values()), 4.0))
    return [_compare(report, story, held, weights, scale) for story, held in zip(stories, common, strict=True)]


def _compare(report: Profile, story: Situation, held: Set[int], weights: Mapping[int, float], scale: float) -> Likeness:
    if report.shingles and copies.is_near(report.shingles, story.families, story.texts):
        return Likeness(COPY, 0.0, 0.0, 0.0)
    reports = max(1, len(story.reports))
    # In the order of the report's words, for sums of fractions depend on their order.
    shared = sum(
        [
            weight * (0.5 + 0.5 * min(1.0, story.terms[term] / reports))
            for term, weight in weights.items()
            if term in held
        ]
    )
    return Likeness(scale * shared, _cause(report, story), _place(report, story), _country(report, story))


def _cause(report: Profile, story: Situation) -> float:
    cosine = _cosine(report.causes, story.causes)
    if cosine is None:
        return 0.0
    if cosine < CAUSE_EVEN and _kin(report.causes) == _kin(story.causes):
        # Gunmen in one report are rebels in the next.
        return 0.0
    return CAUSE * (cosine - CAUSE_EVEN)


def _kin(causes: Mapping[str, int]) -> str:
    main = min(causes, key=lambda cause: (-causes[cause], cause))
    return KIN.get(main, main)


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float | None:
    if not one or not other:
        return None
    product = sum(weight * other.get(cause, 0) for cause, weight in one.items())
    return product / sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))


def _place(report: Profile, story: Situation) -> float:
    if any(word in story.terms for word in report.place):
        return KNOWN_PLACE
    if not story.terms or not story.places:
        return 0.0
    if not report.place and not story.places.isdisjoint((*report.terms, *report.origin)):
        return KNOWN_PLACE
    if not story.seat.isdisjoint(report.terms):
        # It names the place of the story; what it tells itself is elsewhere.
        return 0.0
    if not report.place:
        return 0.0
    if main_cause(report) in LOCAL:
        return NEW_PLACE_OF_LOCAL
    return 0.0 if any(word in story.terms for word in report.places) else NEW_PLACE


def _country(report: Profile, story: Situation) -> float:
    if not report.countries or not story.countries:
        return 0.0
    if report.countries[0] == story.countries[0]:
        return SAME_COUNTRY
    if set(report.countries) & set(story.countries):
        return 0.0
    named = report.place or report.terms[:LEAD]
    return OTHER_COUNTRY if story.places.isdisjoint(named) else SAME_NAME
