"""Names of states and alliances, and who is a member of what."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("schemas").joinpath(name).read_text(encoding="utf-8"))


COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(_table("countries.toml"))
"""ISO 3166-1 alpha-2 code to the short English name."""

_ALLIANCES: Final = _table("alliances.toml")

ALLIANCES: Final[Mapping[str, str]] = MappingProxyType({code: row["name"] for code, row in _ALLIANCES.items()})
"""Code of an organisation to its name."""

MEMBERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {code: frozenset(row["members"]) for code, row in _ALLIANCES.items()}
)
"""Code of an organisation to the codes of its member states."""


def country_name(code: str | None) -> str:
    """Return the short English name of a country; the code itself where it is not known."""
    return COUNTRIES.get(code, code) if code else "Unknown country"


def force_name(actors: Sequence[str]) -> str:
    """Name a force by its actors: "CSTO troops", "troops of Russia and Belarus", "Wagner personnel"."""
    if not actors or "??" in actors:
        return "foreign troops"
    if len(actors) == 1 and actors[0].startswith("PMC:"):
        return f"{actors[0].removeprefix('PMC:')} personnel"
    if len(actors) == 1 and actors[0] in ALLIANCES:
        return f"{ALLIANCES[actors[0]]} troops"
    names = [ALLIANCES.get(actor) or country_name(actor.removeprefix("PMC:")) for actor in actors]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"troops of {listed}"
