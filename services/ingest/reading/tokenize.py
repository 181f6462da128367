"""Text to tokens: white space parts it, and what stands between is cut by one regular expression.

The same words come again and again, so how a stretch between white space is cut is remembered, and one token stands
for a word wherever it is written alike. Where each stands in the text is asked for few sentences: `offsets` tells it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final, Literal

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
_GROUPED: Final = re.compile(r"\d[ \u00a0\u202f\u2009]\d")
_DIGITS: Final = bytes.maketrans(b"123456789\xa0", b"000000000 ")
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


def tokenize(text: str, start: int = 0, end: int | None = None, *, parted: bool = True) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens.

    Args:
        text: The title or text of a report, as it came in.
        start: Offset of the first character.
        end: Offset behind the last one; None for the end of the text.
        parted: False where `may_be_parted` has told that no token of the whole text goes on behind white space.

    Returns:
        The tokens; tags, entities and addresses of the web are left out. `offsets` tells where each of them stands.
    """
    stop = len(text) if end is None else end
    if parted and _is_parted(text, start, stop):
        return _joined(_parts(text, start, stop, ascii_only=text.isascii()))
    cuts = _ASCII_CUTS if text.isascii() else _CUTS
    tokens = tuple(chain.from_iterable(map(cuts.__getitem__, text[start:stop].split())))
    if tokens and (tokens[0].text in _DASHES or tokens[-1].text in _DASHES):
        # What stands at an end of the sentence may have a mark beside it that the stretch does not hold.
        spans = offsets(text, start, stop)
        for at in (0, -1):
            token = tokens[at]
            if token.text in _DASHES and not _stands_apart(text, *spans[at]):
                plain = replace(token, low="-")
                tokens = (plain, *tokens[1:]) if at == 0 else (*tokens[:-1], plain)
    return tokens


def offsets(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where each token of a stretch of text begins and ends, in characters of `text`.

    Args:
        text: The title or text of a report, as it came in.
        start: Offset of the first character.
        end: Offset behind the last one; None for the end of the text.
    """
    stop = len(text) if end is None else end
    if _is_parted(text, start, stop):
        return [(first, last) for first, last, _ in _parts(text, start, stop, ascii_only=text.isascii())]
    cuts = _ASCII_CUTS if text.isascii() else _CUTS
    found: list[tuple[int, int]] = []
    at = start
    for stretch in text[start:stop].split():
        at = text.index(stretch, at)
        for token in cuts[stretch]:
            first = at + token.within
            found.append((first, first + len(token.text)))
        at += len(stretch)
    return found


def may_be_parted(text: str) -> bool:
    """Tell whether a token of a text may go on behind white space: far faster than to look at each stretch of it."""
    if "<" in text:
        return True
    try:
        plain = text.encode("ascii" if text.isascii() else "cp1252").translate(_DIGITS)
    except UnicodeEncodeError:
        return True
    return b"0 0" in plain


def _is_parted(text: str, start: int, stop: int) -> bool:
    """True where a tag or a number may go on behind white space."""
    return text.find("<", start, stop) >= 0 or _GROUPED.search(text, start, stop) is not None


def _joined(parts: Iterable[tuple[int, int, Form]]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    before = -1
    for first, last, (words, low, kind) in parts:
        tokens.append(Token(words, low, kind, first == before, first))
        before = last
    return tuple(tokens)


class _Cuts(Remembered[str, tuple[Token, ...]]):
    """How a stretch without white space is cut."""

    def __missing__(self, stretch: str) -> tuple[Token, ...]:
        return super().__missing__(stretch) if len(stretch) < _LONGEST else self._make(stretch)


def _cut(stretch: str, *, ascii_only: bool) -> tuple[Token, ...]:
    return _joined(_parts(stretch, 0, len(stretch), ascii_only=ascii_only))


_ASCII_CUTS: Final = _Cuts(partial(_cut, ascii_only=True), _REMEMBERED)
_CUTS: Final = _Cuts(partial(_cut, ascii_only=False), _REMEMBERED)


def _parts(text: str, start: int, stop: int, *, ascii_only: bool) -> Iterator[tuple[int, int, Form]]:
    for match in _TOKEN.finditer(text, start, stop):
        words = match[0]
        kind = kind_of_word(words)
        low = words.lower() if ascii_only else words.lower().translate(_PLAIN)
        if kind is None or not low:
            # A tag; or a soft hyphen or a space of no width, alone.
            continue
        if low == "--" or (low == "-" and _stands_apart(text, match.start(), match.end())):
            low = "—"
        yield match.start(), match.end(), (words, sys.intern(low), kind)


def kind_of_word(words: str) -> Kind | None:
    """Tell which branch of the pattern took a word, however it is written; None for one left out."""
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
