"""Logs that were written by every released version are read by this one: verified, upcast and folded.

To add one: play some of the seeds with the version that is released, and `tocsin export --without-texts`.
"""

from collections.abc import Container, Iterator
from pathlib import Path

import pytest

from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from services.alerts.engine import attempt
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.audit.board import board_at
from services.eventlog.encoding import decode
from services.eventlog.seals.verify import Checker
from services.runtime.version import installed_version

LOGS = sorted((Path(__file__).parent / "logs").glob("*.ndjson"))


class Stored:
    """A log of bytes."""

    def __init__(self, path: Path) -> None:
        # The first line is the header of the export.
        self.lines = path.read_bytes().splitlines()[1:]

    def iterate(self, after: int = 0, until: int | None = None, kinds: Container[str] | None = None) -> Iterator[Event]:
        for line in self.lines:
            if line.startswith(b'{"sequence"'):
                event = decode(line)
                within = event.sequence > after and (until is None or event.sequence <= until)
                if within and (kinds is None or kind_of(event.type) in kinds):
                    yield event


@pytest.fixture(params=LOGS, ids=lambda path: path.stem)
def stored(request: pytest.FixtureRequest) -> Stored:
    return Stored(request.param)


def test_it_is_whole(stored: Stored) -> None:
    checker = Checker()
    for line in stored.lines:
        if line.startswith(b'{"sequence"'):
            checker.take(line)
    found = checker.finish()
    assert found.clean, found.findings
    assert found.sealed > 0


def test_every_entry_has_its_present_shape(stored: Stored) -> None:
    for event in stored.iterate():
        model = KINDS[kind_of(event.type)]
        assert event.type == model.type_name()
        assert model.model_validate(event.data)


def test_it_folds_and_is_decided_on_without_a_fault(stored: Stored) -> None:
    state = EMPTY_STATE
    for given in gather(stored.iterate()):
        state, _, fault = attempt(state, given)
        assert fault is None
    head = max(event.sequence for event in stored.iterate())
    *_, board = board_at(stored, head, head)
    (situation,) = board.as_json()["situations"]
    assert situation["tolls"]["killed"] == {"min": 164, "max": 164, "contested": False}


def test_there_is_a_log_of_the_version_that_is_installed() -> None:
    assert installed_version() in {path.stem for path in LOGS}
