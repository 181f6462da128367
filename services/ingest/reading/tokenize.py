"""Text to tokens: one pass, one regular expression, offsets kept."""

import re
import sys
from typing import Final, Literal

from services.ingest.reading.document import Token

# Every branch starts with another kind of character or fails within a few, and no quantifier stands inside another
# over the same characters: the work per character is bounded.
_TOKEN: Final = re.compile(
    r"""
      (?P<skip> https?://\S+ | www\.\S+ | <[a-zA-Z/!][^<>\n]{0,300}> | &(?:[a-zA-Z]{2,8}|\#\d{1,6}); )
    | (?P<clock> \d{1,2}:\d{2}(?::\d{2})?(?!\d) )
    | (?P<mixed> \d[\d.,]{0,16}[^\W\d_]\w*(?:-\w+)* | \d{1,16}(?:-[^\W\d_]\w*)+ )
    | (?P<number>
        (?: \d{1,3}(?:,\d{3})+ | \d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+ | \d{1,3}(?:[ ]\d{3})+(?![\d:])(?![ ]\d)
          | \d{1,2}(?:,\d{2})+,\d{3} | \d+(?:\.\d{3})+(?!\d) | \d+ )
        (?:\.\d+)?
      )
    | (?P<abbreviation> (?:[^\W\d_]\.){2,} )
    | (?P<possessive> ['’`][sS](?!\w) )
    | (?P<word> [^\W\d_][\w\u00ad\u200b]*(?:['’](?![sS](?!\w))\w+)*(?:[-\u2010\u2011]\w+(?:['’](?![sS](?!\w))\w+)*)* )
    | (?P<mark> \.\.\. | -- | -> | [^\w\s] | _ )
    """,
    re.VERBOSE,
)
_KINDS: Final[dict[str, Literal["word", "number", "mark"]]] = {
    "clock": "word",
    "number": "number",
    "mixed": "word",
    "abbreviation": "word",
    "possessive": "word",
    "word": "word",
    "mark": "mark",
}
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


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens.

    Args:
        text: The title or text of a report, as it came in.
        start: Offset of the first character.
        end: Offset behind the last one; None for the end of the text.

    Returns:
        The tokens with offsets in `text`; tags, entities and addresses of the web are left out.
    """
    ascii_only = text.isascii()
    found: list[Token] = []
    add = found.append
    intern = sys.intern
    make = tuple.__new__
    kinds = _KINDS
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        group = match.lastgroup
        if group == "skip" or group is None:
            continue
        words = match.group()
        low = words.lower() if ascii_only else words.lower().translate(_PLAIN)
        if not low:
            # A soft hyphen or a space of no width, alone.
            continue
        if low == "--" or (low == "-" and _stands_apart(text, match.start(), match.end())):
            low = "—"
        first = match.start()
        add(make(Token, (first, first + len(words), words, intern(low), kinds[group])))
    return tuple(found)


def _stands_apart(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace()) and (end >= len(text) or text[end].isspace())
