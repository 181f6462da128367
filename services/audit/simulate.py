"""What would have been alerted: reading, fold and rules over reports, without a server and without a trace."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from schemas.events.casualties import Measure
from schemas.events.data import EventData
from schemas.events.desk import ClockTicked, RulesActivated
from schemas.events.envelope import Draft, Event
from schemas.events.registry import kind_of
from schemas.report import Intake, Report
from schemas.rules import RuleSet
from services.alerts.engine import attempt, next_due
from services.alerts.situations.inputs import gather
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import EMPTY_STATE, State
from services.ingest.entries import Provenance, ReadReport, entries
from services.ingest.identity import identify

Line = dict[str, Any]


def simulate(
    reports: Iterable[Intake], rules: RuleSet, read: Callable[[Report], ReadReport], reader: str
) -> Iterator[Line]:
    """Yield what each report would have led to, in the order given.

    A report counts as recorded at its `received_at`, else at its `published_at`; recorded time never runs backwards.

    Args:
        reports: The reports.
        rules: The rules in force from the start.
        read: The reader.
        reader: Its name and version.

    Yields:
        `id` (the sender's, else the report's own), `situation` (the one that the report leads with, null when it
        belongs to none), `situations`, `toll` of that situation after the report, `alerts` (with those that timers
        sent since the report before).
    """
    simulation = _Simulation(rules, read, reader)
    for report in reports:
        yield simulation.take(report)


class _Simulation:
    """A log that is never written, and the engine over it."""

    def __init__(self, rules: RuleSet, read: Callable[[Report], ReadReport], reader: str) -> None:
        self._read = read
        self._reader = reader
        self._state: State = EMPTY_STATE
        self._sequence = 0
        self._now: datetime | None = None
        self._rules = rules
        self._newest: dict[str, tuple[str, str, int]] = {}
        self._joined: dict[str, list[str]] = {}

    def take(self, intake: Intake) -> Line:
        moment = intake.received_at or intake.published_at
        if self._now is None:
            self._now = moment
            self._step([self._activation()])
        decisions = self._wait(max(self._now, moment))
        report, revision, supersedes, new = self._identified(intake)
        if new:
            origin = Provenance(report, self._now, "", revision, supersedes, intake.history)
            plain = Report.model_validate(intake.model_dump(include=set(Report.model_fields)))
            drafts, _ = entries(plain, self._read(plain), origin, self._reader)
            decided = self._step(drafts)
            decisions += decided
            self._joined[report] = [
                decision.data["situation"]
                for decision in decided
                if kind_of(decision.type) in ("situation.opened", "situation.joined")
            ]
        return self._line(intake.id or report, self._joined.get(report, []), decisions)

    def _wait(self, moment: datetime) -> list[Draft]:
        """Let the clock run to a moment, with every timer that rings until then, as the service would."""
        assert self._now is not None
        decisions: list[Draft] = []
        while (due := next_due(self._state)) is not None and self._now < due <= moment:
            self._now = due
            decisions += self._step([self._desk(ClockTicked(due=due))])
        self._now = moment
        return decisions

    def _identified(self, intake: Intake) -> tuple[str, int, str | None, bool]:
        """Return id, revision, what it replaces, and whether it is new: as the intake of the service does."""
        who = identify(intake)
        held = self._newest.get(who.address)
        if held is not None and held[0] == who.content:
            return held[1], held[2], None, False
        revision = held[2] + 1 if held else 1
        report = who.id if revision == 1 else f"{who.id}-r{revision}"
        self._newest[who.address] = (who.content, report, revision)
        return report, revision, held[1] if held else None, True

    def _activation(self) -> Draft:
        return self._desk(RulesActivated(rules=self._rules.version, text=self._rules.text, origin=self._rules.origin))

    def _desk(self, data: EventData) -> Draft:
        assert self._now is not None
        return Draft(
            id=f"{data.kind}/{self._sequence}",
            source="tocsin/simulate",
            type=data.type_name(),
            time=self._now,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )

    def _step(self, drafts: Sequence[Draft]) -> list[Draft]:
        assert self._now is not None
        logged: list[Event] = []
        for draft in drafts:
            self._sequence += 1
            logged.append(Event(**dict(draft), sequence=self._sequence, recordedtime=self._now))
        decisions: list[Draft] = []
        for given in gather(logged):
            self._state, decided, _ = attempt(self._state, given)
            decisions += decided
        self._sequence += len(decisions)
        return decisions

    def _line(self, name: str, joined: Sequence[str], decisions: Sequence[Draft]) -> Line:
        situation = self._state.situations.get(joined[0]) if joined else None
        return {
            "id": name,
            "situation": joined[0] if joined else None,
            "situations": list(joined),
            "toll": _toll(situation),
            "alerts": [_alert(decision) for decision in decisions if kind_of(decision.type).startswith("alert.")],
        }


def _toll(situation: Situation | None) -> dict[str, dict[str, int | None] | None]:
    toll: dict[str, dict[str, int | None] | None] = {Measure.KILLED.value: None}
    for measure in Measure:
        known = situation.known(measure.value) if situation else None
        if known is not None:
            toll[measure.value] = {"min": known.min, "max": known.max}
    return toll


def _alert(decision: Draft) -> dict[str, Any]:
    data = decision.data
    action = kind_of(decision.type).removeprefix("alert.")
    return {
        "rule": data["rule"],
        "kind": data["alert_kind"],
        # What is recorded and not sent is suppressed, whatever it would have been.
        "action": "suppressed" if data["withheld"] else action,
        "severity": data["severity"],
        "title": data["title"],
    }
