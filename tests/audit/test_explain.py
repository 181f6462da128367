"""Why somebody was woken: the whole chain, from one command and one call."""

import json

import pytest
from servicekit import eventually, service
from webhook_receiver import receiver

from services.cli import main


@pytest.fixture(scope="module")
def played(tmp_path_factory, request):
    """A service that has been through the seeds, with a subscriber."""
    seeds = sorted((request.config.rootpath / "seeds" / "kazakhstan-2022-01").glob("*.json"))
    with receiver() as (url, received), service(tmp_path_factory.mktemp("data")) as (up, client):
        received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
        for path in seeds:
            client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
        eventually(lambda: all(stage["waiting"] == 0 for stage in client.get("/readyz")["backlog"].values()))
        (jump,) = client.get("/v1/alerts?kind=toll_jump")["alerts"]
        eventually(
            lambda: len(client.get("/v1/events?kind=delivery.succeeded&limit=1000")["events"]) == len(received.ids)
        )
        yield up, client, jump


def test_an_explanation_has_the_rule_the_state_the_sentences_and_the_receivers(played):
    _, client, jump = played
    found = client.get(f"/v1/alerts/{jump['id']}/explanation")
    assert [one["number"] for one in found["messages"]] == list(range(1, len(jump["messages"]) + 1))
    for message in found["messages"]:
        before, after = message["tolls"]["before"].get("killed"), message["tolls"]["after"]["killed"]
        facts = message["facts"]
        assert (after["min"], after["max"]) == (facts["after"]["min"], facts["after"]["max"])
        assert (before or {"min": None})["min"] == facts["before"]["min"]
        assert message["because"]
        for ground in message["because"]:
            first, behind = ground["words"]
            evidence = ground["data"]["evidence"]
            assert ground["sentence"][first:behind] == evidence["text"]
        if message["withheld"] is None:
            assert [one["outcome"] for one in message["deliveries"]] == ["succeeded"]
    known = [step["tolls"].get("killed", {}).get("min") for step in found["steps"]]
    assert known[0] is None
    assert known[-1] == found["messages"][-1]["tolls"]["after"]["killed"]["min"]
    assert found["rule"]["text"].splitlines()[-1].startswith("severity")
    assert 'name = "toll-jump"' in found["rule"]["text"]
    assert found["rule"]["activated_by"] == "tocsin"
    assert found["copies"], "the seeds hold a copy of a wire text"


def test_the_command_tells_it_to_a_reader(played, monkeypatch, capsys):
    up, _, jump = played
    monkeypatch.setenv("TOCSIN_DATA_DIR", str(up.data_dir))
    assert main(["explain", jump["id"]]) == 0
    text = capsys.readouterr().out
    for words in (
        jump["title"],
        "message 1, raised",
        "killed: ",
        " before, ",
        "1^^^",
        "read as killed",
        "[[rule]]",
        "succeeded",
        "what was known when",
    ):
        assert words in text, words
    assert main(["explain", jump["id"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alert"] == jump["id"]
    assert main(["explain", "no-such-alert"]) == 1
    assert "no alert no-such-alert" in capsys.readouterr().err
