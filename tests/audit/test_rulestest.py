"""Tests of rules: what fails is told, and a file that is no tests is refused."""

import json
from pathlib import Path

import pytest

from services.audit.rulestest import read_cases
from services.cli import main
from services.runtime.errors import RulesError

SEEDS = Path(__file__).parents[2] / "seeds" / "rules"
CASE = """
[[test]]
name = "a mudslide"
[[test.report]]
published_at = 2031-03-10T08:00:00Z
text = "A mudslide killed 31 people in Chosica, Peru, on Monday, the mayor said."
"""


def test_the_tests_that_are_shipped_pass(capsys):
    assert main(["rules", "test", str(SEEDS / "tests.toml")]) == 0
    assert "0 failed" in capsys.readouterr().out


def test_what_is_missing_and_what_is_not_expected_is_told(tmp_path, capsys):
    path = tmp_path / "tests.toml"
    path.write_text(CASE + 'alerts = [{ rule = "toll-jump", severity = "minor" }, { kind = "toll_threshold" }]')
    assert main(["rules", "test", str(path), "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["tests"]
    missing, unexpected = result["failures"]
    assert "missing: toll-jump raised minor" in missing
    assert "not expected: toll-jump raised severe “Peru: 31 known dead”" in unexpected


def test_other_rules_can_be_tested(tmp_path):
    path = tmp_path / "tests.toml"
    path.write_text(CASE + "alerts = []")
    assert main(["rules", "test", str(path)]) == 1
    assert main(["rules", "test", str(path), "--rules", str(SEEDS / "more.toml")]) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[test]", "not valid TOML"),
        ("", "test: field required"),
        (CASE.replace("text", "txt"), "test 1. report 1. txt: unknown key"),
        (CASE.replace("2031-03-10T08:00:00Z", '"soon"'), "published_at"),
        (CASE + 'alerts = [{ severity = "bad" }]', "severity"),
    ],
)
def test_what_is_no_test_is_refused_with_its_place(tmp_path, text, told):
    path = tmp_path / "tests.toml"
    path.write_text(text)
    with pytest.raises(RulesError, match=told):
        read_cases(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RulesError, match="No such file"):
        read_cases(tmp_path / "none.toml")
