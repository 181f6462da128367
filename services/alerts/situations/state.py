"""The state of the fold: every open situation, found by id, country, report and the hour at which it falls quiet."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from immutables import Map

from schemas.rules import NO_RULES, RuleSet
from services.alerts.situations.inputs import Input
from services.alerts.situations.situation import HOUR, NOTHING, Situation, Slot, SlotKey
from services.alerts.situations.wordindex import WordIndex, with_story, without_story

QUIET: Final = timedelta(days=14)
"""A situation that nothing touched for so long is closed."""
MINUTE: Final = 60
UNKNOWN: Final = ""
"""Stands for the country of a situation that has none."""


AlertKey = tuple[str, str, str]
"""Situation ("" for none), rule and fingerprint."""


class Silence(NamedTuple):
    """Alerts that match are recorded and not sent, from `starts` until `ends`, in desk time."""

    id: str
    matchers: tuple[tuple[str, str], ...]
    starts: datetime
    ends: datetime


class State(NamedTuple):
    """All that the engine remembers. Immutable: each step makes another one and shares what did not change.

    Attributes:
        sequence: The last entry of the last input that was applied.
        rules: The rules in force.
        situations: Open situations by id.
        led: Ids of open situations by leading country, in the order of their opening.
        reports: Situations that a report joined, for reports of open situations.
        alerts: Situation of each open alert.
        open_alerts: How many are open, by `kind|severity|country`; an alert counts in each of its countries.
        words: Open situations by the words that they opened with.
        hours: Situations by the hour (since 1970) at which they may fall quiet; one that was touched since is moved
            when its hour comes.
        hour: The hour up to which timers were looked at.
        falling: Situations that fell quiet and are about to be closed.
        minutes: Alerts by the minute (since 1970) at which they are to be looked at again.
        soonest: The first of these minutes; 0 for none.
        rung: Alerts whose minute came with the input at hand.
        heard: Desk time of the last report of each source.
        since: Desk time at which the rules came into force.
        unplaced: Open alerts that are about a source, not about a situation.
        silences: Silences that are not over, in the order of their making.
        pending: The input that decisions are being made on.
    """

    sequence: int = 0
    rules: RuleSet = NO_RULES
    situations: Map[str, Situation] = NOTHING
    led: Map[str, tuple[str, ...]] = NOTHING
    reports: Map[str, tuple[str, ...]] = NOTHING
    alerts: Map[str, str] = NOTHING
    open_alerts: Map[str, int] = NOTHING
    words: WordIndex = NOTHING
    hours: Map[int, Map[str, bool]] = NOTHING
    hour: int = 0
    falling: tuple[str, ...] = ()
    minutes: Map[int, Map[AlertKey, bool]] = NOTHING
    soonest: int = 0
    rung: tuple[AlertKey, ...] = ()
    heard: Map[str, datetime] = NOTHING
    since: datetime | None = None
    unplaced: Map[SlotKey, Slot] = NOTHING
    silences: tuple[Silence, ...] = ()
    pending: Input | None = None


EMPTY_STATE: Final = State()


def leading(countries: tuple[str, ...]) -> str:
    """Return the country that leads."""
    return countries[0] if countries else UNKNOWN


def quiet_hour(touched: datetime) -> int:
    """Return the hour since 1970 at which a situation that was last touched then falls quiet: the first full hour."""
    return int(-(-((touched + QUIET).timestamp()) // HOUR))


def opened(state: State, situation: Situation) -> State:
    """Return the state with one more situation."""
    country = leading(situation.countries)
    hour = quiet_hour(situation.touched)
    return state._replace(
        situations=state.situations.set(situation.id, situation),
        led=state.led.set(country, (*state.led.get(country, ()), situation.id)),
        words=with_story(state.words, situation.id, situation.names),
        hours=state.hours.set(hour, state.hours.get(hour, NOTHING).set(situation.id, True)),
    )


def changed(state: State, situation: Situation) -> State:
    """Return the state with a situation as it is now."""
    before = state.situations[situation.id]
    after = state._replace(situations=state.situations.set(situation.id, situation))
    if leading(before.countries) == leading(situation.countries):
        return after
    # A story whose country nobody had told: now somebody has.
    left, found = leading(before.countries), leading(situation.countries)
    led = _left(state.led, left, situation.id)
    return after._replace(led=led.set(found, (*led.get(found, ()), situation.id)))


def _left(led: Map[str, tuple[str, ...]], country: str, situation_id: str) -> Map[str, tuple[str, ...]]:
    others = _without(led.get(country, ()), situation_id)
    return led.set(country, others) if others else led.delete(country)


def _without(held: tuple[str, ...], situation_id: str) -> tuple[str, ...]:
    if situation_id not in held:
        return held
    # Situations fall quiet in the order in which they stand here: nearly always it is the first.
    at = held.index(situation_id)
    return held[:at] + held[at + 1 :]


def slotted(state: State, situation: Situation, key: SlotKey, slot: Slot | None) -> State:
    """Return the state in which an alert of a situation is as `slot` says, or is over where that is None."""
    old = situation.alerts.get(key)
    counts = state.open_alerts.mutate()
    for one, step in ((old, -1), (slot, 1)):
        for name in _counted_as(one):
            count = counts.get(name, 0) + step
            if count:
                counts[name] = count
            else:
                del counts[name]
    alerts = state.alerts
    if slot is not None:
        alerts = alerts.set(slot.alert, situation.id)
    elif old is not None and old.alert in alerts:
        alerts = alerts.delete(old.alert)
    held = situation.alerts.set(key, slot) if slot is not None else situation.alerts.delete(key)
    return state._replace(
        situations=state.situations.set(situation.id, situation._replace(alerts=held)),
        alerts=alerts,
        open_alerts=counts.finish(),
    )


def _counted_as(slot: Slot | None) -> list[str]:
    if slot is None:
        return []
    return [f"{slot.data['alert_kind']}|{slot.severity}|{country}" for country in slot.data["countries"]]


def noted(state: State, report: str, situation: str) -> State:
    """Return the state that knows which situation a report joined."""
    before = state.reports.get(report, ())
    return state if situation in before else state._replace(reports=state.reports.set(report, (*before, situation)))


def closed(state: State, situation_id: str) -> State:
    """Return the state without a situation and all that was remembered for it."""
    situation = state.situations.get(situation_id)
    if situation is None:
        return state
    reports = state.reports.mutate()
    for report in situation.reports:
        left = tuple(other for other in reports.get(report, ()) if other != situation_id)
        if left:
            reports[report] = left
        elif report in reports:
            del reports[report]
    return state._replace(
        situations=state.situations.delete(situation_id),
        falling=_without(state.falling, situation_id),
        led=_left(state.led, leading(situation.countries), situation_id),
        reports=reports.finish(),
        words=without_story(state.words, situation_id, situation.names),
    )
