"""The README's first command, as a new user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.runtime.shipped import standard_rules


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.cli", "demo", "--once", "--pace", "0.1", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def played(data_dir: Path) -> subprocess.CompletedProcess[str]:
    return demo("--data-dir", str(data_dir))


def replay(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.cli", "replay", *arguments]
    environment = {**os.environ, "TOCSIN_DATA_DIR": str(data_dir)}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def test_the_demo_ends_well(played: subprocess.CompletedProcess[str]) -> None:
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Traceback" not in played.stderr


@pytest.mark.parametrize(
    "shown",
    [
        "known dead rose from",
        "CSTO",
        "known dead fell from 164 to 44",
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


def test_a_replay_of_the_demos_log_is_identical(played: subprocess.CompletedProcess[str], data_dir: Path) -> None:
    done = replay(data_dir)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Identical."), done.stdout + done.stderr


def test_a_replay_with_a_changed_threshold_shows_what_would_have_been_otherwise(
    played: subprocess.CompletedProcess[str], data_dir: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "calmer.toml"
    rules.write_text(standard_rules().read_text().replace("by = 10\ntimes = 1.5", "by = 100\ntimes = 1.5"))
    done = replay(data_dir, "--rules", str(rules))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "- alert.raised" in done.stdout
    assert "known dead rose from" in done.stdout
    found = json.loads(replay(data_dir, "--rules", str(rules), "--json").stdout)
    assert (found["identical"], found["extra"] + found["different"] + found["missing"] > 0) == (False, True)


def test_a_replay_may_be_of_a_span(played: subprocess.CompletedProcess[str], data_dir: Path) -> None:
    whole, part = (
        json.loads(replay(data_dir, "--json", *more).stdout) for more in ((), ("--from", "20", "--to", "60"))
    )
    assert 0 < part["recorded"] < whole["recorded"]


def test_a_folder_that_is_not_the_demos_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    refused = demo("--data-dir", str(tmp_path))
    assert refused.returncode == 2
    assert "name another --data-dir" in refused.stderr
    assert (tmp_path / "mine.txt").read_text() == "precious"
