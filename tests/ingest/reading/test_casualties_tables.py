"""Tables of plain sentences, one a line: `title || text => killed 2 women; injured 7 people subset`, or `none`."""

from pathlib import Path

import pytest
from claim_notation import claims, expected

TABLES = sorted((Path(__file__).parent / "casualty_tables").glob("*.txt"))


def misread(table: Path) -> list[tuple[str, list[str], list[str]]]:
    found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        report, _, wanted = line.partition("=>")
        title, bar, text = report.partition("||")
        told = claims(text.strip(), title.strip()) if bar else claims(report.strip())
        due = [] if wanted.strip() == "none" else expected(wanted)
        if told != due:
            found.append((report.strip(), due, told))
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_sentences_claim_what_their_table_says(table: Path) -> None:
    assert misread(table) == []
