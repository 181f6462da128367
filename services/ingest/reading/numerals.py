"""Numbers in digits and words, without hedges: 12 000, one hundred and six, half a million, two dozen."""

from fractions import Fraction
from typing import Final, NamedTuple

from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_table

_CARDINALS: Final = {word: int(value) for word, value in load_table("numbers", "cardinals").items()}
_SCALES: Final = {word: int(value) for word, value in load_table("numbers", "scales").items()}
_SUFFIXES: Final = {word: int(value) for word, value in load_table("numbers", "suffixes").items()}
_SEPARATORS: Final = str.maketrans(dict.fromkeys(", \u00a0\u202f\u2009'"))
_LARGEST: Final = 10**11
"""More than all who ever lived: a larger figure is no count."""
_PLAIN: Final = 11
"""Digits of a number that is surely below the largest, at most."""
NUMBER_WORDS: Final = frozenset((*_CARDINALS, *_SCALES, "half", "quarter"))


class Numeral(NamedTuple):
    """A plain number in a row of tokens."""

    stop: int
    value: int


def read_numeral(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """Read the longest plain number that begins at a token.

    Args:
        tokens: A row of tokens.
        at: Index of the first one.

    Returns:
        Where it stops and its value; None when no number begins there, or one that is no whole number.
    """
    token = tokens[at]
    low = token.low
    if token.kind == "number":
        if low.isdecimal() and len(low) <= _PLAIN and (at + 1 >= len(tokens) or tokens[at + 1].low not in _SCALES):
            return Numeral(at + 1, int(low))
        value = _digits(low)
        return None if value is None else _scaled(tokens, at + 1, value, digits=True)
    if low in ("half", "quarter", "a"):
        return _fraction(tokens, at)
    if low in _SCALES:
        return None
    first = _word(low)
    if first is not None:
        return _cardinal(tokens, at)
    if low[0].isdigit():
        return _with_suffix(at, low)
    return None


def _digits(low: str) -> Fraction | None:
    whole, *rest = low.translate(_SEPARATORS).split(".")
    if not whole.isdecimal() or len(whole) > 12:
        return None
    if not rest:
        return Fraction(int(whole))
    if len(rest) == 1 and not (len(rest[0]) == 3 and 1 <= len(whole) <= 3 and whole != "0"):
        return Fraction(int(whole)) + Fraction(int(rest[0]), 10 ** len(rest[0])) if len(rest[0]) <= 6 else None
    # 1.200 and 1.200.000: the point parts thousands, as on the continent.
    return Fraction(int(whole + "".join(rest))) if len(rest) <= 3 else None


def _word(low: str) -> int | None:
    value = _CARDINALS.get(low)
    if value is None and "-" in low:
        tens, _, ones = low.partition("-")
        ten, one = _CARDINALS.get(tens), _CARDINALS.get(ones)
        if ten is not None and one is not None and ten >= 20 and one < 10:
            return ten + one
    return value


def _whole(stop: int, value: Fraction) -> Numeral | None:
    return Numeral(stop, int(value)) if value.denominator == 1 and value < _LARGEST else None


def _scaled(tokens: tuple[Token, ...], at: int, value: Fraction, *, digits: bool) -> Numeral | None:
    """Multiply by the scale words that follow: 1.2 million, two hundred thousand."""
    while at < len(tokens) and tokens[at].low in _SCALES:
        value *= _SCALES[tokens[at].low]
        at += 1
        if not digits:
            break
    return _whole(at, value)


def _cardinal(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """Read number words: groups of hundreds, each under a smaller scale than the one before."""
    total, group, last_scale, size = 0, 0, _LARGEST, len(tokens)
    last_added = 1000
    begin = at
    while at < size:
        low = tokens[at].low
        word = _word(low)
        if word is not None:
            if word >= last_added:
                break
            group += word
            last_added = 10 if word >= 20 and word % 10 == 0 else 1
            at += 1
        elif low in _SCALES and low not in ("dozen", "score") and at > begin:
            scale = _SCALES[low]
            if scale == 100:
                if group == 0 or group >= 100:
                    break
                group *= 100
                last_added = 100
            elif scale < last_scale and group:
                total, group, last_scale, last_added = total + group * scale, 0, scale, 1000
            else:
                break
            at += 1
        elif low in ("dozen", "score") and at > begin:
            return _whole(at + 1, Fraction((total + group) * _SCALES[low]))
        elif low == "and" and at + 1 < size and at > begin:
            following = tokens[at + 1].low
            if following == "a" and _is(tokens, at + 2, "half") and _scale_at(tokens, at + 3):
                return _whole(at + 4, (total + group + Fraction(1, 2)) * _scale_at(tokens, at + 3))
            joins = _word(following) is not None and tokens[at - 1].low in _SCALES and _word(following) < 100  # type: ignore[operator]
            if not joins:
                break
            at += 1
        elif low == "point" and at + 1 < size and _word(tokens[at + 1].low) is not None:
            tenth = _word(tokens[at + 1].low) or 0
            return _scaled(tokens, at + 2, total + group + Fraction(tenth, 10), digits=True) if tenth < 10 else None
        else:
            break
    return Numeral(at, total + group) if total + group < _LARGEST else None


def _fraction(tokens: tuple[Token, ...], at: int) -> Numeral | None:
    """Half a million, half a dozen, a quarter of a million, a hundred and twenty, a dozen, a million and a half."""
    low, size = tokens[at].low, len(tokens)
    if low == "half":
        step = at + 1
        if _is(tokens, step, "a"):
            step += 1
        scale = _scale_at(tokens, step)
        return _whole(step + 1, Fraction(scale, 2)) if scale else None
    if low == "quarter":
        step = at + 1
        if _is(tokens, step, "of"):
            step += 1
        if _is(tokens, step, "a"):
            step += 1
        scale = _scale_at(tokens, step)
        return _whole(step + 1, Fraction(scale, 4)) if scale else None
    if at + 1 >= size:
        return None
    following = tokens[at + 1].low
    if following in ("half", "quarter"):
        return _fraction(tokens, at + 1)
    if following == "half-dozen":
        return Numeral(at + 2, 6)
    scale = _scale_at(tokens, at + 1)
    if not scale:
        return None
    value, step = Fraction(scale), at + 2
    if scale >= 1000 and _is(tokens, step, "and") and _is(tokens, step + 1, "a") and _is(tokens, step + 2, "half"):
        return _whole(step + 3, value * 3 / 2)
    if scale == 100 and _scale_at(tokens, step) >= 1000:
        return _whole(step + 1, value * _scale_at(tokens, step))
    if scale >= 100:
        more = step + 1 if _is(tokens, step, "and") else step
        rest = _cardinal(tokens, more) if more < size and _word(tokens[more].low) is not None else None
        if rest is not None and rest.value < scale and (more > step or scale == 100):
            return Numeral(rest.stop, int(value) + rest.value)
    return _whole(step, value)


def _is(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    return at < len(tokens) and tokens[at].low == low


def _scale_at(tokens: tuple[Token, ...], at: int) -> int:
    return _SCALES.get(tokens[at].low, 0) if at < len(tokens) else 0


def _with_suffix(at: int, low: str) -> Numeral | None:
    """10k and 2.5m: digits with a letter behind them."""
    figures = low.rstrip("abcdefghijklmnopqrstuvwxyz")
    scale = _SUFFIXES.get(low[len(figures) :])
    value = _digits(figures) if scale else None
    return _whole(at + 1, value * scale) if value is not None and scale else None
