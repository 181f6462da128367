import pytest

from services.cli import main


def test_check_finds_no_conflict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "check"]) == 0
    assert capsys.readouterr().out.endswith("files, 0 conflicts\n")


def test_where_tells_file_table_and_user(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "where", "mutineers"]) == 0
    out = capsys.readouterr().out
    assert "incidents.toml:" in out
    assert "takers.rebels" in out
    assert "used by incidents/seizures.py" in out


def test_where_says_so_when_a_word_stands_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "where", "xyzzy"]) == 1
    assert capsys.readouterr().out == "xyzzy: stands in no file of the lexicon\n"
