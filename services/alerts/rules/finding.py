"""What a rule is given, and what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from schemas.alert import Severity
from schemas.rules import Change
from services.alerts.situations.claim import CASUALTIES
from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.parts import Known
from services.alerts.situations.situation import Situation, Slot
from services.alerts.situations.statements import Ground


class Moment(NamedTuple):
    """One change of one situation, as a rule sees it.

    Attributes:
        before: The situation before; None when it is new.
        after: The situation now.
        told: The new events that the rule may look at: sure enough, and not those of a mere copy.
        source: The report that brought them; None when a report was taken back.
        story: Story time.
        again: True where an earlier finding of the rule waits for more sources: all that is told is looked at anew.
    """

    before: Situation | None
    after: Situation
    told: tuple[Told, ...]
    source: Source | None
    story: datetime
    again: bool = False

    def known_before(self, measure: str) -> Known | None:
        """What was known of a measure before."""
        return None if self.before is None else self.before.known(measure)

    def counts(self, measure: str) -> bool:
        """True when a new event, or one taken back, may have changed what is known of a measure."""
        if measure not in self.after.ledgers:
            return False
        if self.source is None or self.again:
            return True
        return self.source.supersedes is not None or any(
            one.kind == CASUALTIES and one.data["measure"] == measure for one in self.told
        )

    def slots(self, rule: str) -> Iterator[Slot]:
        """Yield the rule's open alerts in this situation, in a fixed order."""
        return (slot for slot in self.after.slots() if slot.rule == rule)

    def slot(self, rule: str, fingerprint: str) -> Slot | None:
        """Return an open alert of the rule."""
        return self.after.alerts.get((rule, fingerprint))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    Attributes:
        fingerprint: What makes two findings of one rule in one situation the same alert.
        change: `due`: somebody must know now; the alert is raised, or updated where it is open. `revised` and
            `retracted` speak to those who know already, and are nothing where the alert is not open.
        severity: How bad.
        title: One line for somebody who is woken by it, from facts alone.
        message: More of the facts.
        before: Facts before.
        after: Facts after.
        grounds: The events that it stands on.
        support: Reports that tell of it, where these are more than those of the grounds.
    """

    fingerprint: str
    change: Change
    severity: Severity
    title: str
    message: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a rule found nothing at a moment: the condition that failed, and how near it was.

    Attributes:
        share: How much of what was needed was there, from 0 to 1.
        text: What there was, and what was needed.
    """

    share: float
    text: str


def grounds_told(slot: Slot) -> Iterator[Ground]:
    """Yield what the last message of an alert stood on."""
    reports = slot.data["reports"]
    for place, event in enumerate(slot.data["because"]):
        yield Ground(reports[min(place, len(reports) - 1)], event)


def grounds_of(told: tuple[Told, ...]) -> tuple[Ground, ...]:
    """Return events as the ground of a finding."""
    return tuple(Ground(one.report, one.id) for one in told)
