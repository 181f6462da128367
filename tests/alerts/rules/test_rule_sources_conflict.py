RULE = """
[[rule]]
name = "conflict"
type = "sources_conflict"
by = 10
times = 2
"""


def said(decisions):
    return [(d.type.split(".")[2], d.data["title"]) for d in decisions if ".alert." in d.type]


def counted(story, number, by, speaker):
    return said(story.report(story.count(number, by=by, speaker=speaker)))


def test_two_sources_far_apart_are_told_once_and_taken_back_when_they_agree(story_of):
    story = story_of(RULE)
    assert counted(story, 12, "authority", "ministry") == []
    assert counted(story, 40, "organisation", "opposition") == [
        ("raised", "Kazakhstan: sources disagree on known dead: between 12 and 40")
    ]
    assert counted(story, 41, "organisation", "opposition") == []
    assert [kind for kind, _ in counted(story, 40, "authority", "ministry")] == ["retracted"]


def test_a_small_difference_is_nothing(story_of):
    story = story_of(RULE)
    counted(story, 12, "authority", "ministry")
    assert counted(story, 15, "organisation", "opposition") == []
