"""What an auditor asks of the seeds' story: what was known when, and why no alert came."""

import dataclasses
import json
import tomllib
from datetime import datetime, timedelta

import pytest
from servicekit import eventually, service
from webhook_receiver import receiver

from services.alerts.webhooks.signing import new_secret
from services.audit.replay import replay
from services.audit.rereading import Rereading
from services.cli import main
from services.eventlog.log import Log
from services.eventlog.reports import ReportStore
from services.ingest.reading import read


@pytest.fixture(scope="module")
def seeds(request):
    return sorted((request.config.rootpath / "seeds" / "kazakhstan-2022-01").glob("*.json"))


@pytest.fixture(scope="module")
def played(tmp_path_factory, seeds):
    """A service that has been through the seeds."""
    with service(tmp_path_factory.mktemp("record")) as (up, client):
        for path in seeds:
            client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
        eventually(lambda: all(client.get("/readyz")["backlog"][name]["waiting"] == 0 for name in ("ingest", "alerts")))
        (situation,) = client.get("/v1/situations")["situations"]
        yield up, client, situation["id"]


def killed(state: dict) -> dict | None:
    (situation,) = state["situations"]
    toll = situation["tolls"].get("killed")
    return toll and {bound: toll[bound] for bound in ("min", "max")}


def test_the_state_at_each_report_is_what_an_analyst_had(played, seeds, request):
    _, client, _ = played
    expected = tomllib.loads((seeds[0].parent / "expected.toml").read_text())["report"]
    moments = [datetime.fromisoformat(json.loads(path.read_bytes())["published_at"]) for path in seeds]
    for place, (wanted, moment) in enumerate(zip(expected, moments, strict=True)):
        later = moments[place + 1 :]
        if any(other <= moment for other in later) or any(other > moment for other in moments[:place]):
            continue  # one came late: no moment of publication stands between it and the others
        state = client.get("/v1/state", params={"published": moment.isoformat()})
        assert killed(state) == wanted.get("killed"), wanted["file"]


def test_the_state_at_a_sequence_and_a_recorded_time(played):
    _, client, _ = played
    assert client.get("/v1/state", params={"sequence": 0})["situations"] == []
    last = client.get("/v1/events", params={"limit": 1000})["events"][-1]
    now = client.get("/v1/state")
    assert client.get("/v1/state", params={"at": last["recordedtime"]})["situations"] == now["situations"]
    before = datetime.fromisoformat(last["recordedtime"]) - timedelta(days=1)
    assert client.get("/v1/state", params={"at": before.isoformat()})["situations"] == []
    both = client.call("GET", "/v1/state", params={"at": last["recordedtime"], "sequence": 3})
    assert both.status_code == 422


def test_why_no_jump_came_on_the_seventh_of_january(played, monkeypatch, capsys):
    up, client, situation = played
    found = client.get(f"/v1/situations/{situation}/absence", params={"kind": "toll_jump"})
    (rule,) = found["rules"]
    (look,) = [one for one in rule["looks"] if one["published_at"].startswith("2022-01-07")]
    assert "known dead 44; a jump from the 32 of the last alert needs at least 48" in look["text"]
    assert len(rule["sent"]) == 3
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["explain", "--not", "toll_jump", situation, "--on", "2022-01-07"]) == 0
    assert "needs at least 48" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["toll_withdrawn", "toll_threshold", "foreign_deployment", "facility_seized"])
def test_every_rule_says_at_each_step_what_was_wanting(played, kind):
    _, client, situation = played
    (rule,) = client.get(f"/v1/situations/{situation}/absence", params={"kind": kind})["rules"]
    assert all(0 <= look["share"] <= 1 and look["text"] for look in rule["looks"])
    assert rule["nearest"] in rule["looks"]


def test_a_kind_or_situation_that_there_is_not_is_told(played, monkeypatch, capsys):
    up, client, situation = played
    found = client.get(f"/v1/situations/{situation}/absence", params={"kind": "toll_jmp"})
    assert found["rules"] == []
    assert "toll-jump" in found["in_force"]
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["explain", "--not", "toll_jump", "nowhere"]) == 1
    assert "knows no situation nowhere" in capsys.readouterr().err


def test_the_record_is_sealed_and_verified_by_command_and_by_call(played, monkeypatch, capsys, tmp_path):
    up, client, _ = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["seal", "now"]) == 0
    receipt = tmp_path / "receipt.json"
    receipt.write_text(capsys.readouterr().out)
    assert main(["seal", "key"]) == 0
    key = tmp_path / "key.pem"
    key.write_text(capsys.readouterr().out)
    assert main(["verify", "--receipt", str(receipt), "--public-key", str(key)]) == 0
    assert "the receipt holds" in capsys.readouterr().out
    found = client.get("/v1/log/verification")
    assert (found["clean"], found["sealed"]) == (True, json.loads(receipt.read_text())["last"])
    assert client.get("/v1/log/receipt")["sequence"] >= json.loads(receipt.read_text())["sequence"]
    receipt.write_text("{}")
    assert main(["verify", "--receipt", str(receipt)]) == 2
    assert "is no receipt of a log: workspace" in capsys.readouterr().err


def test_a_replay_that_reads_the_reports_again_is_identical(played, monkeypatch, capsys):
    up, _, situation = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["replay", "--reread"]) == 0
    text = capsys.readouterr().out
    assert "18 reports read again by reader/" in text
    assert "0 reports are read otherwise" in text
    assert "Identical." in text
    assert main(["replay", "--situation", situation, "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    # An id that was mistyped is not told as identical.
    assert main(["replay", "--situation", "none", "--json"]) == 1
    assert "knows no situation none" in capsys.readouterr().err
    assert whole["recorded"] > 20


def test_a_reader_that_reads_otherwise_is_shown_report_by_report(played):
    up, _, _ = played
    log = Log(up.server, up.workspace)
    reports = ReportStore(up.server, up.workspace, log)

    def blind(report):
        found = read(report)
        return dataclasses.replace(
            found, events=tuple(one for one in found.events if one.kind != "casualties.reported")
        )

    rereading = Rereading(reports, blind, "blind/1")
    comparison = replay(log, reread=rereading.again)
    assert not comparison.same
    assert comparison.missing
    assert rereading.changed > 5
    assert all(line.startswith("casualties.reported") for one in rereading.listed for line in one.gone)
    assert not any(one.new for one in rereading.listed)
    alone = replay(log, report=rereading.listed[0].report)
    assert (alone.inputs, alone.same) == (1, True)


def test_a_replay_is_sent_to_the_one_receiver_that_was_named_and_marked(played, monkeypatch, capsys, tmp_path):
    up, client, _ = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    monkeypatch.setenv("TOCSIN_EGRESS_ALLOW", "127.0.0.0/8")
    secret = tmp_path / "secret"
    secret.write_text(new_secret())
    with receiver() as (url, received):
        received.secret = secret.read_text()
        assert main(["replay", "--send-to", url, "--secret-file", str(secret)]) == 0
        assert f"{len(received.ids)} messages sent" in capsys.readouterr().out
    assert len(received.ids) > 10
    assert all(headers["tocsin-replay"] == "true" for _, headers in received.requests)
    assert all(one["data"]["alert"]["title"].startswith("REPLAY: ") for one in received.payloads.values())
    assert client.get("/v1/deliveries")["deliveries"] == []
    assert main(["replay", "--send-to", "http://10.0.0.1/", "--secret-file", str(secret)]) != 0
    assert main(["replay", "--send-to", url]) == 2


def test_the_last_toll_alert_shows_the_prosecutors_sentence_and_the_withdrawn_figure(played):
    _, client, _ = played
    (alert,) = client.get("/v1/alerts?kind=toll_jump")["alerts"]
    found = client.get(f"/v1/alerts/{alert['id']}/explanation")
    last = found["messages"][-1]
    assert (last["tolls"]["before"]["killed"]["min"], last["tolls"]["after"]["killed"]["min"]) == (44, 225)
    assert any("225" in ground["sentence"] and "Prosecutor" in ground["source"] for ground in last["because"])
    known = [step["tolls"].get("killed", {}).get("min") for step in found["steps"]]
    withdrawn = known.index(164)
    assert known[withdrawn + 1] == 44
