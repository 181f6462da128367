"""Where a word stands in the lexicon, and which part of the reader uses that entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

from services.ingest.reading.lexicon.files import load_tables
from services.ingest.reading.lexicon.fold import fold

_LOADED: Final = re.compile(
    r'load_(?:words|table|tables|rows)\(\s*"(\w+)"(?:,\s*(?:f?"([^"]*)"|\w+))?\s*\)((?:\["\w+"\])*)'
)
_MADE: Final = re.compile(r'_phrases\("(\w+)"\)')
"""A module that reads all of its lists from one file: `_phrases("openers")`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place where a word stands."""

    file: str
    line: int
    table: str
    """`takers.rebels`; for a .tsv the row's first column"""
    entry: str
    """the entry as it stands in the file"""
    used_by: tuple[str, ...]
    """modules of the reader, such as `incidents/seizures.py`; empty where the name of the file is all that is known"""


def find_word(word: str) -> list[Entry]:
    """Return every entry of the lexicon that holds a word or phrase, by file and line; cases and accents are alike."""
    wanted = fold(word.strip())
    found: list[Entry] = []
    for path in data_files():
        if path.name.endswith(".toml"):
            found += _in_tables(path, wanted)
        else:
            found += _in_rows(path, wanted)
    return sorted(found, key=lambda entry: (entry.file, entry.line, entry.table))


def data_files() -> list[Traversable]:
    """Return the lexicon's files by name."""
    return sorted(resources.files(__package__).joinpath("data").iterdir(), key=lambda path: path.name)


def users_of(file: str, table: str = "") -> tuple[str, ...]:
    """Return the modules that load a table of a file (`incidents`, `takers.rebels`), by name."""
    return tuple(sorted({module for module, name, loaded in _loads() if name == file and _covers(loaded, table)}))


def _covers(loaded: str, table: str) -> bool:
    # An f-string names a table up to its first brace: "closures.{kind}".
    fixed = loaded.partition("{")[0]
    return (
        not loaded
        or not table
        or table == loaded
        or (fixed != loaded and table.startswith(fixed))
        or (table.startswith(f"{loaded}."))
    )


@cache
def _loads() -> tuple[tuple[str, str, str], ...]:
    """Module, file and table of every load in the reader's own source."""
    found: list[tuple[str, str, str]] = []
    root = resources.files("services.ingest.reading")
    for folder in (root, *(path for path in root.iterdir() if path.is_dir() and path.name != "lexicon")):
        prefix = "" if folder is root else f"{folder.name}/"
        for path in folder.iterdir():
            if path.name.endswith(".py"):
                source = path.read_text(encoding="utf-8")
                for file, table, steps in _LOADED.findall(source):
                    found.append((prefix + path.name, file, table or ".".join(re.findall(r"\w+", steps))))
                file = path.name.removesuffix(".py")
                found += [(prefix + path.name, file, table) for table in _MADE.findall(source)]
    for path in root.joinpath("lexicon").iterdir():
        if path.name.endswith(".py") and path.name not in ("conflicts.py", "lookup.py"):
            found += [
                (f"lexicon/{path.name}", *loaded[:2]) for loaded in _LOADED.findall(path.read_text(encoding="utf-8"))
            ]
    return tuple(sorted(set(found)))


def _in_tables(path: Traversable, wanted: str) -> Iterator[Entry]:
    name = path.name.removesuffix(".toml")
    lines = path.read_text(encoding="utf-8").splitlines()
    for table, entry in _entries(load_tables(name), ""):
        if _holds(entry, wanted):
            yield Entry(path.name, _line_of(lines, table, entry), table, entry, users_of(name, table))


def _entries(at: Any, table: str) -> Iterator[tuple[str, str]]:
    if isinstance(at, str):
        yield table, at
    elif isinstance(at, list):
        for inside in at:
            yield from _entries(inside, table)
    elif hasattr(at, "items"):
        for key, inside in at.items():
            if key.startswith("_"):
                continue
            yield from _entries(inside, f"{table}.{key}" if table else key)
            # A table may have its words as keys: `ten = 10`.
            if not isinstance(inside, list | dict):
                yield table, key


def _holds(entry: str, wanted: str) -> bool:
    low = fold(entry)
    return low == wanted or wanted in re.split(r"[\s/|=]+", low) or (" " in wanted and wanted in low)


def _line_of(lines: list[str], table: str, entry: str) -> int:
    """The line of an entry: the first behind its table's heading that holds it, counted from 1."""
    section = table.partition(".")[0]
    start = next((number for number, line in enumerate(lines) if line.startswith((f"[{section}", f"{section} ="))), 0)
    key = table.rpartition(".")[2]
    start = next((n for n in range(start, len(lines)) if lines[n].startswith(f"{key} =")), start)
    quoted = (f'"{entry}"', f"'{entry}'", f"{entry} =")
    for number in range(start, len(lines)):
        if any(words in lines[number] for words in quoted):
            return number + 1
    return start + 1


def _in_rows(path: Traversable, wanted: str) -> Iterator[Entry]:
    name = path.name.removesuffix(".tsv")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line[0] == "#" or wanted not in fold(line):
            continue
        cells = line.split("\t")
        for cell in cells:
            for entry in cell.split("|"):
                if fold(entry.rstrip("?")) == wanted:
                    yield Entry(path.name, number, cells[0], entry, users_of(name))
