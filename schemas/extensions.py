"""What other packages add: kinds of events, detectors and formats of webhooks.

They are found by the entry points of installed distributions.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Final, NamedTuple, TypeVar

from schemas.errors import ExtensionError

EVENTS: Final = "tocsin.events"
"""Group of entry points that name classes of events."""
DETECTORS: Final = "tocsin.detectors"
"""Group of entry points that name detectors."""

FORMATS: Final = "tocsin.formats"
"""Group of entry points that name formats of webhooks."""

T = TypeVar("T")


class Extension(NamedTuple):
    """A distribution that adds a detector."""

    name: str
    version: str


def load(group: str, kind: type[T]) -> tuple[T, ...]:
    """Return what the entry points of a group name, in the order of their names.

    Args:
        group: Group of entry points.
        kind: What each of them must be an instance of.

    Raises:
        ExtensionError: One cannot be imported, or is something else.
    """
    return tuple(found for _, found in load_named(group, kind))


def load_named(group: str, kind: type[T]) -> tuple[tuple[str, T], ...]:
    """Return what the entry points of a group name, each with its name. Arguments and errors as for `load`."""
    return tuple((point.name, _load(point, kind)) for point in _points(group))


def extensions(group: str) -> tuple[Extension, ...]:
    """Return the distributions that add to a group, in the order of their names, each once."""
    found = {Extension(point.dist.name, point.dist.version) for point in _points(group) if point.dist is not None}
    return tuple(sorted(found))


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda point: (point.name, point.value))


def _load(point: EntryPoint, kind: type[T]) -> T:
    owner = f"{point.dist.name} {point.dist.version}" if point.dist is not None else "an installed package"
    where = f"extension {point.name!r} of {owner} ({point.group}: {point.value})"
    try:
        found = point.load()
    except Exception as error:
        # Code of others may fail in any way; what it raises belongs into the message.
        raise ExtensionError(
            f"{where} cannot be imported: {type(error).__name__}: {error}; mend or uninstall it"
        ) from error
    if not isinstance(found, kind):
        raise ExtensionError(
            f"{where} is of type {type(found).__name__}, not {kind.__name__}; see docs/extending.md, or uninstall it"
        )
    return found
