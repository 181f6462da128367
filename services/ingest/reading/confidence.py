"""How sure the reader is: a fixed table of what was inferred, not told."""

from collections.abc import Iterable
from typing import Final

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
)
"""What each inference takes away, in hundredths; a rule matches by its beginning."""
_LEAST: Final = 20


def confidence_of(rules: Iterable[str]) -> float:
    """Return the confidence for the rules that made an event, between 0.2 and 1."""
    left = 100
    for rule in rules:
        left -= next((cost for start, cost in _COSTS if rule.startswith(start)), 0)
    return max(left, _LEAST) / 100
