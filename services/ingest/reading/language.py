"""Which language a report is in, as far as it matters: English, or another that is not read."""

from collections.abc import Iterable
from typing import Final

from services.ingest.reading.document import Sentence
from services.ingest.reading.lexicon.files import load_table

_WORDS: Final = dict(load_table("languages", "common"))
_ENOUGH: Final = 12
"""Words below which a report is taken to be English: a headline in capitals holds few small words."""
_LOOKED_AT: Final = 400


def guess_language(sentences: Iterable[Sentence]) -> str | None:
    """Return the ISO 639-1 code of a report that is not in English, else None."""
    counts: dict[str, int] = {}
    total = foreign = 0
    for sentence in sentences:
        lows = [token.low for token in sentence.tokens if token.kind == "word"]
        total += len(lows)
        for low in lows:
            if low in _WORDS:
                language = _WORDS[low]
                counts[language] = counts.get(language, 0) + 1
        if not "".join(lows).isascii():
            foreign += sum(not low[0].isascii() for low in lows)
        if total > _LOOKED_AT:
            break
    if total < _ENOUGH:
        return _by_script(sentences) if foreign * 2 > total else None
    best = max(counts, key=lambda code: (counts[code], code)) if counts else "en"
    if foreign * 2 > total:
        return _by_script(sentences)
    return None if best == "en" or counts[best] * 8 < total or counts.get("en", 0) * 2 > counts[best] else best


def _by_script(sentences: Iterable[Sentence]) -> str:
    for sentence in sentences:
        for token in sentence.tokens:
            for low, high, code in _SCRIPTS:
                if low <= token.text[0] <= high:
                    return code
    return "und"


_SCRIPTS: Final = (
    ("\u0400", "\u04ff", "ru"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0590", "\u05ff", "he"),
    ("\u0370", "\u03ff", "el"),
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0900", "\u097f", "hi"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u0530", "\u058f", "hy"),
)
