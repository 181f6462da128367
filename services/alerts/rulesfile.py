"""Reads a rules file: TOML, one `[[rule]]` a rule. What is wrong is named with line, key and what is allowed."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final, NoReturn, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schemas.rules import RuleParameters, RuleSet
from services.alerts.rules.combination import Combination
from services.alerts.rules.registry import TYPES
from services.runtime.errors import RulesError

MOST_CHARACTERS: Final = 200_000
"""Thousands of rules; beyond it a file is made to be slow."""
_HEADER: Final = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
_KEY: Final = re.compile(r"""(?:^|[{\[,.\s])["']?(%s)["']?\s*(?:[=.\]])""")


@lru_cache(maxsize=16)
def load_rules(text: str, origin: str = "the rules file") -> RuleSet:
    """Read and check a rules file.

    Args:
        text: The file, whole.
        origin: What to call it in errors and in the log.

    Raises:
        RulesError: Something in it is wrong; the message names the file, line and key, and what is allowed.
    """
    if len(text) > MOST_CHARACTERS:
        raise RulesError(
            f"{origin}: {len(text):,} characters are more than a rules file may have ({MOST_CHARACTERS:,})"
        )
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # tomllib has an error of its own for most, and lets those of numbers and of depth through.
        raise RulesError(f"{origin}: this is not valid TOML: {str(error)[:200]}") from None
    for key in document:
        if key != "rule":
            hint = _did_you_mean(key, ["rule"])
            raise RulesError(
                f"{origin}, line {_line(text, None, key)}: unknown key {key!r}; rules are written as [[rule]]{hint}"
            )
    given = document.get("rule", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise RulesError(f"{origin}: write each rule under its own [[rule]]")
    if not given:
        raise RulesError(f"{origin}: there is no [[rule]] in it; with it in force nothing would ever raise an alert")
    rules: list[RuleParameters] = []
    for index, one in enumerate(given):
        rule = _rule(text, origin, index, one)
        if any(rule.name == other.name for other in rules):
            _refuse(
                text, origin, index, "name", f"the name {rule.name!r} is taken by an earlier rule; names are unique"
            )
        rules.append(rule)
    _refer(text, origin, rules)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return RuleSet(f"sha256:{digest}", text, origin, tuple(rules))


def load_written(text: str, origin: str) -> RuleSet:
    """Read and check a rules file that is not in force yet.

    It is read more strictly than one that a log holds, which must load as it did when it was put into force: a number
    in quotes, and true or false where a number is wanted, are mistakes more often than not.

    Raises:
        RulesError: As `load_rules`, and for such values.
    """
    found = load_rules(text, origin)
    for index, (rule, given) in enumerate(zip(found.rules, tomllib.loads(text)["rule"], strict=True)):
        wrong = _meant_otherwise(rule, given, ())
        if wrong is not None:
            *path, key, said = wrong
            _refuse(text, origin, index, key, said, path)
    return found


def _meant_otherwise(made: Any, given: Any, path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the path to a value that was taken for one of another type, and what is wrong; None where none was."""
    parts: Iterable[tuple[Any, Any, tuple[str, ...]]]
    if isinstance(made, BaseModel) and isinstance(given, dict):
        parts = ((getattr(made, key, None), value, (*path, key)) for key, value in given.items())
    elif isinstance(made, tuple) and isinstance(given, list):
        parts = ((one, value, path) for one, value in zip(made, given, strict=False))
    elif isinstance(made, bool) and not isinstance(given, bool):
        return (*path, f"must be true or false, without quotes (got {given!r})")
    elif isinstance(made, int | float) and not isinstance(made, bool) and isinstance(given, str | bool):
        return (*path, f"must be a number, without quotes (got {given!r})")
    else:
        return None
    return next((wrong for one in parts if (wrong := _meant_otherwise(*one)) is not None), None)


def _refer(text: str, origin: str, rules: Sequence[RuleParameters]) -> None:
    """Refuse a rule that waits for one that is not there."""
    names = [rule.name for rule in rules if not isinstance(rule, Combination)]
    for index, rule in enumerate(rules):
        for name in rule.of if isinstance(rule, Combination) else ():
            if name not in names:
                hint = _did_you_mean(name, names)
                said = f"{name!r} is no rule of this file that can be combined; one of {', '.join(names)}{hint}"
                _refuse(text, origin, index, "of", said)


def rule_text(text: str, name: str) -> str | None:
    """Return the lines of a rule of this name, with the comment above it; None when there is none."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    wanted = re.compile(rf"""^\s*name\s*=\s*["']{re.escape(name)}["']""")
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        if not any(wanted.match(line) for line in lines[start:stop]):
            continue
        # What stands above the next rule belongs to that one.
        while stop > start and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
            stop -= 1
        while start and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        return "\n".join(lines[start:stop])
    return None


def _rule(text: str, origin: str, index: int, given: Mapping[str, Any]) -> RuleParameters:
    type_name = given.get("type")
    if type_name is None:
        _refuse(text, origin, index, None, f"`type` is missing; it is one of {', '.join(sorted(TYPES))}")
    if not isinstance(type_name, str) or type_name not in TYPES:
        hint = _did_you_mean(str(type_name), list(TYPES))
        _refuse(
            text, origin, index, "type", f"{type_name!r} is no type of rule; one of {', '.join(sorted(TYPES))}{hint}"
        )
    parameters = TYPES[type_name].parameters
    try:
        return parameters.model_validate(given)
    except ValidationError as error:
        # A key that is unknown explains why another one is missing.
        wrong = error.errors()
        _explain(
            text,
            origin,
            index,
            parameters,
            next((one for one in wrong if one["type"] == "extra_forbidden"), wrong[0]),
        )


def _explain(text: str, origin: str, index: int, parameters: type[RuleParameters], error: ErrorDetails) -> NoReturn:
    path = [part for part in error["loc"] if isinstance(part, str)]
    key = path[-1] if path else None
    match error["type"]:
        case "extra_forbidden":
            allowed = _keys(parameters, error["loc"])
            hint = _did_you_mean(key or "", allowed)
            kind = parameters.model_fields["type"].annotation
            said = f"unknown key; a rule of type {get_args(kind)[0]} knows {', '.join(sorted(allowed))}{hint}"
        case "missing":
            said = "is missing"
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", str((error.get("ctx") or {}).get("expected", "")))
            said = f"{error['input']!r} is not one of {', '.join(allowed)}{_did_you_mean(str(error['input']), allowed)}"
        case "value_error":
            said = str(error["msg"]).removeprefix("Value error, ")
            named = re.match(r"(\w+)(?:\.(\w+))?: ", said)
            key = key or (named and (named[2] or named[1])) or None
            said = said[named.end() :] if named else said
            listed = re.match(r"'([^']*)' is not one of (.*)", said)
            said += _did_you_mean(listed[1], listed[2].split(", ")) if listed else ""
        case _:
            said = f"{error['msg'][0].lower()}{error['msg'][1:]} (got {error['input']!r})"
    _refuse(text, origin, index, key, said, path)


def _keys(parameters: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the keys that are known at a place inside a rule."""
    model: Any = parameters
    for part in path[:-1]:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            inner = model.model_fields.get(part)
            arguments = getattr(inner.annotation, "__args__", ()) if inner else ()
            model = next((a for a in arguments if isinstance(a, type) and issubclass(a, BaseModel)), parameters)
    return list(model.model_fields)


def _refuse(text: str, origin: str, index: int, key: str | None, said: str, path: Sequence[str] = ()) -> NoReturn:
    """Raise the error that names the line of a key; where the key is missing, that of what it should stand in."""
    header = _line(text, index, None)
    lines = (_line(text, index, one) for one in (key, *reversed(path)) if one)
    line = next((line for line in lines if line != header), header)
    about = f"`{key}`: " if key else ""
    raise RulesError(f"{origin}, line {line} (rule {index + 1}): {about}{said}")


def _line(text: str, index: int | None, key: str | None) -> int:
    """Return the line of a key in the rule with this number, or of the rule's header; 1 is the first."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    first = 0 if index is None or index >= len(starts) else starts[index]
    last = len(lines) if index is None or index + 1 >= len(starts) else starts[index + 1]
    if key is not None:
        wanted = re.compile(_KEY.pattern % re.escape(key))
        for number in range(first, last):
            if wanted.search(lines[number].split("#")[0]):
                return number + 1
    return first + 1


def _did_you_mean(given: str, allowed: Sequence[str]) -> str:
    near = get_close_matches(given, allowed, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
