"""The page for operators says what is so."""

import re
import shlex

import pytest
from composefile import VARIABLE

from services.cli import make_parser


@pytest.fixture(scope="module")
def page(deploy) -> str:
    return (deploy / "README.md").read_text()


def test_it_lists_every_variable_that_the_compose_file_asks_for(page, compose_text):
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", page, flags=re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"\w+", row)}
    assert listed == {match[1] for match in VARIABLE.finditer(compose_text)}


def test_every_default_in_the_table_is_the_one_in_the_compose_file(page, compose_text):
    defaults = {match[1]: match[3] for match in VARIABLE.finditer(compose_text) if match[2] == "-"}
    rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", page, flags=re.MULTILINE)
    assert len(rows) >= 4
    assert dict(rows) == {name: defaults[name] for name, _ in rows}


def commands(page: str) -> list[tuple[str, list[str]]]:
    """Return each command of `tocsin` on the page, and the service that it is run in."""
    found = re.findall(r"(?:exec (\w+) tocsin|run --rm (\w+)) ([^`\n]+)", page)
    return [(within or alone, shlex.split(words)) for within, alone, words in found]


def test_every_command_on_it_is_one(page, own):
    assert len(commands(page)) >= 7
    for service, words in commands(page):
        make_parser().parse_args(words)
        assert service in own


def test_what_writes_the_archive_or_needs_the_key_is_run_where_both_are(page, own):
    needed = {"archive": "archive:/archive", "seal": "keys:/data"}
    found = [(service, words[0]) for service, words in commands(page) if words[0] in needed]
    assert {command for _, command in found} == set(needed)
    for service, command in found:
        assert needed[command] in own[service]["volumes"]


def test_a_backup_holds_every_volume_but_what_prometheus_measured_and_the_log_comes_first(page, compose):
    copies = [line for line in page.splitlines() if line.startswith("docker run") and " tar " in line]
    wanted = [name for name in compose["volumes"] if name != "metrics"]
    for line in copies:
        volumes = re.findall(rf"-v {compose['name']}_(\w+):/tocsin/(\w+)", line)
        assert sorted(volumes) == sorted((name, name) for name in wanted)
        assert own_image(compose) in line.split()
    # What is moved to the archive meanwhile is then in both and not in neither.
    members = copies[0].partition("--directory /tocsin ")[2].partition(" >")[0].split()
    assert members[0] == "log"
    assert sorted(members) == sorted(wanted)
    assert len(copies) == 2


def own_image(compose: dict) -> str:
    return compose["services"]["gateway"]["image"]


def test_the_service_is_stopped_before_a_lost_log_is_restored(page, own):
    before = page[: page.index("archive restore")].splitlines()
    assert set(before[-2].partition(" stop ")[2].split()) == set(own)
