"""The engine: two pure functions, `evolve` and `decide`, and the step that joins them.

`evolve` only applies what is recorded. `decide` says what follows from an input under the rules in force. A rebuild
evolves and never decides; a replay decides again and compares.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from schemas.alert import Severity, Withheld
from schemas.events import alerts
from schemas.events.envelope import Draft
from schemas.rules import RuleParameters, RuleSet
from services.alerts.decisions import Drafting
from services.alerts.holding import WAITING, corroborated, judge, judge_step, step_at
from services.alerts.pairing import paired
from services.alerts.rules.finding import Finding, Moment, grounds_told
from services.alerts.rules.registry import ALERTS, TYPES
from services.alerts.rules.source_silent import SourceSilent, due_at, listen
from services.alerts.rulesfile import load_rules
from services.alerts.situations import evolve as evolution
from services.alerts.situations.inputs import Input
from services.alerts.situations.situation import Situation, Slot, is_copy
from services.alerts.situations.state import AlertKey, State
from services.alerts.situations.threads import choose
from services.alerts.situations.timers import next_timer

QUIET: Final = "no report for fourteen days"
OVERTAKEN: Final = "a report came that is more than fourteen quiet days newer"
_EPOCH: Final = datetime.fromtimestamp(0, UTC)
NOWHERE: Final = Situation("", (), _EPOCH, _EPOCH, _EPOCH)
"""Stands where an alert is about no situation."""

_ACTIONS: Final = {
    "revised": alerts.AlertRevised,
    "retracted": alerts.AlertRetracted,
}


def evolve(state: State, event: Input | Draft) -> State:
    """Return the state after an input, or after a decision on the input before it.

    Raises:
        RulesError: The input activates rules that this version cannot read.
    """
    if isinstance(event, Input):
        return evolution.take(state, event, load_rules)
    return evolution.apply(state, event)


def decide(state: State, given: Input, rules: RuleSet | None = None) -> tuple[Draft, ...]:
    """Return the decisions on an input, in order.

    Args:
        state: The state before the input.
        given: The input.
        rules: Other rules than those in force, to see what they would have done.
    """
    return step(state, given, rules)[1]


def step(state: State, given: Input, rules: RuleSet | None = None) -> tuple[State, tuple[Draft, ...]]:
    """Take an input, decide on it and apply the decisions.

    Returns:
        The state after all of it, and the decisions.
    """
    taken = evolve(state, given)
    deciding = _Deciding(state, taken, given, rules or taken.rules)
    deciding.run()
    return deciding.state, tuple(deciding.decisions)


def next_due(state: State) -> datetime | None:
    """Return when the next timer may fall due, in desk time; None when there is none."""
    due = [] if (timer := next_timer(state)) is None else [timer]
    for rule in state.rules.rules:
        if isinstance(rule, SourceSilent) and state.since is not None:
            due += [
                due_at(rule, source, state.heard, state.since)
                for source in rule.sources
                if (rule.name, source.casefold()) not in state.unplaced
            ]
    return min(due, default=None)


class Outcome(NamedTuple):
    """What came of an input.

    Attributes:
        state: The state after all of it.
        decisions: In order.
        fault: Why nothing was decided, where the code failed on this input; None where it did not.
    """

    state: State
    decisions: tuple[Draft, ...]
    fault: str | None


def attempt(state: State, given: Input, rules: RuleSet | None = None) -> Outcome:
    """Take a step; where the code fails on this one input decide nothing on it, and let all others have their turn.

    One report must not keep every alert behind it from being decided. The same input fails the same way in a replay
    and in a rebuild, so the record stays whole.
    """
    try:
        return Outcome(*step(state, given, rules), None)
    except Exception as error:  # noqa: BLE001  whatever an input does to the code must not touch the others
        return Outcome(_passed(state, given), (), f"{type(error).__name__} on the input at entry {given.last}")


def _passed(state: State, given: Input) -> State:
    """Return the state after an input on which nothing was decided."""
    try:
        return evolve(state, given)
    except Exception:  # noqa: BLE001  as above
        return state._replace(sequence=given.last)


def rebuild(state: State, inputs: Iterable[Input], decisions: Iterable[Draft]) -> State:
    """Return the state after inputs and the decisions that were recorded on them, both in the order of the log."""
    for given, mine in paired(inputs, decisions):
        state = applied(state, given, mine)
    return state


def applied(state: State, given: Input, decisions: Iterable[Draft]) -> State:
    """Return the state after an input and the decisions that were recorded on it."""
    state = _passed(state, given)
    for decision in decisions:
        state = evolve(state, decision)
    return state


class _Turn(NamedTuple):
    """A rule that has its turn: what it watches, and where."""

    rule: RuleParameters
    find: Callable[[Any, Moment], Iterator[Finding]]
    watched: str
    countries: frozenset[str]


@lru_cache(maxsize=16)
def _in_turn(rules: RuleSet) -> tuple[_Turn, ...]:
    """Return rules in the order of the file, those behind the others that look at what the others found."""
    turns = []
    for rule in rules.rules:
        kind = TYPES[rule.type]
        turns.append(_Turn(rule, kind.find, kind.watches(rule), frozenset(rule.countries)))
    return tuple(sorted(turns, key=lambda turn: turn.watched == ALERTS))


class _Deciding:
    """The decisions on one input, as they are being made."""

    def __init__(self, before: State, taken: State, given: Input, rules: RuleSet) -> None:
        self._before = before
        self._given = given
        self._rules = rules
        self._drafting = Drafting(given, rules.version)
        self.state = taken
        self.decisions: list[Draft] = []

    def run(self) -> None:
        for situation_id in self.state.falling:
            self._close(situation_id, QUIET)
        for key in self.state.rung:
            self._ring(key)
        self._listen()
        gone = self._given.head.data["report"] if self._given.kind == "report.retracted" else None
        placed: dict[str, tuple[int, ...]] = {}
        if self._given.source is not None:
            gone = self._given.source.supersedes
            placed = self._placed()
        for situation_id in self._before.reports.get(gone, ()) if gone else ():
            placed.setdefault(situation_id, ())
        for situation_id in (*self._combined(), *self._divided()):
            placed.setdefault(situation_id, ())
        for situation_id, told in placed.items():
            self._alert(situation_id, told)

    def _combined(self) -> tuple[str, ...]:
        """Let a story go into another one, as a person said; return the one that stays."""
        data = self._given.head.data
        if self._given.kind != "situation.combined" or data["situation"] == data["into"]:
            return ()
        other, into = (self.state.situations.get(data[name]) for name in ("situation", "into"))
        if other is None or into is None:
            return ()
        self._merge(other, into)
        return (into.id,)

    def _merge(self, other: Situation, into: Situation) -> None:
        for slot in other.slots():
            self._record(self._drafting.alert_closed(other, slot))
        self._record(self._drafting.merged(self.state.situations[other.id], into))

    def _divided(self) -> tuple[str, ...]:
        """Make a story of some reports of another, as a person said; return both."""
        data = self._given.head.data
        situation = self.state.situations.get(data.get("situation", ""))
        if self._given.kind != "situation.divided" or situation is None:
            return ()
        reports = tuple(report for report in situation.reports if report in data["reports"])
        if not reports or len(reports) == len(situation.reports):
            return ()
        draft = self._drafting.split(situation, reports)
        self._record(draft)
        return (situation.id, draft.data["situation"])

    def _record(self, draft: Draft) -> None:
        self.decisions.append(draft)
        self.state = evolve(self.state, draft)

    def _close(self, situation_id: str, reason: str) -> None:
        situation = self.state.situations[situation_id]
        for slot in situation.slots():
            self._record(self._drafting.alert_closed(situation, slot))
        self._record(self._drafting.closed(situation, reason))

    def _placed(self) -> dict[str, tuple[int, ...]]:
        """Put the report where it belongs; return the situations that it joined, and its events there."""
        source = self._given.source
        assert source is not None
        choice = choose(self.state, source, self._given.told)
        for situation_id in choice.ended:
            self._close(situation_id, OVERTAKEN)
        if choice.merged is not None:
            situations = self.state.situations
            self._merge(situations[choice.merged], situations[choice.threads[0].situation or ""])
        placed: dict[str, tuple[int, ...]] = {}
        for thread in choice.threads:
            if thread.situation is None:
                draft = self._drafting.opened(thread, source.id)
            else:
                draft = self._drafting.joined(thread.situation, thread, source.id)
            self._record(draft)
            placed[draft.data["situation"]] = thread.told
        return placed

    def _alert(self, situation_id: str, told: tuple[int, ...]) -> None:
        before = self._before.situations.get(situation_id)
        if situation_id not in self.state.situations:
            return
        source = self._given.source
        copied = source is not None and before is not None and is_copy(before, source)
        # What a copy tells again wakes nobody; its counts are weighed in the ledger.
        news = tuple(self._given.told[n] for n in told if not copied or self._given.told[n].claim is not None)
        # Taking a report out can change anything; else a rule is asked about the kinds of event that it watches.
        taken_out = source is None or source.supersedes is not None
        kinds = {one.kind for one in news}
        after = self.state.situations[situation_id]
        for rule, find, watched, countries in _in_turn(self._rules):
            # A story that was parted from another one is looked at as a whole.
            again = (before is None and source is None) or (
                bool(after.waiting) and any(name == rule.name for name, _ in after.waiting)
            )
            if not taken_out and not again and watched != ALERTS and watched not in kinds:
                continue
            if countries and countries.isdisjoint(after.countries):
                continue
            looked = news if not again else (*after.seen.get(watched, ()), *(one for one in news if one.claim))
            least = rule.min_confidence
            sure = tuple([one for one in looked if one.confidence >= least]) if least else looked
            moment = Moment(before, after, sure, source, self._drafting.story, again)
            for finding in find(rule, moment):
                self._message(situation_id, rule, finding)
                after = self.state.situations[situation_id]

    def _ring(self, key: AlertKey) -> None:
        """Look at an alert again whose time came: send what was held back, or take a step while nobody answers."""
        situation_id, name, fingerprint = key
        rule = next((rule for rule in self._rules.rules if rule.name == name), None)
        slot = self._place(situation_id).alerts.get((name, fingerprint))
        if rule is None or slot is None:
            return
        finding = Finding(
            fingerprint=fingerprint,
            change="due",
            severity=Severity(slot.severity),
            title=slot.data["title"],
            message=slot.data["message"],
            before=slot.sent_after or {},
            after=slot.data["after"],
            grounds=tuple(grounds_told(slot)),
        )
        if slot.data["withheld"] in WAITING:
            self._message(situation_id, rule, finding, words=False)
        elif not slot.acknowledged and slot.sent is not None:
            self._escalate(situation_id, rule, slot, finding)

    def _escalate(self, situation_id: str, rule: RuleParameters, slot: Slot, finding: Finding) -> None:
        due = step_at(rule, slot.due_desk, slot.escalations)
        if due is None or due > self._given.desk:
            return
        severity = max(rule.escalate[slot.escalations].severity, finding.severity, key=lambda one: one.rank)
        worse = replace(finding, severity=severity, before=slot.data["before"])
        situation = self._place(situation_id)
        verdict = judge_step(
            rule, worse, situation=situation, slot=slot, desk=self._given.desk, silences=self.state.silences
        )
        self._record(
            self._drafting.alert(
                situation,
                slot,
                alerts.AlertEscalated,
                rule=rule.model_copy(update={"title": None, "message": None}),
                finding=worse,
                withheld=verdict.withheld,
                next_at=verdict.next_at,
            )
        )

    def _listen(self) -> None:
        """Look for sources that fell silent or are heard again, and close alerts about those nobody listens for."""
        if self.state.unplaced:
            listened = [rule for rule in self._rules.rules if isinstance(rule, SourceSilent)]
            kept = {(rule.name, source.casefold()) for rule in listened for source in rule.sources}
            for key in sorted(key for key in self.state.unplaced if key not in kept):
                self._record(self._drafting.alert_closed(NOWHERE, self.state.unplaced[key]))
        for rule in self._rules.rules:
            if isinstance(rule, SourceSilent) and self.state.since is not None:
                state = self.state
                for finding in listen(rule, state.heard, self.state.since, self._given.desk, state.unplaced):
                    self._message("", rule, finding)

    def _place(self, situation_id: str) -> Situation:
        """Return a situation; for none, a place that holds the alerts about sources."""
        if situation_id:
            return self.state.situations.get(situation_id, NOWHERE)
        return NOWHERE._replace(alerts=self.state.unplaced)

    def _message(self, situation_id: str, rule: RuleParameters, finding: Finding, *, words: bool = True) -> None:
        situation = self._place(situation_id)
        slot = situation.alerts.get((rule.name, finding.fingerprint))
        if slot is None and finding.change != "due":
            return
        if not words:
            rule = rule.model_copy(update={"title": None, "message": None})
        elif finding.change == "due" and not corroborated(situation, finding, rule.min_sources):
            self._record(self._drafting.suppressed(situation, rule, finding, Withheld.UNCORROBORATED))
            return
        due = alerts.AlertUpdated if slot else alerts.AlertRaised
        verdict = judge(
            rule,
            finding,
            situation=situation,
            slot=slot,
            given=self._given,
            story=self._drafting.story,
            silences=self.state.silences,
        )
        self._record(
            self._drafting.alert(
                situation,
                slot,
                _ACTIONS.get(finding.change, due),
                rule=rule,
                finding=finding,
                withheld=verdict.withheld,
                next_at=verdict.next_at,
            )
        )
