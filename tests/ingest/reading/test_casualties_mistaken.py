"""Who was counted among the dead by mistake, and the missing who become dead."""

import pytest
from claim_notation import claims, expected

MISTAKEN = [
    ("Two men who had been counted as dead were found alive in a cellar.", ""),
    ("Three people listed as dead had only been hurt, the hospital said.", "injured 3 people"),
    ("A woman presumed dead since Monday walked home on Wednesday.", ""),
    ("Five bodies had been registered twice.", ""),
    ("A body brought ashore had been entered under two names; there are 22 dead.", "killed 22 people"),
    ("Two of those reported killed have turned up alive.", ""),
    (
        "The mayor said that one of the 14 dead had been entered twice and that 13 people had died.",
        "killed 14 people previous; killed 13 people",
    ),
    (
        "The army cut the number of mutineers killed from 11 to four: seven men listed as dead had surrendered.",
        "killed 11 militants previous; killed 4 militants",
    ),
    # Listed, and dead.
    ("Twelve people, all of them listed as passengers, were killed.", "killed 12 people"),
]
FOUND = [
    ("Divers brought up nine of the missing, all of them dead.", "killed 9 people increment"),
    ("Rescuers dug out four of the missing men, none of them alive.", "killed 4 people increment"),
    ("Six of the 14 missing were pulled from the mud lifeless.", "killed 6 people increment"),
    ("The last two of the missing fishermen were washed ashore dead.", "killed 2 other increment"),
]
NUMBERED = [
    ("The hospital said that the dead in its morgue now numbered five.", "killed 5 people"),
    ("Victims will mark the holiday under plastic sheets, with 22 people dead.", "killed 22 people"),
    (
        "The governor raised his count of those drowned to 27. The Red Cross is standing by its 31.",
        "killed 27 people; killed 31 people",
    ),
]


@pytest.mark.parametrize(("text", "notation"), MISTAKEN)
def test_who_was_listed_by_mistake_is_not_dead(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)


@pytest.mark.parametrize(("text", "notation"), FOUND)
def test_the_missing_who_are_found_dead_come_on_top(text: str, notation: str) -> None:
    assert [claim for claim in claims(text) if claim.startswith("killed")] == expected(notation)


@pytest.mark.parametrize(("text", "notation"), NUMBERED)
def test_what_the_dead_number(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
