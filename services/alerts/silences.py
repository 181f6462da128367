"""Silences: which alerts are recorded and not sent for a time."""

from collections.abc import Iterable, Mapping, Sequence
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
        silence.starts <= desk < silence.ends and fits(silence.matchers, facts, situation.countries)
        for silence in silences
    )


def fits(matchers: Sequence[tuple[str, str]], facts: Mapping[str, str], countries: Sequence[str]) -> bool:
    """True when every matcher fits; without matchers nothing does.

    Args:
        matchers: Name and value.
        facts: The labels of an alert's rule, and its rule, kind, severity and situation.
        countries: Countries of its situation.
    """
    return bool(matchers) and all(
        value in countries if name == "country" else facts.get(name) == value for name, value in matchers
    )
