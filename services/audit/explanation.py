"""An explanation of an alert: what it holds, and how it is written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.base import format_instant
from schemas.events.envelope import Event
from schemas.events.registry import kind_of

Facts = dict[str, Any]


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
