"""The small words of languages, by which one is told from another."""

from typing import Final

from services.ingest.reading.lexicon.files import load_tables

_ENGLISH: Final = "en"


def _turned() -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = {}
    for code, words in load_tables("languages")["common"].items():
        if not code.startswith("_"):
            for word in words:
                if code not in turned.setdefault(word, []):
                    turned[word].append(code)
    # What is a word of English and of another language (`die`, `in`, `no`) speaks for neither.
    return {word: tuple(codes) for word, codes in turned.items() if codes == [_ENGLISH] or _ENGLISH not in codes}


SMALL_WORDS: Final = _turned()
"""ISO 639-1 codes of the languages that have a word"""
OWN: Final = frozenset(word for word, codes in SMALL_WORDS.items() if codes == (_ENGLISH,))
FOREIGN: Final = SMALL_WORDS.keys() - OWN
