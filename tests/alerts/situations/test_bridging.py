"""Two open stories that a later report shows to be one: rarely, and then as if they had been one from the start."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storybook import Story

from schemas.events.registry import kind_of
from schemas.events.situations import SituationDivided
from services.alerts.engine import rebuild, step
from services.alerts.situations.inputs import DESK_INPUTS, RECEIVED, gather
from services.alerts.situations.state import EMPTY_STATE

TOWN = "quake roofs Redtown hospital tents generators"
VALLEY = "quake tremor valley herders bridges cracked pastures"
BOTH = "quake Redtown valley herders tents roofs pastures bridges cracked tremor"


def dead(story, number, words, place=None, **more):
    return story.report(
        story.count(number, by="local", speaker="police", place=place), terms=story.words(words), **more
    )


def merged(decisions):
    return [d.data for d in decisions if kind_of(d.type) == "situation.merged"]


def two(story):
    """One quake as two stories: nobody named a common word or place."""
    dead(story, 12, TOWN, "Redtown")
    story.report(story.count(4, measure="injured"), terms=story.words(VALLEY))
    first, second = sorted(story.state.situations.values(), key=lambda one: one.opened)
    return first, second


@pytest.fixture
def apart(story, monkeypatch):
    """Stories that were opened apart, whatever their likeness: a stand-in for words that nobody shared."""
    monkeypatch.setattr("services.alerts.situations.threads.ENOUGH", 99.0)
    first, second = two(story)
    monkeypatch.undo()
    return story, first, second


def test_a_report_that_belongs_to_both_makes_them_one(apart):
    story, first, second = apart
    decisions = dead(story, 15, BOTH, "Redtown")
    assert [(one["situation"], one["into"]) for one in merged(decisions)] == [(second.id, first.id)]
    (left,) = story.state.situations.values()
    assert left.id == first.id
    assert left.reports == ("r1", "r2", "r3")
    assert left.known("killed")[:2] == (15, 15)
    assert left.known("injured")[:2] == (4, 4)
    assert story.state.reports["r2"] == (first.id,)


def test_the_one_that_woke_somebody_stays_and_wakes_nobody_again(story, monkeypatch):
    monkeypatch.setattr("services.alerts.situations.threads.ENOUGH", 99.0)
    story.report(story.count(4, measure="injured"), terms=story.words(VALLEY))
    raised = dead(story, 12, TOWN, "Redtown")
    monkeypatch.undo()
    assert story.alerts(raised) == [("toll_jump", "raised")]
    loud = raised[0].data["situation"]
    decisions = dead(story, 13, BOTH, "Redtown")
    assert [one["into"] for one in merged(decisions)] == [loud]
    assert story.alerts(decisions) == []


def test_what_a_person_parted_no_report_makes_one_again(story):
    dead(story, 12, TOWN, "Redtown")
    dead(story, 13, TOWN + " pastures valley", "Redtown")
    (situation,) = story.state.situations.values()
    story.desk(SituationDivided(situation=situation.id, reports=("r2",), terms=story.words(TOWN)))
    assert len(story.state.situations) == 2
    assert merged(dead(story, 15, TOWN, "Redtown")) == []
    assert len(story.state.situations) == 2


@pytest.mark.parametrize(
    ("words", "place", "hours"),
    [
        ("bomb bazaar stalls valley herders bridges cracked pastures tremor", "Bluetown", 1.0),  # another cause
        (VALLEY, "Bluetown", 1.0),  # the same cause in another place
        (VALLEY, None, 50.0),  # two days later
    ],
)
def test_where_anything_speaks_against_it_they_stay_two(story, monkeypatch, words, place, hours):
    monkeypatch.setattr("services.alerts.situations.threads.ENOUGH", 99.0)
    dead(story, 12, TOWN, "Redtown")
    dead(story, 3, words, place, hours=hours)
    monkeypatch.undo()
    assert merged(dead(story, 15, BOTH, "Redtown")) == []
    assert len(story.state.situations) == 2


def test_a_rebuild_from_the_record_knows_what_the_worker_knew(apart):
    story, _, _ = apart
    dead(story, 15, BOTH, "Redtown")
    dead(story, 18, BOTH + " rubble", "Redtown")
    decisions = [one for one in story.log if kind_of(one.type) not in {RECEIVED, "casualties.reported", *DESK_INPUTS}]
    assert rebuild(EMPTY_STATE, gather(story.log), decisions) == story.state


WORDS = [TOWN, VALLEY, BOTH, "quake Bluetown hotel collapsed coast", "bomb bazaar Redtown stalls porters"]
reports = st.lists(
    st.tuples(
        st.sampled_from(WORDS),
        st.sampled_from([None, "Redtown", "Bluetown"]),
        st.integers(0, 40),
        st.sampled_from([0.5, 3.0, 30.0]),
        st.sampled_from(["killed", "injured"]),
    ),
    max_size=12,
)


def told(listed):
    story = Story()
    for words, place, number, hours, measure in listed:
        story.report(story.count(number, place=place, measure=measure), terms=Story.words(words), hours=hours)
    return story


@settings(max_examples=30)
@given(reports)
def test_the_same_log_is_decided_the_same_and_rebuilt_the_same(listed):
    story = told(listed)
    state, again = EMPTY_STATE, []
    for given_input in gather(story.log):
        state, decided = step(state, given_input)
        again += decided
    assert again == story.decisions
    assert state == story.state
    recorded = [one for one in story.log if kind_of(one.type).startswith(("situation.", "alert."))]
    assert rebuild(EMPTY_STATE, gather(story.log), recorded) == story.state


@settings(max_examples=30)
@given(reports)
def test_no_report_is_lost_or_in_two_open_stories(listed):
    story = told(listed)
    held = [report for situation in story.state.situations.values() for report in situation.reports]
    assert len(held) == len(set(held))
    for report, places in story.state.reports.items():
        assert all(report in story.state.situations[place].reports for place in places)
