"""Tables in a text, read as sentences: `Herat | 12` under `Killed` is `Herat: 12 killed`.

Columns may be parted by bars, tabs or runs of spaces. What is put in between stands for characters of the cell,
so that the evidence is the cell. A table whose headings count nobody is cut into its cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.ingest.reading.lexicon.files import load_words

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""

_HARM: Final = load_words("markup", "harm")
_COUNTING: Final = load_words("markup", "counting")
_NOTHING: Final = load_words("markup", "nothing")
_SEPARATORS: Final = (
    re.compile(r"[ \t]*\|[ \t|]*"),
    re.compile(r" *\t[ \t]*"),
    re.compile(r" {2,}"),
)
_BARS, _TABS, _SPACES = _SEPARATORS
_RULE: Final = re.compile(r"[\s|:+=_-]*")
_NUMBER: Final = re.compile(r"[~≈>+]?\d[\d.,  ]*\+?(?:[*†‡]|\[\w+\])?")
_LONGEST_CELL: Final = 80
"""Characters of a cell at most: what is longer is running text."""
_MOST_CELLS: Final = 24


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    cells: tuple[tuple[int, int, str], ...]


def flatten_tables(text: str) -> Iterator[Edit]:
    """Yield what to put in place of what, so that rows of counts read as sentences; linear in the text."""
    at = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    index = 0
    while index < len(lines):
        rows: list[_Row] = []
        separator = _separator(text, *lines[index])
        stop = index
        if separator is not None:
            while stop < len(lines):
                row = _cut(text, *lines[stop], separator)
                if row is None and rows and not text[slice(*lines[stop])].strip() and stop + 1 < len(lines):
                    # A rule or a tag between two rows leaves a blank line.
                    row = _cut(text, *lines[stop + 1], separator)
                    stop += row is not None
                if row is None:
                    break
                rows.append(row)
                stop += 1
        if len([row for row in rows if row.cells]) >= 2:
            yield from _flatten(rows, separator)
        # What was looked at is not looked at again, table or none: the work per line stays bounded.
        index = max(stop, index + 1)


def _separator(text: str, start: int, end: int) -> re.Pattern[str] | None:
    line = text[start:end].strip()
    if "|" in line:
        return _BARS
    if "\t" in line:
        return _TABS
    return _SPACES if "  " in line else None


def _cut(text: str, start: int, end: int, separator: re.Pattern[str]) -> _Row | None:
    """The cells of a line; a row without cells for a line of dashes, None for a line that is none of a table."""
    line = text[start:end]
    if not line.strip():
        return None
    if _RULE.fullmatch(line):
        return _Row(start, end, ()) if separator is _BARS or "-" in line or "=" in line else None
    cells: list[tuple[int, int, str]] = []
    at = start + len(line) - len(line.lstrip(" \t"))
    if separator is _BARS and text[at] == "|":
        at += 1
    last = start + len(line.rstrip(" \t"))
    if separator is _BARS and text[last - 1] == "|" and last - 1 > at:
        last -= 1
    while at <= last and len(cells) <= _MOST_CELLS:
        found = separator.search(text, at, last)
        stop = found.start() if found else last
        words = text[at:stop]
        cells.append((at + len(words) - len(words.lstrip()), stop - (len(words) - len(words.rstrip())), words.strip()))
        if found is None:
            break
        at = found.end()
    if not 2 <= len(cells) <= _MOST_CELLS or any(len(words) > _LONGEST_CELL for _, _, words in cells):
        return None
    return _Row(start, end, tuple(cells))


def _flatten(rows: list[_Row], separator: re.Pattern[str] | None) -> Iterator[Edit]:
    head = next((row for row in rows if row.cells), None)
    if head is None:
        return
    names = [_named(words) for _, _, words in head.cells]
    if any(names) and not any(_NUMBER.fullmatch(words) for _, _, words in head.cells):
        for row in rows:
            if row is head or not row.cells:
                yield row.start, row.end, ""
            else:
                yield from _told(row, names)
    elif all(len(row.cells) in (0, 2) for row in rows) and any(_named(row.cells[0][2]) for row in rows if row.cells):
        for row in rows:
            if row.cells:
                # "Killed | 12": one measure a line.
                yield row.start, row.cells[0][0], ""
                yield row.cells[0][1], row.cells[1][0], ": " if not row.cells[0][2].endswith(":") else " "
                yield row.cells[1][1], row.end, ".\n"
    elif separator is _BARS or separator is _TABS:
        for row in rows:
            for (_, stop, _), (start, _, _) in zip(row.cells, row.cells[1:], strict=False):
                yield stop, start, "\n\n"


def _named(words: str) -> str:
    """What a column counts, as words behind a number: `civilians killed`; empty where it counts nobody."""
    low = words.lower().strip("*_: ")
    parts = re.split(r"[\s/()]+", low)
    if _HARM.isdisjoint(parts) or "%" in low or "rate" in parts or len(parts) > 5:
        return ""
    left = [part for part in parts if part and part not in _COUNTING]
    return " ".join(left)


def _told(row: _Row, names: list[str]) -> Iterator[Edit]:
    """One row as a sentence; numbers of columns that count nobody are left out."""
    at, started, labelled = row.start, False, False
    for index, (start, stop, words) in enumerate(row.cells):
        name = names[index] if index < len(names) else ""
        number = _NUMBER.fullmatch(words) is not None
        silent = words.lower() in _NOTHING or (number and not name)
        if silent or not words:
            continue
        before = "" if not started else ", " if labelled else ": "
        labelled = started or number
        started = True
        yield at, start, before
        at = stop
        if number and name:
            yield stop, stop, f" {name}"
    if started:
        yield at, row.end, ".\n"
    else:
        yield row.start, row.end, ""
