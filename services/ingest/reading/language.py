"""Which language a report is in, as far as it matters: English, or another that is not read."""

from typing import Final

from services.ingest.reading.document import Sentence
from services.ingest.reading.lexicon.files import load_tables
from services.ingest.reading.small_words import FOREIGN, SMALL_WORDS
from services.ingest.reading.traits import ENGLISH, STRANGE, WORDS, count_of

_RANGES: Final[list[tuple[str, str, str]]] = [tuple(row) for row in load_tables("languages")["scripts"]["ranges"]]
_ENOUGH: Final = 12
"""Words below which a report must hold no English word at all to be taken for another language."""
_SIGNS: Final = 2
"""Words of another language that tell it in a report of so few words."""
_SHARE: Final = 8
"""One word in so many is a small word in any running text."""
_NO_ENGLISH: Final = 20
"""Words of a report without one English word among them that are no English, whatever they are."""
_LOOKED_AT: Final = 400


def guess_language(sentences: tuple[Sentence, ...]) -> str | None:
    """Return the ISO 639-1 code of a report that is not in English, else None; `und` where it cannot be told."""
    counts: dict[str, int] = {}
    total = foreign = english = 0
    for sentence in sentences:
        total += count_of(sentence.traits, WORDS)
        english += count_of(sentence.traits, ENGLISH)
        foreign += count_of(sentence.traits, STRANGE)
        if not FOREIGN.isdisjoint(sentence.words):
            for token in sentence.tokens:
                for code in SMALL_WORDS[token.low] if token.kind == "word" and token.low in FOREIGN else ():
                    counts[code] = counts.get(code, 0) + 1
        if total > _LOOKED_AT:
            break
    if foreign * 2 > total:
        return _by_script(sentences)
    if total < _ENOUGH:
        return None if english else _of_few_words(sentences)
    best = max(counts, key=lambda code: (counts[code], code)) if counts else ""
    signs = counts.get(best, 0)
    if english * 2 <= signs and signs * _SHARE >= total:
        return best
    return "und" if not english and total >= _NO_ENGLISH else None


def _of_few_words(sentences: tuple[Sentence, ...]) -> str | None:
    """The language of a headline without an English word; names in capitals tell nothing: `Les Deux Alpes`."""
    counts: dict[str, int] = {}
    accented = False
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if token.kind == "word" and len(token.low) > 1 and (at == 0 or not token.text.istitle()):
                accented = accented or (at > 0 and not token.low.isascii())
                for code in SMALL_WORDS.get(token.low, ()):
                    counts[code] = counts.get(code, 0) + 1
    best = max(counts, key=lambda code: (counts[code], code)) if counts else None
    return best if best is not None and counts[best] >= _SIGNS - accented else None


def _by_script(sentences: tuple[Sentence, ...]) -> str:
    letters = {letter for sentence in sentences for token in sentence.tokens[:_LOOKED_AT] for letter in token.low}
    for low, high, code in _RANGES:
        if any(low <= letter <= high for letter in letters):
            return code
    return "und"
