"""`tocsin export` and `tocsin verify FILE`."""

import json

import pytest
from servicekit import eventually, service

from services.cli import main


@pytest.fixture(scope="module")
def kept(tmp_path_factory, request):
    """A data directory of a service that took the seeds in and was stopped."""
    data = tmp_path_factory.mktemp("data")
    with service(data, seal_seconds=1) as (_, client):
        for path in sorted((request.config.rootpath / "seeds" / "kazakhstan-2022-01").glob("*.json")):
            client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
        eventually(lambda: all(stage["waiting"] == 0 for stage in client.get("/readyz")["backlog"].values()))
    return data


@pytest.fixture
def tocsin(kept, monkeypatch, capsysbinary):
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(kept))

    def run(*words: str) -> tuple[int, bytes]:
        code = main([str(word) for word in words])
        out = capsysbinary.readouterr()
        return code, out.out + out.err

    return run


def test_an_export_is_checked_with_key_and_receipt(tocsin, tmp_path):
    assert tocsin("seal", "now")[0] == 0
    for name, *more in (("log.ndjson",), ("log.zst", "--zstd")):
        assert tocsin("export", "--out", tmp_path / name, *more) == (0, b"")
    (tmp_path / "receipt.json").write_bytes(tocsin("seal", "receipt")[1])
    (tmp_path / "key.pem").write_bytes(tocsin("seal", "key")[1])
    given = ("--public-key", tmp_path / "key.pem", "--receipt", tmp_path / "receipt.json")
    code, out = tocsin("verify", tmp_path / "log.ndjson", tmp_path / "log.zst", *given)
    assert code == 0
    assert out.count(b"Nothing is wrong") == 2
    assert out.count(b"the receipt holds") == 2


def test_an_altered_export_is_found_and_the_entry_named(tocsin, tmp_path):
    tocsin("seal", "now")
    code, out = tocsin("export")
    assert code == 0
    path = tmp_path / "log"
    path.write_bytes(out.replace(b'"sequence":9,"recordedtime":"20', b'"sequence":9,"recordedtime":"21'))
    code, out = tocsin("verify", "--json", path)
    assert code == 4
    assert json.loads(out)["findings"][0]["sequence"] == 9


def test_a_receipt_is_not_held_against_a_part_that_ends_before_it(tocsin, tmp_path):
    tocsin("seal", "now")
    (tmp_path / "receipt.json").write_bytes(tocsin("seal", "receipt")[1])
    assert tocsin("export", "--to", "5", "--out", tmp_path / "part")[0] == 0
    code, out = tocsin("verify", tmp_path / "part", "--receipt", tmp_path / "receipt.json")
    assert (code, b"take an export that holds it" in out) == (2, True)


def test_nothing_to_look_at_is_not_told_as_nothing_wrong(tocsin):
    for words, said, exit_code in (
        (("verify", "--from", "100000"), b"nothing to check", 2),
        (("verify", "--from", "\u00b2"), b"no date or time", 2),
        (("state", "--at", "\u00b2"), b"no date or time", 2),
        (("replay", "--report", "nobody"), b"knows no report nobody", 1),
        (("replay", "--situation", "nobody"), b"knows no situation nobody", 1),
        (("log", "--country", "kz"), b"ISO 3166-1", 2),
    ):
        code, out = tocsin(*words)
        assert (code, said in out) == (exit_code, True), (words, out)


def test_wrong_use_is_told(tocsin, tmp_path):
    for words in (
        ("verify", tmp_path / "nothing"),
        ("verify", __file__),
        ("verify", "--from", "3", __file__),
        ("export", "--kind", "unrests"),
        ("export", "--out", tmp_path / "no" / "folder"),
    ):
        code, out = tocsin(*words)
        assert code == 2, words
        assert b"Traceback" not in out
    assert not list(tmp_path.iterdir())


def test_an_export_is_taken_in_elsewhere_and_shown_there(tocsin, kept, tmp_path, monkeypatch):
    tocsin("export", "--zstd", "--out", tmp_path / "log.zst")
    code, shown = tocsin("alerts", "list", "--json")
    assert code == 0
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(tmp_path / "copy"))
    monkeypatch.setenv("TOCSIN_WORKSPACE", "copy")
    code, out = tocsin("import", tmp_path / "log.zst")
    assert (code, b"taken in: " in out) == (0, True), out
    assert b"all of it is here" in tocsin("import", tmp_path / "log.zst")[1]
    assert tocsin("alerts", "list", "--json") == (0, shown)
    for words in (("verify",), ("replay",), ("rebuild", "--check")):
        assert tocsin(*words)[0] == 0, words


def test_an_import_beside_a_running_service_is_refused(tocsin, tmp_path, tmp_path_factory, monkeypatch):
    tocsin("export", "--out", tmp_path / "log")
    with service(tmp_path_factory.mktemp("other")) as (up, _):
        monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
        code, out = tocsin("import", tmp_path / "log")
    assert code == 1
    assert b"differs from log" in out
