"""Replay: decide again over the log, and compare with what was recorded.

A replay has no side effect by construction: it is given a log that can be read and nothing else, and it returns a
comparison.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, Protocol, TypeVar

from schemas.events.envelope import Draft, Event
from schemas.events.registry import DECISIONS, kind_of
from schemas.rules import RuleSet
from services.alerts.engine import attempt
from services.alerts.situations.inputs import GATHERED, Input, gather
from services.alerts.situations.state import EMPTY_STATE

KINDS: Final = frozenset(model.kind for model in DECISIONS)
PROGRESS: Final = 500
"""Inputs after which it is told how far the replay is."""
Decision = TypeVar("Decision", bound=Draft)
ENVELOPE: Final = ("type", "subject", "time", "correlationid", "causationid")
"""What is compared beside the data."""
LISTED: Final = 100
"""Differences that are listed one by one; beyond them they are only counted."""


class ReadableLog(Protocol):
    """All that a replay can do with a log."""

    def iterate(self, after: int = 0, until: int | None = None, kinds: Container[str] | None = None) -> Iterator[Event]:
        """Yield the entries behind `after`, up to and with `until`: all, or those of some kinds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One decision that was not decided alike.

    Attributes:
        what: `missing`: recorded, and not decided again; `extra`: decided now, and not recorded; `different`: both,
            with other data.
        cause: Sequence of the input.
        kind: Kind of the decision.
        id: Its id.
        title: The alert's title, or what became of the situation.
        fields: Fields that differ: recorded, decided again.
    """

    what: str
    cause: int
    kind: str
    id: str
    title: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        fields = {name: {"recorded": was, "decided": now} for name, (was, now) in self.fields.items()}
        return {
            "what": self.what,
            "cause": self.cause,
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "fields": fields,
        }


@dataclass(slots=True)
class Comparison:
    """What a replay found.

    Attributes:
        inputs: Inputs that were decided again.
        recorded: Decisions in the record.
        decided: Decisions made now.
        identical: Decisions that are the same in id, subject, cause and data.
        missing: Recorded, and not decided again.
        extra: Decided now, and not recorded.
        different: Recorded otherwise than decided now.
        faults: Inputs on which the code failed, so that nothing was decided on them.
        waiting: Inputs at the end of the log on which the service has not decided yet; no difference.
        differences: The first of them.
    """

    inputs: int = 0
    recorded: int = 0
    decided: int = 0
    identical: int = 0
    missing: int = 0
    extra: int = 0
    different: int = 0
    waiting: int = 0
    faults: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """True when everything was decided as it was recorded."""
        return not (self.missing or self.extra or self.different)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as JSON."""
        return {
            "identical": self.same,
            "inputs": self.inputs,
            "recorded": self.recorded,
            "decided": self.decided,
            "alike": self.identical,
            "missing": self.missing,
            "extra": self.extra,
            "different": self.different,
            "waiting": self.waiting,
            "faults": self.faults,
            "differences": [difference.as_json() for difference in self.differences],
        }

    def lines(self) -> Iterator[str]:
        """Yield the comparison for a reader, line by line."""
        yield f"{self.inputs:,} inputs decided again: {self.identical:,} of {self.recorded:,} recorded decisions alike."
        if self.waiting:
            yield f"{self.waiting:,} inputs at the end wait for the service to decide on them."
        if self.faults:
            yield f"On {self.faults:,} inputs the code failed, so that nothing is decided on them."
        if self.same:
            yield "Identical."
            return
        yield f"{self.missing:,} recorded only, {self.extra:,} decided only now, {self.different:,} decided otherwise."
        marks = {"missing": "-", "extra": "+", "different": "~"}
        for one in self.differences:
            yield f"  {marks[one.what]} {one.kind:<18} at {one.cause:<8} {one.title}"
            for name, (was, now) in one.fields.items():
                yield f"      {name}: recorded {was!r}, now {now!r}"
        unlisted = self.missing + self.extra + self.different - len(self.differences)
        if unlisted:
            yield f"  and {unlisted:,} more."


def replay(
    log: ReadableLog,
    *,
    after: int = 0,
    until: int | None = None,
    cursor: int | None = None,
    rules: RuleSet | None = None,
    reread: Callable[[Input], Input] | None = None,
    situation: str | None = None,
    report: str | None = None,
    progress: Callable[[int], None] = lambda sequence: None,
    told: Callable[[Input, Draft], None] = lambda given, decision: None,
) -> Comparison:
    """Decide again over the log and compare with the record.

    The whole log is decided again from its beginning, for what was known then decides what follows; only decisions on
    inputs within the span are compared.

    Args:
        log: The log.
        after: Compare decisions on inputs behind this sequence.
        until: And up to and with this one; the end of the log where it is None.
        cursor: How far the service has decided; what lies behind it waits, and is not compared.
        rules: Decide under these rules instead of those that were in force at each moment. What a decision says of
            engine and rules is then not compared.
        reread: Reads a report again, so that decisions rest on what is read now. The events that a decision names are
            then not compared.
        situation: Compare decisions on this situation only.
        report: Compare decisions on this report only.
        progress: Told now and then how far it is.
        told: Given each decision that is compared, as it was decided now.
    """
    comparison = Comparison()
    state = EMPTY_STATE
    recorded = _Recorded(log)
    ignored = frozenset({"decided"} if rules is not None else ()) | ({"decided", "because"} if reread else set())
    for number, given in enumerate(gather(log.iterate(0, until, GATHERED)), start=1):
        if number % PROGRESS == 0:
            progress(given.last)
        if cursor is not None and given.last > cursor:
            comparison.waiting += 1
            continue
        state, decisions, fault = attempt(state, reread(given) if reread is not None else given, rules)
        comparison.faults += fault is not None
        on_record = recorded.up_to(given.last)
        if given.last > after and (report is None or (given.source is not None and given.source.id == report)):
            comparison.inputs += 1
            mine = _of(decisions, situation)
            _compare(comparison, given.last, _of(on_record, situation), mine, ignored)
            for decision in mine:
                told(given, decision)
    if until is None and report is None:
        # Decisions on what is no input, or is no longer there. What lies behind the cursor is decided as we read.
        _compare(comparison, 0, _of(recorded.up_to(cursor), situation), (), frozenset())
    return comparison


class _Recorded:
    """Recorded decisions, in the order of the log, which is that of their causes."""

    def __init__(self, log: ReadableLog) -> None:
        self._entries = log.iterate(kinds=KINDS)
        self._held: Event | None = next(self._entries, None)

    def up_to(self, cause: int | None) -> list[Event]:
        """Return the decisions up to this cause that were not returned yet; all that are left for None."""
        found: list[Event] = []
        while self._held is not None and (cause is None or self._held.data["decided"]["cause"] <= cause):
            found.append(self._held)
            self._held = next(self._entries, None)
        return found


def _of(decisions: Iterable[Decision], situation: str | None) -> list[Decision]:
    return [one for one in decisions if situation is None or one.data.get("situation") == situation]


def _compare(
    comparison: Comparison, cause: int, recorded: Iterable[Event], decided: Iterable[Draft], ignored: frozenset[str]
) -> None:
    before, now = {entry.id: entry for entry in recorded}, {draft.id: draft for draft in decided}
    comparison.recorded += len(before)
    comparison.decided += len(now)
    for identity, entry in before.items():
        draft = now.get(identity)
        if draft is None:
            comparison.missing += 1
            _note(comparison, _difference("missing", cause, entry))
            continue
        fields = _differing(entry, draft, ignored)
        if fields:
            comparison.different += 1
            _note(comparison, _difference("different", cause, entry, fields))
        else:
            comparison.identical += 1
    for identity, draft in now.items():
        if identity not in before:
            comparison.extra += 1
            _note(comparison, _difference("extra", cause, draft))


def _note(comparison: Comparison, difference: Difference) -> None:
    if len(comparison.differences) < LISTED:
        comparison.differences.append(difference)


def _difference(what: str, cause: int, entry: Draft, fields: dict[str, tuple[Any, Any]] | None = None) -> Difference:
    data = entry.data
    title = data.get("title") or f"situation {data.get('situation')}"
    return Difference(what, cause, kind_of(entry.type), entry.id, title, fields or {})


_envelope: Final = attrgetter(*ENVELOPE)


def _differing(entry: Event, draft: Draft, ignored: frozenset[str]) -> dict[str, tuple[Any, Any]]:
    fields: dict[str, tuple[Any, Any]] = {}
    if entry.data == draft.data and _envelope(entry) == _envelope(draft):
        # So it is nearly always.
        return fields
    for name in ENVELOPE:
        if getattr(entry, name) != getattr(draft, name):
            fields[name] = (getattr(entry, name), getattr(draft, name))
    for name in sorted(entry.data.keys() | draft.data.keys()):
        was, now = entry.data.get(name), draft.data.get(name)
        if name in ignored:
            continue
        if was != now:
            fields[name] = (was, now)
    return fields
