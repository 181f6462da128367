"""What other rules would have done: alerts that would be new, gone, earlier, later or of another severity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from schemas.base import format_instant
from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from schemas.rules import RuleSet
from services.alerts.engine import attempt
from services.alerts.situations.inputs import GATHERED, Input, gather
from services.alerts.situations.state import EMPTY_STATE, State
from services.audit.replay import ReadableLog

SENT: Final = frozenset({"alert.raised", "alert.updated", "alert.escalated"})
"""What wakes people."""

Key = tuple[str, str, str, int]
"""Situation, rule, fingerprint, and which message of the alert."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that wakes people.

    Attributes:
        rule: Name of the rule.
        severity: How bad.
        title: Its title.
        situation: Its situation.
        cause: Sequence of the input that it follows from.
        at: When that was recorded.
    """

    rule: str
    severity: str
    title: str
    situation: str
    cause: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One message that the other rules send otherwise.

    Attributes:
        what: `new`: only the other rules send it; `gone`: only the first do; `earlier` and `later`: both do, not on
            the same input; `severity`: both do, not as bad or worse.
        before: The message under the first rules.
        after: The message under the others.
    """

    what: Literal["new", "gone", "earlier", "later", "severity"]
    before: Message | None
    after: Message | None

    @property
    def shown(self) -> Message:
        """The message by which it is listed."""
        message = self.after or self.before
        assert message is not None
        return message

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"what": self.what, "before": _json(self.before), "after": _json(self.after)}


def _json(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {
        "rule": message.rule,
        "severity": message.severity,
        "title": message.title,
        "situation": message.situation,
        "cause": message.cause,
        "at": format_instant(message.at),
    }


@dataclass(frozen=True, slots=True)
class RulesDifference:
    """What two sets of rules make of one log.

    Attributes:
        inputs: Inputs that were decided on.
        before: Messages under the first rules, within the span.
        after: Messages under the others.
        changes: In the order in which they would be sent.
    """

    inputs: int
    before: int
    after: int
    changes: tuple[Change, ...]


def compare(
    log: ReadableLog, before: RuleSet, after: RuleSet, *, first: int = 0, until: int | None = None
) -> RulesDifference:
    """Decide on a log under two sets of rules.

    Both begin with the log, so that each knows what it told before the span.

    Args:
        log: The log.
        before: The rules that are compared with.
        after: The others.
        first: Messages that follow from entries behind this sequence are compared.
        until: And up to this one; the whole log without it.
    """
    deciding = (_Deciding(before), _Deciding(after))
    inputs = 0
    for given in gather(log.iterate(0, until, GATHERED)):
        inputs += 1
        for one in deciding:
            one.take(given, noted=given.last > first)
    told, would = (one.messages for one in deciding)
    changes = sorted(_changes(told, would), key=lambda change: (change.shown.cause, change.shown.rule, change.what))
    return RulesDifference(inputs, len(told), len(would), tuple(changes))


class _Deciding:
    """One set of rules on its way through the log."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._state: State = EMPTY_STATE
        self.messages: dict[Key, Message] = {}
        self._numbers: dict[tuple[str, str, str], int] = {}

    def take(self, given: Input, *, noted: bool) -> None:
        self._state, decisions, _ = attempt(self._state, given, self._rules)
        for decision in _sent(decisions):
            data = decision.data
            alert = (data["situation"], data["rule"], data["fingerprint"])
            number = self._numbers[alert] = self._numbers.get(alert, 0) + 1
            if noted:
                self.messages[(*alert, number)] = Message(
                    data["rule"], data["severity"], data["title"], data["situation"], given.last, given.desk
                )


def _sent(decisions: Iterable[Draft]) -> Iterator[Draft]:
    return (one for one in decisions if kind_of(one.type) in SENT and one.data["withheld"] is None)


def _changes(told: dict[Key, Message], would: dict[Key, Message]) -> Iterator[Change]:
    for key, before in told.items():
        after = would.get(key)
        if after is None:
            yield Change("gone", before, None)
        elif after.cause != before.cause:
            yield Change("earlier" if after.cause < before.cause else "later", before, after)
        elif after.severity != before.severity:
            yield Change("severity", before, after)
    for key, after in would.items():
        if key not in told:
            yield Change("new", None, after)
