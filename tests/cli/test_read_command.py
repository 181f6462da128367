import json
import subprocess
import sys

TEXT = b"Rebels seized the airport of Goma in Congo.\nTwelve people died, the Red Cross said."


def tocsin_read(*arguments: str, stdin: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "services.cli", "read", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


def test_a_plain_text_on_standard_input_is_read() -> None:
    process = tocsin_read("--published-at", "2024-05-16", "--json", stdin=TEXT)
    (line,) = process.stdout.splitlines()
    answer = json.loads(line)
    assert answer["language"] == "en"
    assert [event["type"] for event in answer["events"]] == ["facility.seized", "casualties.reported"]


def test_a_plain_text_without_a_date_says_what_to_give() -> None:
    process = tocsin_read(stdin=TEXT)
    assert process.returncode == 2
    assert b"stdin:1: no JSON; if it is a plain text, give --published-at" in process.stderr


def test_reports_by_line_are_read_with_a_date_given_as_well() -> None:
    report = {"published_at": "2024-05-16", "source": "wire", "text": TEXT.decode()}
    process = tocsin_read("--published-at", "2020-01-01", stdin=b"\n" + json.dumps(report).encode())
    assert [len(json.loads(line)["events"]) for line in process.stdout.splitlines()] == [2]


def test_explained_on_request_where_there_is_no_terminal() -> None:
    process = tocsin_read("--explain", "--published-at", "2024-05-16", stdin=TEXT)
    assert "killed exactly 12 (people, total)" in process.stdout.decode()
