"""What an export holds, and what a check of it finds."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from exportkit import exported, play

from services.eventlog.exports.check import check_export
from services.eventlog.exports.format import Filter
from services.eventlog.log import Log
from services.eventlog.seals.sealer import last_seal
from services.eventlog.seals.signing import Signer, Verifier
from services.runtime.errors import LogError, UsageError
from services.runtime.server import Server

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(b"a" * 32))


@pytest.fixture
def sealed(server: Server, workspace: str) -> Log:
    return play(server, workspace, signer=SIGNER)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def rewritten(path: Path, changed: list[bytes]) -> Path:
    path.write_bytes(b"\n".join(changed) + b"\n")
    return path


def entries(path: Path) -> list[bytes]:
    return [line for line in lines(path) if line.startswith(b'{"sequence":')]


def test_an_export_holds_every_entry_byte_for_byte_with_the_texts(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log")
    assert entries(path) == list(sealed.iterate_stored())
    header, end = json.loads(lines(path)[0])["export"], json.loads(lines(path)[-1])["end"]
    assert (header["first"], header["last"], header["filter"]) == (1, sealed.head(), None)
    assert end == {"entries": sealed.head(), "reports": 12}
    texts = [json.loads(line)["report"] for line in lines(path) if line.startswith(b'{"report":')]
    assert "Räumung läuft." in texts[0]["text"]


def test_texts_are_left_out_when_asked(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log", texts=False)
    assert b"umung" not in path.read_bytes()
    assert check_export(path).found.clean


@pytest.mark.parametrize("zstd", [False, True])
def test_an_untouched_export_is_clean_with_key_and_receipt(server, sealed, tmp_path, zstd):
    path = exported(server, sealed, tmp_path / "log", zstd=zstd)
    receipt = last_seal(sealed)
    found = check_export(path, key=Verifier(SIGNER.public_key()), receipt=receipt).found
    assert found.clean, found.findings
    assert (found.entries, found.receipt, found.checked) == (sealed.head(), receipt.sequence, found.seals)


@pytest.mark.parametrize(("first", "last"), [(1, 7), (8, 40), (30, None), (10_000, None)])
def test_a_span_is_clean(server, sealed, tmp_path, first, last):
    path = exported(server, sealed, tmp_path / "log", after=first - 1, until=last)
    checked = check_export(path)
    assert checked.found.clean, checked.found.findings
    assert checked.found.entries == max(0, (last or sealed.head()) - first + 1)


@pytest.mark.parametrize(
    "narrow", [{"kind": "casualties.reported"}, {"kind": "log.sealed"}, {"kind": "alert.raised"}, {"subject": "nobody"}]
)
def test_a_part_by_filter_holds_the_seals_that_cover_it(server, sealed, tmp_path, narrow):
    path = exported(server, sealed, tmp_path / "log", filter=Filter(**narrow))
    wanted = [entry for page in sealed.select(**narrow) for entry in page]
    assert set(wanted) <= set(entries(path))
    numbers = [json.loads(entry)["sequence"] for entry in entries(path)]
    assert numbers == sorted(set(numbers))
    found = check_export(path, key=Verifier(SIGNER.public_key())).found
    assert found.clean, found.findings
    assert found.partial
    sealed_up_to = last_seal(sealed).last
    assert found.open == sum(
        number > sealed_up_to for number in map(number_of, wanted) if narrow.get("kind") != "log.sealed"
    )


def number_of(entry: bytes) -> int:
    return int(json.loads(entry)["sequence"])


def test_an_altered_entry_of_a_part_is_named(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log", filter=Filter(kind="casualties.reported"))
    all_lines = lines(path)
    at = next(place for place, line in enumerate(all_lines) if b'"type":"tocsin.casualties' in line)
    all_lines[at] = all_lines[at].replace(b"killed", b"kilted")
    found = check_export(rewritten(path, all_lines)).found
    assert [(one.sequence, one.what) for one in found.findings] == [(number_of(all_lines[at]), "altered")]


def test_a_text_that_was_changed_is_found_at_its_report(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log")
    changed = path.read_bytes().replace(b"A blast killed 5 people", b"A blast killed 9 people")
    path.write_bytes(changed)
    (finding,) = check_export(path).found.findings
    received = next(entry for entry in entries(path) if number_of(entry) == finding.sequence)
    assert b"report.received" in received


@pytest.mark.parametrize("lost", [1, 5, 40])
def test_a_file_that_broke_off_is_found(server, sealed, tmp_path, lost):
    path = exported(server, sealed, tmp_path / "log")
    found = check_export(rewritten(path, lines(path)[:-lost])).found
    assert found.findings[0].what == "cut off"


def test_an_entry_less_in_a_part_is_found_by_its_end(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log", filter=Filter(kind="unrest"))
    assert check_export(path).found.clean
    path = exported(server, sealed, tmp_path / "log", filter=Filter(kind="casualties.reported"))
    changed = lines(path)
    del changed[2]
    assert not check_export(rewritten(path, changed)).found.clean


def test_a_damaged_compressed_file_is_told(server, sealed, tmp_path):
    path = exported(server, sealed, tmp_path / "log", zstd=True)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(LogError, match="were changed or cut off"):
        check_export(path)
    path.write_bytes(bytes(content[: len(content) // 3]))
    with pytest.raises(UsageError):
        check_export(path)


@pytest.mark.parametrize("content", [b"", b"hello\n", b'{"export":{}}\n', b'{"sequence":1}\n', b"\x28\xb5\x2f\xfdjunk"])
def test_what_is_no_export_is_told(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises((UsageError, LogError)):
        check_export(path)


def test_a_log_with_a_gap_is_not_exported_as_whole(server, sealed):
    server.do("XDEL", sealed.keys.log, "5-0")
    with pytest.raises(LogError, match="as many as its numbers"):
        exported(server, sealed, Path("/dev/null"))
