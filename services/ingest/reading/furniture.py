"""What stands around a report and is none of it: bullets, times of a live blog, links, appeals, credits, banners.

Sentences of furniture are left out before anything is read, so that `Related: 14 killed in market blast` is no claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from services.ingest.reading.document import Cut, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.restated import without_restated


def _phrases(table: str) -> Phrases[bool]:
    return Phrases((words.replace("'s", " 's"), True) for words in sorted(load_words("furniture", table)))


_OPENERS: Final = _phrases("openers")
_INSIDE: Final = _phrases("inside")
_LINKS: Final = _phrases("links")
_ALONE: Final = _phrases("alone")
_ZONES: Final = _phrases("zones")
_FIRST: Final = _OPENERS.openers | _LINKS.openers | _ALONE.openers | {"by"}
_BULLETS: Final = frozenset("•*—-▪◦‣·»→✓►●■□▶▸➤➢✔§🔴🔹🔸🚨📌⚡️") | {"->", "--"}
_AFTER_LINK: Final = frozenset((":", "—", "|", ">", "»", "...", "→"))
_AFTER_STAMP: Final = frozenset((":", "—", "-", "|", "]", ")", ",", "."))
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?(?:[ap]m|z|h|hrs)?|(?:1[0-2]|[1-9])[ap]m")
_BARE_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_FULL_STOPS: Final = frozenset((".", "!", "?", '"', "'"))
_BYLINE: Final = 14
"""Tokens of a line that names its authors at most."""
_JOINING: Final = frozenset(("by", "and", "in", "at", "for", "of", "the", "with"))
_LISTED: Final = 10
"""Headlines below `Related stories` that are left out at most."""


class Line(NamedTuple):
    """A sentence on its way into a document."""

    field: Literal["title", "text"]
    paragraph: int
    cut: Cut
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    """the tokens in lower case"""
    words: frozenset[str]

    def keep(self, kept: Sequence[int]) -> "Line":
        """Return the line with some of its tokens; its words stay."""
        before = self.cut.kept
        cut = self.cut._replace(kept=kept if before is None else [before[at] for at in kept])
        tokens = tuple([self.tokens[at] for at in kept])
        return self._replace(cut=cut, tokens=tokens, forms=tuple([token.low for token in tokens]))


def without_furniture(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the sentences of the report itself, without their bullets and time stamps."""
    listed = 0
    for line in lines:
        first = _trimmed(line.tokens)
        if first == len(line.tokens):
            continue
        if first:
            line = line.keep(range(first, len(line.tokens)))
        if "(" in line.words:
            kept = without_restated(line.tokens)
            line = line if len(kept) == len(line.tokens) else line.keep(kept)
        if line.field == "text":
            tokens = line.tokens
            if listed and tokens[-1].low not in _FULL_STOPS:
                listed -= 1
                continue
            listed = 0
            if tokens[0].low in _FIRST or not line.words.isdisjoint(_INSIDE.signs):
                found = _furniture(tokens, line.words)
                if found:
                    listed = _LISTED if found == "list" else 0
                    continue
        yield line


def _trimmed(tokens: tuple[Token, ...]) -> int:
    """How many tokens of bullets, numbering and time stamps a sentence begins with."""
    size, at = len(tokens), 0
    while at < size and tokens[at].low in _BULLETS:
        at += 1
    after = _stamp(tokens, at)
    if after is None:
        return at
    while after < size and (tokens[after].low in _AFTER_STAMP or tokens[after].low in _BULLETS):
        after += 1
    return after


def _stamp(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where a number of a list (`1)`) or the time of an entry (`[14:32 GMT]`, `10.45am`) stops, None without one."""
    size = len(tokens)
    opened = at < size and tokens[at].low in ("[", "(")
    first = at + opened
    if first >= size or not tokens[first].low[0].isalnum():
        return None
    low = tokens[first].low
    stop = first + 1
    after = tokens[stop].low if stop < size else ""
    if after == ")" and (len(low) == 1 or (low.isdigit() and len(low) <= 2)):
        return stop + 1
    if not low[0].isdigit():
        return None
    zone = _ZONES.match(tokens, stop) if stop < size else None
    if _CLOCK.fullmatch(low) is None and not (zone is not None and _BARE_CLOCK.fullmatch(low)):
        return None
    if tokens[first].kind == "number" and zone is None:
        # 4.30 may be an amount.
        return None
    while zone is not None:
        stop = zone[0]
        zone = _ZONES.match(tokens, stop) if stop < size else None
    if stop < size and tokens[stop].low not in _AFTER_STAMP and not (tokens[stop].text[0].isupper() or opened):
        return None
    return stop


def _furniture(tokens: tuple[Token, ...], words: frozenset[str]) -> str:
    """`list` for a heading over other stories, `line` for a sentence of furniture, empty for one of the report."""
    size = len(tokens)
    link = _LINKS.match(tokens, 0) if tokens[0].low in _LINKS.openers else None
    if link is not None:
        if link[0] >= size or (link[0] + 1 >= size and tokens[link[0]].kind == "mark"):
            return "list"
        if tokens[link[0]].low in _AFTER_LINK:
            return "line"
    if tokens[0].low == "by" and _is_byline(tokens):
        return "line"
    if tokens[0].low in _OPENERS.openers and _OPENERS.match(tokens, 0):
        return "line"
    alone = _ALONE.match(tokens, 0) if tokens[0].low in _ALONE.openers else None
    if alone is not None and alone[0] == size:
        return "line"
    if words.isdisjoint(_INSIDE.signs):
        return ""
    openers = _INSIDE.openers
    return "line" if any(t.low in openers and _INSIDE.match(tokens, at) for at, t in enumerate(tokens)) else ""


def _is_byline(tokens: tuple[Token, ...]) -> bool:
    """`By Jane Doe and John Roe in Lima`: names and what joins them, no number and no verb."""
    if not 2 <= len(tokens) <= _BYLINE or tokens[-1].low == ":":
        return False
    return all(t.kind == "mark" or t.low in _JOINING or (t.kind == "word" and t.text[0].isupper()) for t in tokens)
