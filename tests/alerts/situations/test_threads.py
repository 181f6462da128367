"""Which story a report belongs to, by what an analyst would say."""

from datetime import timedelta

import pytest

from services.alerts.situations.vocabulary import CAUSES, EVERYDAY, term_of
from services.ingest.reading.likeness import _term


def situations(story, *decisions):
    return [
        d.data["situation"]
        for one in decisions
        for d in one
        if d.type.startswith(("tocsin.situation.opened", "tocsin.situation.joined"))
    ]


@pytest.fixture
def tell(story):
    """Tell a report by its words; return the situation that it leads with."""

    def tell(text, *events, **more):
        found = situations(story, story.report(*events, terms=story.words(text), **more))
        return found[0] if found else None

    tell.story = story
    return tell


BAZAAR = "bomb bazaar Redtown stalls motorcycle porters hospital"


def test_two_reports_of_one_bombing_are_one_story(tell, story):
    first = tell(BAZAAR, story.count(9, place="Redtown"))
    assert tell("death toll bazaar bomb Redtown children porters", story.count(14, place="Redtown")) == first


def test_two_bombings_in_one_country_are_two(tell, story):
    first = tell(BAZAAR, story.count(9, place="Redtown"))
    second = tell("bomb clerks staff coach Bluetown hospital police", story.count(11, place="Bluetown"))
    assert second != first
    assert story.state.situations[first].known("killed").min == 9


def test_another_cause_is_another_story(tell, story):
    riots = tell("protest parliament crowd tear-gas heating prices", story.count(3, place="Redtown"))
    assert tell("coal gallery miners trapped rescuers hospital", story.count(2, place="Pitville")) != riots


def test_a_wave_of_protest_that_spreads_is_one_story(tell, story):
    first = tell("protest heating prices crowd Redtown governor", story.count(3, place="Redtown"))
    assert tell("protest spreads heating prices crowd Bluetown", story.count(4, place="Bluetown")) == first


def test_the_same_kind_of_accident_elsewhere_is_another_though_both_name_the_capital(tell, story):
    first = tell(
        "blaze garment factory Redtown capital morgue workers",
        story.count(9, place="Redtown"),
        story.count(2, place="Capital", scope="subset"),
    )
    second = tell(
        "blast container depot Bluetown capital labourers",
        story.count(14, place="Bluetown"),
        story.count(3, place="Capital", scope="subset"),
    )
    assert second != first


def test_a_second_accident_of_the_week_is_another_story_though_its_report_names_the_first_ones_toll(tell, story):
    first = tell("train collision Redtown signal passengers carriages", story.count(41, place="Redtown"))
    second = tell(
        "train coaches left track Bluetown rail passengers accident collision Redtown",
        story.count(2, place="Bluetown"),
        story.count(41, place="Redtown"),
    )
    assert second != first
    assert story.state.situations[second].known("killed").min == 2


def test_a_second_raid_of_the_week_is_another_story_and_the_sum_of_both_counts_for_neither(tell, story):
    day = story.now.date()
    first = tell("gunmen bus road Redtown Bluetown passengers county", story.count(16, place="Redtown", day=f"{day}"))
    later = day + timedelta(days=3)
    tell.story.now += timedelta(days=3)
    second = tell(
        "gunmen quarry workers tents Bluetown county raid bus Redtown",
        story.count(22, place="Bluetown", day=f"{later}"),
        story.count(16, day=f"{day}"),
    )
    assert second != first
    both = tell("quarry workers tents bells county raid", story.count(22, place="Bluetown"), story.count(38))
    assert both == second
    assert story.state.situations[second].known("killed")[:2] == (22, 22)
    assert story.state.situations[first].known("killed")[:2] == (16, 16)


def test_a_second_bombing_is_another_story_though_its_report_names_the_first_ones_toll_vaguely(tell, story):
    first = tell("bomb mosque Redtown worshippers bombing hospital", story.count(21, place="Redtown"))
    second = tell(
        "bomb minibus Bluetown bombing passengers Redtown mosque worshippers",
        story.count(4, place="Bluetown"),
        story.count(18, 22, place="Redtown", approx=True),
    )
    assert second != first
    assert story.state.situations[second].known("killed")[:2] == (4, 4)


def test_a_slide_that_leads_with_a_place_and_a_day_of_its_own_is_another_story(tell, story):
    day = story.now.date()
    first = tell("mudslide hillside houses Redtown rain", story.count(18, place="Redtown", day=f"{day}"))
    tell.story.now += timedelta(days=2)
    later = story.count(4, place="Bluetown", day=f"{day + timedelta(days=2)}")
    assert tell("hillside Bluetown houses rain Redtown south", later) != first


def test_the_same_three_told_twice_in_one_report_are_three(tell, story):
    tell(BAZAAR, story.count(9, place="Redtown"))
    more = story.count(3, scope="increment", by="local", speaker="police", place="Redtown")
    one = tell(BAZAAR, more, story.count(3, scope="increment", place="Redtown", group="militants"))
    assert story.state.situations[one].known("killed").min == 12


def test_a_fire_days_later_elsewhere_is_another_story_and_the_sum_of_both_counts_for_neither(tell, story):
    day = story.now.date()
    first = tell("fire dormitory Redtown school girls", story.count(26, place="Redtown", day=f"{day}"))
    later = day + timedelta(days=4)
    tell.story.now += timedelta(days=4)
    second = tell(
        "fire market stalls Bluetown traders dormitory school Redtown",
        story.count(12, place="Bluetown", day=f"{later}"),
        story.count(26, place="Redtown", day=f"{day}"),
    )
    assert second != first
    tell("fire market stalls Bluetown traders brick school Redtown", story.count(38))
    assert story.state.situations[second].known("killed")[:2] == (12, 12)


def test_a_wave_of_protest_that_names_yesterdays_toll_is_one_story(tell, story):
    first = tell("protest heating prices crowd Redtown governor", story.count(12, place="Redtown"))
    again = tell(
        "protest heating prices crowd Bluetown Redtown",
        story.count(4, place="Bluetown"),
        story.count(12, place="Redtown"),
    )
    assert again == first


def test_a_report_that_names_the_very_place_is_of_the_story_though_another_country_was_read(tell, story):
    first = tell("quake coast hotel tremor Redtown telephones", story.count(8, place="Redtown"))
    note = tell("visit Redtown church bridge cracks telephone", story.count(3, place="Redtown", country="VE"))
    assert note == first


def test_where_a_report_was_filed_is_no_place_of_its_events(tell, story):
    first = tell(BAZAAR, story.count(9, place="Redtown"))
    assert tell("bazaar bomb stalls porters toll", story.count(12, place="CAPITAL")) == first


def test_a_local_source_is_known_by_the_town_that_it_names(tell, story):
    first = tell("pit collapsed gallery Redtown miners shift", story.count(9, place="Redtown"))
    log = tell("shaft brigade lifted fall", story.count(3, country=None), country=None, source="Redtown rescue log")
    assert log == first


def test_what_gunmen_did_in_one_report_rebels_did_in_the_next(tell, story):
    first = tell("gunmen raid port Greenhaven shops burned phone", story.happened("unrest", forms=("clashes",)))
    assert tell("rebels insurgent raid Greenhaven port airport boats", story.count(20, place="Greenhaven")) == first


def test_a_report_that_names_no_country_is_known_by_its_words(tell, story):
    first = tell(BAZAAR, story.count(9, place="Redtown"))
    assert tell("bazaar Redtown stalls porters craters", story.count(4, country=None), country=None) == first


def test_the_same_words_in_another_country_are_another_story(tell, story):
    first = tell("earthquake magnitude houses village", story.count(9))
    assert tell("earthquake magnitude houses village", story.count(9, country="PE"), country="PE") != first


def test_a_report_that_shares_no_word_with_a_story_is_not_of_it(tell, story):
    first = tell("ferry capsized passengers sandbank", story.count(9))
    assert tell("vaccine outbreak measles clinic", story.count(9)) != first


def test_a_report_that_names_the_toll_of_another_story_does_not_change_either(tell, story):
    first = tell(BAZAAR, story.count(27, place="Redtown"))
    second = tell("bomb clerks staff coach Bluetown funeral", story.count(15, place="Bluetown"))
    mourning = tell(
        "Bluetown funeral clerks coach bomb second bombing bazaar Redtown",
        story.count(15, place="Bluetown"),
        story.count(27, place="Redtown"),
        story.count(42),
    )
    assert mourning == second
    assert story.state.situations[first].known("killed")[:2] == (27, 27)
    assert story.state.situations[second].known("killed")[:2] == (15, 15)


def test_a_near_copy_joins_the_story_of_its_original(tell, story):
    text = tuple(range(200, 264))
    first = tell(BAZAAR, story.count(9, place="Redtown"), shingles=text)
    assert tell("porters wholly other words", story.count(9, place="Bluetown"), shingles=text[4:]) == first


def test_the_fold_hashes_words_as_the_reader_does():
    for word in ("Bombs", "glass", "gas", "Protesters", "été", "quakes"):
        assert term_of(word) == _term(word.lower())


def test_no_word_is_both_everyday_and_a_cause():
    assert not EVERYDAY & set(CAUSES)


def test_who_corrects_the_very_figure_of_a_story_tells_of_it_wherever_it_says_so(tell, story):
    first = tell("plane airliner runway fog Redtown passengers", story.count(62, place="Redtown"))
    corrected = tell(
        "plane merchants overslept list airline",
        story.count(62, scope="previous", place="Bluetown"),
        story.count(60, place="Bluetown"),
    )
    assert corrected == first
