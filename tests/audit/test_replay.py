"""Deciding again over a log, compared with its record."""

import pytest

from schemas.events.registry import kind_of
from services.alerts.rulesfile import load_rules
from services.audit.replay import replay


class Recorded:
    """A log that can be read."""

    def __init__(self, entries):
        self.entries = entries

    def iterate(self, after=0, until=None, kinds=None):
        within = (e for e in self.entries if e.sequence > after and (until is None or e.sequence <= until))
        return (e for e in within if kinds is None or kind_of(e.type) in kinds)


@pytest.fixture
def told(story):
    story.report(story.count(12), story.force(["CSTO"]))
    story.report(story.count(30, by="authority", speaker="ministry"))
    story.report(story.count(30, certainty="retracted", by="authority", speaker="ministry"))
    story.report(story.count(3, country="KG"), country="KG", hours=200)
    return story


def test_an_honest_log_is_identical(told):
    comparison = replay(Recorded(told.log))
    assert comparison.same
    assert comparison.identical == comparison.recorded == len(told.decisions)
    assert list(comparison.lines())[-1] == "Identical."


def test_other_rules_show_what_they_would_have_done(told):
    text = told.log[0].data["text"].replace("by = 10\ntimes", "by = 25\ntimes")
    comparison = replay(Recorded(told.log), rules=load_rules(text, "other.toml"))
    assert not comparison.same
    titles = [one.title for one in comparison.differences if one.what == "missing"]
    assert "Kazakhstan: 12 known dead" in titles


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda e: e.model_copy(update={"data": {**e.data, "title": "Nothing happened"}}), "different"),
        (lambda e: e.model_copy(update={"id": "another"}), "missing"),
        (lambda e: e.model_copy(update={"subject": "another"}), "different"),
        (
            lambda e: e.model_copy(update={"data": {**e.data, "decided": {**e.data["decided"], "cause": 2}}}),
            "different",
        ),
        (lambda e: None, "extra"),
    ],
)
def test_what_was_recorded_otherwise_is_named(told, change, what):
    at = next(n for n, entry in enumerate(told.log) if entry.type == "tocsin.alert.raised.v1")
    changed = [change(entry) if n == at else entry for n, entry in enumerate(told.log)]
    comparison = replay(Recorded([entry for entry in changed if entry is not None]))
    assert not comparison.same
    assert what in {one.what for one in comparison.differences}
    assert comparison.as_json()["identical"] is False


def test_what_the_service_has_not_decided_yet_is_no_difference(told):
    cursor = told.log[3].sequence
    early = [entry for entry in told.log if entry.data.get("decided", {}).get("cause", 0) <= cursor]
    comparison = replay(Recorded(early), cursor=cursor)
    assert comparison.same
    assert comparison.waiting == 3


def test_what_is_decided_while_it_reads_is_no_difference(told):
    comparison = replay(Recorded(told.log), cursor=told.log[3].sequence)
    assert comparison.same


def test_a_decision_on_nothing_is_found(told):
    stray = told.decisions[0].model_copy(
        update={"id": "stray", "data": {**told.decisions[0].data, "decided": {"cause": 10**6}}}
    )
    entry = told.log[-1].model_copy(update=dict(stray) | {"sequence": told.log[-1].sequence + 1})
    comparison = replay(Recorded([*told.log, entry]))
    assert [one.what for one in comparison.differences] == ["missing"]


def test_only_the_span_is_compared(told):
    whole, part = replay(Recorded(told.log)), replay(Recorded(told.log), after=told.log[6].sequence)
    assert part.same
    assert 0 < part.recorded < whole.recorded
