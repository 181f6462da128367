"""Words of a report are kept apart from facts about it, so that a text can go while the log stays whole.

A model marks each field that repeats words of the report with `Words`. The log keeps the facts; the words lie
beside the report and are joined again when somebody who may see them asks.
"""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel


class _WordsMark:
    """Marks a field whose value was copied from a report."""


WORDS: Final = _WordsMark()
Words = Annotated[str | None, WORDS]
"""Words copied from a report; None where they were removed or are not joined."""


def salted(salt: str, text: str) -> str:
    """Return the salted SHA-256 of `text`, first 32 hex digits."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()[:32]


def report_digest(salt: str, title: str, text: str) -> str:
    """Return what `report.received` says of the words of a report."""
    return salted(salt, f"{title}\n{text}")


def split(model: BaseModel) -> tuple[dict[str, Any], dict[str, str]]:
    """Part a model into facts and words.

    Args:
        model: Any model, with models and tuples of models inside it.

    Returns:
        The JSON form of the model with every word set to None, and the words by path (`quantity.text`).
    """
    facts: dict[str, Any] = model.model_dump(mode="json")
    words: dict[str, str] = {}
    _part(model, facts, "", words)
    return facts, words


def _part(value: Any, facts: Any, path: str, words: dict[str, str]) -> None:
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if inner is None:
                continue
            if WORDS in field.metadata:
                words[f"{path}{name}"] = inner
                facts[name] = None
            else:
                _part(inner, facts[name], f"{path}{name}.", words)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _part(inner, facts[index], f"{path}{index}.", words)


def join(facts: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Put words back into a copy of `facts`; a path that is not there is left out in silence."""
    whole = _copy(facts)
    for path, text in words.items():
        *steps, last = path.split(".")
        at: Any = whole
        for step in steps:
            at = _step(at, step)
            if at is None:
                break
        if isinstance(at, dict) and last in at:
            at[last] = text
    return dict(whole)


def _step(at: Any, step: str) -> Any:
    if isinstance(at, list):
        return at[int(step)] if step.isdigit() and int(step) < len(at) else None
    return at.get(step) if isinstance(at, dict) else None


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_copy(inner) for inner in value]
    return value
