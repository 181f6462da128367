"""What is held back and comes later, or grows while nobody answers."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.events.alerts import AlertAcknowledged
from schemas.events.desk import ClockTicked, SilenceCreated
from schemas.hours import Mute
from services.alerts.engine import next_due
from services.alerts.rulesfile import load_rules
from services.runtime.errors import RulesError

JUMP = '[[rule]]\nname = "jump"\ntype = "toll_jump"\nseverity = "severe"\n'


def said(decisions):
    return [(d.type.split(".")[2], d.data["withheld"]) for d in decisions if ".alert." in d.type]


def dead(story, number, hours=1.0, **more):
    return said(story.report(story.count(number, by="authority", speaker="ministry"), hours=hours, **more))


def ring(story):
    """The clock ticks when the next timer is due, as the worker lets it."""
    story.now = next_due(story.state)
    return story.desk(ClockTicked(due=story.now))


def test_what_comes_within_the_cooldown_is_sent_when_it_is_over(story_of):
    story = story_of(JUMP + "cooldown_hours = 6")
    assert dead(story, 20) == [("raised", None)]
    assert dead(story, 60) == [("updated", "cooling_down")]
    first = story.now
    told = ring(story)
    assert said(told) == [("updated", None)]
    assert story.now - first == timedelta(hours=5)
    assert (told[0].data["before"]["min"], told[0].data["after"]["min"]) == (20, 60)
    assert story.state.soonest == 0


def test_muted_hours_hold_all_but_the_worst_and_end_with_the_newest(story_of):
    # The stories begin at six in the morning.
    story = story_of(JUMP + 'mute = [{ start = "22:00", end = "09:00", zone = "UTC" }]')
    assert dead(story, 20) == [("raised", "muted")]
    assert dead(story, 60, hours=0.5) == [("updated", "muted")]
    told = ring(story)
    assert story.now.hour == 9
    assert said(told) == [("updated", None)]
    assert told[0].data["before"] == {}
    assert told[0].data["after"]["min"] == 60
    assert dead(story, 200) == [("updated", None)]


def test_the_worst_is_not_muted(story_of):
    mute = 'mute = [{ start = "00:00", end = "23:59" }]'
    assert dead(story_of(JUMP.replace("severe", "extreme") + mute), 20) == [("raised", None)]


def test_one_source_is_not_enough_where_two_are_asked_for(story_of):
    story = story_of(JUMP + "min_sources = 2")
    assert dead(story, 20, source="one") == [("suppressed", "uncorroborated")]
    assert dead(story, 20, source="one") == [("suppressed", "uncorroborated")]
    assert dead(story, 22, source="two") == [("raised", None)]
    assert not any(situation.waiting for situation in story.state.situations.values())


def test_copies_of_one_wire_text_are_one_source(story_of):
    story = story_of(JUMP + "min_sources = 2")
    wire = tuple(range(500, 540))
    dead(story, 20, source="one", shingles=wire)
    assert ("raised", None) not in dead(story, 20, source="two", shingles=wire)


def test_an_alert_that_nobody_acknowledges_grows_step_by_step(story_of):
    story = story_of(
        JUMP + 'escalate = [{ after_minutes = 30, severity = "severe" }, { after_minutes = 90, severity = "extreme" }]'
    )
    dead(story, 20)
    raised = story.now
    first, second = ring(story), ring(story)
    assert said(first + second) == [("escalated", None)] * 2
    assert [d.data["severity"] for d in first + second] == ["severe", "extreme"]
    assert story.now - raised == timedelta(minutes=90)
    assert story.state.soonest == 0


def test_a_silence_holds_for_a_step_too_and_ends_before_the_next(story_of):
    story = story_of(
        JUMP + 'escalate = [{ after_minutes = 30, severity = "severe" }, { after_minutes = 90, severity = "extreme" }]'
    )
    dead(story, 20)
    story.desk(
        SilenceCreated(
            silence="s",
            matchers={"country": "KZ"},
            starts_at=story.now,
            ends_at=story.now + timedelta(minutes=60),
            comment="",
        )
    )
    assert said(ring(story)) == [("escalated", "silenced")]
    assert said(ring(story)) == [("escalated", None)]


def test_a_step_in_muted_hours_waits_for_their_end_unless_it_is_the_worst(story_of):
    # The first report comes at seven.
    mute = 'mute = [{ start = "07:10", end = "09:00" }]\n'
    story = story_of(JUMP + mute + 'escalate = [{ after_minutes = 30, severity = "severe" }]')
    assert dead(story, 20) == [("raised", None)]
    assert said(ring(story)) == [("escalated", "muted")]
    assert said(ring(story)) == [("updated", None)]
    assert story.now.hour == 9
    story = story_of(JUMP + mute + 'escalate = [{ after_minutes = 30, severity = "extreme" }]')
    dead(story, 20)
    assert said(ring(story)) == [("escalated", None)]


def test_an_acknowledged_one_does_not(story_of):
    story = story_of(JUMP + 'escalate = [{ after_minutes = 30, severity = "extreme" }]')
    story.report(story.count(20))
    story.desk(AlertAcknowledged(alert=story.decisions[-1].data["alert"]))
    assert said(ring(story)) == []


def test_words_of_ones_own(story_of):
    story = story_of(
        JUMP + 'title = "{severity}: {country} now {after} dead ({{{reports}}})"\nmessage = "was {before}"'
    )
    story.report(story.count(20, None))
    assert story.decisions[-1].data["title"] == "severe: Kazakhstan now at least 20 dead ({1})"
    assert story.decisions[-1].data["message"] == "was unknown"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('title = "{contry}"', "did you mean 'country'"),
        ('title = "100 {"', "single"),
        ('mute = [{ start = "25:00", end = "07:00" }]', "no time of the day"),
        ('mute = [{ start = "22:00", end = "07:00", zone = "Mars/Base" }]', "no time zone"),
        (
            'escalate = [{ after_minutes = 9, severity = "severe" }, { after_minutes = 9, severity = "extreme" }]',
            "later than the one before",
        ),
        ("min_sources = 0", "min_sources"),
        ('mute = [{ start = "22:00", ends = "07:00" }]', "ends"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(line, told):
    with pytest.raises(RulesError, match=rf"line 5.*{told}"):
        load_rules(JUMP + line)


BERLIN = Mute(days=("sat",), start="22:00", end="06:00", zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        # In the night of Saturday, 24 October 2026, the clocks go back.
        (datetime(2026, 10, 24, 20, 0, tzinfo=UTC), datetime(2026, 10, 25, 5, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 4, 59, tzinfo=UTC), datetime(2026, 10, 25, 5, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 5, 0, tzinfo=UTC), None),
        (datetime(2026, 10, 24, 19, 59, tzinfo=UTC), None),
        (datetime(2026, 10, 26, 21, 0, tzinfo=UTC), None),
    ],
)
def test_hours_are_those_of_the_place_also_when_its_clocks_change(moment, until):
    assert BERLIN.until(moment) == until
