from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.reading.dates import find_dates
from services.ingest.reading.day_names import last_weekday, nearest_past
from services.ingest.reading.tokenize import tokenize

THURSDAY = date(2019, 8, 15)


def read(text: str, published: date = THURSDAY) -> list[tuple[str | None, str | None]]:
    return [
        (when.start and when.start.isoformat(), when.end and when.end.isoformat())
        for when in find_dates(tokenize(text), published)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Tuesday", "2019-08-13", "2019-08-13"),
        ("on Thursday", "2019-08-15", "2019-08-15"),
        ("late on Friday night", "2019-08-09", "2019-08-09"),
        ("overnight", "2019-08-14", "2019-08-15"),
        ("yesterday", "2019-08-14", "2019-08-14"),
        ("this morning", "2019-08-15", "2019-08-15"),
        ("on 6 June", "2019-06-06", "2019-06-06"),
        ("on June 6", "2019-06-06", "2019-06-06"),
        ("on Sept. 30", "2018-09-30", "2018-09-30"),
        ("on the 3rd of December", "2018-12-03", "2018-12-03"),
        ("on 20 August", "2019-08-20", "2019-08-20"),
        ("January 6, 2011", "2011-01-06", "2011-01-06"),
        ("on 2011-02-07", "2011-02-07", "2011-02-07"),
        ("in May", "2019-05-01", "2019-05-31"),
        ("in November", "2018-11-01", "2018-11-30"),
        ("in March last year", "2018-03-01", "2018-03-31"),
        ("since March 2015", "2015-03-01", "2015-03-31"),
        ("last week", "2019-08-05", "2019-08-11"),
        ("last month", "2019-07-01", "2019-07-31"),
        ("last year", "2018-01-01", "2018-12-31"),
        ("in 1988", "1988-01-01", "1988-12-31"),
        ("the 1988 earthquake", "1988-01-01", "1988-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("three days ago", "2019-08-12", "2019-08-12"),
        ("ten years ago", "2009-01-01", "2009-12-31"),
        ("a decade ago", "2009-01-01", "2009-12-31"),
        ("in the past three days", "2019-08-12", "2019-08-15"),
    ],
)
def test_one_expression(text, start, end):
    assert read(text) == [(start, end)]


@pytest.mark.parametrize(
    "text",
    ["it may rain", "they march on the palace", "some 2000 people", "the sun rose", "killed 1950 soldiers", "in time"],
)
def test_what_is_no_date(text):
    assert read(text) == []


def test_the_future_has_no_days():
    assert read("next month") == [(None, None)]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(published, weekday):
    found = last_weekday(published, weekday)
    assert found.weekday() == weekday
    assert timedelta() <= published - found < timedelta(days=7)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_and_month_is_within_a_year_before_publication_or_just_after(published, month, day):
    found = nearest_past(published, month, day)
    assert found is not None
    assert timedelta(days=-10) <= published - found <= timedelta(days=366)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("in 1574, when", "1574"),
        ("the 1755 earthquake", "1755"),
        ("since 1648.", "1648"),
        ("the plague of 1630", "1630"),
    ],
)
def test_years_of_long_ago(text, year):
    assert read(text) == [(f"{year}-01-01", f"{year}-12-31")]


@pytest.mark.parametrize(
    "text", ["in 1200 homes", "the 1500 people", "1755 were hurt", "up to 1600 men", "a force of 1500 in all"]
)
def test_counts_that_look_like_years_of_long_ago(text):
    assert read(text) == []


def test_a_range_of_years():
    assert read("the siege, 1573 to 1574") == [("1573-01-01", "1574-12-31")]
    assert read("between 1500 and 1550 people") == []


def test_a_year_that_opens_a_sentence_counts_nobody() -> None:
    assert read("In 2009 protesters captured the airport.") == [("2009-01-01", "2009-12-31")]
    assert read("The army shot at 2009 protesters.") == []
