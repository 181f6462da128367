"""What verification finds, and that it finds nothing where nothing is."""

import json
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sealedlog import entry, sealed_log

from services.eventlog.seals.chain import seal_hash
from services.eventlog.seals.receipt import Receipt
from services.eventlog.seals.signing import Signer, Verifier
from services.eventlog.seals.verify import Checker, Verification

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(b"a" * 32))


def check(log: list[bytes], start: int = 1, **given) -> Verification:
    checker = Checker(start, **given)
    for one in log:
        checker.take(one)
    return checker.finish()


def seals_of(log: list[bytes]) -> list[dict]:
    return [json.loads(one) for one in log if b"log.sealed" in one]


def receipt_of(log: list[bytes]) -> Receipt:
    seal = seals_of(log)[-1]
    data = {name: seal["data"][name] for name in ("first", "last", "seal", "signature")}
    return Receipt(workspace="main", sequence=seal["sequence"], time=seal["recordedtime"], **data)


def first(found: Verification) -> tuple[int, str]:
    return found.findings[0].sequence, found.findings[0].what


@pytest.mark.parametrize("size", [0, 1, 9, 10, 14, 60, 200])
def test_an_untouched_log_is_clean(size: int) -> None:
    log = sealed_log(size, 10, SIGNER)
    key = Verifier(SIGNER.public_key())
    found = check(log, key=key, receipt=receipt_of(log) if size > 14 else None)
    assert found.clean, found.findings
    assert (found.entries, found.last, found.signed, found.checked) == (len(log), len(log), found.seals, found.seals)
    assert found.sealed + found.unsealed == len(log)


@pytest.mark.parametrize("start", [1, 2, 7, 11, 12, 30, 55])
def test_a_span_from_the_midst_of_a_log_is_clean(start: int) -> None:
    assert check(sealed_log(100, 10)[start - 1 :], start).clean


def test_a_changed_byte_is_found() -> None:
    log = sealed_log(100, 10)
    log[36] = log[36].replace(b"unrest", b"unrast") if b"unrest" in log[36] else log[36][:-3] + b"9}}"
    assert first(check(log)) == (37, "altered")


def test_an_entry_that_was_taken_out_is_found() -> None:
    log = sealed_log(100, 10)
    del log[36]
    assert first(check(log)) == (37, "missing")


def test_the_first_entry_taken_out_is_found() -> None:
    assert first(check(sealed_log(100, 10)[1:])) == (1, "missing")


def test_an_entry_that_was_put_in_is_found() -> None:
    log = sealed_log(100, 10)
    log.insert(36, entry(37, "unrest", {"n": -1}))
    assert first(check(log)) == (37, "inserted")


def test_a_second_copy_of_an_entry_is_found() -> None:
    log = sealed_log(100, 10)
    log.insert(37, log[36])
    assert first(check(log)) == (37, "inserted")


def test_two_entries_that_changed_places_are_found() -> None:
    log = sealed_log(100, 10)
    log[33], log[37] = log[37], log[33]
    assert first(check(log)) == (34, "swapped")


def test_a_seal_that_was_taken_out_is_found() -> None:
    log = sealed_log(100, 10)
    at = next(place for place, one in enumerate(log) if b"log.sealed" in one)
    del log[at]
    assert first(check(log)) == (at + 1, "missing")


def test_a_changed_seal_is_named_and_not_what_it_covers() -> None:
    log = sealed_log(100, 10)
    at = [place for place, one in enumerate(log) if b"log.sealed" in one][3]
    digest = json.loads(log[at])["data"]["entries"][4].encode()
    log[at] = log[at].replace(digest, digest[::-1])
    assert first(check(log)) == (at + 1, "altered")


def test_a_chain_forged_whole_is_found_by_signature_and_by_receipt_alone() -> None:
    log = sealed_log(60, 10, SIGNER)
    forged = sealed_log(61, 10)
    assert check(forged).clean
    assert not check(forged, key=Verifier(SIGNER.public_key())).clean
    assert not check(forged, receipt=receipt_of(log)).clean
    other = Signer(Ed25519PrivateKey.from_private_bytes(b"b" * 32))
    assert not check(sealed_log(60, 10, other), key=Verifier(SIGNER.public_key())).clean


def test_a_seal_made_anew_for_a_changed_entry_breaks_the_chain() -> None:
    log = sealed_log(100, 10)
    at = [place for place, one in enumerate(log) if b"log.sealed" in one][3]
    seal = json.loads(log[at])
    data = seal["data"]
    data["entries"][4] = "0" * 64
    data["seal"] = seal_hash(data["first"], data["last"], data["previous"], data["entries"])
    log[at] = json.dumps(seal, separators=(",", ":")).encode()
    found = check(log)
    assert {one.sequence for one in found.findings} >= {data["first"] + 4, at + 1}


def test_a_log_that_was_cut_off_is_found_with_a_receipt_only() -> None:
    log = sealed_log(100, 10)
    receipt = receipt_of(log)
    cut = log[: receipt.sequence - 5]
    assert check(cut).clean
    assert first(check(cut, receipt=receipt)) == (len(cut) + 1, "cut off")
    assert check(log, receipt=receipt).receipt == receipt.sequence


def test_a_gap_behind_the_last_seal_is_found() -> None:
    log = sealed_log(103, 50)
    log += [entry(len(log) + more, "unrest", {}) for more in (1, 2, 3)]
    del log[-2]
    assert first(check(log))[1] == "missing"


def tampered(log: list[bytes], source: random.Random) -> tuple[list[bytes], int]:
    """Change one thing in the sealed part, and return the entry that is wrong then."""
    sealed = seals_of(log)[-1]["data"]["last"]
    at, act = source.randrange(sealed), source.choice(("byte", "drop", "swap", "insert"))
    log = list(log)
    if act == "byte":
        place = source.randrange(len(log[at]))
        changed = bytes([log[at][place] ^ (1 << source.randrange(8))])
        log[at] = log[at][:place] + changed + log[at][place + 1 :]
    elif act == "drop":
        del log[at]
    elif act == "swap":
        other = source.choice([place for place in range(sealed) if place != at])
        log[at], log[other] = log[other], log[at]
        at = min(at, other)
    else:
        log.insert(at, entry(at + 1, "unrest", {"n": source.random()}))
    return log, at


@pytest.mark.parametrize("seed", range(40))
def test_every_single_change_is_found(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(25):
        log, at = tampered(sealed_log(source.choice((40, 90)), source.choice((5, 10, 20))), source)
        found = check(log)
        assert not found.clean
        assert found.findings[0].sequence == at + 1, (at + 1, found.findings)
