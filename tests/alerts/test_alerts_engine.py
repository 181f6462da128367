"""Situations open, take reports, close; decisions can be rebuilt and decided again."""

from datetime import UTC, datetime, timedelta

from schemas.events.desk import ClockTicked, SilenceCreated
from schemas.events.reports import ReportRetracted
from services.alerts.engine import evolve, next_due, rebuild, step
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE


def kinds(decisions):
    return [decision.type.removeprefix("tocsin.").removesuffix(".v1") for decision in decisions]


def test_reports_of_one_country_make_one_situation(story):
    assert kinds(story.report(story.count(3))) == ["situation.opened"]
    assert kinds(story.report(story.count(4))) == ["situation.joined"]
    assert kinds(story.report(story.count(4, country="KG"), country="KG")) == ["situation.opened"]


def test_a_report_without_events_may_join_and_never_opens(story):
    assert kinds(story.report()) == []
    story.report(story.count(3))
    assert kinds(story.report()) == ["situation.joined"]


def test_a_quiet_situation_is_closed_with_its_alerts_before_the_next_report_is_applied(story):
    story.report(story.count(30))
    decisions = story.report(story.count(30), hours=24 * 15)
    assert kinds(decisions)[:3] == ["alert.closed", "alert.closed", "situation.closed"]
    assert "situation.opened" in kinds(decisions)
    assert len(story.state.situations) == 1


def test_a_tick_closes_what_is_due(story):
    story.report(story.count(3))
    due = next_due(story.state)
    assert timedelta(days=14) <= due - story.now <= timedelta(days=14, hours=1)
    story.now = due
    assert kinds(story.desk(ClockTicked(due=due))) == ["situation.closed"]
    assert not story.state.situations
    assert not story.state.reports
    assert not story.state.hours
    assert not story.state.words
    assert not story.state.led


def test_a_report_after_fourteen_quiet_days_of_story_time_opens_another(story):
    story.report(story.count(3), published=datetime(2031, 1, 1, tzinfo=UTC))
    decisions = story.report(story.count(3), published=datetime(2031, 1, 17, tzinfo=UTC))
    assert kinds(decisions) == ["situation.closed", "situation.opened"]


def test_a_report_dated_2099_or_1970_disturbs_no_other(story):
    story.report(story.count(30))
    quiet = story.report(story.count(30), published=datetime(2099, 1, 1, tzinfo=UTC))
    assert kinds(quiet) == ["situation.joined"]
    old = story.report(story.count(3), published=datetime(1970, 1, 1, tzinfo=UTC))
    assert kinds(old) == ["situation.opened"]
    assert kinds(story.report(story.count(31))) == ["situation.joined"]
    assert story.state.situations[story.decisions[-1].data["situation"]].known("killed").min == 31


def test_a_closed_situation_leaves_nothing_behind_whatever_happened_in_it(story):
    story.report(story.count(30), report="v1", terms=(1, 2, 3), shingles=tuple(range(40)))
    story.report(story.count(3, country="KG"), country="KG")
    story.report(story.count(30), story.count(4, country="KG"), report="both")
    story.report(story.count(31), report="v2", supersedes="both", revision=2)
    story.report(report="v3", supersedes="v1", revision=2)
    story.desk(ReportRetracted(report="v2", reason="wrong"))
    story.now = next_due(story.state) + timedelta(hours=24)
    story.desk(ClockTicked(due=story.now))
    state = story.state
    held = (state.situations, state.led, state.reports, state.words, state.hours, state.alerts, state.open_alerts)
    assert not any(held)


def test_history_is_recorded_and_withheld(story):
    (_, *alerts) = story.report(story.count(30), history=True)
    assert alerts
    assert {alert.data["withheld"] for alert in alerts} == {"history"}


def test_a_silence_withholds_what_it_matches_while_it_lasts(story):
    start = story.now
    story.desk(
        SilenceCreated(
            silence="s",
            matchers={"country": "KZ", "kind": "toll_jump"},
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            comment="known",
        )
    )
    held = {d.data["alert_kind"]: d.data["withheld"] for d in story.report(story.count(30)) if ".alert." in d.type}
    assert held == {"toll_jump": "silenced", "toll_threshold": None}
    later = story.report(story.count(90), hours=3)
    assert [d.data["withheld"] for d in later if d.data.get("alert_kind") == "toll_jump"] == [None]


def test_a_copy_wakes_nobody_again(story):
    words = tuple(range(50))
    story.report(story.force(["CSTO"]), shingles=words)
    assert kinds(story.report(story.force(["CSTO", "IN"]), shingles=words)) == ["situation.joined"]


def test_an_event_of_another_country_goes_to_the_story_there(story):
    story.report(story.count(3, country="KG"), country="KG")
    story.report(story.count(20), story.count(4, country="KG"))
    assert story.known() == (20, 20)
    assert story.known(country="KG") == (4, 4)


def test_messages_of_an_alert_name_the_one_before(story):
    story.report(story.count(12))
    story.report(story.count(40))
    first, second = [d for d in story.decisions if d.data.get("alert_kind") == "toll_jump"]
    assert (second.data["number"], second.data["previous"]) == (2, first.id)
    assert second.data["alert"] == first.data["alert"]
    assert second.data["decided"]["cause"] == story.log[-3].sequence


def play(story):
    story.report(story.count(12), story.force(["CSTO"]))
    story.report(story.count(40, by="authority", speaker="ministry"))
    story.report(story.count(40, certainty="retracted", by="authority", speaker="ministry"))
    story.report(story.count(3, country="KG"), country="KG", hours=100)
    story.report(story.count(3, country="KG"), country="KG", hours=100)


def test_rebuilding_from_the_record_gives_the_same_state(story):
    play(story)
    decided = [entry for entry in story.log if "decided" in entry.data]
    assert rebuild(EMPTY_STATE, gather(story.log), decided) == story.state


def test_deciding_again_gives_the_same_decisions(story):
    play(story)
    state, again = EMPTY_STATE, []
    for given in gather(story.log):
        state, decisions = step(state, given)
        again += decisions
    assert again == story.decisions


def test_a_state_is_never_changed(story):
    story.report(story.count(12))
    before = story.state
    story.report(story.count(40))
    assert before.situations[story.situation().id].known("killed").min == 12
    assert evolve(before, next(gather(story.log[:1]))) is not before
