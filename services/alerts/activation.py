"""Rules are read from a file, and come into force by an entry of the log that holds their whole text."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from schemas.events.desk import RulesActivated
from schemas.events.envelope import Draft
from schemas.rules import RuleSet
from services.alerts.rulesfile import load_written
from services.eventlog.log import Log
from services.runtime.errors import RulesError
from services.runtime.shipped import standard_rules

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0003")


def read_rules(path: Path | None) -> RuleSet:
    """Read a rules file; the standard rules where none is named.

    Raises:
        RulesError: It cannot be read, or something in it is wrong.
    """
    origin = "the standard rules" if path is None else str(path)
    path = path or standard_rules()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(f"{origin}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise RulesError(f"{origin}: no UTF-8 at byte {error.start}") from None
    return load_written(text, origin)


def activate(log: Log, rules: RuleSet, *, actor: str, now: datetime, nonce: str) -> int:
    """Put rules into force for every input behind the entry, and return its sequence.

    Args:
        log: The log.
        rules: Rules that were checked.
        actor: Who does it: the id of a token, `cli`, or `tocsin` for the first start.
        now: When.
        nonce: Unique name of this act.
    """
    data = RulesActivated(rules=rules.version, text=rules.text, origin=rules.origin)
    draft = Draft(
        id=str(uuid5(NAMESPACE, nonce)),
        source="tocsin/alerts",
        type=data.type_name(),
        subject=rules.version,
        time=now,
        actor=actor,
        dataschema=data.schema_path(),
        data=data.model_dump(mode="json"),
    )
    return log.append([draft], now=now, nonce=nonce).first


def activate_first(log: Log, path: Path | None, *, now: datetime) -> None:
    """Put the rules of a file into force unless some were before; of several workers that start at once one does it.

    Later starts do not look at the file: that it was moved or broken meanwhile must not keep a worker from starting.

    Raises:
        RulesError: As for `read_rules`, at the first start.
    """
    if not log.find(kind="rules.activated", limit=1):
        activate(log, read_rules(path), actor="tocsin", now=now, nonce="rules-of-the-first-start")
