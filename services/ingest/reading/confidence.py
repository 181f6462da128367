"""How sure the reader is: a fixed table of what was inferred, not told."""

from collections.abc import Iterable
from typing import Final

from services.ingest.reading.remembered import Remembered

_COSTS: Final = (
    ("place: carried", 3),
    ("place: dateline", 5),
    ("place: title", 5),
    ("place: lead", 10),
    ("place: demonym", 15),
    ("place: untold", 15),
    ("place: several", 5),
    ("elided noun", 5),
    ("elided verb", 10),
    ("bare plural", 15),
    ("singular", 5),
    ("reference", 15),
    ("pronoun", 15),
    ("title", 5),
    ("scope: ", 5),
    ("host told", 5),
    ("host mission", 10),
    ("host next", 15),
    ("host carried", 20),
    ("host title", 20),
    ("host dateline", 25),
    ("host home", 15),
    ("host mentioned", 40),
    ("host untold", 50),
    ("inferred", 10),
)
"""What each inference takes away, in hundredths; a rule matches by its beginning."""
_LEAST: Final = 20


def confidence_of(rules: Iterable[str]) -> float:
    """Return the confidence for the rules that made an event, between 0.2 and 1."""
    return max(100 - sum(map(_COST.__getitem__, rules)), _LEAST) / 100


def deductions(rules: Iterable[str]) -> list[tuple[str, float]]:
    """Return each rule that took something off the confidence, and how much."""
    return [(rule, _COST[rule] / 100) for rule in rules if _COST[rule]]


def _look_up(rule: str) -> int:
    return next((cost for start, cost in _COSTS if rule.startswith(start)), 0)


_COST: Final = Remembered(_look_up, 4096)
"""What a rule takes away."""
