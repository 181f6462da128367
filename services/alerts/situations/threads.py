"""Which story a report belongs to.

A report joins the open story that it is most like, where it is like enough; else, where it tells of an event, it
opens one. What the rest of the fold needs of this file is `choose`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.alerts.situations.bridging import bridged, staying
from services.alerts.situations.elsewhere import background, corrects, only_named
from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.likeness import COPY, ENOUGH, LEAD, NEW_PLACE_OF_LOCAL, Likeness, compare, profile
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import State, leading
from services.alerts.situations.vocabulary import words_of
from services.alerts.situations.wordindex import find

WINDOW: Final = timedelta(days=14)
"""A report joins a story whose newest report is no further away than this, in story time."""
COMPARED: Final = 24
"""Stories of one country that a report is compared with, at most: those opened last."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A story that a report belongs to, and the events that it brings there.

    Attributes:
        situation: Id of the open situation; None for one to be opened.
        countries: The countries of that story from now on, the leading one first.
        told: Positions of the report's events that belong to it.
    """

    situation: str | None
    countries: tuple[str, ...]
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of a report.

    Attributes:
        threads: Stories that it belongs to, the one that it leads with first; empty when it belongs to none.
        ended: Stories that its coming shows to be over.
        merged: The story that it shows to be one with the first of them, and goes into that; None for none.
    """

    threads: tuple[Thread, ...] = ()
    ended: tuple[str, ...] = ()
    merged: str | None = None


def choose(state: State, source: Source, told: tuple[Told, ...]) -> Choice:
    """Decide which stories a report belongs to.

    Events of another country go to an open story there that the report is not unlike. Counts of other stories that
    the report only mentions belong to none. A report without events may join a story, never open one.
    """
    where = tuple([country_of(one) for one in told])
    named = _each(where)
    countries = source.countries or named
    report = profile(source, told, countries)
    near = _near(state, source, _each((*countries, *named)))
    likes = compare(report, near, named)
    if any(one.claim is not None and one.claim.scope == "previous" for one in told):
        likes = [_corrected(like) if corrects(told, story) else like for story, like in zip(near, likes, strict=True)]
    lead = report.terms[:LEAD]
    likes = [
        _named(like) if only_named(told, story, report.main, lead) else like
        for story, like in zip(near, likes, strict=True)
    ]
    own = _own(state, source, near, likes)
    mentioned = background(told, own, near)
    home = leading(own.countries if own else countries)
    abroad = _abroad(where, home, near, likes, own)
    stays = tuple(n for n in range(len(told)) if n not in mentioned and n not in abroad)
    threads: list[Thread] = []
    ended: tuple[str, ...] = ()
    merged: str | None = None
    if own is not None:
        stories = own.countries or countries[:1]
        other = bridged(own, near, likes) if stays else None
        if other is not None:
            own, other = staying(own, other)
            merged = other.id
            stories = _each((*own.countries, *other.countries))
        threads.append(Thread(own.id, _each((*stories, *[where[n] for n in stays])), stays))
    elif stays:
        threads.append(Thread(None, _each((*countries[:1], *[where[n] for n in stays])), stays))
        ended = _outdated(state, home, source)
    for name in dict.fromkeys(abroad.values()):
        positions = tuple(n for n, story in abroad.items() if story == name)
        threads.append(Thread(name, state.situations[name].countries, positions))
    return Choice(tuple(threads), ended, merged)


def _named(like: Likeness) -> Likeness:
    """Return the likeness to a story that a report names beside its own: too little to join it."""
    return like if like.total >= COPY else Likeness(0.0, 0.0, NEW_PLACE_OF_LOCAL, 0.0)


def _corrected(like: Likeness) -> Likeness:
    """Return the likeness to a story whose very figure a report corrects: where it says so matters nothing."""
    return like._replace(place=max(like.place, 0.0))


def country_of(told: Told) -> str | None:
    """Return the country that an event is about."""
    host: str | None = told.data.get("host")
    return host or (told.data.get("place") or {}).get("country")


def _each(countries: Iterable[str | None]) -> tuple[str, ...]:
    """Return countries that were told, each once, in order."""
    return tuple([country for country in dict.fromkeys(countries) if country])


def _near(state: State, source: Source, countries: tuple[str, ...]) -> list[Situation]:
    """Return the open stories that a report could belong to or speak of, in a fixed order.

    They are near in time, and hold one of its words; only where there are no words to go by, the country must do.
    """
    names: dict[str, None] = {}
    for country in countries or ("",):
        names.update(dict.fromkeys(state.led.get(country, ())[-COMPARED:]))
    seen = (*source.terms, *sorted(words_of(source.source)))
    names.update(find(state.words, seen))
    words = frozenset(seen)
    near: list[Situation] = []
    for name in names:
        story = state.situations[name]
        # The keys are looked up by the few words of the report; the other way round all of them would be.
        strange = words and story.terms and story.terms.keys().isdisjoint(words)
        if not strange and abs(story.newest - source.story) <= WINDOW:
            near.append(story)
    return near


def _own(state: State, source: Source, near: Sequence[Situation], likes: Sequence[Likeness]) -> Situation | None:
    """Return the story that a report joins."""
    held = [state.situations[name] for name in state.reports.get(source.id, ()) if name in state.situations]
    if held:
        # A newer revision stays where the older one was.
        return held[0]
    best: Situation | None = None
    most = ENOUGH
    for story, like in zip(near, likes, strict=True):
        total = like.total
        if total > most or (total == most and (best is None or _nearer(story, best, source))):
            best, most = story, total
    return best


def _nearer(story: Situation, best: Situation, source: Source) -> bool:
    return (abs(story.newest - source.story), story.id) < (abs(best.newest - source.story), best.id)


def _abroad(
    where: Sequence[str | None], home: str, near: Sequence[Situation], likes: Sequence[Likeness], own: Situation | None
) -> dict[int, str]:
    """Return events of another country that an open story there takes: position to story."""
    taken: dict[int, str] = {}
    known = set(own.countries) if own else {home}
    for position, country in enumerate(where):
        if not country or country in known:
            continue
        fitting = [
            (like.total, story.id)
            for story, like in zip(near, likes, strict=True)
            if story is not own and leading(story.countries) == country and like.total >= like.country
        ]
        if fitting:
            taken[position] = max(fitting)[1]
    return taken


def _outdated(state: State, country: str, source: Source) -> tuple[str, ...]:
    if source.clamped:
        return ()
    return tuple(name for name in state.led.get(country, ()) if source.story - state.situations[name].newest > WINDOW)
