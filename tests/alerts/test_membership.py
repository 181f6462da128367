"""What a desk combined or divided can be put right again: the record tells which reports a situation has by now."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from schemas.events.envelope import Draft
from services.alerts.desk import Desk
from services.alerts.membership import reports_of
from services.alerts.metrics import AlertMetrics
from services.alerts.worker import AlertWorker
from services.eventlog.reports import ReportStore
from services.eventlog.viewreader import ViewReader
from services.runtime.errors import Conflict, NotFound


class House:
    """A log with its alert worker and its desk."""

    def __init__(self, server, log, story):
        self.log, self._now, self._nonces = log, story.now + timedelta(hours=1), 0
        for entry in story.log:
            if "decided" not in entry.data:
                draft = Draft(**{name: getattr(entry, name) for name in Draft.model_fields})
                log.append([draft], now=entry.recordedtime, nonce=entry.id)
        metrics = AlertMetrics(CollectorRegistry())
        self._worker = AlertWorker(server, log, clock=lambda: self._now, metrics=metrics)
        workspace = log.keys.workspace
        reports = ReportStore(server, workspace, log)
        self.desk = Desk(log, ViewReader(server, workspace), reports, clock=lambda: self._now, nonce=self._nonce)
        self.work()

    def _nonce(self):
        self._nonces += 1
        return f"act-{self._nonces}"

    def work(self):
        self._worker.drain()
        return self._worker.state

    def situations(self):
        """The reports of each open situation, in its id's place, by what the fold says."""
        return {name: frozenset(one.reports) for name, one in self.work().situations.items()}

    def retract(self, report):
        # The desk asks for the kept text first, which these reports have not.
        self.desk._reports.get = lambda report: report
        self.desk.retract(report, "withdrawn", "cli")
        self.work()


@pytest.fixture
def house(server, log, story):
    for number, place, words in (
        (20, "Redtown", "bomb blast bazaar traders stalls smoke"),
        (30, "Bluetown", "ferry capsized lake passengers divers lifejackets"),
    ):
        count = {"by": "authority", "speaker": "ministry", "place": place}
        story.report(story.count(number, **count), terms=story.words(words))
        story.report(story.count(number + 1, **count), terms=story.words(words))
    return House(server, log, story)


def of(house, report):
    """The situation that a report is in."""
    return next(name for name, reports in house.situations().items() if report in reports)


def test_what_was_combined_can_be_divided_again(house):
    bazaar, ferry = of(house, "r1"), of(house, "r3")
    house.desk.combine(ferry, bazaar, "", "cli")
    assert house.situations() == {bazaar: {"r1", "r2", "r3", "r4"}}
    house.desk.divide(bazaar, ("r3", "r4"), "they were two", "cli")
    assert of(house, "r3") == of(house, "r4") != of(house, "r1") == of(house, "r2")


def test_the_record_tells_the_same_reports_as_the_fold_through_every_act(house):
    bazaar, ferry = of(house, "r1"), of(house, "r3")
    house.desk.combine(ferry, bazaar, "", "cli")
    house.situations()
    house.desk.divide(bazaar, ("r2", "r3", "r4"), "", "cli")
    new = of(house, "r3")
    house.desk.divide(new, ("r4",), "", "cli")
    house.situations()
    house.desk.combine(of(house, "r4"), bazaar, "", "cli")
    found = house.situations()
    assert found == {bazaar: {"r1", "r4"}, new: {"r2", "r3"}}
    assert {name: reports_of(house.log, name) for name in found} == found


def test_a_report_that_left_or_was_retracted_is_not_divided_from_where_it_was(house):
    bazaar, ferry = of(house, "r1"), of(house, "r3")
    house.desk.combine(ferry, bazaar, "", "cli")
    house.situations()
    house.desk.divide(bazaar, ("r4",), "", "cli")
    house.work()
    with pytest.raises(NotFound, match="r4"):
        house.desk.divide(bazaar, ("r4",), "", "cli")
    house.retract("r3")
    with pytest.raises(Conflict, match="retracted"):
        house.desk.divide(bazaar, ("r3",), "", "cli")
    with pytest.raises(Conflict, match="all of its reports"):
        house.desk.divide(bazaar, ("r1", "r2"), "", "cli")
