"""Stories for the tests: reports as the ingest worker would log them, and what the engine makes of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.events.casualties import CasualtiesReported
from schemas.events.deployment import TroopsDeployment
from schemas.events.desk import RulesActivated
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from schemas.events.reports import ReportReceived
from schemas.evidence import Attribution, Evidence, Period
from schemas.place import Place
from schemas.quantity import Quantity
from services.alerts.engine import step
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.alerts.situations.vocabulary import term_of
from services.eventlog.encoding import encode

START = datetime(2031, 3, 10, 6, tzinfo=UTC)
EVIDENCE = Evidence(start=0, end=1)
STANDARD = Path(__file__).parents[1] / "seeds" / "rules.toml"


def count(
    low, high=-1, *, measure="killed", place=None, country="KZ", by=None, speaker=None, day=None, approx=False, **more
):
    """A casualty event; `high` is `low` where it is left out, None where nothing bounds it."""
    return CasualtiesReported(
        measure=measure,
        quantity=Quantity(min=low, max=low if high == -1 else high, approx=approx),
        place=Place(country=country, name=place),
        attribution=Attribution(standing=by, speaker=speaker) if by else None,
        date=Period(start=day, end=day) if day else None,
        evidence=EVIDENCE,
        **more,
    )


def force(actors, host="KZ", status="deploying", **more):
    return TroopsDeployment(actors=tuple(actors), host=host, status=status, foreign=True, evidence=EVIDENCE, **more)


def words(text):
    """The informative words of a report, as the reader would hash them."""
    return tuple(dict.fromkeys(term_of(word) for word in text.split() if len(word) > 3))


def happened(kind, country="KZ", **fields):
    return KINDS[kind](place=Place(country=country), evidence=EVIDENCE, **fields)


class Story:
    """Reports in, decisions out, with a clock of its own. Keeps the log as it would be written."""

    count, force, happened = staticmethod(count), staticmethod(force), staticmethod(happened)
    words = staticmethod(words)

    def __init__(self, rules=None):
        self.state = EMPTY_STATE
        self.log = []
        self.decisions = []
        self.now = START
        self.reports = 0
        text = STANDARD.read_text() if rules is None else rules
        if text:
            self.desk(RulesActivated(rules="x", text=text, origin="rules.toml"))

    def _append(self, data, event_id, time, correlation=None):
        entry = Event(
            id=event_id,
            source="tocsin/ingest",
            type=data.type_name(),
            time=time,
            correlationid=correlation,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
            sequence=len(self.log) + 1,
            recordedtime=self.now,
        )
        self.log.append(entry)
        return entry

    def _step(self, entries):
        (given,) = gather(entries)
        self.state, decisions = step(self.state, given)
        for draft in decisions:
            entry = Event(**draft.model_dump(), sequence=len(self.log) + 1, recordedtime=self.now)
            assert encode(entry)
            self.log.append(entry)
        self.decisions += decisions
        return decisions

    def desk(self, data, after_hours=0.0):
        self.now += timedelta(hours=after_hours)
        return self._step([self._append(data, f"desk-{len(self.log)}", self.now)])

    def report(self, *events, hours=1.0, published=None, country="KZ", source="Agency", **more):
        """A report that comes `hours` after the last; published when it comes, where nothing else is said."""
        self.now += timedelta(hours=hours)
        self.reports += 1
        report = more.pop("report", f"r{self.reports}")
        received = ReportReceived(
            report=report,
            source=source,
            published_at=published or self.now,
            received_at=self.now,
            digest="0" * 32,
            characters=10,
            countries=(country,) if country else (),
            readings=len(events),
            reader="test/1",
            **more,
        )
        entries = [self._append(received, f"{report}-0", received.published_at, report)]
        entries += [
            self._append(event, f"{report}-{n}", received.published_at, report) for n, event in enumerate(events, 1)
        ]
        return self._step(entries)

    def alerts(self, decisions=None):
        """What was said: kind and action, standard rules' ladder left out."""
        return [
            (d.data["alert_kind"], kind_of(d.type).removeprefix("alert."))
            for d in (self.decisions if decisions is None else decisions)
            if kind_of(d.type).startswith("alert.") and d.data["rule_type"] != "toll_threshold"
        ]

    def situation(self, country="KZ"):
        return self.state.situations[self.state.led[country][-1]]

    def known(self, measure="killed", country="KZ"):
        known = self.situation(country).known(measure)
        return known and (known.min, known.max)
