"""Dead who come on top of those told before, by words before another count or in the sentence behind."""

import pytest
from claim_notation import claims, expected

ON_TOP = [
    (
        "Three herders were killed on the hill, in addition to the 60 people on board, prosecutors said.",
        "killed 3 other increment; killed 60 people previous",
    ),
    (
        "Seven mutineers and one policeman were killed in the port, in addition to the three people who died before.",
        "killed 7 militants increment; killed 1 security_forces increment; killed 3 people previous",
    ),
    (
        "Workers lifted eight bodies from a well. They had not been part of the earlier count of at least 21.",
        "killed 8 people increment; killed 21+ people previous",
    ),
    (
        "The Red Cross buried nine civilians who had been killed in Baboua and who had not been part of any count.",
        "killed 9 civilians increment",
    ),
    ("Divers found 11 of the missing passengers dead inside the hull on Wednesday.", "killed 11 other increment"),
    ("He is the eighth victim of the accident, port police said.", "killed 8 people"),
    (
        "The service lowered the number of people killed to 17, saying that its figure of 29 had held the missing.",
        "killed 17 people; killed 29 people previous",
    ),
    # Nothing says so: a total, and a part of it.
    ("Twelve people died in Kano. Police did not say how many were children.", "killed 12 people"),
    ("Twelve people died in Kano. They were not all on the list of passengers.", "killed 12 people"),
]


@pytest.mark.parametrize(("text", "notation"), ON_TOP)
def test_who_comes_on_top(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
