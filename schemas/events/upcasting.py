"""Old shapes of events made into the present ones: one pure function a step. The stored bytes never change.

To change the data of a kind: raise its `version`, and add the step from the version before to `STEPS`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from schemas.errors import NewerEvent
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of

Data = dict[str, Any]
Step = Callable[[Data], Data]

STEPS: Final[Mapping[tuple[str, int], Step]] = MappingProxyType({})
"""Kind and version to the function that makes its data into that of the next version."""

PRESENT: Final = frozenset(model.type_name() for model in KINDS.values())
"""Types as they are written now."""


def upcast(event: Event, steps: Mapping[tuple[str, int], Step] = STEPS, present: frozenset[str] = PRESENT) -> Event:
    """Return an event in its present shape.

    A kind that nobody here knows, as that of an extension that is not installed, is left as it is.

    Args:
        event: As it is stored.
        steps: The functions, a step each.
        present: Types as they are written now.

    Raises:
        NewerEvent: It was written by a later version of the software.
    """
    if event.type in present:
        return event
    kind, version = kind_of(event.type), version_of(event.type)
    newest = max((version_of(name) for name in present if kind_of(name) == kind), default=None)
    if newest is None:
        return event
    if version > newest:
        raise NewerEvent(
            f"entry {event.sequence} is of type {event.type}, and this version knows {kind} up to v{newest}: it was "
            "written by a later version of Tocsin; read it with that one"
        )
    data = event.data
    for number in range(version, newest):
        data = steps[kind, number](data)
    return event.model_copy(update={"type": f"tocsin.{kind}.v{newest}", "data": data})


def version_of(type_name: str) -> int:
    """Return the version in an envelope's type: 1 for `tocsin.unrest.v1`; 0 where there is none."""
    text = type_name.rpartition(".v")[2]
    return int(text) if text.isdecimal() else 0
