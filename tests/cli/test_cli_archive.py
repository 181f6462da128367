"""`tocsin archive`: what was moved reads as before, and a server that lost everything is given it again."""

import json
import shutil
from pathlib import Path

import pytest
from servicekit import eventually, service

from services.cli import main
from services.cli.assembly import settings_and_server
from services.cli.rebuild import TABLES
from services.eventlog.archive.archiver import CONSUMERS
from services.eventlog.keys import Keys
from services.eventlog.opening import open_log
from services.runtime.errors import LogError


@pytest.fixture
def data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def tocsin(data, monkeypatch, capsys):
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(data))

    def run(*words: object) -> tuple[int, str]:
        code = main([str(word) for word in words])
        out = capsys.readouterr()
        return code, out.out + out.err

    return run


def post(client, paths) -> None:
    for path in paths:
        client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})


def settled(client) -> bool:
    return all(stage["waiting"] == 0 for stage in client.get("/readyz")["backlog"].values())


def looked() -> tuple[list[bytes], dict[str, dict[str, str]]]:
    """Return the log and all that is shown of it."""
    with settings_and_server() as (settings, server):
        keys = Keys(settings.workspace)
        shown = {table: server.do("HGETALL", keys.view(table)) for table in TABLES}
        return list(open_log(settings, server).iterate_stored()), shown


def test_a_log_is_archived_read_verified_lost_and_restored(data, tocsin, request, tmp_path):
    reports = sorted((request.config.rootpath / "seeds" / "kazakhstan-2022-01").glob("*.json"))
    with service(data, seal_seconds=1) as (_, client):
        post(client, reports[:9])
        eventually(lambda: settled(client))
        post(client, reports[9:-1])
        eventually(lambda: settled(client))
        alerts = client.get("/v1/alerts")
        eventually(lambda: json.loads(tocsin("archive", "--older-than", "0s", "--json")[1])["floor"] > 20)
        # The service runs, and shows what it showed.
        assert client.get("/v1/alerts") == alerts
        assert client.get("/v1/events?limit=1")["events"][0]["sequence"] >= 1
        assert client.get("/v1/log/verification")["clean"]
    assert tocsin("seal", "now")[0] == 0
    with settings_and_server() as (settings, server):
        # They have read all of it; a worker that meets nothing that concerns it does not say so at once.
        for consumer in CONSUMERS[:2]:
            keys = Keys(settings.workspace)
            server.do("HSET", keys.cursor(consumer), "sequence", str(open_log(settings, server).head()))
    assert tocsin("archive", "--older-than", "0s")[0] == 0
    (tmp_path / "receipt.json").write_text(tocsin("seal", "receipt")[1])
    before, shown = looked()
    assert tocsin("archive", "list")[1].count(".ndjson.zst") >= 2
    for words in (["verify"], ["verify", "--archive", data / "archive"], ["replay"], ["rebuild", "--check"]):
        assert tocsin(*words)[0] == 0, words
    assert tocsin("verify", "--receipt", tmp_path / "receipt.json")[0] == 0
    assert tocsin("state", "--at", "2040-01-01")[0] == 0

    shutil.rmtree(data / "appendonlydir")
    with pytest.raises(LogError, match="tocsin archive restore"), service(data):
        pass
    code, out = tocsin("archive", "restore", "--json")
    assert code == 0, out
    assert looked() == (before, shown)
    assert json.loads(out)["head"] == len(before)
    assert tocsin("archive", "restore")[0] == 0
    for words in (["verify", "--receipt", tmp_path / "receipt.json"], ["replay"], ["rebuild", "--check"]):
        assert tocsin(*words)[0] == 0, words
    with service(data, seal_seconds=1) as (_, client):
        assert tocsin("archive", "restore")[0] == 1
        post(client, reports[-1:])
        eventually(lambda: settled(client))
        assert len(client.get("/v1/alerts")["alerts"]) >= len(alerts["alerts"])
    after, _ = looked()
    assert after[: len(before)] == before
    assert [json.loads(entry)["sequence"] for entry in after] == list(range(1, len(after) + 1))
    for words in (["verify"], ["replay"], ["rebuild", "--check"]):
        assert tocsin(*words)[0] == 0, words


def test_wrong_use_is_told(tocsin, tmp_path):
    for words in (
        ["archive", "restore"],
        ["archive", "--older-than", "0s"],
        ["verify", "--archive", tmp_path / "nothing"],
        ["verify", "--archive", tmp_path, "--from", "3"],
        ["verify", "--archive", tmp_path, tmp_path],
    ):
        code, out = tocsin(*words)
        assert code in (2, 3), words
        assert out.startswith("tocsin: ")
        assert out.count("\n") == 1
    with pytest.raises(SystemExit):
        tocsin("archive", "--older-than", "soon")
