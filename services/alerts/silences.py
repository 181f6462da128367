"""Silences: which alerts are recorded and not sent for a time."""

from collections.abc import Iterable
from datetime import datetime

from schemas.rules import RuleParameters
from services.alerts.rules.finding import Finding
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import Silence


def silenced(
    silences: Iterable[Silence], desk: datetime, situation: Situation, rule: RuleParameters, finding: Finding
) -> bool:
    """True when a silence is in force that fits in every matcher.

    Matchers are equalities on `rule`, `kind`, `severity`, `situation`, `country` (any of the situation's) and on
    labels of the rule by their name. A silence without matchers fits nothing.
    """
    facts = {
        **rule.labels,
        "rule": rule.name,
        "kind": rule.kind,
        "severity": finding.severity.value,
        "situation": situation.id,
    }
    return any(
        silence.starts <= desk < silence.ends
        and silence.matchers
        and all(
            value in situation.countries if name == "country" else facts.get(name) == value
            for name, value in silence.matchers
        )
        for silence in silences
    )
