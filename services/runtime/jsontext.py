"""Finds what JSON parsers pass over in silence: a key that stands twice in one object, of which the last one counts."""

import json
from collections.abc import Sequence
from typing import Any


class RepeatedKey(ValueError):
    """A key stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key[:100]!r} stands there twice, and only one of its values could count")
        self.key = key[:100]


def loads(text: str | bytes) -> Any:
    """Read JSON, as `json.loads` does.

    Raises:
        RepeatedKey: A key stands twice in one object.
        ValueError: It is no JSON.
    """
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        raise RepeatedKey(next(key for key in names if names.count(key) > 1))
    return found
