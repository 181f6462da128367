import pytest

from services.alerts.rulesfile import load_rules
from services.runtime.errors import RulesError

SIGNS = """
[[rule]]
name = "both"
type = "combination"
of = ["toll", "cut", "curfew"]
severity = "extreme"
within_hours = 24

[[rule]]
name = "toll"
type = "toll_threshold"
steps = [{ at = 10, severity = "minor" }]

[[rule]]
name = "cut"
type = "event_seen"
event = "communications.disrupted"

[[rule]]
name = "curfew"
type = "event_seen"
event = "emergency.declared"
"""


def said(decisions):
    return [(d.type.split(".")[2], d.data["rule"]) for d in decisions if ".alert." in d.type]


def cut(story):
    return story.happened("communications.disrupted", channels=["internet"])


def test_it_is_due_in_the_step_in_which_the_second_sign_comes(story_of):
    story = story_of(SIGNS)
    assert said(story.report(story.count(12))) == [("raised", "toll")]
    assert said(story.report(cut(story), hours=3)) == [("raised", "cut"), ("raised", "both")]
    both = story.decisions[-1].data
    assert both["after"]["rules"] == ["toll", "cut"]
    assert len(both["because"]) == 2
    assert len(both["reports"]) == 2


def test_it_is_due_again_when_one_more_joins_in(story_of):
    story = story_of(SIGNS)
    story.report(story.count(12), cut(story))
    assert said(story.report(story.happened("emergency.declared", emergency="curfew"))) == [
        ("raised", "curfew"),
        ("updated", "both"),
    ]


def test_signs_too_far_apart_are_no_combination(story_of):
    story = story_of(SIGNS)
    story.report(story.count(12))
    assert said(story.report(cut(story), hours=30)) == [("raised", "cut")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SIGNS.replace('"curfew"]', '"curfews"]'), "did you mean 'curfew'?"),
        (SIGNS.replace('["toll", "cut", "curfew"]', '["toll", "both"]'), "cannot wait for itself"),
        (SIGNS.replace("within_hours", "at_least = 4\nwithin_hours"), "can never be"),
    ],
)
def test_what_can_never_be_is_refused(text, told):
    with pytest.raises(RulesError, match=told.replace("?", r"\?")):
        load_rules(text)
