"""The names that a filter may have: of the rules in force and of the standard ones."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from schemas.events.desk import RulesActivated
from services.alerts.activation import read_rules
from services.alerts.rulesfile import load_rules
from services.eventlog.log import Log
from services.runtime.errors import RulesError, UsageError


@dataclass(frozen=True, slots=True)
class Names:
    """Names of rules and of what they call their alerts."""

    rules: frozenset[str]
    kinds: frozenset[str]


def names_in_force(log: Log) -> Names:
    """Return the names that the rules in force and the standard rules have."""
    sets = [read_rules(None)]
    activated = log.newest(RulesActivated.kind)
    if activated is not None:
        newest = activated.data
        # Another version may have put them into force; what they are called is no reason to refuse a receiver.
        with suppress(RulesError):
            sets.append(load_rules(newest["text"], newest.get("origin") or "the rules in force"))
    rules = [rule for one in sets for rule in one.rules]
    return Names(frozenset(rule.name for rule in rules), frozenset(str(rule.kind) for rule in rules))


def check(given: Iterable[str], known: frozenset[str], what: str) -> None:
    """Refuse a name that nothing has.

    Raises:
        UsageError: With the names that it may be meant for.
    """
    for name in sorted(given):
        if name not in known:
            near = get_close_matches(name, sorted(known), 3, 0.6)
            meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
            raise UsageError(
                f"there is no {what} {name!r} in the rules in force or the standard rules{meant} "
                "(`tocsin rules show` lists them)"
            )
