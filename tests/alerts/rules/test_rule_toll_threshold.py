LADDER = """
[[rule]]
name = "ladder"
type = "toll_threshold"
steps = [{ at = 10, severity = "minor" }, { at = 50, severity = "severe" }]
"""


def said(decisions):
    return [(d.type.split(".")[2], d.data["severity"]) for d in decisions if ".alert." in d.type]


def test_each_step_is_told_once_with_its_severity(story_of):
    story = story_of(LADDER)
    steps = [said(story.report(story.count(n, by="authority", speaker="ministry"))) for n in (9, 10, 30, 50, 51)]
    assert steps == [[], [("raised", "minor")], [], [("updated", "severe")], []]


def test_back_under_a_step_is_a_revision_and_under_the_first_a_retraction(story_of):
    story = story_of(LADDER)
    steps = [said(story.report(story.count(n, by="authority", speaker="ministry"))) for n in (60, 40, 8)]
    assert steps == [[("raised", "severe")], [("revised", "minor")], [("retracted", "minor")]]
