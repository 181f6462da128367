"""Simulation with a reader of our own, so that what is tested is not the reading."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from storybook import count

from schemas.report import Intake
from services.alerts.rulesfile import load_rules
from services.audit.simulate import simulate


@dataclass(frozen=True)
class Read:
    events: tuple = ()
    countries: tuple = ("KZ",)
    language: str | None = None
    terms: tuple = ()
    shingles: tuple = ()


@dataclass
class Reader:
    """Reads "12 dead" as twelve people killed."""

    seen: list = field(default_factory=list)

    def __call__(self, report):
        self.seen.append(report.text)
        number = report.text.split()[0]
        return Read((count(int(number), by="authority", speaker="ministry"),)) if number.isdigit() else Read()


def reports(*texts, url=None):
    start = datetime(2031, 3, 10, tzinfo=UTC)
    return [
        Intake(id=f"n{n}", published_at=start + timedelta(hours=n), source="Agency", url=url, text=text)
        for n, text in enumerate(texts)
    ]


def run(repository, given, reader=None):
    rules = load_rules((repository / "seeds" / "rules.toml").read_text(), "rules.toml")
    return list(simulate(given, rules, reader or Reader(), "test/1"))


def test_a_line_a_report(repository):
    quiet, loud = run(repository, reports("all calm", "12 dead"))
    assert quiet == {"id": "n0", "situation": None, "situations": [], "toll": {"killed": None}, "alerts": []}
    assert loud["situation"] == loud["situations"][0]
    assert loud["toll"] == {"killed": {"min": 12, "max": 12}}
    assert loud["alerts"][0] == {
        "rule": "toll-jump",
        "kind": "toll_jump",
        "action": "raised",
        "severity": "severe",
        "title": "Kazakhstan: 12 known dead",
    }


def test_the_same_report_again_is_the_same_report(repository):
    reader = Reader()
    first, again = run(repository, reports("12 dead", "12 dead", url="https://a.example/1"), reader)
    assert reader.seen == ["12 dead"]
    assert again["situation"] == first["situation"]
    assert again["alerts"] == []


def test_another_text_at_the_same_address_replaces_the_first(repository):
    _, second = run(repository, reports("40 dead", "12 dead", url="https://a.example/1"))
    assert second["toll"]["killed"] == {"min": 12, "max": 12}
    assert ("toll_withdrawn", "raised") in [(a["kind"], a["action"]) for a in second["alerts"]]


def test_history_is_suppressed(repository):
    (line,) = run(repository, [reports("12 dead")[0].model_copy(update={"history": True})])
    assert {alert["action"] for alert in line["alerts"]} == {"suppressed"}


def test_simulating_twice_gives_the_same(repository):
    given = reports("12 dead", "40 dead", "3 dead")
    assert run(repository, given) == run(repository, given)
