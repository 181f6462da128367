"""The extension in docs/extending.md is made as a package, and Tocsin reads with it; a broken one is told."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "extending.md"
REPORT = {
    "id": "r1",
    "source": "radio",
    "published_at": "2026-05-03T06:00:00Z",
    "title": "Flood wave in Turany valley",
    "text": "A dam burst near Turany, Slovakia, on Saturday night. No dyke failed in Martin.",
}


def installed(folder: Path, code: str, project: str) -> None:
    """Lay a distribution out as an installer would."""
    (folder / "tocsin_dams.py").write_text(code)
    info = folder / "tocsin_dams-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tocsin-dams\nVersion: 1.0\n")
    groups = re.findall(r'^\[project\.entry-points\."(.+?)"\]\n((?:.+\n)+)', project, re.MULTILINE)
    lines = [f"[{group}]\n{body}" for group, body in groups]
    (info / "entry_points.txt").write_text("".join(lines).replace('"', ""))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A folder with the extension of the page in it."""
    text = PAGE.read_text()
    code = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0]
    project, rule = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[:2]
    installed(tmp_path, code, project)
    (tmp_path / "rules.toml").write_text(rule)
    (tmp_path / "report.jsonl").write_text(json.dumps(REPORT) + "\n")
    return tmp_path


def tocsin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "tocsin", *arguments],
        env={**os.environ, "PYTHONPATH": str(folder), "TOCSIN_DATA_DIR": str(folder / "data")},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_detector_of_the_page_reads(page: Path) -> None:
    done = tocsin(page, "read", "report.jsonl")
    assert done.returncode == 0, done.stderr
    events = [event for event in json.loads(done.stdout)["events"] if event["type"] == "dam.broken"]
    assert [event["data"]["evidence"]["text"] for event in events] == ["burst"]
    assert events[0]["data"]["place"] == {"country": "SK", "name": "Turany"}


def test_a_rule_asks_for_its_events(page: Path) -> None:
    done = tocsin(page, "simulate", "--rules", "rules.toml", "report.jsonl")
    assert done.returncode == 0, done.stderr
    assert "dam_broken" in done.stdout


def test_without_the_extension_the_rule_is_refused(page: Path) -> None:
    elsewhere = page / "elsewhere"
    elsewhere.mkdir()
    done = tocsin(elsewhere, "rules", "check", "../rules.toml")
    assert done.returncode == 2
    assert "dam.broken" in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import missing_thing", "cannot be imported"),
        ("DamBroken = 1\nDAMS = 2", "is of type int"),
        ("class DamBroken: ...\nDAMS = 2", "no class of events"),
        (
            'from schemas.events.data import Reading\nclass DamBroken(Reading):\n    kind = "unrest"\nDAMS = 2',
            "there is already",
        ),
    ],
)
def test_a_broken_extension_is_told(page: Path, code: str, told: str) -> None:
    (page / "tocsin_dams.py").write_text(code)
    done = tocsin(page, "simulate", "report.jsonl")
    assert done.returncode == 2
    assert told in done.stderr
    assert "tocsin_dams" in done.stderr or "tocsin-dams" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_service_does_not_start_with_what_it_cannot_import(page: Path) -> None:
    (page / "tocsin_dams.py").write_text("import missing_thing")
    done = tocsin(page, "up")
    assert done.returncode == 2
    assert "cannot be imported" in done.stderr
