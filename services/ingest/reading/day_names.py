"""Arithmetic of days against the publication date."""

from datetime import date, timedelta
from typing import Final

_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


def last_weekday(published: date, weekday: int) -> date:
    """Return the most recent such day on or before publication; Monday is 0."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_past(published: date, month: int, day: int) -> date | None:
    """Return the latest such day that is not after publication; one within the next ten days is taken as it stands.

    A report of 28 December that says "on 2 January" looks ahead; one that says "on 30 June" looks back.
    """
    for year in (published.year + 1, published.year, published.year - 1, published.year - 2):
        found = day_of(year, month, day)
        if found is not None and found <= published + timedelta(days=10):
            return found
    return None


def month_span(published: date, month: int, year: int | None = None) -> tuple[date, date]:
    """Return the first and last day of a month: of `year`, else of the latest such month that has begun."""
    if year is None:
        year = published.year if month <= published.month else published.year - 1
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(year, 12, 31)
    return date(year, month, 1), following - timedelta(days=1)


def year_span(year: int) -> tuple[date, date]:
    """Return the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def back(published: date, unit: str, count: int) -> tuple[date, date]:
    """Return the days meant by so many units ago, as widely as the unit is."""
    if unit in ("day", "hour"):
        day = published - timedelta(days=count if unit == "day" else 0)
        return day, day
    if unit == "week":
        middle = published - timedelta(weeks=count)
        return middle - timedelta(days=3), middle + timedelta(days=3)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return month_span(published, months % 12 + 1, max(1, months // 12))
    years = count * {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    return year_span(max(1, published.year - years))


def last_of(published: date, unit: str) -> tuple[date, date] | None:
    """Return what "last week", "last month", "last summer" mean; None for a unit that has none."""
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if unit in ("month", "year", "decade", "century"):
        return back(published, unit, 1)
    if unit == "day":
        day = published - timedelta(days=1)
        return day, day
    return None


def last_season(published: date, season: str) -> tuple[date, date]:
    """Return the latest such season that is over or running, by the months of the northern hemisphere."""
    first, last = _SEASONS[season]
    for year in (published.year, published.year - 1, published.year - 2):
        start = date(year, first, 1)
        end = month_span(published, last, year + (last < first))[1]
        if start <= published and not (start <= published <= end):
            return start, end
    return year_span(published.year - 1)
