"""How the state changes with what was recorded. Nothing is decided here."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from immutables import Map

from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from schemas.rules import RuleSet
from services.alerts.situations.inputs import Input
from services.alerts.situations.merging import united
from services.alerts.situations.parting import parted
from services.alerts.situations.situation import Situation, Slot, joined, without
from services.alerts.situations.state import Silence, State, changed, closed, noted, opened, slotted
from services.alerts.situations.timers import awaited, turned
from services.alerts.situations.vocabulary import EVERYDAY
from services.alerts.situations.wordindex import naming

SOURCES_KEPT: Final = 50_000
"""Sources of which it is remembered when they were heard; with so many nobody waits for each."""

ReadRules = Callable[[str, str], RuleSet]
"""Reads a rules file: text, origin."""


def take(state: State, given: Input, read_rules: ReadRules) -> State:
    """Return the state that has an input before it, ready for the decisions on it.

    Acts of the desk change the state at once; a report changes it only by the decisions of where it belongs.
    """
    heard = state.heard if given.source is None else _heard(state.heard, given.source.source.casefold(), given.desk)
    state = turned(state._replace(sequence=given.last, pending=given, heard=heard), given.desk)
    if state.silences:
        state = state._replace(silences=tuple(one for one in state.silences if one.ends > given.desk))
    if given.source is not None and given.source.supersedes:
        state = _replace_report(state, given.source.supersedes, given.source.id)
    desk = _DESK.get(given.kind)
    if given.kind == "rules.activated":
        data = given.head.data
        return state._replace(rules=read_rules(data["text"], data.get("origin", "")), since=given.desk)
    return state if desk is None else desk(state, given.head.data)


def apply(state: State, decision: Draft) -> State:
    """Return the state after a decision on the pending input."""
    kind = kind_of(decision.type)
    change = _DECISIONS.get(kind)
    return state if change is None else change(state, decision)


def _heard(heard: Map[str, datetime], source: str, desk: datetime) -> Map[str, datetime]:
    if len(heard) >= SOURCES_KEPT and source not in heard:
        return heard
    return heard.set(source, desk)


# -- acts of the desk


def _silence(state: State, data: Mapping[str, Any]) -> State:
    silence = Silence(
        data["silence"],
        tuple(sorted(data["matchers"].items())),
        datetime.fromisoformat(data["starts_at"]),
        datetime.fromisoformat(data["ends_at"]),
    )
    kept = tuple(one for one in state.silences if one.id != silence.id)
    return state._replace(silences=(*kept, silence))


def _unsilence(state: State, data: Mapping[str, Any]) -> State:
    return state._replace(silences=tuple(one for one in state.silences if one.id != data["silence"]))


def _acknowledge(state: State, data: Mapping[str, Any]) -> State:
    situation = state.situations.get(state.alerts.get(data["alert"], ""))
    for key, slot in (state.unplaced if situation is None else situation.alerts).items():
        if slot.alert == data["alert"]:
            known = slot._replace(acknowledged=True)
            if situation is None:
                return state._replace(unplaced=state.unplaced.set(key, known))
            return slotted(state, situation, key, known)
    return state


def _rename(state: State, data: Mapping[str, Any]) -> State:
    situation = state.situations.get(data["situation"])
    return state if situation is None else changed(state, situation._replace(title=data["title"]))


def _replace_report(state: State, old: str, new: str) -> State:
    """Take out what an older revision said, and keep its place for the newer one."""
    places = state.reports.get(old)
    if places is None:
        return state
    state = _take_back(state, {"report": old})
    # It joins the story that the older one led with; whether it belongs to another too is decided anew.
    return state._replace(reports=state.reports.set(new, places[:1]))


def _take_back(state: State, data: Mapping[str, Any]) -> State:
    report = data["report"]
    for situation_id in state.reports.get(report, ()):
        if situation_id in state.situations:
            state = changed(state, without(state.situations[situation_id], report))
    return state._replace(reports=state.reports.delete(report)) if report in state.reports else state


_DESK: Final[Mapping[str, Callable[[State, Mapping[str, Any]], State]]] = MappingProxyType(
    {
        "silence.created": _silence,
        "silence.ended": _unsilence,
        "alert.acknowledged": _acknowledge,
        "situation.renamed": _rename,
        "report.retracted": _take_back,
    }
)


# -- decisions


def _opened(state: State, decision: Draft) -> State:
    data, given = decision.data, state.pending
    if given is None or given.source is None:
        return state
    source = given.source
    situation = Situation(
        data["situation"],
        tuple(data["countries"]),
        opened=source.story,
        newest=source.story,
        touched=given.desk,
        names=naming(source.terms),
    )
    return _joined(opened(state, situation), decision)


def _joined(state: State, decision: Draft) -> State:
    data, given = decision.data, state.pending
    situation = state.situations.get(data["situation"])
    if given is None or given.source is None or situation is None:
        return state
    told = tuple(given.told[position] for position in data["told"])
    after = joined(situation, given.source, told, tuple(data["countries"]), given.desk)
    return noted(changed(state, after), given.source.id, situation.id)


def _closed(state: State, decision: Draft) -> State:
    return closed(state, decision.data["situation"])


def _alerted(state: State, decision: Draft) -> State:
    data = decision.data
    placed = data["situation"]
    situation = state.situations.get(placed)
    if situation is None and placed:
        return state
    key = (data["rule"], data["fingerprint"])
    before = (state.unplaced if situation is None else situation.alerts).get(key)
    cause = data["decided"]["cause"]
    story = decision.time
    due = kind_of(decision.type) in ("alert.raised", "alert.updated")
    sent = due and data["withheld"] is None
    desk = state.pending.desk if state.pending is not None else story
    slot = Slot(
        alert=data["alert"],
        rule=data["rule"],
        type=data["rule_type"],
        fingerprint=data["fingerprint"],
        severity=data["severity"],
        number=data["number"],
        message=decision.id,
        raised=story if before is None else before.raised,
        due=story if due or before is None else before.due,
        due_cause=cause if due or before is None else before.due_cause,
        due_after=data["after"] if due or before is None else before.due_after,
        data=data,
        due_desk=desk if due or before is None else before.due_desk,
        sent=story if sent else before and before.sent,
        sent_after=data["after"] if sent else before and before.sent_after,
        escalations=_escalations(decision, before, due=due),
        acknowledged=before is not None and before.acknowledged and not due,
    )
    if data.get("next_at"):
        state = awaited(state, (placed, *key), datetime.fromisoformat(data["next_at"]))
    if situation is None:
        return state._replace(unplaced=state.unplaced.set(key, slot))
    if key in situation.waiting:
        situation = situation._replace(waiting=situation.waiting - {key})
    return slotted(state, situation, key, slot)


def _escalations(decision: Draft, before: Slot | None, *, due: bool) -> int:
    taken = 0 if before is None or due else before.escalations
    return taken + (kind_of(decision.type) == "alert.escalated")


def _suppressed(state: State, decision: Draft) -> State:
    data = decision.data
    situation = state.situations.get(data["situation"])
    if situation is None:
        return state
    waiting = situation.waiting | {(data["rule"], data["fingerprint"])}
    return changed(state, situation._replace(waiting=waiting))


def _gone(state: State, decision: Draft) -> State:
    data = decision.data
    situation = state.situations.get(data["situation"])
    key = (data["rule"], data["fingerprint"])
    if not data["situation"] and key in state.unplaced:
        return state._replace(unplaced=state.unplaced.delete(key))
    if situation is None or key not in situation.alerts:
        return state
    return slotted(state, situation, key, None)


def _merged(state: State, decision: Draft) -> State:
    data = decision.data
    other, into = state.situations.get(data["situation"]), state.situations.get(data["into"])
    if other is None or into is None:
        return state
    state = closed(changed(state, united(into, other)), other.id)
    for report in other.reports:
        state = noted(state, report, into.id)
    return state


def _split(state: State, decision: Draft) -> State:
    data, given = decision.data, state.pending
    situation = state.situations.get(data["origin"])
    if situation is None or given is None:
        return state
    words = tuple(term for term in given.head.data.get("terms") or () if term not in EVERYDAY)
    left, new = parted(situation, data["reports"], data["situation"], words, given.desk)
    state = opened(changed(state, left), new)
    reports = state.reports.mutate()
    for report in new.reports:
        places = tuple(place for place in reports.get(report, ()) if place != situation.id)
        reports[report] = (*places, new.id)
    return state._replace(reports=reports.finish())


_DECISIONS: Final[Mapping[str, Callable[[State, Draft], State]]] = MappingProxyType(
    {
        "situation.opened": _opened,
        "situation.joined": _joined,
        "situation.closed": _closed,
        "situation.merged": _merged,
        "situation.split": _split,
        "alert.raised": _alerted,
        "alert.updated": _alerted,
        "alert.revised": _alerted,
        "alert.escalated": _alerted,
        "alert.suppressed": _suppressed,
        "alert.retracted": _gone,
        "alert.closed": _gone,
    }
)
