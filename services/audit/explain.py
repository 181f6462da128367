"""Why was somebody woken: the chain from an alert to the rule in force, the state before and after, and the words.

Everything is taken from the record: each message, the rule's text as it was activated, the events and the sentences
that it stood on, what was held back and why, who was told and when.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from schemas.base import format_instant
from schemas.events.casualties import Measure
from schemas.events.envelope import Event
from schemas.events.registry import kind_of
from services.alerts.engine import applied
from services.alerts.rulesfile import rule_text
from services.alerts.situations.inputs import Input, gather
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import EMPTY_STATE
from services.runtime.errors import NotFound

MOST: Final = 1_000_000
DELIVERED: Final = ("delivery.succeeded", "delivery.exhausted")

Facts = dict[str, Any]


class FindableLog(Protocol):
    """What an explanation asks of a log."""

    def find(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        correlation: str | None = None,
        after: int = 0,
        until: int | None = None,
        limit: int = 100,
    ) -> list[Event]:
        """Return entries that fit all that is given, oldest first."""


class StoredReport(Protocol):
    """A report with its text, as far as it was not removed."""

    @property
    def source(self) -> str:
        """Who published it."""

    @property
    def url(self) -> str | None:
        """Where it stands."""

    @property
    def published_at(self) -> datetime:
        """When it was published."""

    def joined(self, event: Event) -> dict[str, Any]:
        """Return the data of one of its events, with the words put back."""

    def sentence(self, evidence: Mapping[str, Any]) -> str | None:
        """Return the sentence around the words of an evidence; None when it was removed."""


class Reports(Protocol):
    """Finds reports."""

    def get(self, report: str) -> StoredReport | None:
        """Return a report, or None."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One event that a message stood on.

    Attributes:
        event: The entry of the log.
        data: Its data, with the words put back.
        report: Id of its report.
        source: Who published it; None when it is not there any more.
        url: Where it stands.
        published_at: When it was published.
        sentence: The sentence; None when it was removed.
        span: First and last-but-one character of the words in the sentence.
    """

    event: Event
    data: Facts
    report: str
    source: str | None
    url: str | None
    published_at: datetime | None
    sentence: str | None
    span: tuple[int, int]

    def as_json(self) -> Facts:
        """Return it as JSON."""
        return {
            "event": self.event.id,
            "kind": kind_of(self.event.type),
            "sequence": self.event.sequence,
            "recorded": format_instant(self.event.recordedtime),
            "data": self.data,
            "report": self.report,
            "source": self.source,
            "url": self.url,
            "published_at": format_instant(self.published_at) if self.published_at else None,
            "sentence": self.sentence,
            "words": list(self.span),
        }


@dataclass(frozen=True, slots=True)
class Told:
    """One message of the alert.

    Attributes:
        entry: The entry of the log.
        before: Tolls of the situation before the input that it follows from: measure to min and max.
        after: Tolls after.
        grounds: The events that it stood on.
        deliveries: What became of it at each receiver: entries of the log.
    """

    entry: Event
    before: Facts
    after: Facts
    grounds: tuple[Ground, ...]
    deliveries: tuple[Event, ...]

    def as_json(self) -> Facts:
        """Return it as JSON."""
        entry = self.entry
        return {
            "number": entry.data["number"],
            "action": kind_of(entry.type).removeprefix("alert."),
            "sequence": entry.sequence,
            "recorded": format_instant(entry.recordedtime),
            "cause": entry.data["decided"]["cause"],
            "engine": entry.data["decided"]["engine"],
            "rules": entry.data["decided"]["rules"],
            "severity": entry.data["severity"],
            "title": entry.data["title"],
            "withheld": entry.data["withheld"],
            "facts": {"before": entry.data["before"], "after": entry.data["after"]},
            "tolls": {"before": self.before, "after": self.after},
            "because": [ground.as_json() for ground in self.grounds],
            "deliveries": [
                {
                    "subscription": one.data["subscription"],
                    "outcome": kind_of(one.type).removeprefix("delivery."),
                    "attempts": one.data["attempts"],
                    "reason": one.data.get("reason"),
                    "at": format_instant(one.recordedtime),
                }
                for one in self.deliveries
            ],
        }


@dataclass(frozen=True, slots=True)
class Step:
    """What was known after one input of the situation.

    Attributes:
        sequence: Last entry of the input.
        recorded: When it was recorded.
        report: The report; None where something else happened.
        source: Who published it.
        published: Story time.
        tolls: Measure to min and max.
    """

    sequence: int
    recorded: datetime
    report: str | None
    source: str | None
    published: datetime | None
    tolls: Facts

    def as_json(self) -> Facts:
        """Return it as JSON."""
        return {
            "sequence": self.sequence,
            "recorded": format_instant(self.recorded),
            "report": self.report,
            "source": self.source,
            "published_at": format_instant(self.published) if self.published else None,
            "tolls": self.tolls,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one alert.

    Attributes:
        alert: Its id.
        situation: Its situation's id; empty for an alert about a source.
        reports: Reports of the situation up to the last message, in the order in which they came.
        copies: Those of them that are near-copies of an earlier one: copy to original. They woke nobody again.
        rule: The rule's own lines in the rules file that was in force; None when they are not there.
        activation: The entry that put the rules into force; None when it is not there.
        told: Its messages, oldest first.
        steps: What was known after each input of the situation up to the last message: why it came no earlier.
        held: Findings of the same rule in the situation that were not sent, with the reason: entries of the log.
        acknowledged: Who has seen it: entries of the log.
    """

    alert: str
    situation: str
    reports: tuple[str, ...]
    copies: Mapping[str, str]
    rule: str | None
    activation: Event | None
    told: tuple[Told, ...]
    steps: tuple[Step, ...]
    held: tuple[Event, ...]
    acknowledged: tuple[Event, ...]

    def as_json(self) -> Facts:
        """Return it as JSON."""
        last = self.told[-1].entry.data
        activation = self.activation
        return {
            "alert": self.alert,
            "situation": self.situation,
            "rule": {
                "name": last["rule"],
                "type": last["rule_type"],
                "text": self.rule,
                "version": last["decided"]["rules"],
                "sequence": activation.sequence if activation else None,
                "origin": activation.data.get("origin") if activation else None,
                "activated_by": activation.actor if activation else None,
                "activated_at": format_instant(activation.recordedtime) if activation else None,
            },
            "messages": [one.as_json() for one in self.told],
            "steps": [one.as_json() for one in self.steps],
            "reports": list(self.reports),
            "copies": dict(self.copies),
            "held": [
                {
                    "sequence": one.sequence,
                    "recorded": format_instant(one.recordedtime),
                    "reason": one.data["withheld"],
                    "title": one.data["title"],
                }
                for one in self.held
            ],
            "acknowledged": [
                {"by": one.actor, "at": format_instant(one.recordedtime), "comment": one.data.get("comment", "")}
                for one in self.acknowledged
            ],
        }


def explain(log: FindableLog, reports: Reports, alert: str, situation: str) -> Explanation:
    """Explain an alert from the record.

    Args:
        log: The log.
        reports: The texts beside it.
        alert: The alert's id.
        situation: Its situation's id.

    Raises:
        NotFound: The log holds no message of this alert.
    """
    entries = log.find(subject=situation, limit=MOST)
    mine = [entry for entry in entries if entry.data.get("alert") == alert and "decided" in entry.data]
    if not mine:
        raise NotFound(f"the log holds no alert {alert}")
    causes = {entry.data["decided"]["cause"] for entry in mine}
    states, steps = _states(log, entries, situation, causes)
    first, last = mine[0], mine[-1]
    delivered = _deliveries(log, alert, first.sequence)
    activation = _activation(log, last)
    held = [
        entry
        for entry in entries
        if entry.data.get("withheld") and entry.data.get("rule") == last.data["rule"] and entry.data["alert"] != alert
    ]
    final = states[last.data["decided"]["cause"]][1]
    return Explanation(
        alert=alert,
        situation=situation,
        reports=final.reports if final else (),
        copies=_copies(final),
        rule=rule_text(activation.data["text"], last.data["rule"]) if activation else None,
        activation=activation,
        told=tuple(_told(log, reports, entry, states, delivered) for entry in mine),
        steps=tuple(step for step in steps if step.sequence <= last.data["decided"]["cause"]),
        held=tuple(held),
        acknowledged=tuple(
            entry for entry in log.find(kind="alert.acknowledged", limit=MOST) if entry.data["alert"] == alert
        ),
    )


States = dict[int, tuple[Situation | None, Situation | None]]


def _states(log: FindableLog, entries: Iterable[Event], situation: str, causes: set[int]) -> tuple[States, list[Step]]:
    """Apply what concerns one situation, and keep it as it was before and after each cause."""
    decided: dict[int, list[Event]] = {}
    inputs: dict[int, Input] = {}
    for entry in entries:
        if "decided" not in entry.data:
            continue
        decided.setdefault(entry.data["decided"]["cause"], []).append(entry)
        report = entry.data.get("report")
        if report:
            for given in _inputs(log, report):
                inputs[given.last] = given
    state, found = EMPTY_STATE, {}
    steps: list[Step] = []
    for cause in sorted(inputs.keys() | decided.keys()):
        before = state.situations.get(situation)
        if cause in inputs:
            state = applied(state, inputs[cause], decided.get(cause, ()))
        after = state.situations.get(situation)
        if cause in inputs and after is not None:
            steps.append(_step(inputs[cause], after))
        if cause in causes:
            found[cause] = (before, after)
    return {cause: found.get(cause, (None, None)) for cause in causes}, steps


def _step(given: Input, situation: Situation) -> Step:
    source = given.source
    return Step(
        sequence=given.last,
        recorded=given.desk,
        report=source.id if source else None,
        source=source.source if source else None,
        published=source.story if source else None,
        tolls=_tolls(situation),
    )


def _inputs(log: FindableLog, report: str) -> Iterator[Input]:
    yield from gather(log.find(correlation=report, limit=MOST))
    yield from gather(log.find(kind="report.retracted", subject=report, limit=1))


def _told(
    log: FindableLog, reports: Reports, entry: Event, states: States, delivered: Mapping[str, list[Event]]
) -> Told:
    before, after = states[entry.data["decided"]["cause"]]
    return Told(
        entry=entry,
        before=_tolls(before),
        after=_tolls(after),
        grounds=tuple(_grounds(log, reports, entry.data)),
        deliveries=tuple(delivered.get(entry.id, ())),
    )


def _tolls(situation: Situation | None) -> Facts:
    if situation is None:
        return {}
    return {
        measure.value: {"min": known.min, "max": known.max, "contested": known.contested}
        for measure in Measure
        if (known := situation.known(measure.value)) is not None
    }


def _grounds(log: FindableLog, reports: Reports, data: Facts) -> Iterator[Ground]:
    events = {event.id: (event, name) for name in data["reports"] for event in log.find(correlation=name, limit=MOST)}
    for wanted in data["because"]:
        if wanted not in events:
            continue
        event, name = events[wanted]
        report = reports.get(name)
        evidence = event.data.get("evidence") or {}
        begin = (evidence.get("sentence") or (evidence.get("start", 0),))[0]
        yield Ground(
            event=event,
            data=report.joined(event) if report else event.data,
            report=name,
            source=report.source if report else None,
            url=report.url if report else None,
            published_at=report.published_at if report else None,
            sentence=report.sentence(evidence) if report and evidence else None,
            span=(evidence.get("start", 0) - begin, evidence.get("end", 0) - begin),
        )


def _deliveries(log: FindableLog, alert: str, after: int) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for kind in DELIVERED:
        for entry in log.find(kind=kind, after=after, limit=MOST):
            if entry.data["alert"] == alert and entry.causationid:
                found.setdefault(entry.causationid, []).append(entry)
    return found


def _activation(log: FindableLog, entry: Event) -> Event | None:
    activated = log.find(kind="rules.activated", until=entry.data["decided"]["cause"], limit=MOST)
    version = entry.data["decided"]["rules"]
    return next((one for one in reversed(activated) if one.data["rules"] == version), None)


def _copies(situation: Situation | None) -> dict[str, str]:
    if situation is None:
        return {}
    return {name: origin.family for name, origin in sorted(situation.origins.items()) if origin.family != name}
