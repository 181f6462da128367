"""A segment gives back what was written, from the midst too, and tells when it is not what was written."""

from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from sealedlog import entry, sealed_log

from services.eventlog.archive.heading import heading
from services.eventlog.archive.segment import Segment
from services.eventlog.archive.writing import write_segment
from services.runtime.errors import ArchiveDamaged, LogError

SEAL = entry(999, "log.sealed", {})


def written(path: Path, log: list[bytes], every: int = 10) -> Segment:
    write_segment(path, log, workspace="main", seals=[SEAL], frame_entries=every)
    return Segment(path)


@pytest.mark.parametrize("every", [1, 7, 50, 1000])
def test_a_segment_gives_back_the_bytes_that_it_was_given(tmp_path: Path, every: int) -> None:
    log = sealed_log(100, 10)
    segment = written(tmp_path / "one", log, every)
    assert list(segment.entries()) == log
    assert (segment.table.first, segment.table.last, segment.table.entries) == (1, len(log), len(log))
    assert len(segment.table.frames) == -(-len(log) // every)


@given(after=st.integers(0, 130), until=st.none() | st.integers(0, 130), every=st.integers(1, 40))
def test_every_span_is_read_as_it_stands(tmp_path_factory, after: int, until: int | None, every: int) -> None:
    log = sealed_log(120, 10)[20:]
    segment = written(tmp_path_factory.getbasetemp() / "span", log, every)
    wanted = [one for one in log if after < heading(one).sequence <= (until if until is not None else 120)]
    assert list(segment.entries(after, until)) == wanted


def test_the_index_tells_where_each_kind_stands(tmp_path: Path) -> None:
    log = sealed_log(100, 10)
    index, seals_behind = written(tmp_path / "one", log).index()
    seals = [number for number, one in enumerate(log, 1) if b"log.sealed" in one]
    assert index.places["kind"]["log.sealed"] == seals
    assert sorted(index.places["kind"]["unrest"] + seals) == list(range(1, len(log) + 1))
    assert seals_behind == [SEAL]


def test_any_tool_for_zstandard_unpacks_it(tmp_path: Path) -> None:
    log = sealed_log(50, 10)
    written(tmp_path / "one", log)
    with (tmp_path / "one").open("rb") as file:
        lines = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read()
    assert lines.splitlines() == log


def test_what_cannot_be_read_or_stands_wrong_is_not_written(tmp_path: Path) -> None:
    log = sealed_log(20, 10)
    for wrong in ([*log[:5], b"{}"], [*log[:5], log[2]], [*log[:5], log[5] + b"\n"], []):
        with pytest.raises(LogError):
            written(tmp_path / "one", wrong)


def test_every_byte_of_a_segment_is_covered(tmp_path: Path) -> None:
    from services.eventlog.archive.checking import Examiner
    from services.eventlog.archive.directory import Held
    from services.eventlog.seals.verify import Checker

    path = tmp_path / "one"
    segment = written(path, sealed_log(6, 3), 4)
    clean = path.read_bytes()
    held = Held(segment.table.first, segment.table.last)
    for place in range(len(clean)):
        path.write_bytes(clean[:place] + bytes([clean[place] ^ (1 << place % 8)]) + clean[place + 1 :])
        examiner = Examiner(Checker())
        examiner.look(path, held)
        assert examiner.faults, place
    path.write_bytes(clean)
    examiner = Examiner(Checker())
    examiner.look(path, held)
    assert not examiner.faults


@pytest.mark.parametrize("size", [0, 10, 60, -100, -1])
def test_a_file_that_was_cut_off_is_no_segment(tmp_path: Path, size: int) -> None:
    path = tmp_path / "one"
    written(path, sealed_log(30, 10))
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ArchiveDamaged):
        Segment(path)


def test_headings_are_read_alike_whatever_the_order_of_fields(tmp_path: Path) -> None:
    told = b'{"sequence":7,"recordedtime":"t","specversion":"1.0","id":"a","source":"s \\" x","type":"tocsin.a.b.v12",'
    quick = told + b'"subject":"\xc3\xa9","time":"t","correlationid":null,"data":{}}'
    slow = quick.replace(b'"id":"a",', b'"id":"a","more":1,')
    assert heading(quick) == heading(slow)
    assert (heading(quick).kind, heading(quick).subject, heading(quick).correlation) == ("a.b", "é", "")
    assert heading(b"{}") is heading(b"\xff") is heading(b"7") is None
