"""What the record makes of the state and of what is shown, from the first entry of the log on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from schemas.events.registry import DECIDED
from services.alerts.engine import applied
from services.alerts.pairing import paired
from services.alerts.situations.inputs import GATHERED, gather
from services.alerts.situations.state import EMPTY_STATE, State
from services.alerts.views import Views
from services.eventlog.log import ReadableLog
from services.eventlog.views import View

AT_ONCE: Final = 500
"""Inputs after which the rows that they changed are yielded."""


@dataclass(slots=True)
class Rebuilt:
    """What a log was made into.

    Attributes:
        state: The state after its last input that was decided on.
        inputs: Inputs that were applied.
        rows: What is shown, by table and key; None for a row that was removed.
    """

    state: State = EMPTY_STATE
    inputs: int = 0
    rows: dict[tuple[str, str], View] = field(default_factory=dict)


def rebuild_all(log: ReadableLog, until: int) -> Iterator[Rebuilt]:
    """Apply the record from its beginning, and yield how far it is now and then; the last one is the whole.

    Nothing is decided: each input is applied, then the decisions that were recorded on it.

    Args:
        log: The log.
        until: The cursor of the alert worker: what lies behind it was not decided on yet.
    """
    rebuilt = Rebuilt()
    views = Views(rebuilt.state)
    for given, mine in paired(gather(log.iterate(0, until, GATHERED)), log.iterate(kinds=DECIDED)):
        before = rebuilt.state
        rebuilt.state = applied(before, given, mine)
        views.note(before, given, mine, rebuilt.state)
        rebuilt.inputs += 1
        if rebuilt.inputs % AT_ONCE == 0:
            _keep(rebuilt, views)
            views = Views(rebuilt.state)
            yield rebuilt
    _keep(rebuilt, views)
    yield rebuilt


def _keep(rebuilt: Rebuilt, views: Views) -> None:
    for view in views.rows(rebuilt.state):
        rebuilt.rows[view.table, view.key] = view


def differing(rows: Iterable[View], shown: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the name of every row that is shown otherwise than the record makes it.

    Args:
        rows: What the record makes.
        shown: What is stored: table, key, JSON.
    """
    wanted: dict[str, dict[str, str]] = {table: {} for table in shown}
    for view in rows:
        if view.value is not None:
            wanted.setdefault(view.table, {})[view.key] = view.value
    for table in sorted(wanted):
        stored = shown.get(table, {})
        for key in sorted(wanted[table].keys() | stored.keys()):
            if wanted[table].get(key) != stored.get(key):
                yield f"{table} {key}"
