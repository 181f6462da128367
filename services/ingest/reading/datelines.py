"""The place that opens a report: `ALMATY, Jan 6 (Wire) -`, `Hasakah, Syria:`."""

from typing import Final

from services.ingest.reading.document import Mention, Sentence

_ENDS: Final = frozenset(("—", "-", ":"))
_FARTHEST: Final = 12
"""Tokens before the dash or colon of a dateline at most."""


def find_dateline(sentences: tuple[Sentence, ...]) -> Mention | None:
    """Return the place in the dateline of a report, None when it has none."""
    first = next((sentence for sentence in sentences if sentence.field == "text"), None)
    if first is None or not first.mentions or first.mentions[0].first > 0:
        return None
    opening = [mention for mention in first.mentions if mention.kind != "demonym"]
    if not opening or opening[0].first > 0:
        return None
    size = min(len(first.tokens), _FARTHEST)
    for at in range(opening[0].stop, size):
        token = first.tokens[at]
        if token.low in _ENDS:
            return opening[0]
        if token.kind == "word" and token.text.islower():
            return None
    # "Rafah, Gaza Strip." stands alone.
    alone = opening[-1].stop + 1 >= len(first.tokens) and len(first.tokens) <= _FARTHEST
    return opening[0] if alone else None
