import pytest

from services.ingest.reading.lexicon.files import load_tables
from services.ingest.reading.lexicon.lookup import data_files, find_word, users_of


def test_a_word_is_found_with_its_file_line_table_and_user() -> None:
    found = {(entry.file, entry.table): entry for entry in find_word("mutineers")}
    entry = found["incidents.toml", "takers.rebels"]
    assert entry.used_by == ("incidents/seizures.py",)
    (line,) = [path.read_text().splitlines()[entry.line - 1] for path in data_files() if path.name == entry.file]
    assert line.startswith("rebels = ")


def test_phrases_verbs_by_any_form_and_names_with_accents_are_found() -> None:
    assert any(entry.table == "seizing.phrases" for entry in find_word("took control of"))
    assert any(entry.entry.startswith("overrun ") for entry in find_word("overran"))
    assert any(entry.file == "cities.tsv" for entry in find_word("bogota")) or find_word("Bogotá")
    assert find_word("no such words") == []


def test_every_file_is_used_by_some_part_of_the_reader() -> None:
    assert [path.name for path in data_files() if not users_of(path.name.rpartition(".")[0])] == []


@pytest.mark.parametrize("file", ["incidents", "furniture", "markup", "languages"])
def test_every_table_is_used(file: str) -> None:
    tables = [f"{name}.{key}" for name, at in load_tables(file).items() if isinstance(at, dict) for key in at]
    assert [table for table in tables if not table.endswith("_overlap") and not users_of(file, table)] == []


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)
def test_every_file_says_what_uses_it(path) -> None:
    head = [line for line in path.read_text().splitlines()[:8] if line.startswith("#")]
    assert any("Used by:" in line for line in head)
