"""A long log: rebuilt, decided again, frozen and thawed, it is always the same state."""

import random
from datetime import timedelta

import pytest
from storybook import STANDARD, Story

from schemas.events.alerts import AlertAcknowledged
from schemas.events.desk import ClockTicked, SilenceCreated
from schemas.events.reports import ReportRetracted
from schemas.events.situations import SituationCombined, SituationDivided, SituationRenamed
from services.alerts.engine import next_due, rebuild, step
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.alerts.snapshot import freeze, thaw

COUNTRIES = ["KZ", "KG", "PE", "MZ", "HT", "LB", None]
SPEAKERS = [("authority", "ministry"), ("local", "police"), ("organisation", "union"), (None, None)]


LOUD = """
[[rule]]
name = "loud"
type = "toll_jump"
measure = "injured"
cooldown_hours = 3
mute = [{ start = "11:00", end = "12:30" }]
escalate = [{ after_minutes = 10, severity = "severe" }, { after_minutes = 90, severity = "extreme" }]
"""
EVERYTHING = STANDARD.read_text() + (STANDARD.parent / "rules" / "more.toml").read_text() + LOUD


def wait(story, hours):
    """Let time pass, with every timer that rings."""
    until = story.now + timedelta(hours=hours)
    while (due := next_due(story.state)) is not None and due <= until:
        story.now = max(due, story.now)
        story.desk(ClockTicked(due=due))
    story.now = until


def play(reports, seed):
    """Tell many stories at once, with everything that can happen in them."""
    chance = random.Random(seed)
    story = Story(EVERYTHING)
    for number in range(reports):
        wait(story, chance.choice([0.1, 0.3, 0.5, 20]))
        country = chance.choice(COUNTRIES)
        events = []
        for _ in range(chance.randint(0, 3)):
            by, speaker = chance.choice(SPEAKERS)
            events.append(
                story.count(
                    chance.randint(0, 200),
                    measure=chance.choice(["killed", "injured"]),
                    country=chance.choice([country, country, "KG"]) if country else None,
                    place=chance.choice([None, "North", "South"]),
                    by=by,
                    speaker=speaker,
                    group=chance.choice(["people", "protesters", "security_forces"]),
                    scope=chance.choice(["total", "total", "increment", "subset", "previous"]),
                    certainty=chance.choice(["asserted"] * 6 + ["denied", "retracted"]),
                )
            )
        if chance.random() < 0.1:
            events.append(story.force([chance.choice(["RU", "UN", "CSTO"])], host=country or "KZ"))
        if chance.random() < 0.1:
            events.append(story.happened("emergency.declared", country=country, emergency="curfew"))
        words = random.Random(chance.randint(0, 40))
        published = story.now + timedelta(hours=chance.choice([1, 1, 1, -30, 400]))
        supersedes = f"r{number}" if number and chance.random() < 0.05 else None
        story.report(
            *events,
            country=country,
            hours=0,
            published=published,
            source=chance.choice(["Agency", "Radio", "Ministry", "Wire"]),
            terms=tuple(words.getrandbits(32) for _ in range(20)),
            shingles=tuple(sorted(words.getrandbits(32) for _ in range(40))),
            supersedes=supersedes,
            revision=2 if supersedes else 1,
        )
        if chance.random() < 0.05 and story.state.alerts:
            story.desk(AlertAcknowledged(alert=chance.choice(sorted(story.state.alerts))))
        if chance.random() < 0.05 and story.state.situations:
            story.desk(SituationRenamed(situation=min(story.state.situations), title=f"story {number}"))
        if chance.random() < 0.03 and len(story.state.situations) > 1:
            one, other = chance.sample(sorted(story.state.situations), 2)
            story.desk(SituationCombined(situation=one, into=other))
        if chance.random() < 0.05 and story.state.situations:
            large = max(story.state.situations.values(), key=lambda one: (len(one.reports), one.id))
            if len(large.reports) > 2:
                parts = tuple(chance.sample(large.reports, 2))
                story.desk(SituationDivided(situation=large.id, reports=parts, terms=(1, 2, 3)))
        if chance.random() < 0.05:
            story.desk(
                SilenceCreated(
                    silence=f"s{number}",
                    matchers={"country": chance.choice(["KZ", "PE"])},
                    starts_at=story.now,
                    ends_at=story.now + timedelta(hours=5),
                    comment="",
                )
            )
        if chance.random() < 0.02:
            story.desk(ReportRetracted(report=f"r{chance.randint(1, number + 1)}", reason="wrong"))
    return story


def test_the_stories_hold_what_can_happen():
    seen = {d.type.split(".", 1)[1] for seed in range(3) for d in play(150, seed).decisions}
    wanted = "raised updated revised retracted escalated suppressed closed"
    assert {f"alert.{stage}.v1" for stage in wanted.split()} <= seen
    assert {"situation.merged.v1", "situation.split.v1"} <= seen


def check(story):
    decided = [entry for entry in story.log if "decided" in entry.data]
    assert rebuild(EMPTY_STATE, gather(story.log), decided) == story.state

    state, again = EMPTY_STATE, []
    for given in gather(story.log):
        state, decisions = step(state, given)
        again += decisions
    assert again == story.decisions

    thawed = thaw(freeze(story.state))
    assert thawed == story.state._replace(pending=None)


@pytest.mark.parametrize("seed", range(3))
def test_a_log_is_rebuilt_and_decided_again_alike(seed):
    check(play(150, seed))


def test_a_log_can_be_taken_up_at_a_snapshot():
    story = play(150, seed=7)
    middle = len(story.log) // 2
    state = EMPTY_STATE
    for given in gather(story.log):
        if given.first > middle:
            break
        state, _ = step(state, given)
    thawed = thaw(freeze(state))
    rest = [entry for entry in story.log if entry.sequence > thawed.sequence]
    assert rebuild(thawed, gather(rest), [entry for entry in rest if "decided" in entry.data]) == story.state


@pytest.mark.torture
def test_a_log_of_fifty_thousand_entries():
    story = play(13_000, seed=1)
    assert len(story.log) > 50_000
    check(story)
