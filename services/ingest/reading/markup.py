"""What is no text in a text: entities, tags, markdown, characters that nobody sees.

Each pass looks over the text once and tells what to put in place of what; `normalise.py` keeps the offsets. No pass
may look at a character more than a bounded number of times, whatever the text: a quantifier never crosses a character
that opens the pattern again, and a search for an end that is not there is made once.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.tables import Edit, flatten_tables

_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_RESPELT: Final = "\ufb00-\ufb06\uff01-\uff5e"
_ACCENTS: Final = "\u0300-\u0333\u0339-\u036f"
_SIGNS: Final = re.compile(rf"[<&*_`~\[\\|\t#>{_UNSEEN}{_CONTROL}{_RESPELT}{_ACCENTS}]")
_PARTED: Final = re.compile(r"[a-z]-\n")

_ENTITY: Final = re.compile(r"&(?:amp;){0,2}(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,24});")
_TAG: Final = re.compile(
    r"<(?:(?P<hidden>!--|!\[CDATA\[|[!?])|(?P<shut>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,24})"
    # Never tried another way: quotes that pair in many ways would take for ever where no tag ends.
    r"(?P<rest>(?:[\s/](?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|['\"])*+)?>))"
)
_ADDRESS: Final = re.compile(r"<(?:https?://|mailto:|www\.)[^<>\s]*>")
_BLOCKS: Final = load_words("markup", "blocks")
_CELLS: Final = frozenset(("td", "th"))
_DROPPED: Final = load_words("markup", "dropped")
_ENDS: Final = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in sorted(_DROPPED)}

_UNSEEN_RUN: Final = re.compile(
    rf"(?P<unseen>[{_UNSEEN}]+)|(?P<respelt>[{_RESPELT}])|(?P<accent>\w[{_ACCENTS}]{{1,4}})|(?P<line>\r\n?|[\x0b\x0c\x85\u2028\u2029])"
    rf"|(?P<control>[{_CONTROL}])|(?<=[a-z])-(?P<wrapped>\n)(?=[a-z])"
)
_MARKDOWN: Final = re.compile(
    r"""
      ^[ \t]{0,3}(?P<heading>\#{1,6}[ \t]+)(?P<headed>[^\n]{0,300})
    | ^[ \t]{0,3}(?P<quote>(?:>[ \t]?){1,6})
    | ^(?P<rule>[ \t]{0,3}(?:[-=*_~][ \t]?){3,200})$
    | (?P<image>!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\))
    | \[(?P<linked>[^\[\]\n]{1,500})
      (?P<link>\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?\)|\[[^\[\]\n]{0,100}\]))
    | (?<=[\w.,;:!?)"'”’*_])
      (?P<note>\[(?:\d{1,3}|[a-z]|note[ ]\d{1,2}|citation[ ]needed|update|clarification[ ]needed)\])
    | \\(?P<escaped>[*_\#\[\]()~`>.!|+-])
    | (?<![\w*])(?P<open>\*{1,3})(?=[^\s*]) | (?<=[^\s*])(?P<close>\*{1,3})(?![\w*])
    | (?<![\w_])(?P<open_line>_{1,3})(?=[^\s_]) | (?<=[^\s_])(?P<close_line>_{1,3})(?![\w_])
    | (?P<struck>~~) | (?<![\w`])(?P<code>`{1,3}(?=[^`])) | (?<=[^\s`])(?P<uncode>`{1,3})(?![\w`])
    """,
    re.VERBOSE | re.MULTILINE,
)


def _entities(text: str) -> Iterator[Edit]:
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        letters = unescape(unescape(unescape(match.group())))
        if letters != match.group():
            yield match.start(), match.end(), letters.replace("\0", " ")


def _tags(text: str) -> Iterator[Edit]:
    if "<" not in text:
        return
    at, size = 0, len(text)
    unclosed: set[str] = set()
    while at < size:
        start = text.find("<", at)
        if start < 0:
            return
        address = _ADDRESS.match(text, start)
        tag = None if address else _TAG.match(text, start)
        if address is not None:
            yield start, address.end(), ""
            at = address.end()
        elif tag is None:
            at = start + 1
        elif tag.group("hidden"):
            at, edit = _hidden(text, start, tag.group("hidden"), unclosed)
            if edit is not None:
                yield edit
        else:
            name = tag.group("name").lower()
            at = tag.end()
            if name in _DROPPED and not tag.group("shut") and not tag.group("rest").endswith("/>"):
                end = None if name in unclosed else _ENDS[name].search(text, at)
                if end is None:
                    unclosed.add(name)
                else:
                    at = end.end()
            yield start, at, _instead(name, shut=bool(tag.group("shut")))


def _hidden(text: str, start: int, opener: str, unclosed: set[str]) -> tuple[int, Edit | None]:
    """A comment, a declaration, or the marks around CDATA, whose content is text."""
    if opener == "![CDATA[":
        return start + 9, (start, start + 9, "")
    closer = "-->" if opener == "!--" else ">"
    end = -1 if opener in unclosed else text.find(closer, start)
    if end < 0:
        unclosed.add(opener)
        return start + 1, None
    return end + len(closer), (start, end + len(closer), "")


def _instead(name: str, *, shut: bool) -> str:
    if name in _CELLS:
        return "\t" if not shut else ""
    if name == "tr":
        return "\n" if not shut else ""
    if name == "br":
        return "\n"
    if name == "li":
        return "\n• " if not shut else "\n"
    return "\n\n" if name in _BLOCKS else ""


def _unseen(text: str) -> Iterator[Edit]:
    for match in _UNSEEN_RUN.finditer(text):
        kind, words = match.lastgroup, match.group()
        if kind == "unseen" or kind == "wrapped":
            instead = ""
            words = "\n" if kind == "wrapped" else words
        elif kind in ("respelt", "accent"):
            instead = unicodedata.normalize("NFKC" if kind == "respelt" else "NFC", words)
        else:
            instead = "\n" if kind == "line" else " "
        if instead != words:
            yield match.start(), match.end(), instead


def _markdown(text: str) -> Iterator[Edit]:
    for match in _MARKDOWN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "headed":
            yield *match.span("heading"), ""
            end = match.end("headed")
            if text.startswith("\n", end):
                yield end, end + 1, "\n\n"
        elif kind == "link":
            yield match.start(), match.start("linked"), ""
            yield *match.span("link"), ""
        elif kind == "escaped":
            yield match.start(), match.start("escaped"), ""
        else:
            yield *match.span(kind), ""


def is_plain(text: str) -> bool:
    """True for a text that is read as it is: no pass would change it."""
    # One set of characters is searched for far faster than alternatives.
    return _SIGNS.search(text) is None and "   " not in text and ("-\n" not in text or _PARTED.search(text) is None)


PASSES: Final[tuple[Callable[[str], Iterator[Edit]], ...]] = (_entities, _tags, _unseen, _markdown, flatten_tables)
"""In this order: entities may spell tags, tags may hold markdown and tables."""
