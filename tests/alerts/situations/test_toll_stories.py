"""Whole stories, report by report: what a careful desk has on its board after each, and when it is woken."""

from datetime import timedelta

import pytest

WIRE = tuple(range(100, 160))
"""The shingles of one wire text."""


def test_a_quake_in_two_towns_from_parts_to_a_total_for_all(story):
    """Two mayors; one part replaced; a better-placed total for both, not smaller; an increment in one town."""
    first = story.report(
        story.count(5, None, place="Muisne", by="local", speaker="mayor of muisne"),
        story.count(8, place="Atacames", by="local", speaker="mayor of muisne"),
    )
    assert story.known() == (13, None)
    assert story.alerts(first) == [("toll_jump", "raised")]
    story.report(story.count(9, place="Muisne", by="local", speaker="mayor of muisne"))
    assert story.known() == (17, 17)
    story.report(story.count(26, by="authority", speaker="risk service"))
    assert story.known() == (26, 26)
    story.report(story.count(4, place="Muisne", scope="increment", by="local", speaker="rescuers"))
    assert story.known() == (30, 30)


def test_a_wave_of_protest_with_a_total_below_the_sum_of_its_towns(story):
    """Two towns add up; ministry and opposition differ on the whole of it; the UN replaces both."""
    story.report(story.count(9, place="Nouakchott", by="local", speaker="hospital"))
    story.report(
        story.count(4, place="Nouadhibou", by="local", speaker="mayor"), story.count(9, place="Nouakchott"), hours=24
    )
    assert story.known() == (13, 13)
    story.report(
        story.count(11, by="authority", speaker="interior ministry"),
        story.count(34, by="organisation", speaker="opposition"),
    )
    assert story.known() == (11, 34)
    story.report(story.count(27, place="Nouakchott", by="authority", speaker="united nations"), hours=24)
    assert story.known() == (27, 27)


def test_the_missing_of_a_flood_are_found_day_by_day(story):
    """What is known since yesterday and told again beside an increment is what this is told against."""
    story.report(story.count(5, by="local", speaker="committee"), story.count(17, measure="missing"))
    found = story.report(story.count(9, scope="increment"), story.count(5), hours=26)
    assert story.known() == (14, 14)
    assert story.alerts(found) == [("toll_jump", "raised")]
    copied = story.report(story.count(9, scope="increment"), story.count(5), hours=2, source="Another agency")
    assert story.known() == (14, 14)
    assert story.alerts(copied) == []
    late = story.now - timedelta(hours=30)
    story.report(story.count(3, by="local", speaker="militia"), published=late)
    assert story.known() == (14, 14)


def test_a_slide_on_a_later_day_comes_on_top_of_the_total_that_is_told_again(story):
    story.report(story.count(14, place="Lai", by="local", speaker="committee"), hours=1)
    later = (story.now + timedelta(days=1)).date().isoformat()
    story.report(
        story.count(4, place="Lai", by="local", speaker="committee", day=later),
        story.count(14, place="Lai", by="local", speaker="committee"),
        hours=48,
    )
    assert story.known() == (18, 18)


def test_an_increment_that_the_total_beside_it_holds_counts_once(story):
    """The total was known the same day from another outlet: the four more are in it."""
    story.report(story.count(11, by="authority", speaker="disaster authority"))
    story.report(story.count(4, scope="increment"), story.count(11), hours=3, source="Another agency")
    assert story.known() == (11, 11)


def test_a_figure_is_withdrawn_and_the_next_jump_counts_from_nothing(story):
    raised = story.report(story.count(22, by="authority", speaker="security ministry"), shingles=WIRE)
    assert story.alerts(raised) == [("toll_jump", "raised")]
    gone = story.report(story.count(22, certainty="retracted", by="authority", speaker="security ministry"))
    assert story.known() is None
    assert ("toll_withdrawn", "raised") in story.alerts(gone)
    published = story.now - timedelta(hours=1, minutes=30)
    story.report(story.count(22, by="authority", speaker="security ministry"), published=published, shingles=WIRE)
    assert story.known() is None
    assert story.alerts(story.report(story.count(9, by="authority", speaker="forensic medicine"))) == []
    assert story.known() == (9, 9)
    burned = story.report(story.count(3, scope="increment", by="local", speaker="hospital"), hours=24)
    assert story.known() == (12, 12)
    assert story.alerts(burned) == [("toll_jump", "raised")]


def test_a_correction_too_small_to_wake_anybody_leaves_the_baseline(story):
    story.report(story.count(20, None, group="militants", by="authority", speaker="army"))
    assert story.known() == (20, None)
    small = story.report(
        story.count(13, group="militants", by="authority", speaker="army"),
        story.count(20, None, scope="previous"),
        hours=48,
    )
    assert story.known() == (13, 13)
    assert [kind for kind, action in story.alerts(small) if action in ("raised", "updated")] == []
    more = story.report(
        story.count(5, scope="increment"),
        story.count(13, scope="previous", by="authority", speaker="army"),
        hours=48,
    )
    assert story.known() == (18, 18)
    assert [kind for kind, action in story.alerts(more) if action in ("raised", "updated")] == []


@pytest.mark.parametrize(
    ("by", "speaker", "third", "known"),
    [
        ("local", "laboratory", 13, (13, 13)),
        ("organisation", "african union mission", 14, (14, 14)),
        # Between the two, and on nobody's word: a new number that is told as fact.
        (None, None, 12, (12, 12)),
        # Beyond both, by one who is worse placed than either: one word more.
        ("media", "witnesses", 40, (11, 40)),
        # One of the two numbers told again settles nothing.
        (None, None, 11, (11, 15)),
    ],
)
def test_a_third_settles_what_two_disagree_on(story, by, speaker, third, known):
    story.report(
        story.count(15, by="authority", speaker="who"), story.count(11, by="authority", speaker="health ministry")
    )
    assert story.known() == (11, 15)
    story.report(story.count(third, by=by, speaker=speaker), hours=48)
    assert story.known() == known


def test_a_conflict_moves_as_each_side_raises_its_count_and_wakes_nobody_twice(story):
    story.report(story.count(8, 11, by="organisation", speaker="union"))
    conflict = story.report(
        story.count(6, by="authority", speaker="mining ministry"),
        story.count(11, by="organisation", speaker="union"),
    )
    assert story.known() == (6, 11)
    assert story.alerts(conflict) == []
    story.report(story.count(7, by="authority", speaker="mining ministry"), hours=4)
    assert story.known() == (7, 11)
    settled = story.report(story.count(17, by="local", speaker="forensic institute"), hours=20)
    assert story.known() == (17, 17)
    assert story.alerts(settled) == [("toll_jump", "raised")]


def test_attackers_and_victims_make_one_total_and_the_wounded_who_die_come_on_top(story):
    story.report(
        story.count(2, group="militants"),
        story.count(15, group="other", by="local", speaker="police"),
        story.count(17, by="local", speaker="police"),
    )
    assert story.known() == (17, 17)
    story.report(story.count(9, scope="increment", by="local", speaker="hospital"), hours=18)
    assert story.known() == (26, 26)
    story.report(story.count(24, by="local", speaker="hospital"), story.count(26, scope="previous"), hours=48)
    assert story.known() == (24, 24)


def test_a_ceiling_on_one_part_leaves_the_whole_open_until_every_part_has_one(story):
    story.report(
        story.count(4, None, place="Northtown", by="local", speaker="governor"),
        story.count(1, 10, place="Southtown", by="local", speaker="governor"),
    )
    assert story.known() == (5, None)
    story.report(story.count(6, place="Northtown", by="local", speaker="governor"), hours=5)
    assert story.known() == (7, 16)


def test_an_epidemic_that_goes_on_since_last_month_is_no_history(story):
    """A count since a time keeps counting until its end."""
    begun = (story.now - timedelta(days=40)).date().isoformat()
    until = (story.now - timedelta(days=8)).date().isoformat()
    claim = story.count(6, by="local", speaker="health directorate", day=begun)
    story.report(claim.model_copy(update={"date": claim.date.model_copy(update={"end": until})}))
    assert story.known() == (6, 6)


def test_more_who_died_than_the_total_beside_them_come_on_top_though_of_the_same_day(story):
    story.report(story.count(11, by="authority", speaker="government"))
    story.report(story.count(30, scope="increment", by="authority", speaker="government"), story.count(11), hours=2)
    assert story.known() == (41, 41)


def test_a_better_placed_balance_that_names_one_of_two_towns_is_of_both(story):
    story.report(
        story.count(17, place="Antalaha", by="local", speaker="prefect"),
        story.count(4, place="Sambava", by="local", speaker="prefect"),
    )
    story.report(story.count(26, place="Antalaha", by="authority", speaker="relief council"), hours=40)
    assert story.known() == (26, 26)


def test_a_sum_of_two_suburbs_that_is_told_of_the_city_is_no_third_part(story):
    story.report(
        story.count(11, place="Durban"),
        story.count(7, place="Umlazi", by="local", speaker="fire chief"),
        story.count(4, place="Chatsworth", by="local", speaker="fire chief"),
    )
    assert story.known() == (11, 11)


def test_several_give_way_to_a_count_however_well_placed_who_spoke_of_several(story):
    story.report(story.count(3, 9, approx=True, by="authority", speaker="railway official"))
    story.report(story.count(17, None, by="local", speaker="governor"))
    assert story.known() == (17, None)


def test_an_earlier_count_that_another_stands_for_is_the_other_side_and_not_taken_back(story):
    story.report(story.count(27, by="local", speaker="hospital"))
    story.report(
        story.count(22, by="local", speaker="police"),
        story.count(27, scope="previous", by="local", speaker="hospital"),
    )
    assert story.known() == (22, 27)
