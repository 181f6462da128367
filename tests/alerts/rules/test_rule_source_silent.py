from datetime import timedelta

from schemas.events.desk import ClockTicked
from services.alerts.engine import next_due

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
