"""Where sentences end: full stops that are no abbreviation, blank lines, bullets."""

import re
from typing import Final

from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.remembered import Remembered

_ABBREVIATIONS: Final = load_words("sentences", "abbreviations")
_BEFORE_NUMBER: Final = load_words("sentences", "before_number")
_STARTERS: Final = load_words("sentences", "starters")
# Each branch opens with a plain character: only then does the pattern machine pass over all others at once.
_CLOSING: Final = r"[.!?…]*[\"'”’)\]»]{0,3}(?=\s|$)"
_BREAK: Final = re.compile(rf"\.{_CLOSING}|!{_CLOSING}|\?{_CLOSING}|…{_CLOSING}|\n|•(?=\s)|\|(?=\s)|\+\+{{1,3}}(?=\s)")
_LAST_WORD: Final = re.compile(r"[\w.\-]+$")
_NEXT: Final = re.compile(r"\s{0,9}[\"'“‘(\[«*_-]{0,3}\s?(\w+)?")
_BULLET: Final = re.compile(r"[ \t]{0,9}(?:[-*•–—▪]|\d{1,2}[.)]|[a-z]\)|\([a-z\d]{1,2}\))\s")
_NEAR: Final = 24
"""Characters before a full stop in which its word is looked for."""
_SHORT_LINE: Final = 50
"""A line of fewer characters that ends without a full stop is a heading or an entry of a list, not a wrapped line."""


def split_sentences(text: str) -> list[tuple[int, int, int]]:
    """Cut a text into sentences.

    Args:
        text: The title or text of a report.

    Returns:
        Start, end and paragraph number of each sentence, without the white space around it, in order.
    """
    spans: list[tuple[int, int, int]] = []
    start = line = paragraph = 0
    for match in _BREAK.finditer(text):
        at = match.start()
        mark = text[at]
        new_paragraph = False
        if mark == "\n":
            if at == line:
                start = line = at + 1
                paragraph += 1
                continue
            ends = new_paragraph = _ends_at_line(text, line, at)
            line = at + 1
        elif mark in "•|+":
            ends = True
        elif mark in "!?…":
            ends = _opens_sentence(text, match.end())
        else:
            ends = _ends_at_stop(text, at, match.end())
        if ends:
            _add(spans, text, start, at if mark in "\n•|+" else match.end(), paragraph)
            start = match.end()
            paragraph += new_paragraph
    _add(spans, text, start, len(text), paragraph)
    return spans


def _add(spans: list[tuple[int, int, int]], text: str, start: int, end: int, paragraph: int) -> None:
    inner = text[start:end]
    words = inner.strip()
    if words:
        first = start + len(inner) - len(inner.lstrip())
        spans.append((first, first + len(words), paragraph))


def _opens_sentence(text: str, at: int) -> bool:
    match = _NEXT.match(text, at)
    word = match.group(1) if match else None
    return word is None or not word[0].islower()


def _ends_at_stop(text: str, at: int, after: int) -> bool:
    if text.startswith("..", at):
        return _opens_sentence(text, after)
    kind = _BEFORE_STOP[_word_before(text, at)]
    if kind == "abbreviation":
        return False
    if kind == "word" and text[after : after + 1] == " " and text[after + 1 : after + 2].isupper():
        return True
    following = _NEXT.match(text, after)
    word = (following.group(1) if following else None) or ""
    if word[:1].islower():
        return False
    if kind == "before a number":
        return not word[:1].isdigit()
    # The point of U.S. and a.m. belongs to the word, and ends the sentence only before a word that opens one.
    return kind == "word" or not word or word.lower() in _STARTERS


def _before_stop(last: str) -> str:
    """Tell what a word with a full stop behind it is."""
    low = last.lower()
    if low in _BEFORE_NUMBER:
        return "before a number"
    # An initial: J. Smith.
    if low in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last.isupper()):
        return "abbreviation"
    return "pointed" if "." in last and last.replace(".", "").isalpha() else "word"


_BEFORE_STOP: Final = Remembered(_before_stop, 8192)


def _word_before(text: str, at: int) -> str:
    near = text[max(0, at - _NEAR) : at]
    last = near.rsplit(None, 1)[-1] if near and not near[-1].isspace() else ""
    if last.isalpha():
        return last
    before = _LAST_WORD.search(near)
    return before.group() if before else ""


def _ends_at_line(text: str, line: int, at: int) -> bool:
    if text.startswith(("\n", "\r\n"), at + 1):
        return True
    content = text[line:at].strip()
    if not content:
        return True
    bullet = _BULLET.match(text, at + 1)
    if bullet is not None and not (bullet.group().strip()[0].isalnum() and _runs_on(content)):
        return True
    following = _NEXT.match(text, at + 1)
    word = (following.group(1) if following else None) or ""
    if word[:1].islower():
        return False
    # A bullet's line goes on below only in small letters: "- Three volunteers lost their homes", "Needs: tents".
    return not _runs_on(content) or (_BULLET.match(text, line) is not None and content[-1] != ",")


def _runs_on(content: str) -> bool:
    """True for a line that is wrapped inside a sentence: long, and without an end; `2.` below it is no bullet."""
    return len(content) >= _SHORT_LINE and content[-1] not in '.!?:;"”'
