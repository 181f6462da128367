"""Which reports a situation consists of, as the record has it: those that joined, were taken in, or were parted."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from schemas.events.situations import SituationJoined, SituationMerged, SituationOpened, SituationSplit
from services.eventlog.log import Log

_ALL: Final = 1_000_000
"""More entries than a situation has."""


class _Change(NamedTuple):
    """Reports that came into a situation, or left it, by one entry of the log."""

    sequence: int
    came: bool
    reports: frozenset[str]


def reports_of(log: Log, situation: str) -> frozenset[str]:
    """Return the reports of a situation; those that were retracted or replaced since are among them.

    Args:
        log: The log.
        situation: Its id.
    """
    return _Membership(log).at(situation, log.head())


class _Membership:
    """Follows reports through situations that were merged and split: few are, so all of these are read once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._merged = [(one.sequence, one.data) for one in log.find(kind=SituationMerged.kind, limit=_ALL)]
        self._split = [(one.sequence, one.data) for one in log.find(kind=SituationSplit.kind, limit=_ALL)]

    def at(self, situation: str, until: int) -> frozenset[str]:
        """Return the reports that a situation had once the entry `until` was recorded."""
        held: frozenset[str] = frozenset()
        for change in sorted(self._changes(situation, until), key=lambda one: one.sequence):
            held = held | change.reports if change.came else held - change.reports
        return held

    def _changes(self, situation: str, until: int) -> Iterator[_Change]:
        for kind in (SituationOpened.kind, SituationJoined.kind):
            for entry in self._log.find(kind=kind, subject=situation, until=until, limit=_ALL):
                yield _Change(entry.sequence, True, frozenset({entry.data["report"]}))
        for sequence, data in self._merged:
            if data["into"] == situation and sequence <= until:
                # What the other one had by then; it is gone since, and joins nothing any more.
                yield _Change(sequence, True, self.at(data["situation"], sequence - 1))
        for sequence, data in self._split:
            if situation in (data["situation"], data["origin"]) and sequence <= until:
                yield _Change(sequence, situation == data["situation"], frozenset(data["reports"]))
