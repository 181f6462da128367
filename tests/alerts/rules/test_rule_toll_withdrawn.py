import pytest


@pytest.mark.parametrize(
    ("before", "now", "due"), [(60, 34, True), (60, 51, False), (19, 10, False), (30, 20, True), (200, 150, False)]
)
def test_a_fall_by_ten_and_by_a_third_is_due(story, before, now, due):
    story.report(story.count(before, by="authority", speaker="ministry"))
    said = story.alerts(story.report(story.count(now, by="authority", speaker="ministry")))
    assert (("toll_withdrawn", "raised") in said) is due


def test_sources_that_begin_to_disagree_are_no_withdrawal(story):
    story.report(story.count(30, by="local", speaker="hospital"))
    said = story.report(
        story.count(5, by="authority", speaker="junta"), story.count(30, by="local", speaker="hospital")
    )
    assert story.known() == (5, 30)
    assert ("toll_withdrawn", "raised") not in story.alerts(said)


def test_a_second_withdrawal_updates_the_alert(story):
    for number in (60, 30, 90, 40):
        story.report(story.count(number, by="authority", speaker="ministry"))
    assert [one for one in story.alerts() if one[0] == "toll_withdrawn"] == [
        ("toll_withdrawn", "raised"),
        ("toll_withdrawn", "updated"),
    ]
