"""Rules come into force once at the first start, and later by a person."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.alerts.activation import activate, activate_first, read_rules
from services.eventlog.log import Log
from services.runtime.errors import RulesError

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_the_first_start_activates_a_file_and_later_ones_do_not_look_at_it(log: Log, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nname = "jump"\ntype = "toll_jump"\n')
    activate_first(log, file, now=NOON)
    file.unlink()
    activate_first(log, file, now=NOON)
    (entry,) = log.read()
    assert (entry.data["origin"], entry.actor) == (str(file), "tocsin")


def test_a_first_start_without_its_file_says_which(log: Log, tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"gone\.toml: No such file"):
        activate_first(log, tmp_path / "gone.toml", now=NOON)
    assert log.head() == 0


def test_what_a_person_activated_stands_at_the_next_start(log: Log) -> None:
    activate(log, read_rules(None), actor="cli", now=NOON, nonce="one")
    activate_first(log, None, now=NOON)
    assert [entry.actor for entry in log.read()] == ["cli"]
