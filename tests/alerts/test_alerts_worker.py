"""The alert worker on a real server: exactly once, whoever is killed when."""

import json
import zlib
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from schemas.alert import Alert, Withheld
from schemas.events.alerts import AlertAcknowledged
from schemas.events.envelope import Draft
from schemas.events.registry import DECIDED, kind_of
from schemas.situation import SituationView
from services.alerts import engine
from services.alerts.engine import next_due
from services.alerts.metrics import AlertMetrics
from services.alerts.rulesfile import load_rules
from services.alerts.worker import AlertWorker
from services.audit.replay import replay
from services.eventlog.log import Log
from services.runtime.errors import LogError


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def told(story):
    story.report(story.count(12), story.force(["CSTO"]))
    story.report(story.count(30, by="authority", speaker="ministry"))
    story.report(story.count(3, country="KG"), country="KG")
    return story


@pytest.fixture
def worker_of(server, workspace, told):
    def make(**more):
        registry = CollectorRegistry()
        worker = AlertWorker(
            server, Log(server, workspace), clock=Clock(told.now), metrics=AlertMetrics(registry), **more
        )
        worker.registry = registry
        return worker

    return make


def test_every_reason_to_withhold_is_counted_from_the_start(worker_of):
    registry = worker_of().registry
    assert all(registry.get_sample_value("tocsin_alerts_withheld_total", {"reason": one}) == 0 for one in Withheld)


def test_every_message_that_a_rule_can_come_to_is_counted_from_the_start():
    text = """
    [[rule]]
    name = "plain"
    type = "event_seen"
    event = "unrest"
    severity = "severe"

    [[rule]]
    name = "watched"
    type = "event_seen"
    event = "unrest"
    severity = "severe"
    min_sources = 2
    escalate = [{ after_minutes = 10, severity = "extreme" }]
    """
    registry = CollectorRegistry()
    AlertMetrics(registry).know(load_rules(text))

    def known(rule, action):
        labels = {"rule": rule, "severity": "severe", "action": action}
        return registry.get_sample_value("tocsin_alerts_messages_total", labels) == 0

    assert all(known("watched", action) for action in ("raised", "closed", "escalated", "suppressed"))
    assert known("plain", "raised")
    assert not known("plain", "escalated")


def put(log, story, entries=None):
    """Append a story's inputs as the ingest worker would."""
    for entry in story.log if entries is None else entries:
        if "decided" not in entry.data:
            draft = Draft(**{name: getattr(entry, name) for name in Draft.model_fields})
            log.append([draft], now=entry.recordedtime, nonce=entry.id)


def decided(log):
    return [entry for entry in log.iterate() if kind_of(entry.type) in DECIDED]


def essence(decisions):
    """What is decided, without sequences: in the story's own log decisions stand between the inputs."""
    return [
        (d.type, d.data.get("title"), d.data.get("number"), d.data.get("rule"), d.data.get("after")) for d in decisions
    ]


def test_decisions_are_in_the_log_once(log, told, worker_of):
    put(log, told)
    worker = worker_of()
    assert worker.drain() is False
    worker.drain()
    assert essence(decided(log)) == essence(told.decisions)
    assert replay(log).same


def test_in_two_drains_as_in_one(log, told, worker_of):
    worker = worker_of()
    for entry in told.log:
        put(log, told, [entry])
        if entry.data.get("readings") is None:
            worker.drain()
    assert essence(decided(log)) == essence(told.decisions)


def test_a_worker_that_starts_anew_goes_on_where_the_last_one_stopped(log, told, worker_of):
    put(log, told, told.log[:8])
    first = worker_of()
    first.drain()
    put(log, told, told.log[8:])
    second = worker_of()
    second.drain()
    assert essence(decided(log)) == essence(told.decisions)
    assert second.state.situations.keys() == told.state.situations.keys() or len(second.state.situations) == 2


def test_a_snapshot_gives_the_state_that_the_log_gives(log, told, worker_of):
    put(log, told)
    first = worker_of(snapshot_entries=1)
    first.drain()
    from_snapshot = worker_of()
    from_snapshot.drain()
    log._server.do("DEL", f"{log.keys.prefix}snapshot:alerts")
    from_log = worker_of()
    from_log.drain()
    assert from_snapshot.state.situations == from_log.state.situations == first.state.situations
    assert from_snapshot.state.open_alerts == first.state.open_alerts


@pytest.mark.parametrize(
    "broken",
    [b"junk", zlib.compress(b"null"), zlib.compress(b"[" * 100_000), zlib.compress(b'{"layout": 1, "state": [1]}')],
)
def test_a_broken_snapshot_is_not_missed(log, told, worker_of, broken):
    put(log, told)
    first = worker_of()
    first.drain()
    log._server.do("SET", f"{log.keys.prefix}snapshot:alerts", broken)
    anew = worker_of()
    anew.drain()
    assert anew.state.situations == first.state.situations


def test_of_two_workers_only_one_decides(log, told, worker_of):
    first, second = worker_of(), worker_of()
    first.drain()
    second.drain()
    put(log, told)
    first.drain()
    assert second.drain() is True
    second.drain()
    assert essence(decided(log)) == essence(told.decisions)
    assert second.registry.get_sample_value("tocsin_alerts_commits_total", {"outcome": "stale"}) == 1


def test_a_timer_that_is_due_fires_when_nothing_arrives(log, told, worker_of):
    put(log, told)
    worker = worker_of()
    worker.drain()
    worker._clock.now = next_due(worker.state) + timedelta(hours=3)
    while worker.drain():
        pass
    assert not worker.state.situations
    assert [kind_of(e.type) for e in log.iterate()].count("clock.ticked") == 1
    assert replay(log).same


def test_views_show_alerts_situations_and_tolls(log, told, worker_of):
    put(log, told)
    worker = worker_of()
    worker.drain()

    def table(name):
        rows = log._server.do("HGETALL", log.keys.view(name))
        return {key: json.loads(value) for key, value in rows.items()}

    alerts = [Alert.model_validate(row) for row in table("alerts").values()]
    assert {(a.kind, a.action.value) for a in alerts} == {
        ("toll_jump", "updated"),
        ("toll_threshold", "raised"),
        ("foreign_deployment", "raised"),
    }
    (jump,) = [a for a in alerts if a.kind == "toll_jump"]
    assert jump.messages[-1] == decided(log)[-2].id
    assert len(jump.messages) == 2
    situations = [SituationView.model_validate(row) for row in table("situations").values()]
    assert {s.title.split(",")[0]: s.reports for s in situations} == {"Kazakhstan": 2, "Kyrgyzstan": 1}
    assert table("tolls")["KZ|killed"] == {"min": 30, "max": 30}
    assert table("open_alerts")["toll_jump|severe|KZ"] == 1

    told.now += timedelta(minutes=1)
    acknowledged = AlertAcknowledged(alert=jump.id, comment="seen")
    put(log, told, [told._append(acknowledged, "ack", told.now)])
    worker.drain()
    assert Alert.model_validate(table("alerts")[jump.id]).action == "acknowledged"

    worker._clock.now = next_due(worker.state) + timedelta(hours=3)
    while worker.drain():
        pass
    assert table("open_alerts") == {}
    assert table("tolls") == {}
    assert {Alert.model_validate(row).action.value for row in table("alerts").values()} == {"closed"}
    assert not any(SituationView.model_validate(row).open for row in table("situations").values())


def test_the_webhooks_are_woken_when_there_is_something_to_send(log, told, worker_of):
    woken = []
    worker = worker_of(wake=lambda: woken.append(True))
    put(log, told, told.log[:1])
    worker.drain()
    assert not woken
    put(log, told, told.log[1:])
    worker.drain()
    assert woken


def test_an_input_that_the_code_fails_on_keeps_no_other_from_being_decided(worker_of, log, told, monkeypatch):
    put(log, told)
    choose = engine.choose

    def failing(state, source, events):
        if source.id == "r2":
            raise OverflowError("date value out of range")
        return choose(state, source, events)

    monkeypatch.setattr(engine, "choose", failing)
    worker = worker_of()
    worker.drain()
    opened = [entry.data["report"] for entry in decided(log) if kind_of(entry.type) == "situation.opened"]
    assert opened == ["r1", "r3"]
    assert worker.registry.get_sample_value("tocsin_alerts_faults_total") == 1
    comparison = replay(log, cursor=log.cursor("alerts"))
    assert (comparison.same, comparison.faults) == (True, 1)
    fresh = worker_of()
    fresh.drain()
    assert fresh.state.situations == worker.state.situations


@pytest.mark.parametrize(
    ("cursor", "told_why"), [("1", "lost or changed"), ("1000000", "the log ends at"), ("abc", "no sequence")]
)
def test_a_cursor_that_was_changed_stops_the_worker_instead_of_alerting_again(
    worker_of, log, told, server, cursor, told_why
):
    put(log, told)
    worker_of().drain()
    before = log.head()
    server.do("HSET", log.keys.cursor("alerts"), "sequence", cursor)
    server.do("DEL", f"{log.keys.prefix}snapshot:alerts")
    with pytest.raises(LogError, match=told_why):
        worker_of().drain()
    assert log.head() == before
