"""Every type of rule: to add one, add its file and one line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from schemas.rules import RuleParameters
from services.alerts.rules import event_seen, foreign_deployment, toll_jump, toll_threshold, toll_withdrawn
from services.alerts.rules.finding import Finding, Moment
from services.alerts.situations.claim import CASUALTIES


class RuleType(NamedTuple):
    """A type of rule: its parameters, and the pure function that looks for what is due."""

    parameters: type[RuleParameters]
    find: Callable[[Any, Moment], Iterator[Finding]]
    watches: Callable[[Any], str]
    """the kind of event that it looks at: with none of these nothing can be due"""


def _casualties(rule: RuleParameters) -> str:
    return CASUALTIES


def _deployments(rule: RuleParameters) -> str:
    return foreign_deployment.EVENT


TYPES: Final[Mapping[str, RuleType]] = MappingProxyType(
    {
        # What was withdrawn comes before what jumped: the jump is counted from the fallen figure.
        "toll_withdrawn": RuleType(toll_withdrawn.TollWithdrawn, toll_withdrawn.find, _casualties),
        "toll_jump": RuleType(toll_jump.TollJump, toll_jump.find, _casualties),
        "toll_threshold": RuleType(toll_threshold.TollThreshold, toll_threshold.find, _casualties),
        "foreign_deployment": RuleType(foreign_deployment.ForeignDeployment, foreign_deployment.find, _deployments),
        "event_seen": RuleType(event_seen.EventSeen, event_seen.find, lambda rule: str(rule.event)),
    }
)
"""Type, as a rules file names it, to the rule."""
