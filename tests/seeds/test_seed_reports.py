"""The sample reports are valid, in the order in which they were received, and each has its expectation."""

import json
import tomllib
from pathlib import Path

import pytest

from schemas.report import Intake

SEEDS = Path(__file__).parents[2] / "seeds"
FOLDERS = ("kazakhstan-2022-01", "quiet")
KINDS = {
    "toll_jump",
    "toll_withdrawn",
    "foreign_deployment",
    "communications_disrupted",
    "emergency_declared",
    "facility_seized",
    "intervention_requested",
}


def _files(folder: str) -> list[Path]:
    return sorted((SEEDS / folder).glob("*.json"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_seed_is_a_report_that_the_service_takes(folder: str) -> None:
    assert _files(folder)
    for file in _files(folder):
        Intake.model_validate(json.loads(file.read_text(encoding="utf-8")))


def test_kazakhstan_sorts_in_the_order_of_reception() -> None:
    reports = [Intake.model_validate_json(f.read_text(encoding="utf-8")) for f in _files("kazakhstan-2022-01")]
    received = [report.received_at or report.published_at for report in reports]
    assert received == sorted(received)
    assert [r for r in reports if r.received_at and r.published_at < r.received_at], "one report comes late"


def test_every_kazakhstan_report_has_one_expectation() -> None:
    text = (SEEDS / "kazakhstan-2022-01" / "expected.toml").read_text(encoding="utf-8")
    expected = tomllib.loads(text)["report"]
    assert [row["file"] for row in expected] == [file.name for file in _files("kazakhstan-2022-01")]
    assert all(set(row["alerts"]) <= KINDS for row in expected)
