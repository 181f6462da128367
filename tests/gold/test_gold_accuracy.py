"""How right the reader is on the labelled reports: bounds below what was measured, so that a fall is seen."""

import pytest

from bench.accuracy import GOLD, Score, score


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    names = ("casualties", "casualties-2", "notes", "deployments", "deployments-2", "events")
    return {name: score(GOLD / f"{name}.jsonl") for name in names}


@pytest.mark.parametrize(
    ("name", "tally", "least"),
    [
        ("casualties", "claims count", 0.95),
        ("casualties", "claims full", 0.92),
        ("casualties-2", "claims count", 0.93),
        ("casualties-2", "claims full", 0.90),
        ("notes", "claims count", 0.93),
        ("notes", "claims full", 0.88),
        ("deployments", "deployments", 0.94),
        ("deployments", "alert due", 0.97),
        ("deployments-2", "deployments", 0.88),
        ("deployments-2", "alert due", 0.94),
        ("events", "other events", 0.90),
    ],
)
def test_the_reader_is_right_on_labelled_reports(scores: dict[str, Score], name: str, tally: str, least: float) -> None:
    assert scores[name].tallies[tally].rates[2] >= least


@pytest.mark.parametrize("name", ["casualties", "casualties-2", "notes"])
def test_reports_without_a_claim_are_left_alone(scores: dict[str, Score], name: str) -> None:
    clean = scores[name].clean
    assert clean.hits >= 0.95 * clean.due
