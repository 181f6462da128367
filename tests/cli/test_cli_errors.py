"""Whatever goes wrong on the command line is told in one line, with an exit code and without a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {"id": "g", "published_at": "2024-05-01T12:00:00Z", "source": "wire", "title": "", "text": "All was calm."}


def tocsin(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    return subprocess.run(
        [sys.executable, "-m", "services.cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**clean, **environment},
        timeout=60,
        check=False,
    )


def told(process: subprocess.CompletedProcess[bytes]) -> str:
    text = process.stderr.decode()
    assert "Traceback" not in text
    return text


BAD_LINES = [
    (b"{", "no JSON"),
    (b'"text"', "no report: a JSON object is needed, not str"),
    (b"{}", "published_at: Field required; source: Field required"),
    (json.dumps({**GOOD, "text": " "}).encode(), "report: the report is empty"),
    (json.dumps({**GOOD, "text": "a\0b"}).encode(), "text: holds a NUL character at offset 1"),
    (b'{"text": "\xff"}', "no UTF-8: byte 10 is 0xff"),
    (json.dumps({**GOOD, "txet": "a"}).encode(), "txet: Extra inputs are not permitted"),
    (json.dumps({**GOOD, "published_at": "soon"}).encode(), "published_at"),
    (json.dumps({**GOOD, "published_at": "0001-01-01"}).encode(), "published_at: must lie between the years 1900"),
    (json.dumps({**GOOD, "text": "a" * 1_000_001}).encode(), "text: String should have at most 1000000"),
    (b"[" * 100_000, "no"),
]


def test_each_line_that_is_no_report_is_named_and_the_others_are_read() -> None:
    good = json.dumps(GOOD).encode()
    process = tocsin("read", stdin=b"\n".join(line for bad, _ in BAD_LINES for line in (good, bad)))
    assert process.returncode == 2
    lines = told(process).splitlines()
    for number, (_, message) in enumerate(BAD_LINES, start=1):
        assert f"stdin:{2 * number}: {message}" in lines[number - 1]
    assert len(process.stdout.splitlines()) == len(BAD_LINES)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    process = tocsin("read", str(tmp_path / "nothing.json"))
    assert process.returncode == 2
    assert "nothing.json: No such file" in told(process)


def test_a_text_without_a_date_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Calm.")
    process = tocsin("read", str(tmp_path / "a.txt"))
    assert process.returncode == 2
    assert "--published-at" in told(process)


def test_a_server_that_is_down_is_named_without_its_password() -> None:
    process = tocsin("status", TOCSIN_REDIS_URL="redis://u:hunter2@127.0.0.1:1/0")
    assert process.returncode == 3
    assert "no answer from the server at redis://127.0.0.1:1/0" in told(process)
    assert "hunter2" not in told(process)


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = tocsin("up", TOCSIN_DATA_DIR=str(tmp_path / "file" / "data"))
    assert process.returncode == 3
    assert "TOCSIN_DATA_DIR" in told(process)


def test_a_misspelt_setting_is_named() -> None:
    process = tocsin("status", TOCSIN_PROT="1")
    assert process.returncode == 2
    assert "unknown setting TOCSIN_PROT" in told(process)


def test_a_url_that_is_none_of_a_server_is_named() -> None:
    process = tocsin("status", TOCSIN_REDIS_URL="http://example.org")
    assert process.returncode == 2
    assert "redis://host:6379/0" in told(process)


@pytest.mark.parametrize("command", ["simulate", "rules"])
def test_a_misspelt_key_in_a_rules_file_is_named_with_its_line(tmp_path: Path, command: str) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('# one rule\n[[rule]]\nname = "jump"\ntype = "toll_jump"\nseverty = "severe"\n')
    arguments = ["--rules", str(rules)] if command == "simulate" else ["check", str(rules)]
    process = tocsin(command, *arguments)
    assert process.returncode == 2
    assert "rules.toml, line 5" in told(process)
    assert "severty" in told(process)
    assert "severity" in told(process)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["listen", "--secret", "abc"], "a secret is whsec_"),
        (["listen", "--secret", "whsec_x", "--fail", "often"], "often is no share: write 50% or 0.5"),
        (["subscriptions", "create", "https://desk.example.org", "--country", "Mali"], "'Mali' is no ISO 3166-1"),
        (["token", "create", "", "--scope", "read"], "name: String should have at least 1 character"),
        (["token", "create", b"desk\xff", "--scope", "read"], "name: Input should be a valid string"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_done(arguments: list[str], said: str) -> None:
    assert said in told(tocsin(*arguments))


def test_a_command_that_looks_makes_no_data_directory(tmp_path: Path) -> None:
    process = tocsin("replay", TOCSIN_DATA_DIR=str(tmp_path / "data"))
    assert process.returncode == 3
    assert "nothing was ever kept in" in told(process)
    assert not (tmp_path / "data").exists()


def test_a_replay_of_nothing_says_so(tmp_path: Path) -> None:
    made = tocsin("token", "create", "desk", "--scope", "read", TOCSIN_DATA_DIR=str(tmp_path))
    assert made.stdout.startswith(b"tocsin_")
    process = tocsin("replay", "--from", "40", "--to", "20", TOCSIN_DATA_DIR=str(tmp_path))
    assert process.returncode == 2
    assert "nothing lies from 40 to 20" in told(process)


@pytest.mark.parametrize("name", ["notes.md", "Makefile"])
def test_a_file_that_is_none_of_reports_is_refused_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Notes\n\nnothing\n")
    process = tocsin("read", str(tmp_path / name))
    assert process.returncode == 2
    assert told(process).count("\n") == 1
    assert "reports come as .ndjson, .jsonl, .json, .txt" in told(process)


def test_rules_without_a_rule_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("# nothing\n")
    process = tocsin("rules", "check", str(tmp_path / "empty.toml"))
    assert process.returncode == 2
    assert "no [[rule]]" in told(process)
