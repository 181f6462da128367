"""What others would do in an afternoon: casualty counts by a regular expression, and by spaCy's matcher.

Both know the common verbs of harm, hedges, number words and vague counts; both give (measure, min, max). They are no
straw men, and no readers: they see neither negation nor history, no place, no date, no group and no other event.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

Claim = tuple[str, int, int | None]

MEASURES: Final = {
    "killed": ("killed", "dead", "died", "die", "dies", "deaths", "fatalities"),
    "injured": ("injured", "wounded", "hurt", "injuries"),
    "missing": ("missing", "unaccounted"),
    "detained": ("arrested", "detained", "arrests"),
    "abducted": ("abducted", "kidnapped"),
    "displaced": ("displaced", "evacuated"),
}
ACTIVE: Final = {
    "killed": ("killed", "killing", "kill", "kills"),
    "injured": ("injured", "injuring", "wounded", "wounding"),
    "detained": ("arrested", "detained"),
    "abducted": ("kidnapped", "abducted"),
}
HEDGES: Final = {
    "at least": "least",
    "no fewer than": "least",
    "more than": "more",
    "over": "more",
    "up to": "most",
    "about": "about",
    "around": "about",
    "some": "about",
    "nearly": "nearly",
    "almost": "nearly",
}
_SMALL: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS: Final = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
WORDS: Final = {
    **{word: value for value, word in enumerate((*_SMALL, *_TEENS), 1)},
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "a": 1,
    "an": 1,
}
VAGUE: Final = {"dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}
BETWEEN: Final = 4
"""Words between a count and its verb at most."""

_OF: Final = {word: measure for measure, words in MEASURES.items() for word in words}
_OF_ACTIVE: Final = {word: measure for measure, words in ACTIVE.items() for word in words}
_NUMBER: Final = "|".join(sorted((*WORDS, *VAGUE), key=len, reverse=True))
_COUNT: Final = rf"(?:\b({'|'.join(HEDGES)})\s+)?\b(\d{{1,3}}(?:,\d{{3}})+|\d+|{_NUMBER})\b"
_BEHIND: Final = re.compile(rf"{_COUNT}(?:\s+[\w'-]+){{0,{BETWEEN}}}?\s+({'|'.join(_OF)})\b", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"\b({'|'.join(_OF_ACTIVE)})\s+{_COUNT}", re.IGNORECASE)


def by_pattern(text: str) -> set[Claim]:
    """Return the claims that two regular expressions find."""
    found = {_claim(_OF[m[3].lower()], m[1] or "", m[2]) for m in _BEHIND.finditer(text)}
    return found | {_claim(_OF_ACTIVE[m[1].lower()], m[2] or "", m[3]) for m in _BEFORE.finditer(text)}


def _claim(measure: str, hedge: str, number: str) -> Claim:
    low = number.lower().replace(",", "")
    least: int
    most: int | None
    least, most = VAGUE.get(low) or (WORDS.get(low) or int(low),) * 2
    match HEDGES.get(" ".join(hedge.lower().split())):
        case "least":
            most = None
        case "more":
            least, most = least + 1, None
        case "most":
            least = min(1, least)
        case "about":
            least, most = 9 * least // 10, -(-11 * most // 10)
        case "nearly":
            least = 9 * least // 10
    return measure, least, most


def spacy_matcher(model: str | None) -> Callable[[str], set[Claim]]:
    """Return an extractor of claims with spaCy's matcher: over `model`, or over its blank English pipeline.

    Raises:
        ImportError: spaCy is not installed.
        OSError: The model is not.
    """
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("en") if model is None else spacy.load(model)
    if model is None:
        nlp.add_pipe("sentencizer")
    nlp.max_length = 2_000_000
    number: dict[str, Any] = {"LOWER": {"REGEX": rf"^(?:\d[\d,]*|{'|'.join((*WORDS, *VAGUE))})$"}}
    between = [{"IS_ALPHA": True, "OP": "?"}] * BETWEEN
    matcher = Matcher(nlp.vocab)
    matcher.add("behind", [[number, *between, {"LOWER": {"IN": list(_OF)}}]])
    matcher.add("before", [[{"LOWER": {"IN": list(_OF_ACTIVE)}}, *hedge, number] for hedge in _hedges()])

    def claims(text: str) -> set[Claim]:
        doc = nlp(text)
        nearest: dict[int, tuple[int, Claim]] = {}
        for name, first, stop in matcher(doc):
            at, measure = (first, _OF.get(doc[stop - 1].lower_, ""))
            if nlp.vocab.strings[name] == "before":
                at, measure = stop - 1, _OF_ACTIVE[doc[first].lower_]
            low = [token.lower_ for token in doc[max(0, at - 3) : at]]
            hedge = next((words for words in HEDGES if low[-len(words.split()) :] == words.split()), "")
            if doc[at].sent == doc[stop - 1].sent and stop - first <= nearest.get(at, (99,))[0]:
                nearest[at] = stop - first, _claim(measure, hedge, doc[at].text)
        return {claim for _, claim in nearest.values()}

    return claims


def _hedges() -> Iterable[list[dict[str, str]]]:
    yield []
    yield from ([{"LOWER": word} for word in words.split()] for words in HEDGES)
