"""What was known at a time: the open situations, their tolls and their open alerts, as the record has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.base import format_instant
from schemas.events.casualties import Measure
from schemas.events.registry import DECIDED, kind_of
from services.alerts.engine import applied
from services.alerts.pairing import paired
from services.alerts.situations.inputs import GATHERED, RECEIVED, gather
from services.alerts.situations.naming import name_of
from services.alerts.situations.situation import Situation, Slot
from services.alerts.situations.state import EMPTY_STATE, State
from services.audit.replay import ReadableLog


@dataclass(frozen=True, slots=True)
class Board:
    """What an analyst would have had before them.

    Attributes:
        at: Sequence of the last entry that counts.
        state: The state then.
    """

    at: int
    state: State

    def situations(self) -> list[Situation]:
        """Return the situations that were open, the last touched first."""
        return sorted(self.state.situations.values(), key=lambda one: (one.touched, one.id), reverse=True)

    def unplaced(self) -> list[Slot]:
        """Return open alerts that are about no situation."""
        return [self.state.unplaced[key] for key in sorted(self.state.unplaced)]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "sequence": self.at,
            "rules": self.state.rules.version,
            "situations": [_situation(one) for one in self.situations()],
            "alerts": [_alert(slot) for slot in self.unplaced()],
        }


def board_at(log: ReadableLog, until: int, decided: int | None = None) -> Iterator[Board]:
    """Apply the record up to and with one entry, and yield how far it is now and then; the last one is the whole.

    Nothing is decided anew.

    Args:
        log: The log.
        until: Last sequence of what had come in.
        decided: Last sequence of what had been decided on it by then; all that ever was, where it is None.
    """
    state = EMPTY_STATE
    recorded = paired(gather(log.iterate(0, until, GATHERED)), log.iterate(0, decided, DECIDED))
    for number, (given, mine) in enumerate(recorded, start=1):
        state = applied(state, given, mine)
        if number % 1_000 == 0:
            yield Board(given.last, state)
    yield Board(until, state)


def published_by(log: ReadableLog, moment: datetime) -> int:
    """Return the last sequence before the first report that was published after a moment, as the log has it.

    For reports that were taken in later than they were published, as history is: what they would have told by then.
    """
    before = 0
    for entry in log.iterate():
        if kind_of(entry.type) == RECEIVED and datetime.fromisoformat(entry.data["published_at"]) > moment:
            return before
        before = entry.sequence
    return before


def _situation(situation: Situation) -> dict[str, Any]:
    return {
        "id": situation.id,
        "title": name_of(situation),
        "countries": list(situation.countries),
        "opened_at": format_instant(situation.opened),
        "newest_at": format_instant(situation.newest),
        "reports": len(situation.reports),
        "tolls": {
            measure.value: {"min": known.min, "max": known.max, "contested": known.contested}
            for measure in Measure
            if (known := situation.known(measure.value)) is not None
        },
        "alerts": [_alert(slot) for slot in situation.slots()],
    }


def _alert(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.alert,
        "rule": slot.rule,
        "severity": slot.severity,
        "title": slot.data["title"],
        "raised_at": format_instant(slot.raised),
        "messages": slot.number,
        "withheld": slot.data["withheld"],
        "acknowledged": slot.acknowledged,
    }
