"""What is known of a toll after several reports: each test is one rule of the desk."""

from datetime import timedelta

import pytest


def test_a_newer_total_takes_the_place_of_an_older_one_also_downwards(story):
    story.report(story.count(12, by="local", speaker="police"))
    story.report(story.count(20, by="local", speaker="hospital"))
    assert story.known() == (20, 20)
    story.report(story.count(17, by="authority", speaker="health ministry"))
    assert story.known() == (17, 17)


def test_a_worse_placed_source_does_not_replace_but_holds_the_figure_open(story):
    story.report(story.count(12, by="authority", speaker="interior ministry"))
    story.report(story.count(30, by="organisation", speaker="opposition"))
    assert story.known() == (12, 30)


def test_sources_side_by_side_disagree_until_a_third_settles_it(story):
    story.report(story.count(15, by="local", speaker="police"), story.count(22, by="organisation", speaker="union"))
    assert story.known() == (15, 22)
    story.report(story.count(17, by="local", speaker="police"), story.count(22, by="organisation", speaker="union"))
    assert story.known() == (17, 22)
    story.report(story.count(19, by="organisation", speaker="medical institute"))
    assert story.known() == (19, 19)


def test_one_side_gives_way(story):
    story.report(story.count(15, by="local", speaker="police"), story.count(22, by="local", speaker="hospital"))
    story.report(story.count(15, by="local", speaker="hospital"), story.count(22, scope="previous"))
    assert story.known() == (15, 15)


def test_disjoint_groups_add_up_until_a_total_for_all(story):
    story.report(story.count(24, 99, by="local", speaker="police"))
    story.report(
        story.count(21, group="protesters", by="authority", speaker="interior ministry"),
        story.count(9, group="security_forces", by="authority", speaker="interior ministry"),
    )
    assert story.known() == (30, 30)
    story.report(
        story.count(41, by="authority", speaker="prosecutor"), story.count(9, group="security_forces", scope="subset")
    )
    assert story.known() == (41, 41)


def test_disjoint_towns_add_up_and_each_is_replaced_alone(story):
    story.report(
        story.count(4, None, place="Northtown", by="local", speaker="governor"),
        story.count(6, None, place="Southtown", by="local", speaker="governor"),
    )
    assert story.known() == (10, None)
    story.report(story.count(11, place="Southtown", by="local", speaker="governor"))
    assert story.known() == (15, None)
    story.report(story.count(19, by="authority", speaker="civil protection"))
    assert story.known() == (19, 19)
    story.report(story.count(4, place="Southtown", scope="increment", by="local", speaker="rescuers"))
    assert story.known() == (23, 23)


def test_increments_add_to_the_total_and_a_total_swallows_them(story):
    story.report(story.count(8, by="authority", speaker="coast guard"))
    story.report(story.count(6, scope="increment", by="local", speaker="divers"))
    assert story.known() == (14, 14)
    story.report(story.count(2, scope="increment"), story.count(16, by="authority", speaker="coast guard"))
    assert story.known() == (16, 16)


def test_an_increment_told_by_another_outlet_is_not_added_again(story):
    story.report(story.count(8))
    story.report(story.count(3, scope="increment"), source="Agency")
    story.report(story.count(3, scope="increment"), source="Courier")
    assert story.known() == (11, 11)


def test_a_copy_of_a_wire_text_counts_once(story):
    text = tuple(range(100, 160))
    story.report(story.count(8))
    story.report(story.count(3, scope="increment"), shingles=text)
    story.report(story.count(3, scope="increment"), shingles=text[2:], hours=60)
    assert story.known() == (11, 11)


def test_a_late_older_report_never_overrides_a_newer_figure(story):
    story.report(story.count(9))
    early = story.now
    story.report(story.count(22, by="authority", speaker="ministry"))
    story.report(story.count(60, by="authority", speaker="ministry"), published=early)
    assert story.known() == (22, 22)


def test_a_late_increment_older_than_the_total_changes_nothing(story):
    story.report(story.count(9))
    early = story.now
    story.report(story.count(22))
    story.report(story.count(5, scope="increment"), published=early)
    assert story.known() == (22, 22)


def test_a_withdrawn_total_revives_what_it_had_replaced(story):
    story.report(story.count(34, by="authority", speaker="interior ministry"))
    story.report(story.count(164, by="authority", speaker="health ministry"))
    story.report(story.count(164, certainty="retracted", by="authority", speaker="health ministry"))
    assert story.known() == (34, 34)


def test_with_nothing_left_the_toll_is_unknown(story):
    story.report(story.count(12, by="local", speaker="governor"))
    story.report(story.count(12, certainty="retracted", by="local", speaker="governor"))
    assert story.known() is None


def test_a_late_copy_of_a_withdrawn_figure_changes_nothing(story):
    story.report(story.count(12))
    early = story.now
    story.report(story.count(60, by="authority"))
    story.report(story.count(60, certainty="retracted", by="authority"))
    story.report(story.count(60, by="media", speaker="radio"), published=early)
    assert story.known() == (12, 12)


def test_a_denied_claim_is_a_ceiling_and_never_a_floor(story):
    story.report(story.count(1, by="local", speaker="police"))
    story.report(
        story.count(12, group="security_forces", by="organisation", speaker="separatists"),
        story.count(12, group="security_forces", certainty="denied", by="authority", speaker="defence ministry"),
        story.count(0, group="security_forces", by="authority", speaker="defence ministry"),
        story.count(1),
    )
    assert story.known() == (1, 13)
    story.report(story.count(2, by="organisation", speaker="monitors"))
    assert story.known() == (2, 2)


def test_a_rumour_that_is_only_denied_is_nothing(story):
    story.report(story.count(5, by="local", speaker="commissioner"))
    story.report(story.count(300, certainty="denied", by="local", speaker="commissioner"))
    assert story.known() == (5, 5)


def test_a_vaguer_restatement_is_the_same_claim(story):
    story.report(story.count(34, by="authority", speaker="ministry"))
    story.report(story.count(24, 99, approx=True, by="authority", speaker="ministry"))
    story.report(story.count(24, 99, approx=True))
    assert story.known() == (34, 34)


def test_an_open_ended_last_word_opens_the_ceiling(story):
    story.report(story.count(4, by="local", speaker="hospital"))
    story.report(story.count(13, None, by="local", speaker="hospital"))
    assert story.known() == (13, None)


def test_no_casualties_of_the_next_shock_takes_nobody_off_the_board(story):
    story.report(story.count(19, by="authority", speaker="civil protection"))
    story.report(story.count(0, by="authority", speaker="civil protection"))
    assert story.known() == (19, 19)


def test_nobody_killed_is_known(story):
    story.report(story.count(0))
    assert story.known() == (0, 0)


@pytest.mark.parametrize("scope", ["subset", "previous"])
def test_subsets_and_earlier_figures_change_nothing(story, scope):
    story.report(story.count(20))
    story.report(story.count(4, scope=scope))
    assert story.known() == (20, 20)


def test_a_report_taken_back_leaves_the_ledger_as_if_it_had_never_come(story):
    from schemas.events.reports import ReportRetracted

    story.report(story.count(20, by="authority"))
    story.report(story.count(5, scope="increment"), report="gone")
    story.report(story.count(2, scope="increment"), source="Other")
    assert story.known() == (27, 27)
    story.desk(ReportRetracted(report="gone", reason="a mistake"))
    assert story.known() == (22, 22)


def test_a_newer_revision_replaces_what_the_older_one_said(story):
    story.report(story.count(20), report="first")
    story.report(story.count(5, scope="increment"), report="v1")
    story.report(story.count(3, scope="increment"), report="v2", revision=2, supersedes="v1")
    assert story.known() == (23, 23)
    assert story.situation().reports == ("first", "v2")


def test_a_count_that_is_told_again_beside_another_is_still_its_speakers(story):
    story.report(story.count(61, by="local", speaker="mayor"))
    story.report(story.count(37, by="authority", speaker="defence ministry"), story.count(61))
    assert story.known() == (37, 61)


def test_of_a_word_and_another_count_the_report_leads_with_its_total(story):
    story.report(story.count(8, by="local", speaker="rescue service"), story.count(112))
    assert story.known() == (8, 8)
    story.report(story.count(30), story.count(2, by="local", speaker="police"))
    assert story.known() == (30, 30)


def test_a_number_that_dwarfs_the_toll_that_a_report_leads_with_counts_something_else(story):
    story.report(story.count(25), story.count(1960))
    assert story.known() == (25, 25)
    story.report(story.count(400, by="authority", speaker="ministry"))
    assert story.known() == (400, 400)


def test_with_a_withdrawn_total_goes_what_was_told_of_it(story):
    story.report(story.count(44, by="authority", speaker="interior ministry"))
    story.report(story.count(164, by="authority", speaker="health ministry"), story.count(103, place="Almaty"))
    story.report(story.count(164, certainty="retracted", by="authority", speaker="health ministry"))
    assert story.known() == (44, 44)


def test_sides_that_a_later_report_tells_without_names_are_still_the_same_sides(story):
    story.report(
        story.count(9, by="authority", speaker="ministry"), story.count(18, by="organisation", speaker="union")
    )
    story.report(story.count(13), story.count(18))
    assert story.known() == (13, 18)


def test_a_side_that_stands_by_its_count_is_no_total_for_all(story):
    story.report(story.count(13, None, by="local", speaker="hospital"))
    story.report(story.count(5), story.count(13, None))
    assert story.known() == (5, None)


def test_none_beside_a_count_by_somebody_else_denies_it(story):
    story.report(story.count(1, by="local", speaker="police"))
    story.report(
        story.count(12, group="security_forces", place="Fronttown"),
        story.count(0, group="security_forces", place="Capital", by="authority", speaker="defence ministry"),
    )
    assert story.known() == (1, 13)


def test_a_denied_total_and_another_hold_the_figure_open(story):
    story.report(story.count(38, by="authority", speaker="united nations"))
    story.report(
        story.count(38, certainty="denied", by="authority", speaker="interior ministry"),
        story.count(11, by="authority", speaker="interior ministry"),
    )
    assert story.known() == (11, 38)


def test_two_mouths_on_the_same_dead_disagree_though_one_names_a_group(story):
    story.report(story.count(40, group="militants"), story.count(13, by="authority", speaker="health ministry"))
    assert story.known() == (13, 40)


def test_one_mouth_that_names_a_group_and_fewer_others_tells_of_both(story):
    story.report(
        story.count(40, group="militants", by="authority", speaker="army"),
        story.count(13, by="authority", speaker="army"),
    )
    assert story.known() == (53, 53)


def test_a_total_that_only_adds_up_the_reports_increments_is_none(story):
    story.report(story.count(1))
    story.report(
        story.count(16),
        story.count(14, group="militants", scope="increment"),
        story.count(2, scope="increment"),
        story.count(17, by="authority", speaker="army"),
    )
    assert story.known() == (17, 17)


def test_a_count_of_another_place_before_the_story_began_is_of_another_story(story):
    story.report(story.count(15, place="Bluetown"))
    before = (story.now.date() - timedelta(days=3)).isoformat()
    story.report(story.count(15, place="Bluetown"), story.count(27, place="Redtown", day=before))
    assert story.known() == (15, 15)


def test_the_place_of_the_whole_story_still_stands_for_it_once_other_places_are_told_apart(story):
    story.report(story.count(7, place="District", by="local", speaker="mayor"))
    story.report(story.count(9, place="Village", by="local", speaker="mayor"), story.count(7, place="District"))
    assert story.known() == (16, 16)
    story.report(story.count(21, None, place="District", by="authority", speaker="united nations"))
    assert story.known() == (21, None)
    story.report(story.count(21, None, place="Village", by="local", speaker="governor"))
    assert story.known() == (21, None)


def test_the_missing_who_are_found_dead_come_on_top(story):
    story.report(story.count(18, by="local", speaker="rescuers"))
    story.report(story.count(4, group="other"), story.count(4, measure="missing", group="other"))
    assert story.known() == (22, 22)


def test_as_many_missing_as_dead_are_others_where_nothing_else_is_known(story):
    story.report(story.count(4), story.count(4, measure="missing"))
    assert story.known() == (4, 4)


def test_one_more_beside_the_total_that_holds_it_counts_once(story):
    story.report(story.count(34))
    story.report(story.count(1, group="other"), story.count(35))
    assert story.known() == (35, 35)


def test_two_stories_added_up_count_for_neither(story):
    story.report(story.count(15, place="Bluetown"))
    before = (story.now.date() - timedelta(days=3)).isoformat()
    story.report(story.count(17, place="Bluetown"), story.count(27, place="Redtown", day=before), story.count(44))
    assert story.known() == (17, 17)


def test_who_told_the_total_for_all_tells_it_again_whatever_place_is_named(story):
    story.report(story.count(9, place="North"), story.count(3, place="South"))
    story.report(story.count(21), source="National Disaster Council")
    assert story.known() == (21, 21)
    story.report(story.count(20, place="North"), source="National Disaster Council")
    assert story.known() == (20, 20)


def test_a_total_that_adds_up_the_reports_other_counts_takes_them_in(story):
    story.report(
        story.count(2),
        story.count(15, group="other", by="local", speaker="police"),
        story.count(17, by="local", speaker="police"),
    )
    assert story.known() == (17, 17)


def test_of_counts_on_nobodys_word_one_that_is_lower_than_what_stands_is_no_total(story):
    story.report(
        story.count(11, by="authority", speaker="ministry"), story.count(15, by="authority", speaker="united nations")
    )
    story.report(story.count(4), story.count(13))
    assert story.known() == (13, 13)


def test_a_denied_count_that_its_claimant_stands_by_stays_possible(story):
    story.report(story.count(1, by="local", speaker="police"))
    story.report(
        story.count(12, group="security_forces", certainty="denied", by="organisation", speaker="separatists"),
        story.count(0, group="security_forces", by="authority", speaker="defence ministry"),
    )
    assert story.known() == (1, 13)


def test_a_third_who_tells_both_sides_again_settles_them(story):
    story.report(
        story.count(37, by="authority", speaker="defence ministry"), story.count(61, by="local", speaker="mayor")
    )
    story.report(story.count(58, by="authority", speaker="united nations"), story.count(37), story.count(61), hours=24)
    assert story.known() == (58, 58)


def test_several_beside_a_higher_plain_count_are_a_part_of_it(story):
    story.report(
        story.count(14, by="authority", speaker="forensic medicine"),
        story.count(3, 9, by="local", speaker="hospital", approx=True),
    )
    assert story.known() == (14, 14)
