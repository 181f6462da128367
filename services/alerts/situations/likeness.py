"""How like a report is to a story: a sum of what speaks for it and against it, each part shown.

The weights were set by hand on whole stories, several of one country and at one time, and are coarse on purpose.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from math import sqrt
from typing import Final, NamedTuple

from services.alerts.situations import copies
from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.situation import Situation
from services.alerts.situations.vocabulary import CAUSES, KIN, LOCAL, SINGLE, words_of

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
_CAUSE_WORDS: Final = frozenset(CAUSES)
KNOWN_PLACE: Final = 1.0
NEW_PLACE: Final = -1.5
NEW_PLACE_OF_LOCAL: Final = -3.0
NEW_PLACE_OF_SINGLE: Final = -4.0
"""The place of the first event was told of in the story; or was not; or was not, and the cause strikes one place; or
it strikes once."""
SAME_COUNTRY: Final = 1.0
OTHER_COUNTRY: Final = -3.0
SAME_NAME: Final = -0.5
"""Both lead with one country; or they have none in common; or none, and yet the report names the very place of the
story, which is there more likely than in the country that was read. Where they only share one it says nothing."""


class Profile(NamedTuple):
    """What a report shows of itself."""

    countries: tuple[str, ...]
    terms: tuple[int, ...]
    words: frozenset[int]
    """its terms, as a set"""
    causes: Mapping[str, int]
    main: str
    """the cause that it names most; "" when it names none"""
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
    places = [one.where for one in told if one.where]
    causes = dict(source.causes)
    return Profile(
        countries,
        source.terms,
        frozenset(source.terms),
        causes,
        _main(causes),
        places[0] if places else frozenset(),
        frozenset().union(*places),
        source.shingles,
        words_of(source.source),
    )


FAR: Final = Likeness(0.0, 0.0, 0.0, OTHER_COUNTRY)
"""Of a story elsewhere that a report cannot join, whatever cause and place add."""
_MOST: Final = KNOWN_PLACE + CAUSE * (1 - CAUSE_EVEN)
"""The most that cause and place can add."""
_SLACK: Final = 0.001
"""More than a sum of fractions can be off by its order."""


def compare(report: Profile, stories: Sequence[Situation], told_of: Collection[str] = ()) -> list[Likeness]:
    """Return how like a report is to each of several stories: a word that many of them hold tells little.

    Args:
        report: The report.
        stories: The stories.
        told_of: Countries of the report's events: a story that leads with none of them, and that the report cannot
            join, is `FAR`.
    """
    if not stories:
        return []
    weights = dict.fromkeys(report.terms, 1.0)
    for term in report.terms[:LEAD]:
        weights[term] = LEAD_WORD
    if not _CAUSE_WORDS.isdisjoint(weights):
        for term in _CAUSE_WORDS.intersection(weights):
            weights[term] *= CAUSE_WORD
    # In the order of the report's words, for sums of fractions depend on their order.
    common = [list(filter(story.terms.__contains__, weights)) for story in stories]
    if len(stories) > 1:
        for term, crowd in Counter(chain.from_iterable(common)).items():
            if crowd > 1:
                weights[term] /= sqrt(crowd)
    scale = WORDS / sqrt(max(sum(weights.values()), 4.0))
    likes = []
    for story, held in zip(stories, common, strict=True):
        country = _country(report, story)
        if report.shingles and copies.is_near(report.shingles, story.families, story.texts):
            likes.append(Likeness(COPY, 0.0, 0.0, 0.0))
        elif country == OTHER_COUNTRY and story.countries[0] not in told_of and _is_far(held, weights, scale):
            likes.append(FAR)
        else:
            words = scale * _shared(story, held, weights)
            likes.append(Likeness(words, _cause(report, story), _place(report, story), country))
    return likes


def _is_far(held: Iterable[int], weights: Mapping[int, float], scale: float) -> bool:
    most = scale * sum(map(weights.__getitem__, held))
    return most + _MOST + OTHER_COUNTRY + _SLACK < ENOUGH


def _shared(story: Situation, held: Iterable[int], weights: Mapping[int, float]) -> float:
    reports, counts = len(story.reports) or 1, story.terms
    return sum(
        [weights[term] * (0.5 + 0.5 * (count / reports if (count := counts[term]) < reports else 1.0)) for term in held]
    )


def _cause(report: Profile, story: Situation) -> float:
    if not report.causes or not story.causes:
        return 0.0
    cosine = _cosine(report, story.causes)
    if cosine < CAUSE_EVEN and KIN.get(report.main, report.main) == kin(story.causes):
        # Gunmen in one report are rebels in the next.
        return 0.0
    return CAUSE * (cosine - CAUSE_EVEN)


def _main(causes: Mapping[str, int]) -> str:
    most = max(causes.values(), default=0)
    return min([cause for cause, weight in causes.items() if weight == most], default="")


def kin(causes: Mapping[str, int]) -> str:
    """Return the cause that weighs most, or the kind of causes that it is of; "" for none."""
    main = _main(causes)
    return KIN.get(main, main)


def _cosine(report: Profile, other: Mapping[str, int]) -> float:
    product = sum([weight * other[cause] for cause, weight in report.causes.items() if cause in other])
    return product / sqrt(_squared(report.causes) * _squared(other)) if product else 0.0


def _squared(causes: Mapping[str, int]) -> int:
    return sum([weight * weight for weight in causes.values()])


def _place(report: Profile, story: Situation) -> float:
    if report.place and not story.terms.keys().isdisjoint(report.place):
        return KNOWN_PLACE
    if not story.terms or not story.places:
        return 0.0
    if not report.place and not (story.places.isdisjoint(report.words) and story.places.isdisjoint(report.origin)):
        return KNOWN_PLACE
    if not story.seat.isdisjoint(report.words):
        # It names the place of the story; what it tells itself is elsewhere.
        return 0.0
    if not report.place:
        return 0.0
    if report.main in LOCAL:
        return NEW_PLACE_OF_SINGLE if report.main in SINGLE else NEW_PLACE_OF_LOCAL
    return 0.0 if any(word in story.terms for word in report.places) else NEW_PLACE


def _country(report: Profile, story: Situation) -> float:
    if not report.countries or not story.countries:
        return 0.0
    if report.countries[0] == story.countries[0]:
        return SAME_COUNTRY
    for country in report.countries:
        if country in story.countries:
            return 0.0
    return OTHER_COUNTRY if story.places.isdisjoint(report.place or report.terms[:LEAD]) else SAME_NAME
