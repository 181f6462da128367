"""Text to tokens, offsets kept: white space parts it, and what stands between is cut by one regular expression.

The same words come again and again, so how a stretch between white space is cut is remembered.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final, Literal, NamedTuple

from services.ingest.reading.document import Token
from services.ingest.reading.remembered import Remembered

Kind = Literal["word", "number", "mark"]

# Every branch starts with another kind of character or fails within a few, and no quantifier stands inside another
# over the same characters: the work per character is bounded. The branches have no names: an unnamed one is passed
# over at its first character; `_classify` tells by the words which of them it was.
_TOKEN: Final = re.compile(
    r"""
      https?://\S+ | www\.\S+
    | (?:[^\W\d_]\.){2,}
    | [^\W\d_][\w\u00ad\u200b]*(?:['’](?![sS](?!\w))\w+)*(?:[-\u2010\u2011]\w+(?:['’](?![sS](?!\w))\w+)*)*
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d)
    | \d[\d.,]{0,16}[^\W\d_]\w*(?:-\w+)* | \d{1,16}(?:-[^\W\d_]\w*)+
    | (?: \d{1,3}(?:,\d{3})+ | \d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+ | \d{1,3}(?:[ ]\d{3})+(?![\d:])(?![ ]\d)
        | \d{1,2}(?:,\d{2})+,\d{3} | \d+(?:\.\d{3})+(?!\d) | \d+ )
      (?:\.\d+)?
    | ['’`][sS](?!\w)
    | <[a-zA-Z/!][^<>\n]{0,300}> | &(?:[a-zA-Z]{2,8}|\#\d{1,6});
    | \.\.\. | -- | -> | [^\w\s] | _
    """,
    re.VERBOSE,
)
_STRETCH: Final = re.compile(r"\S+")
_GROUPED: Final = re.compile(r"\d[ \u00a0\u202f\u2009]\d")
_SKIPPED: Final = ("http://", "https://", "www.")
_DASHES: Final = frozenset("-–‐‑−")
_REMEMBERED: Final = 16_384
"""Stretches that are remembered."""
_LONGEST: Final = 40
"""Characters of a stretch that is remembered at most: a longer one hardly comes again, and could fill the memory."""
_PLAIN: Final = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "—": "—",
        "\u00ad": None,
        "\u200b": None,
        "…": "...",
    }
)


Form = tuple[str, str, Kind]
"""What a token is, wherever it stands: text, low, kind."""


class _Cut(NamedTuple):
    """How a stretch without white space is cut."""

    kind: Kind | None
    """of the only token, where it takes the whole stretch"""
    text: str
    low: str
    parts: tuple[tuple[int, int, Form], ...]
    """else all tokens, with offsets in the stretch"""


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens.

    Args:
        text: The title or text of a report, as it came in.
        start: Offset of the first character.
        end: Offset behind the last one; None for the end of the text.

    Returns:
        The tokens with offsets in `text`; tags, entities and addresses of the web are left out.
    """
    stop = len(text) if end is None else end
    ascii_only = text.isascii()
    if text.find("<", start, stop) >= 0 or _GROUPED.search(text, start, stop):
        # A tag or a number may go on behind white space.
        apart = _parts(text, start, stop, ascii_only=ascii_only)
        return tuple([Token(first, last, *form) for first, last, form in apart])
    cuts = _ASCII_CUTS if ascii_only else _CUTS
    found: list[Token] = []
    add = found.append
    for match in _STRETCH.finditer(text, start, stop):
        stretch = match[0]
        at = match.start()
        size = len(stretch)
        kind, words, low, parts = cuts[stretch] if size < _LONGEST else _cut(stretch, ascii_only=ascii_only)
        if kind is not None:
            # The remembered words, not those cut out just now: one copy for all tokens of a text.
            add(Token(at, at + size, words, low, kind))
        else:
            for first, last, form in parts:
                add(Token(at + first, at + last, *form))
    if found:
        # What stands at an end of the sentence may have a mark beside it that the stretch does not hold.
        for at in (0, -1):
            token = found[at]
            if token.text in _DASHES and not _stands_apart(text, token.start, token.end):
                found[at] = replace(token, low="-")
    return tuple(found)


def _cut(stretch: str, *, ascii_only: bool) -> _Cut:
    parts = tuple(_parts(stretch, 0, len(stretch), ascii_only=ascii_only))
    if len(parts) == 1 and parts[0][1] - parts[0][0] == len(stretch):
        words, low, kind = parts[0][2]
        return _Cut(kind, words, low, ())
    return _Cut(None, "", "", parts)


_ASCII_CUTS: Final = Remembered(partial(_cut, ascii_only=True), _REMEMBERED)
_CUTS: Final = Remembered(partial(_cut, ascii_only=False), _REMEMBERED)


def _parts(text: str, start: int, stop: int, *, ascii_only: bool) -> Iterator[tuple[int, int, Form]]:
    for match in _TOKEN.finditer(text, start, stop):
        words = match[0]
        kind = _kind(words)
        low = words.lower() if ascii_only else words.lower().translate(_PLAIN)
        if kind is None or not low:
            # A tag; or a soft hyphen or a space of no width, alone.
            continue
        if low == "--" or (low == "-" and _stands_apart(text, match.start(), match.end())):
            low = "—"
        yield match.start(), match.end(), (words, sys.intern(low), kind)


def _kind(words: str) -> Kind | None:
    """Tell which branch of the pattern took a word; None for one that is left out."""
    first = words[0]
    if first.isdecimal():
        return "word" if ":" in words or any(map(_is_letter, words)) else "number"
    if first.isalnum():
        return None if words.startswith(_SKIPPED) else "word"
    if len(words) == 1 or words in ("...", "->", "--"):
        return "mark"
    return None if first in "<&" else "word"


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


def _stands_apart(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace()) and (end >= len(text) or text[end].isspace())
