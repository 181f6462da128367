"""Counts with their hedges, as closed intervals: at least 12, dozens, between 20 and 30, no one."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from schemas.quantity import Quantity
from services.ingest.reading.document import Amount, Token, When
from services.ingest.reading.grammar import FUNCTION
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.numerals import NUMBER_WORDS, read_numeral
from services.ingest.reading.remembered import Remembered
from services.ingest.reading.units import unit_of


class _Bounds(NamedTuple):
    least: int
    most: int | None
    approx: bool


class _Core(NamedTuple):
    """A count without what stands around it."""

    first: int
    stop: int
    bounds: _Bounds
    rule: str


_Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def _by_word(table: Mapping[str, str], *, at: int) -> _Phrases:
    """Order phrases by one of their words (0: the first, -1: the last), the longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, kind in table.items():
        words = tuple(phrase.split())
        phrases.setdefault(words[at], []).append((words, kind))
    return {word: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for word, found in phrases.items()}


_VAGUE: Final = _by_word(load_table("numbers", "vague"), at=0)
_FACTORS: Final = _by_word(load_table("numbers", "factors"), at=0)
_ZERO: Final = _by_word(dict.fromkeys(load_words("numbers", "zero.words"), "0"), at=0)
_HEDGES: Final = _by_word(load_table("numbers", "hedges"), at=-1)
_BEHIND: Final = _by_word(load_table("numbers", "hedges_behind"), at=0)
_SCALES: Final = {word: int(value) for word, value in load_table("numbers", "scales").items()}
_CHANGES: Final = load_words("numbers", "changes.words")
_OPENERS: Final = frozenset((*NUMBER_WORDS, *_VAGUE, *_FACTORS, *_ZERO, "a")) - _SCALES.keys()
_WORDY: Final = frozenset((*_VAGUE, *_FACTORS, *_ZERO))
"""Words that open a count that is more than a plain number."""
_BEHIND_A_NUMERAL: Final = frozenset((*NUMBER_WORDS, "half-dozen"))
_BEHIND_A: Final = _BEHIND_A_NUMERAL.union(
    words[1] for phrases in (_VAGUE, _FACTORS, _ZERO) for words, _ in phrases.get("a", ())
)
"""Words that make a count of the article before them."""
_REMEMBERED: Final = 4096
"""Intervals that are kept, so that a count told again makes no new one."""
_DEMONSTRATIVES: Final = frozenset(("every", "each", "any", "this", "that"))
_ENDINGS: Final = (("-plus", "at_least"), ("-odd", "about"))
_LOOSE_SCORES: Final = frozenset(
    (
        "of",
        "were",
        "are",
        "have",
        "more",
        "dead",
        "killed",
        "injured",
        "wounded",
        "hurt",
        "missing",
        "arrested",
        "detained",
    )
)
_ROUND: Final = frozenset(("100", "1000"))
_HARMING: Final = frozenset(
    ("killing", "killed", "wounding", "wounded", "injuring", "injured", "hurting", "hurt", "arresting", "arrested")
)
"""Verbs whose object may be "scores" alone: killing 50 people and wounding scores."""
_OWNING: Final = frozenset(("the", "its", "their", "his", "her", "these", "those"))
_SHORTENED: Final = frozenset(("est", "approx", "c", "ca", "min", "max"))
_SPEECH: Final = frozenset(
    (
        "reports",
        "rumours",
        "rumors",
        "news",
        "questions",
        "worried",
        "concerned",
        "talk",
        "spoke",
        "information",
    )
)


def find_amounts(tokens: tuple[Token, ...], whens: tuple[When, ...] = ()) -> tuple[Amount, ...]:
    """Find every count in a row of tokens, also those that count no people (they carry a `unit`).

    Args:
        tokens: The tokens of a sentence.
        whens: Its time expressions: a number inside one is no count.

    Returns:
        The counts in order, none overlapping another.
    """
    found: list[Amount] = []
    free = 0
    for at in [at for at, token in enumerate(tokens) if _MAY_COUNT[token.low]]:
        if at < free:
            continue
        core = _core(tokens, at)
        if core is None or (at and tokens[at].low == "one" and _is_demonstrative(tokens, at)):
            continue
        core = _ranged(tokens, core, free)
        amount = _hedged(tokens, core, free, whens, found[-1] if found else None)
        found.append(amount)
        free = max(amount.stop, at + 1)
    return tuple(found)


def _may_count(low: str) -> bool:
    return low in _OPENERS or (not low.isalpha() and (low[0].isdigit() or "-" in low))


_MAY_COUNT: Final = Remembered(_may_count, _REMEMBERED)
"""Whether a count may begin with a word."""


def may_part(words: frozenset[str]) -> bool:
    """True when a sentence of these words may hold a count that takes part of something."""
    return "of" in words and not _PARTED.isdisjoint(words)


def _is_demonstrative(tokens: tuple[Token, ...], at: int) -> bool:
    """That one, every one; but "said that one guard was hurt" counts."""
    before = tokens[at - 1].low
    if before == "that" and at > 1 and at + 1 < len(tokens):
        after = tokens[at + 1]
        return after.kind != "word" or after.low in FUNCTION
    return before in _DEMONSTRATIVES


def _match(phrases: _Phrases, tokens: tuple[Token, ...], at: int) -> tuple[int, str] | None:
    """Match a phrase that begins at a token: where it stops, and its class."""
    for words, kind in phrases.get(tokens[at].low, ()):
        stop = at + len(words)
        if len(words) == 1 or tuple([token.low for token in tokens[at:stop]]) == words:
            return stop, kind
    return None


def _match_back(phrases: _Phrases, tokens: tuple[Token, ...], stop: int, free: int) -> tuple[int, str] | None:
    """Match a phrase that stops at a token: where it begins, and its class."""
    if stop <= free:
        return None
    for words, kind in phrases.get(tokens[stop - 1].low, ()):
        first = stop - len(words)
        if first >= free and (len(words) == 1 or tuple([token.low for token in tokens[first:stop]]) == words):
            return first, kind
    return None


def _core(tokens: tuple[Token, ...], at: int) -> _Core | None:
    low = tokens[at].low
    if low == "a" and at + 1 < len(tokens) and tokens[at + 1].low not in _BEHIND_A:
        behind = tokens[at + 1].low.replace(",", "")
        if at and behind in _ROUND and tokens[at - 1].low in ("over", "than", "about", "around", "nearly", "almost"):
            # "over a 100 people"
            return _Core(at, at + 2, _Bounds(int(behind), int(behind), False), behind)
        return None
    if low in _WORDY:
        found, said = _wordy(tokens, at, low)
        if said:
            return found
    elif not low.isalpha():
        for ending, hedge in _ENDINGS:
            if low.endswith(ending):
                plain = low.removesuffix(ending)
                spelt = plain.isalpha()
                inner = read_numeral((replace(tokens[at], low=plain, kind="word" if spelt else "number"),), 0)
                if inner is None:
                    return None
                bounds = _Bounds(inner.value, inner.value, False)
                return _Core(at, at + 1, _apply(hedge, bounds), f"{inner.value}{ending}")
        if low[-1] == "x" and low[:-1].isdecimal() and len(low) < 8:
            value = int(low[:-1])
            return _Core(at, at + 1, _Bounds(value, value, False), low)
        if low == "over-60":
            return None
    if low == "a" and at + 1 < len(tokens) and tokens[at + 1].low not in _BEHIND_A_NUMERAL:
        return None
    numeral = read_numeral(tokens, at)
    if numeral is None:
        return None
    value = numeral.value
    return _Core(at, numeral.stop, _Bounds(value, value, False), str(value))


def _wordy(tokens: tuple[Token, ...], at: int, low: str) -> tuple[_Core | None, bool]:
    """Read a count that is told in words, not in numerals; and whether the words settle that it is one or none."""
    if (matched := _match(_ZERO, tokens, at)) is not None:
        if low == "no" and at + 1 < len(tokens) and tokens[at + 1].low in ("more", "fewer", "less", "."):
            return None, True
        return _Core(at, matched[0], _Bounds(0, 0, False), low), True
    if (factor := _match(_FACTORS, tokens, at)) is not None and factor[0] < len(tokens):
        scale = _SCALES.get(tokens[factor[0]].low)
        if scale is not None:
            least, _, most = factor[1].partition("-")
            low_end, high_end = int(least) * scale, int(most) * scale
            if factor[1] == "3-9" and scale > 12:
                high_end = 10 * scale - 1
            elif factor[1] == "3-9":
                high_end = 99
            bounds = _Bounds(low_end, high_end, low_end != high_end)
            return _Core(at, factor[0] + 1, bounds, "several + scale"), True
    if (vague := _match(_VAGUE, tokens, at)) is not None:
        stop, span = vague
        loose = stop < len(tokens) and tokens[stop].low in _LOOSE_SCORES
        if low == "scores" and not loose and (not at or tokens[at - 1].low not in _HARMING):
            return None, True
        if tokens[stop - 1].low == "of":
            stop -= 1
        least, _, most = span.partition("-")
        return _Core(at, stop, _Bounds(int(least), int(most), least != most), low), True
    return None, False


def _ranged(tokens: tuple[Token, ...], core: _Core, free: int) -> _Core:
    """Join two numbers to a range: 20 to 25, 20-25, two or three, between 30 and 40."""
    if core.stop + 1 >= len(tokens) or core.bounds.most is None:
        return core
    join = tokens[core.stop].low
    before = tokens[core.first - 1].low if core.first > free else ""
    if join == "and" and before != "between":
        return core
    if join not in ("and", "to", "-", "or"):
        return core
    if join == "to" and before == "by":
        # "lifted the toll by three to 13"
        return core
    if join == "to" and before in ("from", "by", *_CHANGES) and _after_change(tokens, core.first, free):
        return core
    step = core.stop + 1
    if before == "between" and tokens[step].low in ("around", "about", "some") and step + 1 < len(tokens):
        step += 1
    other = _core(tokens, step)
    if other is None or other.bounds.most is None:
        return core
    least, most = core.bounds.least, other.bounds.most
    if core.stop - core.first == 1 and other.rule.isdecimal() and _SCALES.get(tokens[other.stop - 1].low, 0) >= 100:
        # five to six hundred, 2 to 3 million: the scale belongs to both.
        scaled = least * _SCALES[tokens[other.stop - 1].low]
        if scaled < most:
            least = scaled
    if not 0 < least < most:
        return core if join != "-" else _Core(core.first, other.stop, core.bounds, "result")
    first = core.first - 1 if before in ("between", "from") else core.first
    return _Core(
        first, other.stop, _Bounds(least, most, core.bounds.approx or other.bounds.approx), f"{least} to {most}"
    )


def _after_change(tokens: tuple[Token, ...], first: int, free: int) -> bool:
    return any(tokens[at].low in _CHANGES for at in range(max(free, first - 4), first))


def _apply(hedge: str, bounds: _Bounds) -> _Bounds:
    """Narrow or open an interval by a hedge, in whole numbers."""
    least, most, approx = bounds
    if least == 0 == most:
        return bounds
    match hedge:
        case "at_least":
            return _Bounds(least, None, approx)
        case "more_than":
            return _Bounds(least + 1, None, approx)
        case "up_to":
            return _Bounds(min(1, least), most, approx)
        case "fewer_than":
            return _Bounds(1, None if most is None else max(1, most - 1), approx)
        case "about":
            return _Bounds(9 * least // 10, None if most is None else -(-11 * most // 10), True)
        case "nearly":
            return _Bounds(9 * least // 10, most, True)
    return bounds


def _hedged(tokens: tuple[Token, ...], core: _Core, free: int, whens: tuple[When, ...], last: Amount | None) -> Amount:
    first, stop, bounds, rule = core
    if stop < len(tokens) and tokens[stop].low in _BEHIND:
        behind = _match(_BEHIND, tokens, stop)
        if behind is not None and not _is_price(tokens, behind, stop):
            stop, hedge = behind
            bounds, rule = _apply(hedge, bounds), f"{rule} {hedge}"
    looking, skipped = first, False
    for _ in range(4):
        if looking - 1 > free and tokens[looking - 1].low == "." and tokens[looking - 2].low in _SHORTENED:
            looking -= 1
        before = _match_back(_HEDGES, tokens, looking, free)
        if before is None:
            break
        begins, hedge = before
        if hedge == "exact":
            looking, skipped = begins, True
            continue
        if (
            hedge == "about"
            and tokens[looking - 1].low == "about"
            and begins > free
            and tokens[begins - 1].low in _SPEECH
        ):
            break
        if skipped and hedge in ("about", "nearly") and tokens[looking].low in _OWNING:
            break
        first = looking = begins
        bounds, rule, skipped = _apply(hedge, bounds), f"{hedge} {rule}", False
    unit = unit_of(tokens, first, core.first, core.stop, stop, whens, last)
    partitive = stop + 1 < len(tokens) and tokens[stop].low == "of" and tokens[stop + 1].low in _PARTED
    return Amount(first, stop, _quantity(*bounds), rule.replace("_", " "), unit, partitive)


@lru_cache(_REMEMBERED)
def _quantity(least: int, most: int | None, approx: bool) -> Quantity:
    return Quantity.model_construct(min=least, max=most, approx=approx, text=None)


_PARTED: Final = frozenset(
    ("them", "whom", "these", "those", "the", "its", "their", "his", "her", "our", "us", "which")
)


def _is_price(tokens: tuple[Token, ...], behind: tuple[int, str], stop: int) -> bool:
    # "12 at most 3": a hedge behind a number that another number follows belongs to that one.
    after = behind[0]
    return tokens[stop].low not in ("+", "plus", "or", "and") and after < len(tokens) and tokens[after].kind == "number"
