"""What shows that a number counts no people: money, distances, ages, dates, results, numbers of flights and rooms."""

from typing import Final

from services.ingest.reading.document import Amount, Token, When
from services.ingest.reading.grammar import AUXILIARIES, FINITE
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.numerals import NUMBER_WORDS

_UNITS: Final = load_table("numbers", "units")
_LABELS: Final = load_words("numbers", "labels.label")
_COUNTED: Final = load_words("numbers", "labels.counted")
_YEARS_BEFORE: Final = load_words("numbers", "years.before")
_RESULTS: Final = load_words("numbers", "results.words")
_SCORED: Final = _RESULTS - {"killed", "passed", "lost", "led", "lead"}
_FUNCTION: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "as",
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "when",
        "while",
        "after",
        "before",
        "until",
        "since",
        "into",
        "over",
        "under",
        "near",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "those",
        "than",
        "not",
    ]
)
_ROUND: Final = frozenset(("five", "ten", "5", "10", "100", "hundred", "1,000", "thousand"))
_SHARED_OUT: Final = frozenset(("people", "women", "men", "children", "adults", "girls", "boys"))
_OLDEST: Final = 110
"""Years of age at most."""


def unit_of(
    tokens: tuple[Token, ...],
    first: int,
    number: int,
    number_stop: int,
    stop: int,
    whens: tuple[When, ...],
    last: Amount | None,
) -> str | None:
    """Tell what a number measures when it counts no people; None when it may count people.

    Args:
        tokens: The tokens of the sentence.
        first: Where the count begins, hedges and all.
        number: Where the bare number begins.
        number_stop: Where the bare number stops.
        stop: Where the count stops.
        whens: The time expressions of the sentence.
        last: The count before this one.
    """
    following = tokens[stop].low if stop < len(tokens) else ""
    before = tokens[first - 1].low if first else ""
    bare = tokens[number]
    for when in whens:
        if when.first < number_stop and number < when.stop:
            return "date"
    if (unit := _UNITS.get(following)) is not None and not (following == "m" and not tokens[stop].text.islower()):
        # "0315 local", but "four local aid workers"
        return unit if following != "local" or not bare.low.isalpha() else None
    if following == "-" and stop + 1 < len(tokens) and (unit := _UNITS.get(tokens[stop + 1].low)) is not None:
        return unit
    if before in ("aged", "ages", "age"):
        return "age"
    if _is_rate(tokens, number, stop) or (before == "in" and last is not None and last.unit == "rate"):
        return "rate"
    numbered = before == "number" and first > 1 and tokens[first - 2].low in _COUNTED
    if (before in _LABELS and not numbered) or (before == "." and first > 1 and tokens[first - 2].low in _LABELS):
        return "label"
    if bare.kind == "number" and len(bare.low) == 4 and bare.low.isdecimal():
        if bare.low[0] == "0" or (before in ("at", "by") and bare.low[2] < "6" and following in ("", ",", ".", "on")):
            return "time"
        year = 1500 <= int(bare.low) <= 2100
        if (
            year
            and number_stop - number == 1
            and (
                before in _YEARS_BEFORE
                or (before in ("the", "of", "(") and (following in _FUNCTION or not following.isalpha()))
                or (before == "of" and (following in FINITE or following.endswith("ed")))
            )
        ):
            return "date"
    if _is_result(tokens, number, number_stop, first):
        return "result"
    if first < number and tokens[first].low == "under" and (not following.isalpha() or following in _FUNCTION):
        return "age"
    if bare.kind == "number" and number_stop - number == 1 and bare.low.isdecimal() and int(bare.low) <= _OLDEST:
        if first < number:
            return None
        if before == "(" and following == ")":
            return "bracketed"
        if before == "," and following == "," and first > 1 and tokens[first - 2].kind == "word":
            return "bracketed"
    if (
        last is not None
        and last.unit is not None
        and last.unit not in ("bracketed", "result")
        and first - last.stop <= (2 if last.unit == "ballot" else 1)
        and before in ("and", "or", "to", ",", "-")
        and (last.unit == "age" or not following.isalpha() or following in _FUNCTION)
    ):
        return last.unit
    return None


def _is_rate(tokens: tuple[Token, ...], number: int, stop: int) -> bool:
    """One in three, one in ten women: a share, not a count."""
    if stop + 2 >= len(tokens) or tokens[stop].low != "in":
        return False
    whole, behind = tokens[stop + 1], tokens[stop + 2].low
    if whole.kind != "number" and whole.low not in NUMBER_WORDS:
        return False
    if tokens[number].low not in ("one", "1"):
        return whole.low in _ROUND and (behind in AUXILIARIES or behind in _SHARED_OUT)
    people = behind in _SHARED_OUT or behind.endswith(("ists", "ers", "ors"))
    return people or behind in _FUNCTION or behind in FINITE or not behind.isalpha()


def _is_result(tokens: tuple[Token, ...], number: int, number_stop: int, first: int) -> bool:
    if number_stop - number < 3 or tokens[number + 1].low not in ("-", "to"):
        return False
    values = [token.low for token in tokens[number:number_stop] if token.low.isdecimal()]
    if len(values) != 2:
        return False
    if tokens[number + 1].low == "-" and int(values[0]) >= int(values[1]):
        return True
    near = range(max(0, first - 4), min(len(tokens), number_stop + 2))
    return any(tokens[at].low in _SCORED for at in near)
