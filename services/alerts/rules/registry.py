"""Every type of rule: to add one, add its file and one line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from schemas.rules import RuleParameters
from services.alerts.rules import (
    combination,
    event_seen,
    event_surge,
    foreign_deployment,
    source_silent,
    sources_conflict,
    toll_jump,
    toll_threshold,
    toll_withdrawn,
)
from services.alerts.rules.finding import Finding, Moment, Shortfall
from services.alerts.situations.claim import CASUALTIES

ALERTS: Final = "alerts"
"""What a rule watches that looks at what the other rules found: it has its turn after them."""
SOURCES: Final = "sources"
"""What a rule watches that looks at no situation, and at no report."""


class RuleType(NamedTuple):
    """A type of rule: its parameters, and the pure function that looks for what is due."""

    parameters: type[RuleParameters]
    find: Callable[[Any, Moment], Iterator[Finding]]
    watches: Callable[[Any], str]
    """the kind of event that it looks at: with none of these nothing can be due; `ALERTS` for other rules' alerts"""
    near: Callable[[Any, Moment], Shortfall]
    """why nothing was due, where `find` found nothing"""


def _casualties(rule: RuleParameters) -> str:
    return CASUALTIES


def _deployments(rule: RuleParameters) -> str:
    return foreign_deployment.EVENT


def _event(rule: RuleParameters) -> str:
    return str(getattr(rule, "event", ""))


def _nothing(rule: RuleParameters, moment: Moment) -> Iterator[Finding]:
    return iter(())


def _elsewhere(rule: RuleParameters, moment: Moment) -> Shortfall:
    return Shortfall(0.0, "it looks at sources, and at no situation")


TYPES: Final[Mapping[str, RuleType]] = MappingProxyType(
    {
        # What was withdrawn comes before what jumped: the jump is counted from the fallen figure.
        "toll_withdrawn": RuleType(toll_withdrawn.TollWithdrawn, toll_withdrawn.find, _casualties, toll_withdrawn.near),
        "toll_jump": RuleType(toll_jump.TollJump, toll_jump.find, _casualties, toll_jump.near),
        "toll_threshold": RuleType(toll_threshold.TollThreshold, toll_threshold.find, _casualties, toll_threshold.near),
        "foreign_deployment": RuleType(
            foreign_deployment.ForeignDeployment, foreign_deployment.find, _deployments, foreign_deployment.near
        ),
        "event_seen": RuleType(event_seen.EventSeen, event_seen.find, _event, event_seen.near),
        "event_surge": RuleType(event_surge.EventSurge, event_surge.find, _event, event_surge.near),
        "sources_conflict": RuleType(
            sources_conflict.SourcesConflict, sources_conflict.find, _casualties, sources_conflict.near
        ),
        "source_silent": RuleType(source_silent.SourceSilent, _nothing, lambda rule: SOURCES, _elsewhere),
        "combination": RuleType(combination.Combination, combination.find, lambda rule: ALERTS, combination.near),
    }
)
"""Type, as a rules file names it, to the rule."""
