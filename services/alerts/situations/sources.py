"""How well placed a source is that speaks for itself."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from schemas.evidence import Standing

_LISTS: Final[dict[str, list[str]]] = tomllib.loads(
    files("services.alerts.situations").joinpath("sources.toml").read_text(encoding="utf-8")
)


@lru_cache(maxsize=4096)
def standing_of(source: str) -> Standing | None:
    """Return the standing of a source that is more than a medium; None for a medium.

    Args:
        source: The source's name as the report gives it.
    """
    low = f" {source.casefold()}"
    if any(f" {word}" in low for word in _LISTS["media"]):
        return None
    if " national" in low and any(f" {word}" in low for word in _LISTS["national"]):
        return Standing.AUTHORITY
    for standing in (Standing.AUTHORITY, Standing.LOCAL, Standing.ORGANISATION):
        if any(f" {word}" in low for word in _LISTS[standing.value]):
            return standing
    return None
