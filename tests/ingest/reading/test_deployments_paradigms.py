"""Tables of sentences, one a line: `title || text => who>where how far; ...`, `none`, or `not due`."""

from pathlib import Path

import pytest
from deployment_notation import deployments, is_due

TABLES = sorted((Path(__file__).parent / "deployment_paradigms").glob("*.txt"))


def rows(table: Path) -> list[tuple[str, str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return [
        (report.strip(), wanted.strip())
        for report, _, wanted in (line.partition("=>") for line in lines if line and not line.startswith("#"))
    ]


def is_wanted(report: str, wanted: str) -> bool:
    if wanted == "not due":
        return not is_due(report)
    found = deployments(report)
    return sorted(found) == ([] if wanted == "none" else sorted(part.strip() for part in wanted.split(";")))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_wording_is_read_rightly(table):
    wrong = [(report, wanted, deployments(report)) for report, wanted in rows(table) if not is_wanted(report, wanted)]
    assert wrong == []
