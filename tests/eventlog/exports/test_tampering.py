"""Single changes to a log in the server and to an export: each is found and the right entry named; no false alarm."""

import json
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from exportkit import exported, play
from tamperkit import ACTS, forged, is_seal, tampered

from services.eventlog.exports.check import check_export
from services.eventlog.exports.format import Filter
from services.eventlog.log import Log
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.sealer import last_seal
from services.eventlog.seals.signing import Signer, Verifier
from services.eventlog.seals.verification import Verification
from services.eventlog.seals.verify import Checker
from services.runtime.server import Server

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(b"a" * 32))
STRANGER = Signer(Ed25519PrivateKey.from_private_bytes(b"b" * 32))
KEY = Verifier(SIGNER.public_key())
TRIALS = [pytest.param(40, id="few"), pytest.param(1_000, id="thousand", marks=pytest.mark.torture)]


class Live:
    """A log in the server, of which the stream is written anew with what somebody made of it."""

    def __init__(self, server: Server, log: Log) -> None:
        self._server = server
        self._log = log
        self.entries = list(log.iterate_stored())

    def check(self, entries: list[bytes], **given) -> Verification:
        key = self._log.keys.log
        rows = (("XADD", key, f"{place}-0", "e", entry, "t", "") for place, entry in enumerate(entries, 1))
        self._server.batch([("DEL", key), *rows])
        checker = Checker(**given)
        for page in self._log.stored_pages():
            checker.take_all(page)
        return checker.finish()


class Exported:
    """An export, of which the entries are written anew with what somebody made of them; its texts stay."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = path.read_bytes().splitlines()
        self.entries = [line for line in self._lines if line.startswith(b'{"sequence":')]

    def check(self, entries: list[bytes], **given) -> Verification:
        rest = iter(entries)
        lines = [next(rest, None) if line.startswith(b'{"sequence":') else line for line in self._lines[:-1]]
        whole = [line for line in [*lines, *rest, self._lines[-1]] if line is not None]
        self._path.write_bytes(b"\n".join(whole) + b"\n")
        return check_export(self._path, **given).found


@pytest.fixture
def log(server, workspace) -> Log:
    return play(server, workspace, 14, signer=SIGNER)


@pytest.fixture
def receipt(log) -> Receipt:
    return last_seal(log)


@pytest.fixture(params=["live", "export"])
def target(request, server, log, receipt, tmp_path) -> Live | Exported:
    if request.param == "live":
        return Live(server, log)
    return Exported(exported(server, log, tmp_path / "log"))


def named(found: Verification) -> int:
    assert not found.clean
    return found.findings[0].sequence


@pytest.mark.parametrize("trials", TRIALS)
def test_a_single_change_in_the_sealed_part_is_found_and_the_entry_named(target, receipt, trials):
    chance = random.Random(trials)
    for trial in range(trials):
        act = ACTS[trial % 4]
        entries, wrong = tampered(target.entries, receipt.last, act, chance)
        assert named(target.check(entries)) == wrong, (act, wrong, entries[wrong - 1][:60])


@pytest.mark.parametrize("trials", TRIALS)
def test_a_log_that_was_cut_off_is_found_with_a_receipt(target, receipt, trials):
    chance = random.Random(trials)
    for _ in range(trials // 4):
        left = chance.randrange(receipt.sequence)
        found = target.check(target.entries[:left], receipt=receipt)
        assert (named(found), found.findings[0].what) == (left + 1, "cut off")


@pytest.mark.parametrize("trials", TRIALS)
def test_a_chain_that_was_forged_is_found_with_a_key_or_a_receipt(target, receipt, trials):
    chance = random.Random(trials)
    honest = [place for place in range(1, receipt.last + 1) if not is_seal(target.entries[place - 1])]
    for _ in range(trials // 4):
        entries, seal = forged(target.entries, chance.choice(honest), STRANGER)
        assert target.check(entries).clean, "a whole chain made anew agrees with itself"
        assert named(target.check(entries, key=KEY)) == seal
        assert named(target.check(entries, receipt=receipt)) == receipt.sequence


@pytest.mark.parametrize("trials", TRIALS)
def test_an_altered_entry_of_a_part_is_found_and_named(server, log, receipt, tmp_path, trials):
    chance = random.Random(trials)
    target = Exported(exported(server, log, tmp_path / "log", filter=Filter(kind="casualties.reported")))
    covered = [
        place
        for place, entry in enumerate(target.entries)
        if json.loads(entry)["sequence"] <= receipt.last and not is_seal(entry)
    ]
    for _ in range(trials // 4):
        at = chance.choice(covered)
        entry = target.entries[at]
        place = chance.randrange(len(b'{"sequence":1000,'), len(entry))
        other = bytes([entry[place] ^ (1 << chance.randrange(8))])
        changed = [*target.entries[:at], entry[:place] + other + entry[place + 1 :], *target.entries[at + 1 :]]
        assert named(target.check(changed)) == json.loads(entry)["sequence"]


@pytest.mark.parametrize("trials", TRIALS)
def test_what_nobody_touched_raises_no_alarm(server, log, receipt, tmp_path, trials):
    chance = random.Random(trials)
    kinds = ["casualties.reported", "log.sealed", "alert.raised", "report.received", "situation.joined"]
    for trial in range(trials):
        first = chance.randint(1, log.head()) if chance.random() < 0.5 else 1
        last = chance.randint(first, log.head()) if chance.random() < 0.5 else None
        proofs = {"key": KEY, "receipt": receipt if last is None else None}
        if trial % 2:
            checker = Checker(first, **proofs)
            for page in log.stored_pages(first - 1, last):
                checker.take_all(page)
            found = checker.finish()
        else:
            narrow = Filter(kind=chance.choice(kinds)) if chance.random() < 0.3 else None
            texts, zstd = chance.random() < 0.5, chance.random() < 0.5
            path = tmp_path / "log"
            exported(server, log, path, after=first - 1, until=last, filter=narrow, texts=texts, zstd=zstd)
            found = check_export(path, **proofs).found
        assert found.clean, (first, last, found.findings)
