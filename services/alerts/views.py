"""What the API shows of alerts and situations, as rows that are committed with the decisions that change them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from schemas.alert import Action, Alert
from schemas.events.casualties import Measure
from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from schemas.situation import SituationView, Toll
from services.alerts.decisions import identify
from services.alerts.situations.inputs import Input
from services.alerts.situations.naming import name_of
from services.alerts.situations.situation import Situation, Slot
from services.alerts.situations.state import State, leading
from services.eventlog.views import View

LATEST: Final = 20
"""Reports of a situation that are named, at most."""


class Views:
    """Gathers the rows that a batch of inputs changes. Every row is absolute: written twice, it is the same."""

    def __init__(self, before: State) -> None:
        self._before = before
        self._alerts: dict[str, tuple[str, int]] = {}
        self._situations: dict[str, int] = {}
        self._closed: dict[str, tuple[Situation, int]] = {}
        self._countries: set[str] = set()

    def note(self, before: State, given: Input, decisions: Sequence[Draft], after: State) -> None:
        """Take note of one step: the state before it, the input, its decisions, and the state after it."""
        for situation_id in _told_of(before, given):
            self._touch(situation_id, given.last, before, after)
        for decision in decisions:
            situation_id = decision.data["situation"]
            for touched in (situation_id, decision.data.get("into"), decision.data.get("origin")):
                if touched:
                    self._touch(touched, given.last, before, after)
            if kind_of(decision.type).startswith("alert."):
                held = before.situations.get(situation_id)
                slots = held.alerts if held is not None else before.unplaced
                slot = slots.get((decision.data["rule"], decision.data["fingerprint"]))
                if kind_of(decision.type) == "alert.suppressed":
                    slot = None
                self._alert(_alert(decision, slot, given.last), given.last)
        if given.kind == "alert.acknowledged":
            self._acknowledged(given, after)

    def rows(self, after: State) -> Iterator[View]:
        """Yield the rows, with what is shared by many (tolls of a country, open alerts) as it is at the end."""
        for alert, (value, cause) in self._alerts.items():
            yield View("alerts", alert, value, cause)
        for situation_id, cause in self._situations.items():
            situation = after.situations.get(situation_id)
            if situation is not None:
                yield View("situations", situation_id, _shown(situation, is_open=True), cause)
        for situation_id, (situation, cause) in self._closed.items():
            yield View("situations", situation_id, _shown(situation, is_open=False), cause)
        counts = self._before.open_alerts
        for key in sorted(set(counts) | set(after.open_alerts)):
            if counts.get(key) != after.open_alerts.get(key):
                yield View("open_alerts", key, str(after.open_alerts[key]) if key in after.open_alerts else None)
        for country in sorted(self._countries):
            yield from _tolls(after, country)

    def _touch(self, situation_id: str, cause: int, before: State, after: State) -> None:
        situation = after.situations.get(situation_id)
        if situation is not None:
            self._situations[situation_id] = cause
        else:
            situation = before.situations[situation_id]
            self._situations.pop(situation_id, None)
            self._closed[situation_id] = (situation, cause)
        self._countries.add(leading(situation.countries))

    def _alert(self, alert: Alert, cause: int) -> None:
        self._alerts[alert.id] = (alert.model_dump_json(), cause)

    def _acknowledged(self, given: Input, after: State) -> None:
        situation = after.situations.get(after.alerts.get(given.head.data["alert"], ""))
        for slot in after.unplaced.values() if situation is None else situation.slots():
            if slot.alert == given.head.data["alert"]:
                alert = _alert_of(slot.data, slot, Action.ACKNOWLEDGED, given.last, slot.due)
                self._alert(alert, given.last)


def _told_of(before: State, given: Input) -> tuple[str, ...]:
    """Return the situations that change without a decision: those that a report is taken out of."""
    if given.kind == "situation.renamed":
        named = given.head.data["situation"]
        return (named,) if named in before.situations else ()
    gone = given.head.data["report"] if given.kind == "report.retracted" else None
    if given.source is not None:
        gone = given.source.supersedes
    return tuple(name for name in before.reports.get(gone, ()) if name in before.situations) if gone else ()


def _alert(decision: Draft, slot: Slot | None, cause: int) -> Alert:
    action = Action(kind_of(decision.type).removeprefix("alert."))
    return _alert_of(decision.data, slot, action, cause, decision.time)


def _alert_of(data: Mapping[str, Any], slot: Slot | None, action: Action, cause: int, changed: datetime) -> Alert:
    return Alert(
        id=data["alert"],
        rule=data["rule"],
        kind=data["alert_kind"],
        severity=data["severity"],
        action=action,
        title=data["title"],
        message=data["message"],
        situation=data["situation"],
        countries=data["countries"],
        before=data["before"],
        after=data["after"],
        because=data["because"],
        reports=data["reports"],
        labels=data["labels"],
        messages=tuple(identify(data["alert"], number) for number in range(1, data["number"] + 1)),
        withheld=data["withheld"],
        raised_at=slot.raised if slot else changed,
        changed_at=changed,
        sequence=cause,
    )


def _shown(situation: Situation, *, is_open: bool) -> str:
    tolls = {
        measure.value: Toll(min=known.min, max=known.max, contested=known.contested)
        for measure in Measure
        if (known := situation.known(measure.value)) is not None
    }
    return SituationView(
        id=situation.id,
        title=name_of(situation),
        open=is_open,
        countries=situation.countries,
        opened_at=situation.opened,
        newest_at=situation.newest,
        changed_at=situation.touched,
        reports=len(situation.reports),
        latest_reports=situation.reports[-LATEST:],
        tolls=tolls,
        alerts=tuple(slot.alert for slot in situation.slots()) if is_open else (),
    ).model_dump_json()


def _tolls(state: State, country: str) -> Iterator[View]:
    """Add up what is known over the open situations that a country leads."""
    if not country:
        return
    open_here = [state.situations[situation] for situation in state.led.get(country, ())]
    for measure in Measure:
        known = [toll for situation in open_here if (toll := situation.known(measure.value)) is not None]
        key = f"{country}|{measure.value}"
        if not known:
            yield View("tolls", key, None)
            continue
        tops = [toll.max for toll in known]
        top = None if None in tops else sum(top for top in tops if top is not None)
        yield View("tolls", key, json.dumps({"min": sum(toll.min for toll in known), "max": top}))
