"""Reads the lexicon's files: TOML for word lists, tab-separated rows for long tables."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


def _read(file: str) -> str:
    return resources.files(__package__).joinpath("data", file).read_text(encoding="utf-8")


@cache
def load_tables(name: str) -> Mapping[str, Any]:
    """Return everything in `data/<name>.toml`, read once.

    Raises:
        FileNotFoundError: There is no such file.
        tomllib.TOMLDecodeError: The file is not valid TOML.
    """
    return MappingProxyType(tomllib.loads(_read(f"{name}.toml")))


@cache
def load_words(name: str, table: str = "words") -> frozenset[str]:
    """Return a list of words or phrases in `data/<name>.toml`: the array `table`, `a.b` for an array in a table."""
    at: Any = load_tables(name)
    for step in table.split("."):
        at = at[step]
    return frozenset(at)


@cache
def load_table(name: str, table: str = "table") -> Mapping[str, str]:
    """Return a table in `data/<name>.toml` turned round: each word to the class that it is listed under.

    The file says `class = ["word", ...]`; a class with a single word may leave the brackets out. A word that stands
    under two classes is a conflict (see `conflicts.py`); here the first class holds.
    """
    at: Any = load_tables(name)
    for step in table.split("."):
        at = at[step]
    turned: dict[str, str] = {}
    for key, words in at.items():
        if key.startswith("_"):
            continue
        for word in (words,) if isinstance(words, str) else words:
            turned.setdefault(word, key)
    return MappingProxyType(turned)


def load_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of `data/<name>.tsv`, split at tabs; blank lines and lines that begin with # are left out."""
    for line in _read(f"{name}.tsv").split("\n"):
        if line and line[0] != "#":
            yield line.split("\t")
