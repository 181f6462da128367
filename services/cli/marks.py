"""Words underlined in a text, on a terminal or with carets on plain paper."""

import unicodedata
from collections.abc import Sequence
from typing import Final

_COLOURS: Final = ("36", "33", "35", "32", "34", "31")
"""One for each mark of a sentence, in turn."""
_LONGEST: Final = 600
"""Characters of a sentence that are shown at most: a table or a list may be one."""
_MARGIN: Final = 120
"""Characters shown before the first mark of a longer one."""


class Paint:
    """Colours and underlines, on a terminal only."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, code: str, text: str) -> str:
        """Return `text` in the style of an ANSI code, or as it is."""
        return f"\033[{code}m{text}\033[0m" if self.on else text

    def of(self, number: int, text: str) -> str:
        """Return `text` in the colour of the mark with this number."""
        return self(_COLOURS[(number - 1) % len(_COLOURS)], text)


def underline(text: str, marks: Sequence[tuple[int, int, int]], paint: Paint, width: int) -> list[str]:
    """Return the lines of a text with its marks.

    Args:
        text: A sentence.
        marks: Number, first character and character behind the last one of each mark, in order.
        paint: Underlines the words on a terminal; elsewhere carets stand below them.
        width: Columns of a line.
    """
    begin = max(0, marks[0][1] - _MARGIN) if marks and marks[0][1] > _LONGEST - _MARGIN else 0
    shown = plain(text[begin : begin + _LONGEST])
    moved = [(number, max(0, start - begin), min(len(shown), end - begin)) for number, start, end in marks]
    lines = []
    for start, stop in _wrapped(shown, width):
        lines.append(_painted(shown, start, stop, moved, paint))
        lines += _carets(start, stop, moved, paint)
    return lines


def plain(text: str) -> str:
    """Return a text of the same length without what moves a cursor: a report must not steer a terminal."""
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return " "
    return letter


def _wrapped(text: str, width: int) -> list[tuple[int, int]]:
    spans, start = [], 0
    while len(text) - start > width:
        stop = text.rfind(" ", start + 1, start + width + 1)
        stop = start + width if stop <= start else stop
        spans.append((start, stop))
        start = stop + (text[stop : stop + 1] == " ")
    spans.append((start, len(text)))
    return spans


def _painted(text: str, start: int, stop: int, marks: Sequence[tuple[int, int, int]], paint: Paint) -> str:
    if not paint.on:
        return text[start:stop].rstrip()
    words, at = [], start
    for number, first, last in marks:
        first, last = max(first, at), min(last, stop)
        if first < last:
            words += [text[at:first], f"\033[4m{paint.of(number, text[first:last])}"]
            at = last
    return "".join([*words, text[at:stop]]).rstrip()


def _carets(start: int, stop: int, marks: Sequence[tuple[int, int, int]], paint: Paint) -> list[str]:
    """Rows of carets below a line, each mark with its number; marks that overlap stand in rows of their own."""
    rows: list[list[tuple[int, int, int]]] = []
    for number, first, last in marks:
        first, last = max(first, start) - start, min(last, stop) - start
        if first >= last:
            continue
        row = next((row for row in rows if row[-1][2] < first), None)
        if row is None:
            rows.append([(number, first, last)])
        else:
            row.append((number, first, last))
    lines = []
    for row in rows:
        line, at = "", 0
        for number, first, last in row:
            sign = f"{number}".ljust(last - first, "^")
            line += " " * (first - at) + paint.of(number, sign)
            at = first + len(sign)
        lines.append(line)
    return lines
