"""What other rules would have done over a log."""

from storybook import Story

from services.alerts.rulesfile import load_rules
from services.audit.rulesdiff import compare

JUMP = '[[rule]]\nname = "jump"\ntype = "toll_jump"\nby = {by}\nseverity = "{severity}"\n'


def rules(by, severity="severe", more=""):
    return load_rules(JUMP.format(by=by, severity=severity) + more)


class Read:
    def __init__(self, log):
        self._log = log

    def iterate(self, after=0, until=None, kinds=None):
        return (entry for entry in self._log if entry.sequence > after and (until is None or entry.sequence <= until))


def told(before, after, **span):
    story = Story(before.text)
    for number in (5, 12, 30, 31):
        story.report(story.count(number, by="authority", speaker="ministry"))
    found = compare(Read(story.log), before, after, **span)
    return [(change.what, change.shown.rule) for change in found.changes]


def test_the_same_rules_change_nothing():
    assert told(rules(10), rules(10)) == []


def test_what_is_new_earlier_and_of_another_severity():
    assert told(rules(10), rules(5)) == [("earlier", "jump"), ("earlier", "jump"), ("new", "jump")]
    assert sorted(told(rules(5), rules(10))) == [("gone", "jump"), ("later", "jump"), ("later", "jump")]
    assert told(rules(10), rules(10, "extreme")) == [("severity", "jump")] * 2


def test_a_span_leaves_out_what_was_told_before_it():
    story = Story(rules(10).text)
    for number in (12, 30):
        story.report(story.count(number))
    last = story.log[-1].sequence
    assert compare(Read(story.log), rules(10), rules(100), first=last).changes == ()
    assert compare(Read(story.log), rules(10), rules(100), until=4).before == 1
