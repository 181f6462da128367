"""docs/verify.mjs, written from docs/log-format.md alone: on real exports, and on tampered ones."""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from exportkit import exported, play

from services.eventlog.exports.format import Filter
from services.eventlog.seals.sealer import last_seal
from services.eventlog.seals.signing import Signer

VERIFIER = Path(__file__).parents[3] / "docs" / "verify.mjs"
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(b"a" * 32))

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


@pytest.fixture
def source(server, workspace):
    return play(server, workspace, signer=SIGNER)


@pytest.fixture
def proofs(source, tmp_path) -> list[str]:
    """The options that name a public key and a receipt."""
    (tmp_path / "key.pem").write_text(SIGNER.public_key())
    (tmp_path / "receipt.json").write_text(last_seal(source).model_dump_json())
    return ["--public-key", str(tmp_path / "key.pem"), "--receipt", str(tmp_path / "receipt.json")]


def check(path: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(["node", VERIFIER, path, *options], capture_output=True, text=True, check=False, timeout=60)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def named(path: Path, *options: str) -> int | None:
    """The entry that is said to be wrong; None where nothing is."""
    code, said = check(path, *options)
    if code == 0:
        return None
    return int(re.match(r"WRONG at entry (\d+):", said)[1])


@pytest.mark.parametrize(
    "wanted", [{}, {"after": 5}, {"after": 17, "until": 45}, {"texts": False}, {"filter": Filter(kind="unrest")}]
)
def test_an_untouched_export_is_right(server, source, tmp_path, wanted):
    path = exported(server, source, tmp_path / "log", **wanted)
    code, said = check(path)
    assert (code, "are right" in said) == (0, True), said


def test_a_key_and_a_receipt_are_checked(server, source, proofs, tmp_path):
    path = exported(server, source, tmp_path / "log")
    assert named(path, *proofs) is None
    other = Signer(Ed25519PrivateKey.from_private_bytes(b"b" * 32))
    (tmp_path / "other.pem").write_text(other.public_key())
    assert named(path, "--public-key", str(tmp_path / "other.pem")) is not None
    cut = exported(server, source, tmp_path / "cut", until=last_seal(source).sequence - 1)
    assert named(cut) is None
    assert named(cut, *proofs) == last_seal(source).sequence


def test_a_file_that_was_cut_off_is_found(server, source, tmp_path):
    path = exported(server, source, tmp_path / "log")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b'{"end":')])
    assert named(path) == source.head() + 1


def test_tampering_is_found_and_the_entry_named(server, source, tmp_path):
    path = exported(server, source, tmp_path / "log", texts=False)
    header, *log, end = path.read_bytes().splitlines()
    chance = random.Random(1)
    for act in ("byte", "drop", "swap", "insert") * 6:
        at = chance.randrange(last_seal(source).last - 1)
        changed = list(log)
        if act == "byte":
            place = chance.randrange(len(log[at]))
            flipped = log[at][place] ^ (1 << chance.randrange(8))
            changed[at] = log[at][:place] + bytes([flipped if flipped != 10 else 33]) + log[at][place + 1 :]
        elif act == "drop":
            del changed[at]
        elif act == "swap":
            changed[at], changed[at + 1] = changed[at + 1], changed[at]
        else:
            changed.insert(at, log[at].replace(b"recordedtime", b"recordeddate"))
        path.write_bytes(b"\n".join([header, *changed, end]) + b"\n")
        assert named(path) == at + 1, (act, at + 1, check(path))
