"""Templates of an alert's words: text with fields in braces, checked when the rules are."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Final

from pydantic import AfterValidator

FIELDS: Final = (
    "title",
    "message",
    "rule",
    "kind",
    "severity",
    "country",
    "countries",
    "before",
    "after",
    "reports",
)
"""What may stand in braces: the standard title and message, the rule's name and kind, the severity, the leading country
and all of them by name, what was known before and is known after (where the rule counts), and the number of reports."""

_FIELD: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template; `{{` and `}}` stand for braces.

    Args:
        template: A template that was checked.
        values: A value for each of `FIELDS`.
    """
    return _FIELD.sub(lambda found: values[found[1]] if found[1] is not None else found[0][0], template)


def _checked(template: str) -> str:
    for found in _FIELD.finditer(template):
        name = found[1]
        if name is None and len(found[0]) == 1:
            raise ValueError(f"a single {found[0]!r}; write {found[0] * 2!r} for a brace, or name a field: {_named()}")
        if name is not None and name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"unknown field {name!r}; there are {_named()}{hint}")
    return template


def _named() -> str:
    return ", ".join(FIELDS)


Template = Annotated[str, AfterValidator(_checked)]
"""Text with fields in braces."""
