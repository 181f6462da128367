"""The whole service, once: reports in over HTTP, alerts out by webhook, the log replayed."""

import json
from pathlib import Path

import pytest
from servicekit import Client, eventually, service
from webhook_receiver import Received, receiver, verified

from services.audit.replay import replay
from services.cli.running import Running
from services.eventlog.log import Log

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory):
    """A service that has been through the seeds, with a subscriber."""
    with receiver() as (url, received), service(tmp_path_factory.mktemp("data")) as (up, client):
        received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
        answers = [
            client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
            for folder in ("kazakhstan-2022-01", "quiet")
            for path in sorted((SEEDS / folder).glob("*.json"))
        ]
        eventually(lambda: settled(client, len(answers)))
        yield up, client, received, answers


def settled(client: Client, reports: int) -> bool:
    """True when every report was read and every delivery made."""
    kinds = client.get("/v1/events?kind=report.received&limit=1000")["events"]
    status = client.get("/readyz")["backlog"]
    return len(kinds) == reports and all(stage["waiting"] == 0 for stage in status.values())


def test_every_alert_arrives_signed_and_once(played: tuple[Running, Client, Received, list]) -> None:
    _, client, received, _ = played
    alerts = client.get("/v1/alerts?limit=1000")["alerts"]
    assert {"toll_jump", "toll_withdrawn", "foreign_deployment", "facility_seized"} <= {a["kind"] for a in alerts}
    sent = {message for alert in alerts for message in alert["messages"]}
    assert len(received.ids) == len(sent)
    assert (set(received.ids.values()), received.forged) == ({1}, 0)


def test_a_changed_byte_is_found_by_the_public_package(played: tuple[Running, Client, Received, list]) -> None:
    _, _, received, _ = played
    body, headers = received.requests[0]
    assert received.secret is not None
    assert verified(received.secret, body, headers)
    for at in range(0, len(body), max(1, len(body) // 50)):
        assert not verified(received.secret, body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :], headers)


def test_the_quiet_reports_raise_nothing(played: tuple[Running, Client, Received, list]) -> None:
    _, client, _, answers = played
    quiet = {answer["id"] for answer in answers[-10:]}
    assert not [a for a in client.get("/v1/alerts?limit=1000")["alerts"] if quiet & set(a["reports"])]


def test_a_replay_of_the_log_decides_the_same(played: tuple[Running, Client, Received, list]) -> None:
    up, *_ = played
    assert replay(Log(up.server, up.workspace)).same


def test_the_same_report_again_changes_nothing(played: tuple[Running, Client, Received, list]) -> None:
    up, client, _, answers = played
    head = Log(up.server, up.workspace).head()
    path = sorted((SEEDS / "kazakhstan-2022-01").glob("*.json"))[0]
    again = client.post("/v1/reports", json=json.loads(path.read_bytes()))
    assert (again["id"], again["new"]) == (answers[0]["id"], False)
    assert Log(up.server, up.workspace).head() == head


def test_no_word_of_a_report_is_in_the_log(played: tuple[Running, Client, Received, list]) -> None:
    up, *_ = played
    entries = "".join(Log(up.server, up.workspace).raw(limit=100_000))
    for path in (SEEDS / "kazakhstan-2022-01").glob("*.json"):
        for sentence in json.loads(path.read_bytes())["text"].split(". "):
            assert len(sentence) < 40 or sentence not in entries
