"""Which story a report belongs to.

For now a story is what is told of one leading country without a week of silence. What the rest of the fold needs of
this file is `choose`; a finer way of telling stories apart takes its place here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import State, leading

WINDOW: Final = timedelta(days=7)
"""A report joins a story whose newest report is no further away than this, in story time."""


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
    """

    threads: tuple[Thread, ...] = ()
    ended: tuple[str, ...] = ()


def choose(state: State, source: Source, told: tuple[Told, ...]) -> Choice:
    """Decide which stories a report belongs to.

    The story of its leading country takes the events of that country, and those that no open story of another country
    takes. A report without events may join a story, never open one.
    """
    home = leading(source.countries or _told_countries(told))
    elsewhere: dict[str, list[int]] = {}
    stays: list[int] = []
    for position, one in enumerate(told):
        country = country_of(one)
        if country and country != home and country not in source.countries[:1]:
            other = _nearest(state, country, source)
            if other is not None:
                elsewhere.setdefault(other.id, []).append(position)
                continue
        stays.append(position)
    threads: list[Thread] = []
    ended: tuple[str, ...] = ()
    # A newer revision stays where the older one was.
    held = [state.situations[other] for other in state.reports.get(source.id, ()) if other in state.situations]
    found = held[0] if held else _nearest(state, home, source)
    if found is not None:
        threads.append(Thread(found.id, _countries(found.countries, told, stays), tuple(stays)))
    elif stays:
        countries = (home,) if home else ()
        threads.append(Thread(None, _countries(countries, told, stays), tuple(stays)))
        ended = _outdated(state, home, source)
    for situation_id, positions in elsewhere.items():
        situation = state.situations[situation_id]
        threads.append(Thread(situation_id, situation.countries, tuple(positions)))
    return Choice(tuple(threads), ended)


def country_of(told: Told) -> str | None:
    """Return the country that an event is about."""
    host: str | None = told.data.get("host")
    return host or (told.data.get("place") or {}).get("country")


def _told_countries(told: tuple[Told, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(country for country in map(country_of, told) if country))


def _countries(countries: tuple[str, ...], told: tuple[Told, ...], positions: list[int]) -> tuple[str, ...]:
    more = (country_of(told[position]) for position in positions)
    return tuple(dict.fromkeys((*countries, *(country for country in more if country))))


def _nearest(state: State, country: str, source: Source) -> Situation | None:
    near = [state.situations[other] for other in state.led.get(country, ())]
    near = [one for one in near if abs(one.newest - source.story) <= WINDOW]
    return min(near, key=lambda one: (abs(one.newest - source.story), one.id), default=None)


def _outdated(state: State, country: str, source: Source) -> tuple[str, ...]:
    if source.clamped:
        return ()
    return tuple(
        other for other in state.led.get(country, ()) if source.story - state.situations[other].newest > WINDOW
    )
