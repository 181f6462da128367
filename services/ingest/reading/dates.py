"""Finds expressions of time and resolves them against the publication date."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from services.ingest.reading import day_names
from services.ingest.reading.document import Token, When
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.remembered import Remembered

_WEEKDAYS: Final = {word: int(day) for word, day in load_table("dates", "weekdays").items()}
_MONTHS: Final = {word: int(month) for word, month in load_table("dates", "months").items()}
_UNITS: Final = load_table("dates", "units")
_NUMBERS: Final = {word: int(number) for word, number in load_table("dates", "numbers").items()}
_TODAY: Final = load_words("dates", "lists.today")
_YESTERDAY: Final = load_words("dates", "lists.yesterday")
_TOMORROW: Final = load_words("dates", "lists.tomorrow")
_OVERNIGHT: Final = load_words("dates", "lists.overnight")
_PARTS: Final = load_words("dates", "lists.day_parts")
_AGO: Final = load_words("dates", "lists.ago")
_BEFORE_MONTH: Final = load_words("dates", "lists.before_month")
_BEFORE_YEAR: Final = load_words("dates", "lists.before_year")
_EVENTS: Final = load_words("dates", "lists.events")
_PEOPLE: Final = load_words("dates", "lists.people")
_DIGITS: Final = 4
"""Digits of a year."""
_LONGEST_RANGE: Final = 60
"""Years from the first to the last of a range at most."""
_IN_YEAR: Final = frozenset(("in", "since", "until", "during", "circa", "year", "till"))
_SHORT: Final = frozenset(word for word in (*_WEEKDAYS, *_MONTHS) if len(word) < 5) | {"march"}
"""Short names that are words or names of their own in lower case: they count only with a capital."""

Reader = Callable[[tuple[Token, ...], int, date], When | None]


def find_dates(tokens: tuple[Token, ...], published: date) -> tuple[When, ...]:
    """Return the expressions of time in a stretch of tokens, in order, without overlap.

    A weekday is the most recent one on or before publication; a day and month the nearest past one; "overnight" the
    night that ends on the day of publication.
    """
    found: list[When] = []
    free = 0
    for at in [at for at, token in enumerate(tokens) if _MAY_TELL[token.low]]:
        token = tokens[at]
        low = token.low
        reader = _READERS.get(low)
        if reader is None:
            if token.kind == "number" and low[0] in "12" and len(token.text) == _DIGITS:
                reader = _year
            elif token.kind == "word" and low.endswith("0s"):
                reader = _decade
            else:
                continue
        when = reader(tokens, at, published) if at >= free else None
        if when is None:
            continue
        if found and when.first < found[-1].stop:
            when = when._replace(first=found[-1].stop)
        if when.first < when.stop:
            found.append(when)
        free = max(at + 1, when.stop)
    return tuple(found)


def _low(tokens: tuple[Token, ...], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _weekday(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    token = tokens[at]
    if not token.text[0].isupper():
        return None
    day = day_names.last_weekday(published, _WEEKDAYS[token.low])
    before = _low(tokens, at - 1)
    rule = "weekday"
    if before in ("next", "coming"):
        day, rule = day + timedelta(days=7), "next weekday"
    elif before == "last" and day == published:
        day -= timedelta(days=7)
    if before == "before":
        return None
    stop = at + 1
    if _low(tokens, stop) in _PARTS:
        stop += 1
    if _low(tokens, stop) == "last" and _low(tokens, stop + 1) == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        day, stop = monday + timedelta(days=_WEEKDAYS[token.low]), stop + 2
    return When(at, stop, day, day, rule)


def _month(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    token = tokens[at]
    month = _MONTHS[token.low]
    if token.low in _SHORT and not token.text[0].isupper():
        return None
    after = at + 1
    if _low(tokens, after) == "." and len(token.low) <= 4:
        after += 1
    # "6 January", "the 6th of January"
    back = at - 2 if _low(tokens, at - 1) == "of" else at - 1
    day = _day_number(tokens, back)
    if day is not None:
        first = back
    else:
        # "January 6"
        day, first = _day_number(tokens, after), at
        if day is not None:
            after += 1
    year, stop = _year_behind(tokens, after)
    if day is not None:
        resolved = day_names.day_of(year, month, day) if year else day_names.nearest_past(published, month, day)
        if resolved is None:
            return None
        return When(first, stop, resolved, resolved, "day and month")
    before = _low(tokens, at - 1)
    if year is None and before not in _BEFORE_MONTH:
        return None
    last_year = _low(tokens, stop) in ("last", "the") and "year" in (_low(tokens, stop + 1), _low(tokens, stop + 2))
    if year is None and last_year:
        year, stop = published.year - 1, stop + (2 if _low(tokens, stop) == "last" else 3)
    if year is None and before == "next":
        year = published.year + (month <= published.month)
    if year is None and before == "last" and month == published.month:
        year = published.year - 1
    start, end = day_names.month_span(published, month, year)
    return When(at, stop, start, end, "month")


def _day_number(tokens: tuple[Token, ...], at: int) -> int | None:
    if not 0 <= at < len(tokens):
        return None
    low = tokens[at].low
    digits = low.rstrip("stndrh") if low[:1].isdigit() and len(low) <= 4 else low
    if digits.isascii() and digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        return int(digits)
    return None


def _year_behind(tokens: tuple[Token, ...], at: int) -> tuple[int | None, int]:
    """Return the year that follows (`, 2022`, `of 2019`, `2021`) and the index behind it."""
    step = at + 1 if _low(tokens, at) in (",", "of") else at
    low = _low(tokens, step)
    if len(low) == 4 and low.isascii() and low.isdigit() and low[:2] in ("18", "19", "20"):
        return int(low), step + 1
    return None, at


def _year(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    low = tokens[at].low
    if not (low.isascii() and low.isdigit()):
        return None
    year = int(low)
    span = _year_range(tokens, at, year, published)
    if span is not None:
        return span
    if not (low[:2] in ("18", "19", "20") or (year < 1800 and _is_old_year(tokens, at))):
        return None
    if _low(tokens, at + 1) == "-" and _day_number(tokens, at + 2) and _low(tokens, at + 3) == "-":
        month, day = int(_low(tokens, at + 2)), _day_number(tokens, at + 4)
        resolved = day_names.day_of(year, month, day) if day and month <= 12 else None
        if resolved is not None:
            return When(at, at + 5, resolved, resolved, "ISO date")
    after = _low(tokens, at + 1)
    before = _low(tokens, at - 1)
    # "the quake of 1976 killed 3,000" tells a year, "1976 killed" a count
    counts = after in _PEOPLE and not (after.endswith("ed") and before in ("of", "in"))
    if counts and at == 1 and before in ("in", "since", "by") and year <= published.year:
        # "In 2009 protesters captured the airport": nothing before says in what they would be
        counts = False
    if year > published.year + 60 or counts or before not in _BEFORE_YEAR:
        return None
    start, end = day_names.year_span(year)
    return When(at, at + 1, start, end, "year")


def _year_range(tokens: tuple[Token, ...], at: int, year: int, published: date) -> When | None:
    """`1573 to 1574`, `1914-1918`: two years in a row, with no noun behind them that they would count."""
    if _low(tokens, at + 1) not in ("to", "-", "and", "until") or not 1000 <= year <= published.year:
        return None
    last = _low(tokens, at + 2)
    if len(last) != 4 or not (last.isascii() and last.isdigit()) or not 0 < int(last) - year <= _LONGEST_RANGE:
        return None
    ends = at + 3 >= len(tokens) or tokens[at + 3].kind == "mark" or _low(tokens, at + 3) in _BEFORE_MONTH
    if not ends or int(last) > published.year + 1:
        return None
    return When(at, at + 3, day_names.year_span(year)[0], day_names.year_span(int(last))[1], "years")


def _is_old_year(tokens: tuple[Token, ...], at: int) -> bool:
    """`in 1574`, `the 1755 earthquake`: a number below 1800 is more often a count, so its neighbours must fit."""
    before, after = _low(tokens, at - 1), _low(tokens, at + 1)
    ends = at + 1 >= len(tokens) or tokens[at + 1].kind == "mark" or after in _BEFORE_MONTH
    if before == "of" and _low(tokens, at - 2) in _EVENTS:
        return after not in _PEOPLE
    if before in _IN_YEAR:
        return ends or after in ("when", "after", "the", "a", "was", "had")
    return before == "the" and tokens[at + 1 : at + 2] != () and tokens[at + 1].text.islower() and after not in _PEOPLE


def _decade(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    digits = tokens[at].low.rstrip("s")
    if len(digits) == 4 and digits.isdigit() and 1800 <= int(digits) <= published.year:
        return When(at, at + 1, date(int(digits), 1, 1), date(int(digits) + 9, 12, 31), "decade")
    return None


def _near_day(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    low = tokens[at].low
    one = timedelta(days=1)
    if low in _TODAY:
        return When(at, at + 1, published, published, low)
    if low in _YESTERDAY:
        return When(at, at + 1, published - one, published - one, low)
    if low in _TOMORROW:
        return When(at, at + 1, published + one, published + one, low)
    return When(at, at + 1, published - one, published, low)


def _relative(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    """`last week`, `this morning`, `next month`, `the past three days`."""
    low, unit_at = tokens[at].low, at + 1
    count = _count(tokens, unit_at)
    if count is not None and low in ("last", "past", "previous"):
        unit = _UNITS.get(_low(tokens, unit_at + 1))
        if unit is None or unit == "season":
            return None
        start = day_names.back(published, unit, count)[0]
        return When(at, unit_at + 2, start, published, "past span")
    word = _low(tokens, unit_at)
    unit = _UNITS.get(word)
    if low == "this":
        return _this(at, word, unit, published)
    if low == "last" and word in ("night", "evening"):
        return When(at, at + 2, published - timedelta(days=1), published, "last night")
    if unit is None:
        return None
    if low in ("next", "coming", "following"):
        return When(at, at + 2, None, None, "to come") if low == "next" else None
    if unit == "season":
        span: tuple[date, date] | None = day_names.last_season(published, word)
    elif word.endswith("s") and low in ("recent", "past"):
        span = (day_names.back(published, unit, 5 if unit == "day" else 3)[0], published)
    else:
        span = day_names.last_of(published, unit) if low in ("last", "previous") else None
    return When(at, at + 2, *span, f"{low} {word}") if span else None


def _this(at: int, word: str, unit: str | None, published: date) -> When | None:
    if word in _PARTS:
        return When(at, at + 2, published, published, "today")
    if unit == "week":
        return When(at, at + 2, published - timedelta(days=published.weekday()), published, "this week")
    if unit == "month":
        return When(at, at + 2, published.replace(day=1), published, "this month")
    if unit == "year":
        return When(at, at + 2, date(published.year, 1, 1), published, "this year")
    return None


def _ago(tokens: tuple[Token, ...], at: int, published: date) -> When | None:
    """`three weeks ago`, `a decade ago`, `two days earlier`."""
    unit = _UNITS.get(_low(tokens, at - 1))
    if unit is None or unit == "season":
        return None
    count = _count(tokens, at - 2)
    first = at - 2
    if _low(tokens, at - 2) == "of" or count is None:
        if not _low(tokens, at - 1).endswith("s"):
            return None
        count, first = {"day": 4, "week": 3, "month": 4}.get(unit, 3), at - 1
    if tokens[at].low != "ago" and unit not in ("day", "week", "month", "year", "hour"):
        return None
    start, end = day_names.back(published, unit, count)
    return When(first, at + 1, start, end, "ago" if tokens[at].low == "ago" else "earlier")


def _count(tokens: tuple[Token, ...], at: int) -> int | None:
    low = _low(tokens, at)
    if low.isascii() and low.isdigit() and len(low) <= 3:
        return int(low)
    return _NUMBERS.get(low)


_READERS: Final[dict[str, Reader]] = {
    **dict.fromkeys(_MONTHS, _month),
    **dict.fromkeys(_WEEKDAYS, _weekday),
    **dict.fromkeys((*_TODAY, *_YESTERDAY, *_TOMORROW, *_OVERNIGHT), _near_day),
    **dict.fromkeys(("last", "this", "next", "past", "previous", "recent", "following", "coming"), _relative),
    **dict.fromkeys(_AGO, _ago),
}


def may_tell(low: str) -> bool:
    """Tell whether an expression of time may be read at a word in lower case: its name, a year, a decade."""
    return low in _READERS or (low[0].isdigit() and (len(low) == _DIGITS or low.endswith("0s")))


_MAY_TELL: Final = Remembered(may_tell, 8192)
