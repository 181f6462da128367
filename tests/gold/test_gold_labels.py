"""The labels use the words of the schemas, so that a misspelt label is never scored as a miss."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.events.casualties import Certainty, Group, Measure, Scope
from schemas.events.deployment import Mission, Status
from schemas.events.registry import READINGS
from schemas.quantity import Quantity
from schemas.report import Report

GOLD = Path(__file__).parent
OTHER_KINDS = {model.kind for model in READINGS} - {"casualties.reported", "troops.deployment"}


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


CLAIMS = ["casualties.jsonl", "casualties-2.jsonl", "notes.jsonl"]
FORCES = ["deployments.jsonl", "deployments-2.jsonl"]


@pytest.mark.parametrize("name", [*CLAIMS, *FORCES, "events.jsonl"])
def test_every_line_is_a_report_with_an_id_of_its_own(name: str) -> None:
    rows = list(_rows(name))
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        Report.model_validate({key: row[key] for key in ("id", "published_at", "source", "title", "text")})
        assert row["phenomenon"]


@pytest.mark.parametrize("name", CLAIMS)
def test_casualty_labels_are_words_of_the_schema(name: str) -> None:
    for row in _rows(name):
        for claim in row["claims"]:
            Quantity(min=claim["min"], max=claim["max"], approx=bool(claim["approx"]))
            Measure(claim["measure"])
            # A null says that an analyst would shrug.
            for kind, label in ((Group, "group"), (Scope, "scope"), (Certainty, "certainty")):
                assert claim[label] is None or kind(claim[label])


@pytest.mark.parametrize("name", FORCES)
def test_deployment_labels_are_words_of_the_schema(name: str) -> None:
    for row in _rows(name):
        for force in row["deployments"]:
            Status(force["status"]), Mission(force["mission"])
            assert force["actor"]
            assert force["min"] is not None or force["max"] is None


def test_other_labels_name_kinds_of_the_registry() -> None:
    for row in _rows("events.jsonl"):
        assert {event["type"] for event in row["events"]} <= OTHER_KINDS
