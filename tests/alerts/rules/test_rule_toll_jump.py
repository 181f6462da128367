import pytest

from schemas.events.reports import ReportRetracted

DUE = [("toll_jump", "raised")]
AGAIN = [("toll_jump", "updated")]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([9], [[]]),
        ([10], [DUE]),
        ([3, 16], [[], DUE]),
        ([16, 22, 27], [DUE, [], AGAIN]),
        ([16, 16], [DUE, []]),
        ([100, 140], [DUE, []]),
        ([100, 150], [DUE, AGAIN]),
    ],
)
def test_a_jump_is_ten_more_and_half_as_many_again(story, counts, said):
    for number, wanted in zip(counts, said, strict=True):
        assert story.alerts(story.report(story.count(number, by="authority"))) == wanted


def test_the_title_says_what_is_known_before_and_after(story):
    story.report(story.count(8, by="local", speaker="police"))
    *_, jump = [
        d
        for d in story.report(story.count(26, by="local", speaker="police"))
        if d.data.get("alert_kind") == "toll_jump"
    ]
    assert jump.data["title"] == "Kazakhstan: known dead rose from 8 to 26"
    assert (jump.data["before"]["min"], jump.data["after"]["min"], jump.data["after"]["baseline"]) == (8, 26, 0)


def test_vague_words_are_told_as_an_interval(story):
    decisions = story.report(story.count(24, 99, approx=True))
    assert "Kazakhstan: 24 to 99 known dead" in [d.data.get("title") for d in decisions]


def test_after_a_withdrawal_the_jump_counts_from_the_fallen_figure(story):
    story.report(story.count(34, by="authority", speaker="interior ministry"))
    story.report(story.count(164, by="authority", speaker="health ministry"))
    fell = story.report(story.count(164, certainty="retracted", by="authority", speaker="health ministry"))
    assert story.alerts(fell) == [("toll_withdrawn", "raised"), ("toll_jump", "revised")]
    assert story.alerts(story.report(story.count(41, by="authority", speaker="prosecutor"))) == []
    assert story.alerts(story.report(story.count(60, by="authority", speaker="prosecutor"))) == AGAIN


def test_when_its_ground_is_gone_the_alert_is_retracted_and_the_next_is_a_new_one(story):
    story.report(story.count(12, by="local", speaker="governor"), report="r")
    gone = story.report(story.count(12, certainty="retracted", by="local", speaker="governor"))
    assert story.alerts(gone) == [("toll_withdrawn", "raised"), ("toll_jump", "retracted")]
    assert story.alerts(story.report(story.count(13, by="local", speaker="governor"))) == DUE
    first, second = [
        d.data["alert"] for d in story.decisions if d.data.get("alert_kind") == "toll_jump" and d.data["number"] == 1
    ]
    assert first != second


def test_a_report_taken_back_retracts_the_alert_that_stood_on_it(story):
    story.report(story.count(40), report="bad")
    assert story.alerts(story.desk(ReportRetracted(report="bad", reason="a hoax"))) == [
        ("toll_withdrawn", "raised"),
        ("toll_jump", "retracted"),
    ]


def test_it_looks_at_its_own_measure(story_of):
    story = story_of('[[rule]]\nname = "arrests"\ntype = "toll_jump"\nmeasure = "detained"\nby = 1000\n')
    assert story.alerts(story.report(story.count(50))) == []
    assert story.alerts(story.report(story.count(2000, measure="detained"))) == DUE
