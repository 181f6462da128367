"""Moments: read in one way, written in one way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas.base import Instant, format_instant

INSTANT = TypeAdapter(Instant)


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_text_order_is_time_order_in_every_year(one: datetime, other: datetime) -> None:
    assert (format_instant(one) < format_instant(other)) == (one < other)
    assert datetime.fromisoformat(format_instant(one)) == one


@pytest.mark.parametrize("given", ["20220106", "1641463200", "1e9", "-5", "", 20220106, 1.5, True])
def test_a_bare_number_is_no_moment(given: object) -> None:
    with pytest.raises(ValidationError, match="must be a date or time as text"):
        INSTANT.validate_python(given)


@pytest.mark.parametrize("given", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_outside_the_calendar_is_refused_and_breaks_nothing(given: str) -> None:
    with pytest.raises(ValidationError, match="between the years 1 and 9999"):
        INSTANT.validate_python(given)


def test_a_moment_without_a_zone_is_utc_and_others_become_it() -> None:
    noon = datetime(2022, 1, 6, 12, tzinfo=UTC)
    assert INSTANT.validate_python("2022-01-06T12:00:00") == noon
    assert INSTANT.validate_python("2022-01-06T18:00:00+06:00") == noon
    assert INSTANT.validate_python("2022-01-06T18:00:00+06:00").utcoffset() == timedelta(0)


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_the_log_wrote_is_read_as_any_other_way_of_writing_it(moment: datetime) -> None:
    written = format_instant(moment)
    assert INSTANT.validate_python(written) == INSTANT.validate_python(written.replace("Z", "+00:00")) == moment
    assert INSTANT.validate_python(written).tzinfo is UTC


@pytest.mark.parametrize(
    "given", ["2022-02-30T00:00:00.000000Z", "2022-01-06T25:00:00.000000Z", "2022-01-06T12:00:0x.Z"]
)
def test_what_only_looks_like_a_moment_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match="date"):
        INSTANT.validate_python(given)
