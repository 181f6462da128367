"""The same words in play and in earnest: what tells of no victim yields no claim, what does is never silenced.

To add a case is to add a line to one of the two files.
"""

import json
from pathlib import Path

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

FOLDER = Path(__file__).with_name("play_and_earnest")
PUBLISHED = "2016-05-20T12:00:00Z"


def cases(name: str) -> list[object]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["title"]) for case in map(json.loads, lines)]


def claims(title: str, text: str) -> list[CasualtiesReported]:
    report = Report(published_at=PUBLISHED, source="test", title=title, text=text)
    return [event for event in read(report).events if isinstance(event, CasualtiesReported)]


@pytest.mark.parametrize("case", cases("play.jsonl"))
def test_what_is_told_in_play_claims_nothing(case: dict[str, str]) -> None:
    assert claims(case["title"], case["text"]) == [], case["field"]


@pytest.mark.parametrize("case", cases("earnest.jsonl"))
def test_what_is_told_in_earnest_is_read(case: dict[str, str | int]) -> None:
    assert case["count"] in [claim.quantity.min for claim in claims(str(case["title"]), str(case["text"]))]
