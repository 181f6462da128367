"""The JSON Schemas that are checked in say what the models say."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas.events.registry import PUBLISHED
from schemas.publish import FOLDER, schemas, write
from schemas.report import Intake


def test_what_is_checked_in_is_what_the_models_say() -> None:
    kept = {path.name: path.read_text() for path in FOLDER.glob("*.json")}
    assert kept == schemas(), "run: python -m schemas.publish"


def test_every_kind_of_event_is_published() -> None:
    assert {f"{model.kind}.v{model.version}.json" for model in PUBLISHED.values()} <= set(schemas())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schemas()[name]))


def test_a_report_that_the_model_takes_fits_its_schema() -> None:
    report = {"published_at": "2024-05-01T10:00:00Z", "source": "wire", "text": "Two people were hurt."}
    Intake.model_validate(report)
    Draft202012Validator(json.loads(schemas()["report.json"])).validate(report)


def test_writing_again_changes_nothing_and_removes_what_is_gone(tmp_path: Path) -> None:
    assert write(tmp_path)
    (tmp_path / "gone.v1.json").write_text("{}")
    assert write(tmp_path) == ["gone.v1.json"]
    assert write(tmp_path) == []
