"""Situations that a person combines or divides: counts and alerts are as if they had been told so from the start."""

from schemas.events.situations import SituationCombined, SituationDivided

BAZAAR = "bomb blast bazaar traders stalls smoke"
FERRY = "ferry capsized lake passengers divers lifejackets"


def dead(story, number, words, **more):
    event = story.count(number, by="authority", speaker="ministry", **more)
    return story.report(event, terms=story.words(words))


def alerts(decisions):
    return [(d.type.split(".")[2], d.data["rule"]) for d in decisions if ".alert." in d.type]


def two(story):
    dead(story, 20, BAZAAR, place="Redtown")
    dead(story, 30, FERRY, place="Bluetown")
    return sorted(story.state.situations.values(), key=lambda one: one.opened)


def test_the_other_ones_alerts_are_closed_and_its_counts_are_taken_in(story):
    one, other = two(story)
    decisions = story.desk(SituationCombined(situation=other.id, into=one.id))
    assert ("closed", "toll-jump") in alerts(decisions)
    (left,) = story.state.situations.values()
    assert left.id == one.id
    assert left.reports == ("r1", "r2")
    assert left.known("killed").min >= 30
    assert set(story.state.alerts.values()) == {one.id}
    # What comes later joins the one that stays.
    dead(story, 31, FERRY, place="Bluetown")
    assert story.state.reports["r3"] == (one.id,)


def test_reports_that_are_a_story_of_their_own_take_their_counts_along(story):
    dead(story, 20, BAZAAR)
    dead(story, 45, BAZAAR)
    (situation,) = story.state.situations.values()
    decisions = story.desk(SituationDivided(situation=situation.id, reports=("r2",), terms=story.words(FERRY)))
    old = story.state.situations[situation.id]
    (new,) = (one for one in story.state.situations.values() if one.id != situation.id)
    assert (old.known("killed").min, new.known("killed").min) == (20, 45)
    assert (old.reports, new.reports) == (("r1",), ("r2",))
    assert ("raised", "toll-jump") in alerts(decisions)
    dead(story, 46, FERRY)
    assert story.state.reports["r3"] == (new.id,)


def test_combining_what_was_divided_knows_the_same_again(story):
    for number in (20, 25, 45):
        dead(story, number, BAZAAR)
    (before,) = story.state.situations.values()
    story.desk(SituationDivided(situation=before.id, reports=("r2", "r3"), terms=story.words(BAZAAR)))
    (new,) = (name for name in story.state.situations if name != before.id)
    story.desk(SituationCombined(situation=new, into=before.id))
    (after,) = story.state.situations.values()
    assert after.known("killed") == before.known("killed")
    assert set(after.reports) == set(before.reports)


def test_an_act_on_what_is_gone_does_nothing(story):
    one, _ = two(story)
    assert story.desk(SituationCombined(situation="gone", into=one.id)) == ()
    assert story.desk(SituationCombined(situation=one.id, into=one.id)) == ()
    assert story.desk(SituationDivided(situation=one.id, reports=("r9",))) == ()
    assert story.desk(SituationDivided(situation=one.id, reports=("r1",))) == ()
