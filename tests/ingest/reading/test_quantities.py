import pytest

from services.ingest.reading.quantities import find_amounts
from services.ingest.reading.tokenize import tokenize


def counts(text: str) -> list[tuple[int, int | None, bool]]:
    return [
        (amount.quantity.min, amount.quantity.max, amount.quantity.approx)
        for amount in find_amounts(tokenize(text))
        if amount.unit is None
    ]


@pytest.mark.parametrize(
    ("words", "least", "most", "approx"),
    [
        ("17 sailors", 17, 17, False),
        ("seventeen sailors", 17, 17, False),
        ("a dozen sailors", 12, 12, False),
        ("half a dozen sailors", 6, 6, False),
        ("three dozen sailors", 36, 36, False),
        ("1.4 million people", 1_400_000, 1_400_000, False),
        ("half a million people", 500_000, 500_000, False),
        ("3.5 lakh people", 350_000, 350_000, False),
        ("14 000 people", 14_000, 14_000, False),
        ("14,250 people", 14_250, 14_250, False),
        ("two hundred and six people", 206, 206, False),
        ("nobody", 0, 0, False),
        ("at least seven", 7, None, False),
        ("no fewer than 70", 70, None, False),
        ("70 or more", 70, None, False),
        ("70-plus", 70, None, False),
        ("more than 70", 71, None, False),
        ("upwards of 70", 71, None, False),
        ("as many as 70", 1, 70, False),
        ("fewer than 70", 1, 69, False),
        ("about 75 people", 67, 83, True),
        ("75 or so", 67, 83, True),
        ("nearly 75", 67, 75, True),
        ("between 70 and 80", 70, 80, False),
        ("70 to 80 people", 70, 80, False),
        ("two or three people", 2, 3, False),
        ("five to six hundred people", 500, 600, False),
        ("a handful of people", 3, 7, True),
        ("several people", 3, 9, True),
        ("dozens of people", 24, 99, True),
        ("several dozen", 36, 99, True),
        ("a few hundred", 300, 700, True),
        ("tens of thousands of people", 20_000, 99_999, True),
        ("more than a dozen", 13, None, False),
        ("at least about 40", 36, None, True),
        ("up to several hundred", 1, 999, True),
    ],
)
def test_words_become_a_closed_interval(words: str, least: int, most: int | None, approx: bool) -> None:
    assert counts(words) == [(least, most, approx)]


@pytest.mark.parametrize(
    "words",
    [
        "70 km",
        "70 per cent",
        "aged 70",
        "a girl (9)",
        "Flight 209",
        "No. 114",
        "$70 million",
        "in 1997",
        "won 42-7",
        "0415 shots heard",
        "70 votes to 28",
        "a 70-storey tower",
        "the 3rd battalion",
        "at 06:45",
    ],
)
def test_what_counts_no_people_carries_a_unit(words: str) -> None:
    assert counts(words) == []


def test_change_from_one_number_to_another_is_no_range() -> None:
    assert counts("rose from 50 to 64") == [(50, 50, False), (64, 64, False)]
