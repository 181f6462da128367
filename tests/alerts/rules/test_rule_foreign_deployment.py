import pytest

DUE, AGAIN = [("foreign_deployment", "raised")], [("foreign_deployment", "updated")]


@pytest.mark.parametrize("status", ["approved", "deploying", "deployed", "reinforced"])
def test_a_force_that_comes_is_due(story, status):
    assert story.alerts(story.report(story.force(["CSTO"], status=status))) == DUE


@pytest.mark.parametrize(
    "status", ["requested", "considered", "rotation", "withdrawing", "withdrawn", "denied", "ended"]
)
def test_a_force_that_does_not_come_is_not(story, status):
    assert story.alerts(story.report(story.force(["CSTO"], status=status))) == []


def test_an_exercise_is_not_due(story):
    assert story.alerts(story.report(story.force(["US"], mission="exercise"))) == []


def test_a_states_own_army_is_not_due(story):
    own = story.force(["KZ"]).model_copy(update={"foreign": False})
    assert story.alerts(story.report(own)) == []


def test_once_for_actor_and_host(story):
    story.report(story.force(["CSTO"], status="approved"))
    assert story.alerts(story.report(story.force(["CSTO"], status="deployed"))) == []
    assert story.alerts(story.report(story.force(["US"]))) == DUE


def test_a_member_is_no_new_force_where_its_alliance_was_told_of(story):
    story.report(story.force(["CSTO"]))
    assert story.alerts(story.report(story.force(["RU"]))) == []
    assert story.alerts(story.report(story.force(["RU", "BY"]))) == []
    assert story.alerts(story.report(story.force(["RU", "CN"]))) == DUE


def test_a_reinforcement_is_due_again_and_its_echo_is_not(story):
    story.report(story.force(["CSTO"]))
    assert story.alerts(story.report(story.force(["CSTO"], status="reinforced"))) == AGAIN
    assert story.alerts(story.report(story.force(["RU"], status="reinforced"))) == []
    assert story.alerts(story.report(story.force(["RU"], status="reinforced"), hours=30)) == AGAIN


def test_unnamed_foreign_troops_are_no_new_force_beside_named_ones(story):
    story.report(story.force(["FR"]))
    assert story.alerts(story.report(story.force(["??"]))) == []


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"actors": ["CSTO"], "mission": "peacekeeping"}, "Kazakhstan: CSTO troops are deploying (peacekeeping)"),
        (
            {"actors": ["RU", "BY"], "status": "approved"},
            "Kazakhstan: troops of Russia and Belarus are to deploy",
        ),
        ({"actors": ["PMC:Wagner"], "status": "deployed"}, "Kazakhstan: Wagner personnel have deployed"),
        ({"actors": ["??"], "status": "deployed"}, "Kazakhstan: foreign troops have deployed"),
    ],
)
def test_the_title_names_force_host_and_mission(story, given, title):
    (alert,) = [d for d in story.report(story.force(**given)) if ".alert." in d.type]
    assert alert.data["title"] == title


def test_what_it_must_be_can_be_narrowed(story_of):
    story = story_of('[[rule]]\nname = "f"\ntype = "foreign_deployment"\nhosts = ["KG"]\n')
    assert story.alerts(story.report(story.force(["RU"], host="KZ"))) == []
    assert story.alerts(story.report(story.force(["RU"], host="KG"), country="KG")) == DUE
