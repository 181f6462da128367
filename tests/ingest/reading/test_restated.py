import pytest

from services.ingest.reading.restated import without_restated
from services.ingest.reading.tokenize import tokenize


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("twelve (12) people", "twelve people"),
        ("12 (twelve) people", "12 people"),
        ("one hundred and six (106) people and two (2) dogs", "one hundred and six people and two dogs"),
        ("twenty-five (25) men", "twenty-five men"),
        ("twelve (13) people", "twelve ( 13 ) people"),
        ("people (12)", "people ( 12 )"),
        ("12 (3 of them children)", "12 ( 3 of them children )"),
        ("killed (12", "killed ( 12"),
    ],
)
def test_a_number_told_again_in_brackets_is_left_out(text: str, left: str) -> None:
    tokens = tokenize(text)
    assert " ".join(tokens[at].text for at in without_restated(tokens)) == left
