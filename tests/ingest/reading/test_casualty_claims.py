"""Casualty claims by phenomenon: each row is a text and what it claims."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

Row = tuple[str, list[str]]


def claims(text: str, title: str = "") -> list[str]:
    report = Report(published_at="2024-05-16T12:00:00Z", source="test", title=title, text=text)
    found = []
    for event in read(report).events:
        if isinstance(event, CasualtiesReported):
            most = "+" if event.quantity.max is None else event.quantity.max
            words = [event.measure, f"{event.quantity.min}-{most}", event.group, event.scope, event.certainty]
            found.append(
                " ".join(str(word) for word in words).removesuffix(" total asserted").removesuffix(" asserted")
            )
    return found


VERBS: list[Row] = [
    ("Seven sailors were killed off Aden on Tuesday.", ["killed 7-7 other"]),
    ("A landslide killed four nurses in Uvira.", ["killed 4-4 other"]),
    ("Nine people drowned in the lake.", ["killed 9-9 people"]),
    (
        "The blast left 14 people dead, 60 hurt and three missing.",
        ["killed 14-14 people", "injured 60-60 people", "missing 3-3 people"],
    ),
    ("Raiders stabbed two farmers to death.", ["killed 2-2 other"]),
    ("The fire has claimed 31 lives.", ["killed 31-31 people"]),
    ("Two cooks lost their lives.", ["killed 2-2 other"]),
    ("Officers arrested 19 students in Minsk.", ["detained 19-19 other"]),
    ("Rebels abducted five teachers.", ["abducted 5-5 other"]),
    ("Some 200 families... 4,500 people were evacuated from Sylhet.", ["displaced 4500-4500 people"]),
    ("Thirteen miners were taken to hospital.", ["hospitalized 13-13 other"]),
    ("Two hospitals took in 90 people.", ["hospitalized 90-90 people"]),
    ("Three constables were shot in the leg.", ["injured 3-3 security_forces"]),
    ("A gunman killed six nuns and was shot dead by guards.", ["killed 1-1 militants", "killed 6-6 other"]),
]

LISTS: list[Row] = [
    (
        "Shells killed two soldiers, a nurse and three children.",
        ["killed 2-2 security_forces", "killed 1-1 other", "killed 3-3 children"],
    ),
    (
        "A mayor, his bodyguard and their cook were shot dead.",
        ["killed 1-1 officials", "killed 1-1 security_forces", "killed 1-1 other"],
    ),
    ("Bombs killed 12 people in Homs and 7 in Hama.", ["killed 12-12 people", "killed 7-7 people"]),
    ("Five marines were killed and 11 wounded.", ["killed 5-5 security_forces", "injured 11-11 security_forces"]),
    ("Both pilots died, as did nine passengers.", ["killed 2-2 other", "killed 9-9 other"]),
    ("The guard, a man of 50, was beaten and killed.", ["killed 1-1 security_forces"]),
    ("Four people, three of them children, were killed.", ["killed 4-4 people", "killed 3-3 children subset"]),
]

NOUNS: list[Row] = [
    ("The ministry reported 17 deaths and 40 injuries.", ["killed 17-17 people", "injured 40-40 people"]),
    ("Police made 63 arrests.", ["detained 63-63 people"]),
    ("Divers recovered the bodies of eight sailors.", ["killed 8-8 other"]),
    ("The death toll rose from 40 to 55.", ["killed 40-40 people previous", "killed 55-55 people"]),
    ("The number of people injured was put at 300.", ["injured 300-300 people"]),
    ("Rebels put the dead at 20, the army at six.", ["killed 20-20 people", "killed 6-6 people"]),
    ("KIA 4, WIA 12", ["killed 4-4 people", "injured 12-12 people"]),
    ("Killed: 8. Wounded: 21.", ["killed 8-8 people", "injured 21-21 people"]),
]

SCOPES: list[Row] = [
    ("Twenty people died, among them two officers.", ["killed 20-20 people", "killed 2-2 security_forces subset"]),
    ("Thirty people were hurt, six of them badly.", ["injured 30-30 people", "injured 6-6 people subset"]),
    ("Ten people died. Three of the dead were women.", ["killed 10-10 people", "killed 3-3 women subset"]),
    ("Fifty people have died, up from 38 on Monday.", ["killed 50-50 people", "killed 38-38 people previous"]),
    (
        "Another four people died of their wounds, taking the toll to 27.",
        ["killed 4-4 people increment", "killed 27-27 people"],
    ),
    ("Twelve people were killed and 20 more were hurt.", ["killed 12-12 people", "injured 20-20 people"]),
    ("Officials said 60 people, not 80, had been killed.", ["killed 60-60 people", "killed 80-80 people previous"]),
]

CERTAINTY: list[Row] = [
    ("The army denied that nine soldiers had died.", ["killed 9-9 security_forces total denied"]),
    ("The minister dismissed reports that 30 people had been arrested.", ["detained 30-30 people total denied"]),
    ("The hospital withdrew its statement that 12 people had died.", ["killed 12-12 people total retracted"]),
    ("A message according to which 90 people had died of cholera was a hoax.", ["killed 90-90 people total denied"]),
    ("Nobody was hurt in the crash.", ["injured 0-0 people"]),
    ("It passed without anyone being killed or injured.", ["killed 0-0 people", "injured 0-0 people"]),
    ("Forty people were on the bus. None of them survived.", ["killed 40-40 people"]),
]

NOTHING: list[str] = [
    "A strike on the dam could kill 20,000 people.",
    "If the wall falls, hundreds will die.",
    "The group threatened to kill 14 hostages.",
    "Thirty people are feared dead.",
    "Cars kill 4,000 people a year here.",
    "The quake of 1976 killed 3,000 people.",
    "The committee killed 14 bills.",
    "Forty sheep were killed and 12 injured.",
    "The bomb would have killed up to 80 people.",
    "The exercise assumed 400 dead and 900 injured.",
    "He was charged with plotting to kill a policeman.",
]


@pytest.mark.parametrize(("text", "expected"), [*VERBS, *LISTS, *NOUNS, *SCOPES, *CERTAINTY])
def test_claims(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_has_not_happened_now_to_people_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_title_that_repeats_the_text_is_no_second_claim() -> None:
    assert claims("Eleven hikers were killed by lightning near Ohrid.", "Lightning kills 11 hikers") == [
        "killed 11-11 other"
    ]


def test_a_title_alone_is_read() -> None:
    assert claims("", "Three dead, nine hurt as tram leaves rails in Lodz") == [
        "killed 3-3 people",
        "injured 9-9 people",
    ]


def test_a_vague_title_gives_way_to_the_count() -> None:
    assert claims("At least 34 voters were killed.", "Dozens killed on polling day") == ["killed 34-+ other"] or claims(
        "At least 34 people were killed.", "Dozens killed on polling day"
    ) == ["killed 34-+ people"]


def test_a_film_an_anniversary_and_a_match_claim_nothing() -> None:
    assert (
        claims("In the new film, out on Friday, 14 soldiers are killed. The director said critics would wince.") == []
    )
    assert claims("Wreaths were laid on Sunday to remember the 300 people killed in the fire of 1911.") == []
    assert claims("The visitors were slaughtered 5-0. The coach blamed two goals that killed the match.") == []
