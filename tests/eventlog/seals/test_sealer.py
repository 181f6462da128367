"""The sealer on a real log."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.events.envelope import Draft
from services.eventlog.log import Log
from services.eventlog.seals.sealer import CONSUMER, Sealer, last_seal
from services.eventlog.seals.signing import KEY_FILE, Verifier, open_signer
from services.eventlog.seals.verify import Checker, Verification
from services.runtime.errors import DataDirectoryError, LogError

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def add(log: Log, count: int) -> None:
    head = log.head()
    drafts = [
        Draft(id=f"e{head + n}", source="tests", type="tocsin.unrest.v1", time=NOON, dataschema="x", data={"n": "é"})
        for n in range(count)
    ]
    log.append(drafts, now=NOON, nonce=f"add{head}")


def sealer(log: Log, *, after: float = 0, **given) -> Sealer:
    return Sealer(log, clock=lambda: NOON + timedelta(seconds=after), **given)


def check(log: Log, **given) -> Verification:
    checker = Checker(**given)
    for entry in log.iterate_stored():
        checker.take(entry)
    return checker.finish()


def test_seals_cover_the_log_without_gap_and_a_log_at_rest_is_left_alone(log: Log) -> None:
    add(log, 25)
    one = sealer(log, entries=10)
    assert [one.seal() for _ in range(6)] == [True, True, True, False, False, False]
    found = check(log)
    assert (found.clean, found.seals, found.sealed, found.last) == (True, 3, 27, 28)
    add(log, 1)
    assert one.seal()
    assert check(log).sealed == 29


def test_few_entries_wait_until_the_oldest_is_old_enough(log: Log) -> None:
    add(log, 3)
    assert not sealer(log, after=59).seal(timedelta(seconds=60))
    assert sealer(log, after=60).seal(timedelta(seconds=60))
    assert not sealer(log, after=3600).seal(timedelta(seconds=60))


def test_two_sealers_never_seal_twice(log: Log) -> None:
    add(log, 30)
    one, other = sealer(log, entries=7), sealer(log, entries=4)
    while one.seal() | other.seal():
        pass
    assert check(log).clean


def test_a_seal_is_signed_with_a_key_that_is_made_once_and_kept_from_others(log: Log, tmp_path: Path) -> None:
    add(log, 5)
    signer = open_signer(tmp_path)
    assert open_signer(tmp_path).public_key() == signer.public_key()
    assert os.stat(tmp_path / KEY_FILE).st_mode & 0o777 == 0o600
    assert repr(signer) == "Signer(...)"
    sealer(log, signer=signer).seal()
    found = check(log, key=Verifier(signer.public_key()))
    assert (found.clean, found.checked) == (True, 1)


def test_a_key_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("no key")
    with pytest.raises(DataDirectoryError, match="no private key of Ed25519"):
        open_signer(tmp_path)


def test_a_key_that_cannot_be_made_here_is_looked_for_where_the_housekeeping_worker_runs(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "gone")
    with pytest.raises(DataDirectoryError, match="run this where that runs"):
        open_signer(tmp_path / "data")


def test_a_receipt_proves_what_the_log_contained(log: Log) -> None:
    add(log, 5)
    sealer(log).seal()
    receipt = last_seal(log)
    assert receipt is not None
    add(log, 5)
    sealer(log).seal()
    assert check(log, receipt=receipt).receipt == receipt.sequence == 6


def test_a_sealer_whose_cursor_was_changed_stops(log: Log) -> None:
    add(log, 5)
    sealer(log).seal()
    log._server.do("HSET", log.keys.cursor(CONSUMER), "sequence", "3")
    with pytest.raises(LogError, match="cursor of the sealer stands at 3"):
        sealer(log).seal()
