"""How fast a story is fed does not matter: what is decided goes by the time that reports tell."""

from pathlib import Path

import pytest

from schemas.events.envelope import Event
from schemas.report import Intake, Report
from services.alerts.engine import attempt
from services.alerts.rulesfile import load_rules
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.eventlog.encoding import encode
from services.ingest.entries import Provenance, entries
from services.ingest.identity import identify
from services.ingest.reading import READER, read

SEEDS = Path(__file__).parents[2] / "seeds"
RULES = load_rules((SEEDS / "rules.toml").read_text())


@pytest.fixture(scope="module")
def reports():
    paths = sorted((SEEDS / "kazakhstan-2022-01").glob("*.json"))
    taken = [Intake.model_validate_json(path.read_bytes()) for path in paths]
    found = [Report.model_validate(one.model_dump(include=set(Report.model_fields))) for one in taken]
    return sorted(found, key=lambda report: report.published_at)


def decided(reports, times_faster):
    """The decisions on reports as bytes, each report recorded as long after the last as the speed says."""
    began, ended = reports[0].published_at, reports[-1].published_at
    state, log, found = EMPTY_STATE, 0, []
    for report in reports:
        now = ended + (report.published_at - began) / times_faster
        name = identify(report).id
        drafts, _ = entries(report, read(report), Provenance(name, now, "", 1, None, False), READER)
        logged = [Event(**dict(draft), sequence=log + n, recordedtime=now) for n, draft in enumerate(drafts, start=1)]
        log += len(logged)
        for given in gather(logged):
            state, decisions, _ = attempt(state, given, RULES)
            found += [encode(one) for one in decisions]
            log += len(decisions)
    return found


def test_the_same_story_at_once_and_ten_thousand_times_as_fast_gives_the_same_bytes(reports):
    slow = decided(reports, 1)
    assert len(slow) > 20
    assert decided(reports, 10_000) == slow
