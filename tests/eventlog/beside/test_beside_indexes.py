"""An index that misses an entry, or names one too many, is found, named and mended."""

import random
import struct
from pathlib import Path

import pytest
from archivekit import add, archived_log, history, move, seal

from services.eventlog.beside import checking, indexes
from services.eventlog.beside.mending import IndexMender
from services.eventlog.beside.verifying import verify_all
from services.eventlog.log import Log
from services.eventlog.seals.verification import Verification
from services.runtime.server import Server


def verified(server: Server, log: Log, **span: int) -> Verification:
    return verify_all(server, log, **span)[0]


def members(server: Server, key: str) -> list[int]:
    return [number for (number,) in struct.iter_unpack(">Q", server.bytes("GET", key))]


def put(server: Server, key: str, numbers: list[int]) -> None:
    if numbers:
        server.do("SET", key, struct.pack(f">{len(numbers)}Q", *numbers))
    else:
        server.do("DEL", key)


def mended(server: Server, log: Log) -> list[str]:
    return list(IndexMender(server, log).mend(write=True))


@pytest.fixture
def sealed(log: Log) -> Log:
    add(log, 60)
    seal(log)
    return log


@pytest.fixture(params=["in the server", "archived"])
def whole(request: pytest.FixtureRequest, server: Server, workspace: str, tmp_path: Path) -> Log:
    log = archived_log(server, workspace, tmp_path / "archive")
    history(log, 60, 40)
    if request.param == "archived":
        assert move(server, log)
        add(log, 20)
        seal(log)
    return log


def test_an_untouched_log_is_clean(server: Server, whole: Log) -> None:
    found = verified(server, whole)
    assert (found.clean, found.indexed) == (True, True)
    assert verified(server, whole, after=7, until=21).clean
    assert list(IndexMender(server, whole).mend(write=True)) == []


def test_a_member_that_was_taken_out_is_named_and_put_back(server: Server, whole: Log) -> None:
    key = whole.keys.index("kind", "unrest")
    before = members(server, key)
    put(server, key, before[:5] + before[6:])
    (one,) = verified(server, whole).findings
    assert (one.sequence, one.what) == (before[5], "misfiled")
    assert "'unrest' does not name" in one.text
    assert mended(server, whole) == ["index kind unrest"]
    assert members(server, key) == before
    assert verified(server, whole).clean


def test_a_member_that_was_put_in_is_named_and_taken_out(server: Server, whole: Log) -> None:
    key = whole.keys.index("subject", "s3")
    before = members(server, key)
    put(server, key, sorted([*before, 4]))
    (one,) = verified(server, whole).findings
    assert (one.sequence, one.what) == (4, "misfiled")
    assert "'s3' names entry 4" in one.text
    assert mended(server, whole) == ["index subject s3"]
    assert members(server, key) == before


def test_members_that_changed_places_are_named(server: Server, sealed: Log) -> None:
    one, other = sealed.keys.index("subject", "s1"), sealed.keys.index("subject", "s3")
    first, second = members(server, one), members(server, other)
    put(server, one, second)
    put(server, other, first)
    found = verified(server, sealed)
    assert found.findings[0].sequence == min(first + second)
    assert {finding.sequence for finding in found.findings} == {*first, *second}
    assert mended(server, sealed) == ["index subject s1", "index subject s3"]
    assert (members(server, one), members(server, other)) == (first, second)


@pytest.mark.parametrize("number", [0, 10_000, 2**63])
def test_a_member_that_is_no_entry_is_named(server: Server, sealed: Log, number: int) -> None:
    key = sealed.keys.index("correlation", "r3")
    before = members(server, key)
    put(server, key, sorted([*before, number]))
    assert [(one.sequence, one.what) for one in verified(server, sealed).findings] == [(number, "misfiled")]
    assert mended(server, sealed) == ["index correlation r3"]
    assert members(server, key) == before


def test_an_index_that_is_gone_or_that_nobody_needs_is_named(server: Server, sealed: Log) -> None:
    gone = sealed.keys.index("kind", "closure.ordered")
    before = members(server, gone)
    put(server, gone, [])
    put(server, sealed.keys.index("kind", "made.up"), [1])
    found = verified(server, sealed)
    assert [one.sequence for one in found.findings] == [1, *before]
    assert mended(server, sealed) == ["index kind closure.ordered", "index kind made.up"]
    assert members(server, gone) == before
    assert not server.do("EXISTS", sealed.keys.index("kind", "made.up"))


@pytest.mark.parametrize("how", ["turned round", "cut", "doubled", "another type"])
def test_what_is_no_index_any_more_is_named(server: Server, sealed: Log, how: str) -> None:
    key = sealed.keys.index("kind", "unrest")
    before = members(server, key)
    if how == "turned round":
        put(server, key, before[::-1])
    elif how == "doubled":
        put(server, key, [before[0], *before])
    elif how == "cut":
        server.do("SETRANGE", key, len(before) * 8, "abc")
    else:
        server.do("DEL", key)
        server.do("RPUSH", key, "a")
    found = verified(server, sealed)
    assert found.findings[0].what == "misfiled"
    assert "'unrest'" in found.findings[0].text
    assert mended(server, sealed) == ["index kind unrest"]
    assert members(server, key) == before
    assert verified(server, sealed).clean


def test_a_long_index_is_read_piece_by_piece(server: Server, sealed: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "SHORT", 16)
    monkeypatch.setattr(indexes, "PIECE", 24)
    key = sealed.keys.index("kind", "unrest")
    before = members(server, key)
    assert verified(server, sealed).clean
    assert mended(server, sealed) == []
    put(server, key, before[:-1])
    assert [one.sequence for one in verified(server, sealed).findings] == [before[-1]]
    assert mended(server, sealed) == ["index kind unrest"]
    assert members(server, key) == before


def test_where_much_is_wrong_the_first_entries_are_named(
    server: Server, sealed: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "LOOKED_INTO", 0)
    put(server, sealed.keys.index("kind", "unrest"), [])
    assert [one.sequence for one in verified(server, sealed).findings] == [1]


def test_a_change_outside_of_a_span_is_none_of_it(server: Server, sealed: Log) -> None:
    key = sealed.keys.index("kind", "unrest")
    before = members(server, key)
    put(server, key, before[1:])
    assert verified(server, sealed, after=10, until=20).clean
    assert not verified(server, sealed, until=20).clean


def test_entries_that_are_appended_meanwhile_are_no_fault(
    server: Server, sealed: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = checking.read_indexes

    def busy(*given):
        add(sealed, 10)
        yield from real(*given)

    monkeypatch.setattr(checking, "read_indexes", busy)
    assert verified(server, sealed).clean


def test_entries_that_are_appended_while_an_index_is_mended_stay_in_it(
    server: Server, sealed: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    mender = IndexMender(server, sealed)
    key = sealed.keys.index("kind", "unrest")
    put(server, key, members(server, key)[1:])
    real = mender._reindex

    def late(keys, arguments):
        add(sealed, 3)
        return real(keys, arguments)

    mender._reindex = late
    assert list(mender.mend(write=True)) == ["index kind unrest"]
    assert verified(server, sealed).clean


def test_any_single_change_is_found_and_mended(server: Server, sealed: Log) -> None:
    source = random.Random(7)
    keys = sorted(server.do("KEYS", f"{sealed.keys.prefix}log:[ksc]*"))
    for _ in range(40):
        key = source.choice(keys)
        before = members(server, key)
        changed = list(before)
        place = source.randrange(len(before))
        act = source.choice(("drop", "change", "add"))
        if act == "drop":
            del changed[place]
        elif act == "change":
            changed[place] += source.choice((-1, 1))
        else:
            changed.insert(place, changed[place] - 1)
        if changed == before:
            continue
        put(server, key, changed)
        assert not verified(server, sealed).clean, (key, act)
        assert len(mended(server, sealed)) == 1
        assert members(server, key) == before
    assert verified(server, sealed).clean
