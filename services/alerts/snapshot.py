"""State as JSON and back: a cache that spares a worker that starts from taking in the whole log again."""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from immutables import Map

from schemas.base import format_instant
from schemas.rules import NO_RULES, RuleSet
from services.alerts.decisions import ENGINE
from services.alerts.rulesfile import load_rules
from services.alerts.situations.inputs import Input
from services.alerts.situations.state import State

LAYOUT: Final = f"{ENGINE}/snapshot-2"
"""A snapshot of another layout is not read: the log is."""


def freeze(state: State) -> bytes:
    """Return a state as compressed JSON; the input that was being decided on is left out."""
    document = {"layout": LAYOUT, "state": _plain(state)}
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def thaw(frozen: bytes) -> State | None:
    """Return the state in a snapshot; None when it is none that this version can read."""
    try:
        document = json.loads(zlib.decompress(frozen))
        if document["layout"] != LAYOUT:
            return None
        state = _reader(State)(document["state"])
    except (zlib.error, ValueError, KeyError, TypeError, IndexError):
        return None
    return state if isinstance(state, State) else None


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, RuleSet):
        return [value.text, value.origin]
    if isinstance(value, Input):
        return None
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Map):
        return [[_plain(key), _plain(held)] for key, held in sorted(value.items(), key=lambda item: item[0])]
    if isinstance(value, frozenset):
        return sorted(_plain(held) for held in value)
    if isinstance(value, dict | MappingProxyType):
        return dict(value)
    return [_plain(held) for held in value]


Read = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Read:
    """Return the function that makes a value of this type of its JSON."""
    if kind is datetime:
        return datetime.fromisoformat
    if kind is RuleSet:
        return lambda given: load_rules(given[0], given[1]) if given[0] else NO_RULES
    if kind is Input:
        return lambda given: None
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        read = _reader(inner[0]) if len(inner) == 1 else _same
        return lambda given: None if given is None else read(given)
    if origin is Map:
        key, held = map(_reader, arguments)
        return lambda given: Map([(key(one), held(other)) for one, other in given])
    if origin is Mapping and arguments[0] is int:
        return lambda given: {int(one): other for one, other in given.items()}
    if origin is frozenset:
        one_of = _reader(arguments[0])
        return lambda given: frozenset(map(one_of, given))
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            one_of = _reader(arguments[0])
            return lambda given: tuple(map(one_of, given))
        each = [_reader(argument) for argument in arguments]
        return lambda given: tuple(read(one) for read, one in zip(each, given, strict=True))
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
        each = [_reader(hints[name]) for name in names]
        return lambda given: kind(*[read(one) for read, one in zip(each, given, strict=True)])
    return _same


def _same(given: Any) -> Any:
    return given
