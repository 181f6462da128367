import pytest

from services.alerts.rules.wording import between, interval
from services.alerts.situations.parts import Known


@pytest.mark.parametrize(
    ("known", "alone", "behind_from"),
    [
        (None, "unknown", "unknown"),
        (Known(26, 26), "26", "26"),
        (Known(24, 99), "24 to 99", "between 24 and 99"),
        (Known(8, None), "at least 8", "at least 8"),
        (Known(1200, 1200), "1,200", "1,200"),
    ],
)
def test_intervals_in_words(known, alone, behind_from):
    assert (interval(known), between(known)) == (alone, behind_from)
