from datetime import timedelta

from schemas.alert import Alert
from schemas.events.alerts import AlertAcknowledged
from schemas.events.desk import ClockTicked, RulesActivated
from services.alerts.engine import next_due, step
from services.alerts.situations.inputs import gather
from services.alerts.views import Views

RULE = """
[[rule]]
name = "silent"
type = "source_silent"
sources = ["Health Ministry"]
after_hours = 12
severity = "minor"
"""


def tick(story, hours):
    told = story.desk(ClockTicked(due=story.now), after_hours=hours)
    return [(d.type.split(".")[2], d.data["title"]) for d in told if ".alert." in d.type]


def test_a_source_that_is_not_heard_is_told_and_taken_back_when_it_is(story_of):
    story = story_of(RULE)
    story.report(story.count(3), source="Health Ministry")
    assert next_due(story.state) == story.now + timedelta(hours=12)
    assert tick(story, 11) == []
    assert tick(story, 1) == [("raised", "Health Ministry: no report for 12 hours")]
    assert tick(story, 5) == []
    told = story.report(story.count(4), source="health ministry")
    assert [d.data["title"] for d in told if ".alert." in d.type] == ["Health Ministry reports again"]
    assert not story.state.unplaced


def test_one_that_never_reported_is_waited_for_since_the_rules_are_in_force(story_of):
    story = story_of(RULE)
    assert [kind for kind, _ in tick(story, 12)] == ["raised"]
    assert story.decisions[-1].data["situation"] == ""


def test_while_nobody_acknowledges_it_is_escalated_and_then_no_more(story_of):
    rule = (
        RULE + 'escalate = [{ after_minutes = 60, severity = "severe" }, { after_minutes = 90, severity = "extreme" }]'
    )
    story = story_of(rule)
    assert [kind for kind, _ in tick(story, 12)] == ["raised"]
    assert [kind for kind, _ in tick(story, 1)] == ["escalated"]
    story.desk(AlertAcknowledged(alert=story.decisions[-1].data["alert"]), after_hours=0.1)
    assert tick(story, 12) == []


def test_that_it_is_acknowledged_is_shown(story_of):
    story = story_of(RULE)
    tick(story, 12)
    alert = story.decisions[-1].data["alert"]
    (given,) = gather([story._append(AlertAcknowledged(alert=alert), "ack", story.now)])
    views, (after, decisions) = Views(story.state), step(story.state, given)
    views.note(story.state, given, decisions, after)
    (row,) = (row for row in views.rows(after) if row.table == "alerts")
    shown = Alert.model_validate_json(row.value)
    assert (shown.id, shown.action, shown.situation) == (alert, "acknowledged", "")


def test_it_is_closed_once_no_rule_listens_for_the_source(story_of):
    story = story_of(RULE)
    tick(story, 12)
    other = RULE.replace("Health Ministry", "Agency")
    (closed,) = story.desk(RulesActivated(rules="y", text=other, origin="other.toml"), after_hours=1)
    assert (closed.type, closed.time, closed.data["number"]) == ("tocsin.alert.closed.v1", story.now, 2)
    assert not story.state.unplaced
    assert tick(story, 12) == [("raised", "Agency: no report for 12 hours")]
