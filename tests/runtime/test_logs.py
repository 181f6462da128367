"""Log lines tell where a fault is, and no word of what it stumbled over."""

import json
import logging

import pytest

from services.runtime import logs

WORDS = "the minister's secret sentence"


@pytest.fixture(autouse=True)
def as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def stumble():
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        raise KeyError(WORDS) from error


def tell(form):
    logs.set_up("info", form, "alerts")
    try:
        stumble()
    except KeyError:
        logging.getLogger("services.x").exception("draining failed")


def test_a_fault_is_told_in_text_by_kind_and_place(capsys):
    tell("text")
    told = capsys.readouterr().err
    assert "alerts: draining failed" in told
    assert "test_logs.py" in told
    assert "in stumble" in told
    assert "ValueError" in told
    assert told.rstrip().endswith("KeyError")
    assert WORDS not in told


def test_a_fault_is_told_in_json_on_one_line(capsys):
    tell("json")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["level"], told["message"], told["error"]) == ("error", "draining failed", "KeyError")
    assert any("in stumble" in place for place in told["raised"])
    assert WORDS not in line
