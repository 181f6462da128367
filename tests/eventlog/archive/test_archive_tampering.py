"""Whatever single thing is changed in an archive is found, and the right entry named; nothing is found in others."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sealedlog import entry, sealed_log

from services.eventlog.archive import writing
from services.eventlog.archive.checking import Examiner, Fault
from services.eventlog.archive.directory import Archive, Held, name_of
from services.eventlog.archive.heading import Heading, heading
from services.eventlog.archive.verifying import verify_archive
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.signing import Signer, Verifier
from services.eventlog.seals.verification import Verification
from services.eventlog.seals.verify import Checker

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(b"a" * 32))
KEY = Verifier(SIGNER.public_key())


def seals_of(log: list[bytes]) -> list[dict]:
    return [json.loads(one) for one in log if b"log.sealed" in one]


def receipt_of(seal: dict) -> Receipt:
    data = {name: seal["data"][name] for name in ("first", "last", "seal", "signature")}
    return Receipt(workspace="main", sequence=seal["sequence"], time=seal["recordedtime"], **data)


class Case:
    """A log of which the sealed part lies in an archive of several segments."""

    def __init__(self, folder: Path, source: random.Random) -> None:
        self.source = source
        self.log = sealed_log(source.choice((40, 90, 150)), source.choice((5, 10, 20)), SIGNER)
        self.seals = seals_of(self.log)
        ends = [seal["data"]["last"] for seal in self.seals]
        kept = {end for end in ends[:-1] if source.random() < 0.6} | {ends[-1]}
        self.spans = [Held(before + 1, end) for before, end in pairwise([0, *sorted(kept)])]
        self.archive = Archive(folder)
        self.write(self.log[: self.floor])

    @property
    def floor(self) -> int:
        return self.spans[-1].last

    def write(self, log: list[bytes]) -> None:
        """Write entries into segments by their places, with the seals that stood behind each."""
        self.archive.folder.mkdir(exist_ok=True)
        more = len(log) - self.floor
        for span in self.spans:
            seals = [
                self.log[seal["sequence"] - 1]
                for seal in self.seals
                if seal["sequence"] > span.last and span.first <= seal["data"]["last"] <= span.last
            ]
            upto = span.last + (more if span == self.spans[-1] else 0)
            part = log[span.first - 1 : upto]
            path = self.archive.folder / name_of(*span)
            writing.write_segment(path, part, workspace="main", seals=seals, frame_entries=7)

    def check(self, *, live: bool, **given) -> tuple[Verification, list[Fault]]:
        """Check it alone, or together with what still stands in the server."""
        if not live:
            return verify_archive(self.archive, **given)
        checker = Checker(**given)
        examiner = Examiner(checker)
        examiner.examine(self.archive, self.floor)
        checker.take_all(self.log[self.floor :])
        return checker.finish(), examiner.faults


@pytest.fixture
def forging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let segments be written by somebody who writes whatever he likes, with tables and hashes that fit it."""

    def take(done: writing._Written, one: bytes) -> Heading:
        before = done.last.sequence if done.last is not None else 0
        found = heading(one) or Heading(before + 1, "2024", "unrest", "", "")
        done.index.add(found)
        if done.last is None or found.sequence > before:
            done.last = found
        done.entries += 1
        return found

    monkeypatch.setattr(writing, "_take", take)


def changed(log: list[bytes], floor: int, source: random.Random) -> tuple[list[bytes], int]:
    """Change one entry of the archived part, and return which one is wrong then."""
    at, act = source.randrange(floor), source.choice(("byte", "drop", "swap", "insert"))
    log = list(log)
    if act == "byte":
        place = source.randrange(len(log[at]))
        byte = log[at][place] ^ (1 << source.randrange(8))
        if byte == ord("\n"):
            byte = 0
        log[at] = log[at][:place] + bytes([byte]) + log[at][place + 1 :]
    elif act == "drop":
        del log[at]
    elif act == "swap":
        other = source.choice([place for place in range(floor) if place != at])
        log[at], log[other] = log[other], log[at]
        at = min(at, other)
    else:
        log.insert(at, entry(at + 1, "unrest", {"n": source.random()}))
    return log, at + 1


def rewritten(folder: Path, source: random.Random) -> None:
    """Somebody unpacks the archive, changes an entry, and packs it again."""
    case = Case(folder, source)
    log, wrong = changed(case.log, case.floor, source)
    case.write(log[: case.floor + len(log) - len(case.log)])
    found, _ = case.check(live=source.random() < 0.5, key=source.choice((None, KEY)))
    assert found.findings, wrong
    assert found.findings[0].sequence == wrong, (wrong, found.findings)


def flipped(folder: Path, source: random.Random) -> None:
    """A byte of a file changes: what is named lies in the part of the file that it hit."""
    case = Case(folder, source)
    span = source.choice(case.spans)
    path = folder / name_of(*span)
    table = case.archive.segment(span).table
    content = path.read_bytes()
    place = source.randrange(len(content))
    path.write_bytes(content[:place] + bytes([content[place] ^ (1 << source.randrange(8))]) + content[place + 1 :])
    found, faults = case.check(live=source.random() < 0.5)
    assert faults, place
    hit = next((frame for frame in table.frames if frame.offset <= place < frame.offset + frame.length), None)
    if hit is not None:
        last = next((frame.first - 1 for frame in table.frames if frame.first > hit.first), span.last)
        named = [fault.sequence for fault in faults] + [one.sequence for one in found.findings]
        assert all(hit.first <= number <= last for number in named[:2]), (hit, named)
    else:
        assert [fault.sequence for fault in faults] == [span.first]


def cut(folder: Path, source: random.Random) -> None:
    """Files are cut off or gone: from the midst by themselves, from the end with a receipt."""
    case = Case(folder, source)
    number = source.randrange(len(case.spans))
    path = folder / name_of(*case.spans[number])
    if source.random() < 0.3:
        content = path.read_bytes()
        path.write_bytes(content[: source.randrange(len(content))])
        _, faults = case.check(live=source.random() < 0.5)
        assert faults[0].sequence == case.spans[number].first
        return
    for span in case.spans[number:] if source.random() < 0.5 else case.spans[number : number + 1]:
        (folder / name_of(*span)).unlink()
    found, _ = case.check(live=source.random() < 0.5, receipt=receipt_of(case.seals[-1]))
    assert found.findings[0].sequence == case.spans[number].first, (number, found.findings)


def untouched(folder: Path, source: random.Random) -> None:
    case = Case(folder, source)
    for live in (False, True):
        receipt = receipt_of(source.choice(case.seals))
        found, faults = case.check(live=live, key=KEY, receipt=receipt)
        assert (found.findings, faults, found.receipt) == ([], [], receipt.sequence)
        assert live or (found.sealed, found.last) == (case.floor, case.floor)


@pytest.mark.parametrize("act", [rewritten, flipped, cut, untouched])
@pytest.mark.usefixtures("forging")
def test_a_change_is_found_and_the_right_entry_named(act, tmp_path: Path) -> None:
    for seed in range(25):
        act(tmp_path / f"{seed}", random.Random(seed))


@pytest.mark.torture
@pytest.mark.parametrize("act", [rewritten, flipped, cut, untouched])
@pytest.mark.usefixtures("forging")
def test_every_one_of_a_thousand_changes_is_found(act, tmp_path: Path) -> None:
    for seed in range(1000, 2000):
        act(tmp_path / f"{seed}", random.Random(seed))
