"""Timers of the fold, in desk time: situations that fall quiet, alerts that are to be looked at again.

A timer rings once its time is not later than the recorded time of an input, before that input is decided on.
"""

from datetime import UTC, datetime

from immutables import Map

from services.alerts.situations.situation import HOUR, NOTHING
from services.alerts.situations.state import MINUTE, AlertKey, State, quiet_hour


def turned(state: State, desk: datetime) -> State:
    """Return the state at a later time: what fell quiet is in `falling`, alerts whose minute came are in `rung`."""
    state = _rung(state, int(desk.timestamp()) // MINUTE)
    now = int(desk.timestamp()) // HOUR
    if now <= state.hour:
        return state
    falling = list(state.falling)
    hours = state.hours.mutate()
    # Every hour is looked at once; only where no report came for long are there fewer situations than hours.
    passed = range(state.hour, now + 1) if now - state.hour < len(state.hours) else sorted(state.hours)
    for hour in passed:
        if hour > now or hour not in hours:
            continue
        for situation_id in sorted(hours.pop(hour)):
            situation = state.situations.get(situation_id)
            if situation is None:
                continue
            # A situation that was touched since waits on.
            later = quiet_hour(situation.touched)
            if later <= now:
                falling.append(situation_id)
            else:
                hours[later] = hours.get(later, NOTHING).set(situation_id, True)
    return state._replace(hour=now, hours=hours.finish(), falling=tuple(falling))


def _rung(state: State, now: int) -> State:
    if not state.soonest or state.soonest > now:
        return state._replace(rung=()) if state.rung else state
    minutes = state.minutes.mutate()
    rung: list[AlertKey] = []
    for minute in sorted(minute for minute in state.minutes if minute <= now):
        rung += sorted(minutes.pop(minute))
    left = minutes.finish()
    return state._replace(minutes=left, soonest=min(left, default=0), rung=tuple(dict.fromkeys(rung)))


def awaited(state: State, key: AlertKey, moment: datetime) -> State:
    """Return the state in which an alert is looked at again in the first full minute from a moment on."""
    minute = int(-(-moment.timestamp() // MINUTE))
    held: Map[AlertKey, bool] = state.minutes.get(minute, NOTHING)
    soonest = min(state.soonest, minute) if state.soonest else minute
    return state._replace(minutes=state.minutes.set(minute, held.set(key, True)), soonest=soonest)


def next_timer(state: State) -> datetime | None:
    """Return when the next timer may ring; None when there is none."""
    hour = min(state.hours, default=None)
    seconds = [] if hour is None else [hour * HOUR]
    if state.soonest:
        seconds.append(state.soonest * MINUTE)
    return datetime.fromtimestamp(min(seconds), UTC) if seconds else None
