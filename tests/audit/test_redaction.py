"""A text that must go is nowhere any more, and the record stays whole."""

import json

import pytest
from servicekit import eventually, service
from webhook_receiver import receiver

from schemas.report import Intake
from services.cli import main
from services.eventlog.seals.sealer import CONSUMER
from services.ingest.identity import identify
from services.runtime.server import Server

MARK = "Vrkljan bakery"
TEXT = f"At least 31 people were killed on Tuesday when a gas tank blew up beside the {MARK} in Split, Croatia."


def everything(server: Server) -> str:
    """All that the server holds, as text."""
    found = []
    for key in server.do("KEYS", "*"):
        kind = server.do("TYPE", key)
        command = {"hash": ("HGETALL",), "stream": ("XRANGE", "-", "+"), "zset": ("ZRANGE", "0", "-1")}.get(kind)
        if kind == "string":
            found.append(repr(server.bytes("GET", key)))
        elif command is not None:
            found.append(repr(server.do(command[0], key, *command[1:])))
    return "\n".join(found)


@pytest.fixture(scope="module")
def redacted(tmp_path_factory):
    with receiver() as (url, received), service(tmp_path_factory.mktemp("redacted")) as (up, client):
        received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
        sent = {"published_at": "2024-05-07T10:00:00Z", "source": "wire", "title": f"Blast at {MARK}", "text": TEXT}
        report = client.post("/v1/reports", json=sent)["id"]
        eventually(lambda: received.ids)
        (alert,) = client.get("/v1/alerts?kind=toll_jump")["alerts"]
        assert MARK in everything(up.server)
        assert MARK in json.dumps(client.get(f"/v1/alerts/{alert['id']}/explanation"))
        answer = client.post(f"/v1/reports/{report}/redact", 201, json={"reason": "court order"})
        yield up, client, report, alert, answer, sent


def test_the_text_is_nowhere_any_more(redacted):
    up, client, report, alert, _, _ = redacted
    assert MARK not in everything(up.server)
    shown = client.get(f"/v1/reports/{report}")
    assert (shown["title"], shown["text"], shown["state"]) == (None, None, "redacted")
    assert MARK not in json.dumps(client.get(f"/v1/alerts/{alert['id']}/explanation"))
    assert MARK not in json.dumps(client.get(f"/v1/events?correlation={report}"))


def test_nothing_is_left_from_which_a_text_could_be_guessed_without_the_key(redacted):
    up, _, report, _, _, sent = redacted
    guess = identify(Intake(**sent))
    held = everything(up.server)
    assert guess.content not in held
    assert guess.id not in held
    assert report in held


def test_the_append_only_file_is_written_anew_without_it(redacted):
    up, _, _, _, answer, _ = redacted
    assert answer["rewriting"] == "started"
    assert "backups" in answer["left"]
    folder = up.data_dir / "appendonlydir"
    eventually(lambda: not any(MARK.encode() in path.read_bytes() for path in folder.iterdir()))


def test_what_was_read_stays_and_the_act_is_told_with_who_and_why(redacted):
    _, client, report, alert, answer, _ = redacted
    (count,) = client.get(f"/v1/events?correlation={report}&kind=casualties.reported")["events"]
    assert count["data"]["quantity"]["min"] == 31
    (event,) = client.get("/v1/events?kind=report.redacted")["events"]
    assert (event["sequence"], event["subject"], event["data"]["reason"]) == (answer["sequence"], report, "court order")
    assert event["actor"].startswith("tok") or event["actor"]
    assert client.get(f"/v1/alerts/{alert['id']}")["action"] == "raised"


def test_the_record_is_whole_and_replays_alike(redacted, monkeypatch, capsys):
    up, *_ = redacted
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["seal", "now"]) == 0
    assert main(["verify"]) == 0
    assert main(["replay"]) == 0
    assert "Identical" in capsys.readouterr().out
    assert int(up.server.do("HGET", "tocsin:{main}:cursor:" + CONSUMER, "sequence")) > 0


def test_the_same_text_again_is_known_and_not_kept_again(redacted):
    up, client, report, _, _, sent = redacted
    assert client.post("/v1/reports", json=sent)["id"] == report
    assert MARK not in everything(up.server)


def test_a_second_time_and_a_report_that_there_is_not_are_told(redacted, monkeypatch, capsys):
    up, client, report, *_ = redacted
    assert client.call("POST", f"/v1/reports/{report}/redact", json={"reason": "again"}).status_code == 409
    assert client.call("POST", "/v1/reports/none/redact", json={"reason": "x"}).status_code == 404
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["redact", report, "--reason", "again"]) == 1
    assert "was removed before" in capsys.readouterr().err


def test_who_did_what_is_listed(redacted, monkeypatch, capsys):
    up, *_ = redacted
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["log", "--kind", "report.redacted"]) == 0
    assert "court order" in capsys.readouterr().out
    assert main(["log", "--actor", "nobody", "--json"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["log", "--kind", "nothing"]) == 2
