"""An entry whose bytes are right and which readers would not find is no untouched record."""

import pytest
from archivekit import add, seal

from services.eventlog.archive.verifying import verify_log
from services.eventlog.log import Log
from services.eventlog.seals.sealer import last_seal
from services.eventlog.seals.verification import Verification
from services.runtime.server import Server


def refiled(server: Server, log: Log, place: int, name: str | None = None, **fields: str) -> Verification:
    """Write the stream anew with one entry filed otherwise, and check it."""
    rows = server.do("XRANGE", log.keys.log, "-", "+")
    server.do("DEL", log.keys.log)
    for number, (own, held) in enumerate(rows, start=1):
        kept = held if isinstance(held, dict) else dict(zip(held[::2], held[1::2], strict=True))
        if number == place:
            own, kept = name or own, {**kept, **fields}
        server.do("XADD", log.keys.log, own, *(part for pair in kept.items() for part in pair))
    return verify_log(log)[0]


@pytest.fixture
def sealed(log: Log) -> Log:
    add(log, 25)
    seal(log)
    return log


def test_what_is_filed_as_it_was_written_is_clean(server: Server, sealed: Log) -> None:
    assert refiled(server, sealed, 0).clean


@pytest.mark.parametrize("changed", [{"name": "8-1"}, {"name": "9-7"}, {"t": "2031-01-01T00:00:00.000000Z"}])
def test_an_entry_that_is_filed_elsewhere_is_named(server: Server, sealed: Log, changed: dict[str, str]) -> None:
    found = refiled(server, sealed, 9, **changed)
    assert [(one.sequence, one.what) for one in found.findings] == [(9, "swapped")]


def test_a_changed_entry_is_told_as_changed_and_not_as_filed_elsewhere(server: Server, sealed: Log) -> None:
    entry = sealed.raw(8, 1)[0]
    found = refiled(server, sealed, 9, e=entry.replace('"sequence":9,', '"sequence":8,'))
    assert [(one.sequence, one.what) for one in found.findings] == [(9, "altered")]


def test_a_span_is_checked_against_the_seal_behind_it(server: Server, sealed: Log) -> None:
    found = verify_log(sealed, 0, 5)[0]
    assert found.clean
    assert found.sealed >= 5
    refiled(server, sealed, 3, e=sealed.raw(2, 1)[0].replace("unrest", "unrast").replace('"n":3', '"n":4'))
    assert [(one.sequence, one.what) for one in verify_log(sealed, 0, 5)[0].findings] == [(3, "altered")]
    assert verify_log(sealed, 3, 5)[0].clean


def test_a_span_before_what_a_receipt_tells_of_was_not_cut_off(sealed: Log) -> None:
    receipt = last_seal(sealed)
    assert receipt is not None
    found = verify_log(sealed, 0, 5, receipt=receipt)[0]
    assert found.clean
    assert found.receipt == receipt.sequence
