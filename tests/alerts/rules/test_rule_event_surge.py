import pytest

from services.alerts.rulesfile import load_rules
from services.runtime.errors import RulesError

RULE = """
[[rule]]
name = "surge"
type = "event_surge"
event = "unrest"
window_hours = 6
baseline_hours = 48
at_least = 4
times = 3
"""


def reports(story, number, every):
    found = []
    for _ in range(number):
        told = story.report(story.happened("unrest", forms=["protest"]), hours=every, source=f"agency {len(story.log)}")
        found += [d.type.split(".")[2] for d in told if ".alert." in d.type]
    return found


def test_many_reports_in_a_few_hours_are_a_surge_once(story_of):
    story = story_of(RULE)
    assert reports(story, 8, every=6) == []
    assert reports(story, 5, every=1) == ["raised"]
    (alert,) = [d for d in story.decisions if ".alert." in d.type]
    assert alert.data["after"] == {"reports": 4, "hours": 6}


def test_a_steady_story_never_surges(story_of):
    assert reports(story_of(RULE), 40, every=1.5) == []


def test_a_story_that_is_younger_than_the_window_has_no_average(story_of):
    assert reports(story_of(RULE), 5, every=1) == []


def test_copies_are_no_surge(story_of):
    story = story_of(RULE)
    reports(story, 8, every=6)
    wire = tuple(range(900, 940))
    for _ in range(6):
        told = story.report(story.happened("unrest", forms=["protest"]), hours=0.5, shingles=wire)
        assert not [d for d in told if ".alert." in d.type]


@pytest.mark.parametrize(("key", "value"), [("event", '"unrests"'), ("baseline_hours", "4"), ("times", "1")])
def test_what_cannot_be_counted_is_refused(key, value):
    lines = [f"{key} = {value}" if line.startswith(key) else line for line in RULE.splitlines()]
    with pytest.raises(RulesError, match=key):
        load_rules("\n".join(lines))
