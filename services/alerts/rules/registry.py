"""Every type of rule: to add one, add its file and one line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from schemas.rules import RuleParameters
from services.alerts.rules import event_seen, foreign_deployment, toll_jump, toll_threshold, toll_withdrawn
from services.alerts.rules.finding import Finding, Moment


class RuleType(NamedTuple):
    """A type of rule: its parameters, and the pure function that looks for what is due."""

    parameters: type[RuleParameters]
    find: Callable[[Any, Moment], Iterator[Finding]]


TYPES: Final[Mapping[str, RuleType]] = MappingProxyType(
    {
        # What was withdrawn comes before what jumped: the jump is counted from the fallen figure.
        "toll_withdrawn": RuleType(toll_withdrawn.TollWithdrawn, toll_withdrawn.find),
        "toll_jump": RuleType(toll_jump.TollJump, toll_jump.find),
        "toll_threshold": RuleType(toll_threshold.TollThreshold, toll_threshold.find),
        "foreign_deployment": RuleType(foreign_deployment.ForeignDeployment, foreign_deployment.find),
        "event_seen": RuleType(event_seen.EventSeen, event_seen.find),
    }
)
"""Type, as a rules file names it, to the rule."""
