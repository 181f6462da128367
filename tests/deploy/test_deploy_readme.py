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


def test_every_command_on_it_is_one(page):
    commands = re.findall(r"exec gateway tocsin (.+)$", page, flags=re.MULTILINE)
    assert len(commands) >= 2
    for command in commands:
        make_parser().parse_args(shlex.split(command))
