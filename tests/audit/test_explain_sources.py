"""An alert about a source that fell silent belongs to no situation, and explains itself all the same."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from services.alerts.activation import activate
from services.alerts.metrics import AlertMetrics
from services.alerts.rulesfile import load_rules
from services.alerts.worker import AlertWorker
from services.audit.explain import explain
from services.cli.explain import shown
from services.eventlog.reports import ReportStore

RULES = """
[[rule]]
name = "ministry-silent"
type = "source_silent"
sources = ["Ministry"]
after_hours = 26
severity = "minor"
"""


@pytest.fixture
def silent(server, log, story_of):
    """A log with an alert about a source that was heard again."""
    story = story_of(RULES)
    story.report(source="Ministry")
    story.report(source="Agency", hours=30)
    story.report(source="Ministry", hours=30)
    activate(log, load_rules(RULES), actor="cli", now=story.log[0].recordedtime, nonce="rules")
    for entry in story.log[1:]:
        if "decided" not in entry.data:
            draft = Draft(**{name: getattr(entry, name) for name in Draft.model_fields})
            log.append([draft], now=entry.recordedtime, nonce=entry.id)
    now = story.now + timedelta(hours=1)
    AlertWorker(server, log, clock=lambda: now, metrics=AlertMetrics(CollectorRegistry())).drain()
    return log


def test_it_tells_its_messages_and_its_rule(server, silent):
    (raised,) = silent.find(kind="alert.raised")
    found = explain(silent, ReportStore(server, silent.keys.workspace, silent), raised.data["alert"], "")
    assert [kind_of(told.entry.type) for told in found.told] == ["alert.raised", "alert.retracted"]
    assert found.rule.startswith("[[rule]]")
    text = "\n".join(shown(found, lambda code, words: words, 100))
    assert raised.data["title"] in text
    assert 'sources = ["Ministry"]' in text
