"""Rules are activated while reports flow: nothing is lost or doubled, and the log says which rules decided what."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from servicekit import eventually, service
from webhook_receiver import receiver

from schemas.events.registry import kind_of
from services.alerts.activation import activate
from services.alerts.rulesfile import load_rules
from services.audit.replay import replay
from services.eventlog.log import Log

REPORTS = 500
TOWNS = ("Ayacucho", "Cusco", "Puno", "Tacna", "Piura", "Trujillo", "Iquitos", "Arequipa", "Huancayo", "Chimbote")
RULES = '[[rule]]\nname = "{name}"\ntype = "toll_jump"\nby = {by}\ntimes = 1\n'


def reports():
    """A toll in each of ten towns that rises by a few, hour by hour."""
    begin = datetime(2031, 5, 1, tzinfo=UTC)
    for number in range(REPORTS):
        town, dead = TOWNS[number % len(TOWNS)], 5 + number // len(TOWNS) * 3
        moment = begin + timedelta(minutes=number)
        yield {
            "source": "Radio",
            "published_at": moment.isoformat(),
            "title": f"Mudslide in {town}: {dead} dead",
            "text": f"The mudslide in {town}, Peru, has killed {dead} people, the mayor of {town} said.",
        }


def test_rules_change_under_load_and_nothing_is_lost(tmp_path):
    with receiver() as (url, received), service(tmp_path) as (up, client):
        received.secret = client.post("/v1/subscriptions", 201, json={"url": url})["secret"]
        log = Log(up.server, "main")

        def change() -> None:
            for turn in range(8):
                rules = load_rules(RULES.format(name=f"jump-{turn % 2}", by=10 + turn), f"rules {turn}")
                activate(log, rules, actor="tests", now=datetime.now(UTC), nonce=uuid4().hex)
                stop.wait(0.3)

        stop = threading.Event()
        changing = threading.Thread(target=change)
        changing.start()
        for report in reports():
            client.post("/v1/reports", json=report)
        changing.join()
        eventually(lambda: all(one["waiting"] == 0 for one in client.get("/readyz")["backlog"].values()), seconds=120)

        decided, newest = set(), {}
        activations = [(e.sequence, e.data["rules"]) for e in log.find(kind="rules.activated", limit=100)]
        for entry in log.iterate():
            if "decided" not in entry.data:
                continue
            cause = entry.data["decided"]["cause"]
            in_force = [version for sequence, version in activations if sequence <= cause][-1]
            assert entry.data["decided"]["rules"] == in_force
            decided.add(in_force)
            if kind_of(entry.type) in ("alert.raised", "alert.updated"):
                newest[entry.data["alert"]] = entry.id
        assert len(decided) > 3
        assert len(log.find(kind="report.received", limit=2 * REPORTS)) == REPORTS
        assert replay(log, cursor=log.cursor("alerts")).same
        assert set(received.ids.values()) == {1}
        # Of an alert that changed before it was sent, only the newest message must arrive.
        assert set(newest.values()) <= {sent["data"]["alert"]["event"] for sent in received.payloads.values()}
