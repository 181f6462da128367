"""What is shown can be made anew from the log alone."""

import json

import pytest
from servicekit import eventually, service

from services.cli import main
from services.eventlog.keys import Keys


@pytest.fixture(scope="module")
def played(tmp_path_factory, seeds):
    with service(tmp_path_factory.mktemp("data")) as (up, client):
        for path in seeds:
            client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
        eventually(lambda: all(stage["waiting"] == 0 for stage in client.get("/readyz")["backlog"].values()))
        yield up, client


@pytest.fixture(scope="module")
def seeds(request):
    return sorted((request.config.rootpath / "seeds" / "kazakhstan-2022-01").glob("*.json"))


def test_what_is_shown_is_what_the_record_makes(played, monkeypatch, capsys):
    up, _ = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["rebuild", "--check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["wrong"] == []


def test_what_was_lost_or_changed_is_found_and_made_anew(played, monkeypatch, capsys):
    up, client = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    from services.cli.assembly import settings_and_server

    with settings_and_server() as (settings, server):
        keys = Keys(settings.workspace)
        alerts = sorted(server.do("HKEYS", keys.view("alerts")))
        server.do("HDEL", keys.view("alerts"), alerts[0])
        server.do("HSET", keys.view("situations"), "made-up", "{}")
    assert main(["rebuild", "--check"]) == 1
    assert f"alerts {alerts[0]}" in capsys.readouterr().out
    assert main(["rebuild"]) == 0
    assert main(["rebuild", "--check"]) == 0
    assert client.get(f"/v1/alerts/{alerts[0]}")["id"] == alerts[0]


def test_an_index_that_lacks_an_entry_is_found_by_verify_and_mended(played, monkeypatch, capsys):
    up, client = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    from services.cli.assembly import settings_and_server

    with settings_and_server() as (settings, server):
        key = Keys(settings.workspace).index("kind", "alert.raised")
        before = server.bytes("GET", key)
        server.do("SET", key, before[8:])
    first = int.from_bytes(before[:8], "big")
    assert main(["verify"]) == 4
    told = capsys.readouterr().out
    assert f"{first:,}  misfiled  the index of kind 'alert.raised'" in told
    assert client.get("/v1/log/verification")["findings"][0]["sequence"] == first
    assert main(["verify", "--entries-only"]) == 0
    assert main(["rebuild", "--check"]) == 1
    assert "index kind alert.raised" in capsys.readouterr().out
    assert main(["rebuild"]) == 0
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert "the indexes name these entries" in told
    assert "texts of reports: 18 compared with the log" in told
    with settings_and_server() as (settings, server):
        assert server.bytes("GET", key) == before
