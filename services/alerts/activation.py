"""Rules come into force by an entry of the log that holds their whole text."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from schemas.events.desk import RulesActivated
from schemas.events.envelope import Draft
from schemas.rules import RuleSet
from services.eventlog.log import Log

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0003")


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
        dataschema="schemas/published/rules.activated.v1.json",
        data=data.model_dump(mode="json"),
    )
    return log.append([draft], now=now, nonce=nonce).first


def activate_first(log: Log, rules: RuleSet, *, now: datetime) -> None:
    """Put rules into force unless some were before; of several workers that start at once one does it."""
    if not log.find(kind="rules.activated", limit=1):
        activate(log, rules, actor="tocsin", now=now, nonce="rules-of-the-first-start")
