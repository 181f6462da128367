"""The README's first command, as a new user runs it."""

import subprocess
import sys
from pathlib import Path

import pytest


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.cli", "demo", "--once", "--pace", "0.1", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    return demo("--data-dir", str(tmp_path_factory.mktemp("demo") / "data"))


def test_the_demo_ends_well(played: subprocess.CompletedProcess[str]) -> None:
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Traceback" not in played.stderr


@pytest.mark.parametrize(
    "shown",
    [
        "known dead rose from",
        "CSTO",
        "withdrawn",
        "signed ✔",
        "0 wrong",
        "Identical.",
        "Authorization: Bearer $TOKEN",
    ],
)
def test_the_demo_shows_the_story(played: subprocess.CompletedProcess[str], shown: str) -> None:
    assert shown in played.stdout


def test_the_quiet_reports_stay_quiet(played: subprocess.CompletedProcess[str]) -> None:
    _, _, quiet = played.stdout.partition("quiet reports")
    assert "⟶" not in quiet


def test_a_folder_that_is_not_the_demos_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    refused = demo("--data-dir", str(tmp_path))
    assert refused.returncode == 2
    assert "name another --data-dir" in refused.stderr
    assert (tmp_path / "mine.txt").read_text() == "precious"
