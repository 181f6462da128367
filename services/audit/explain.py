"""Why was somebody woken: the chain from an alert to the rule in force, the state before and after, and the words.

Everything is taken from the record: each message, the rule's text as it was activated, the events and the sentences
that it stood on, what was held back and why, who was told and when.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from schemas.events.casualties import Measure
from schemas.events.envelope import Event
from schemas.events.registry import DECIDED
from services.alerts.engine import applied
from services.alerts.rulesfile import rule_text
from services.alerts.situations.inputs import Input, gather
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import EMPTY_STATE
from services.audit.explanation import Explanation, Facts, Ground, Step, Told
from services.runtime.errors import NotFound

MOST: Final = 1_000_000
DELIVERED: Final = ("delivery.succeeded", "delivery.exhausted")


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


def explain(log: FindableLog, reports: Reports, alert: str, situation: str) -> Explanation:
    """Explain an alert from the record.

    Args:
        log: The log.
        reports: The texts beside it.
        alert: The alert's id.
        situation: Its situation's id; empty for an alert about a source, which has none.

    Raises:
        NotFound: The log holds no message of this alert.
    """
    entries = log.find(subject=situation, limit=MOST) if situation else _about_sources(log)
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


def _about_sources(log: FindableLog) -> list[Event]:
    """Return the messages of all alerts that belong to no situation."""
    kinds = [kind for kind in DECIDED if kind.startswith("alert.")]
    found = (entry for kind in kinds for entry in log.find(kind=kind, limit=MOST))
    return sorted((entry for entry in found if not entry.data["situation"]), key=lambda entry: entry.sequence)


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
            for given in inputs_of(log, report):
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


def inputs_of(log: FindableLog, report: str) -> Iterator[Input]:
    """Yield the inputs that a report made: itself, and its retraction."""
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
