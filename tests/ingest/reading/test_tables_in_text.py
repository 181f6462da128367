import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read
from services.ingest.reading.normalise import normalise

ROWS = (("Province", "Killed", "Injured", "Houses"), ("Herat", "12", "1,030", "400"), ("Ghor", "-", "3", "5"))
BARS = "\n".join(f"| {' | '.join(row)} |" + ("\n|---|---:|---|---|" if row is ROWS[0] else "") for row in ROWS)
TABS = "\n".join("\t".join(row) for row in ROWS)
ALIGNED = "\n".join("".join(cell.ljust(12) for cell in row) for row in ROWS)
RULED = ALIGNED.replace("\n", "\n" + "-" * 48 + "\n", 1) + "\n" + "=" * 48
HTML = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)


@pytest.mark.parametrize("table", [BARS, TABS, ALIGNED, RULED, f"<table>{HTML}</table>"])
def test_a_table_of_counts_is_read_by_its_headings(table: str) -> None:
    text = f"Losses in Afghanistan by Monday evening, the ministry said:\n\n{table}\n\nAid is on its way."
    events = [event for event in read(_report(text)).events if isinstance(event, CasualtiesReported)]
    told = [(e.measure, e.quantity.min, e.place.name, e.place.country, e.evidence.text) for e in events]
    assert [row[:2] for row in told] == [("killed", 12), ("injured", 1030), ("injured", 3)]
    assert {row[3] for row in told} == {"AF"}
    assert all(text[e.evidence.start : e.evidence.end] == e.evidence.text for e in events)


@pytest.mark.parametrize(
    "heading", ["Dead", "Deaths", "Fatalities", "No. of deaths", "People killed", "Confirmed dead", "Total deaths"]
)
def test_headings_that_count_the_dead(heading: str) -> None:
    text = f"Floods in Malawi:\n\nDistrict | {heading}\n--- | ---\nNsanje | 14\nPhalombe | 9"
    events = [event for event in read(_report(text)).events if isinstance(event, CasualtiesReported)]
    assert [(e.measure, e.quantity.min) for e in events] == [("killed", 14), ("killed", 9)]


def test_a_table_of_one_measure_a_line() -> None:
    text = "Quake in Nepal, Sunday, official count\n\nKilled | 21\nInjured | 114\n"
    events = [event for event in read(_report(text)).events if isinstance(event, CasualtiesReported)]
    assert [(e.measure, e.quantity.min) for e in events] == [("killed", 21), ("injured", 114)]


def test_a_table_that_counts_nobody_yields_nothing() -> None:
    text = "Results in Peru:\n\nTeam | Won | Lost\nLima | 12 | 3\nCusco | 4 | 11\n\nName | Age\nAna | 31\nLuz | 40"
    assert read(_report(text)).events == ()


def test_cells_do_not_run_into_each_other() -> None:
    assert "12 30" not in normalise("Herat | 12 | 30\nGhor | 3 | 5").text


def test_double_spaces_behind_full_stops_are_no_columns() -> None:
    text = "Five people died in Lima.  Police are at the scene.   Roads are shut."
    assert normalise(text).text == text


def _report(text: str) -> Report:
    return Report(published_at="2024-05-16T12:00:00Z", source="wire", text=text)
