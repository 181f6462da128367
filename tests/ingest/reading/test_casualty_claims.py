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

PARTS_AND_REST: list[Row] = [
    (
        "Deaths so far: Ghana 14, Togo 9 and Benin 2.",
        ["killed 14-14 people", "killed 9-9 people", "killed 2-2 people"],
    ),
    ("Two of the injured died in hospital.", ["killed 2-2 people increment"]),
    (
        "Police killed 12 protesters, a girl of nine and two nurses among them.",
        ["killed 12-12 protesters", "killed 1-1 children subset", "killed 2-2 other subset"],
    ),
    ("Gunmen are holding 12 nurses in a clinic.", ["abducted 12-12 other"]),
    (
        "Thirty drowned off Pula. Twenty were men, ten were women.",
        ["killed 30-30 people", "killed 20-20 people subset", "killed 10-10 women subset"],
    ),
    ("The Red Cross counts 30 dead in Sofia; the army speaks of 22.", ["killed 30-30 people", "killed 22-22 people"]),
    ("Nine miners were under ground. All of them died.", ["killed 9-9 other"]),
    ("A gunman shot dead six clerks before killing himself.", ["killed 1-1 militants", "killed 6-6 other"]),
    ("A 45th victim has been named.", ["killed 45-45 people"]),
    ("One man was shot dead and another badly hurt.", ["killed 1-1 people", "injured 1-1 people"]),
    ("A bus fell into the river without casualties.", ["killed 0-0 people", "injured 0-0 people"]),
    (
        "Log: 90 in hospital incl 20 children. 4 SF KIA.",
        ["hospitalized 90-90 people", "hospitalized 20-20 children subset", "killed 4-4 security_forces"],
    ),
    (
        "The attack cost the lives of 12 guards, four cooks and two civilians.",
        ["killed 12-12 security_forces", "killed 4-4 other", "killed 2-2 civilians"],
    ),
    ("Hospital: 58 dead at noon (41 last night).", ["killed 58-58 people", "killed 41-41 people previous"]),
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

FRAMES: list[Row] = [
    ("The crash claimed the lives of at least nine pilgrims.", ["killed 9-+ other"]),
    (
        "The bus plunged into a gorge, with at least 12 dead and 30 others injured.",
        ["killed 12-+ people", "injured 30-30 people"],
    ),
    ("Fifteen people died. The victims include two women.", ["killed 15-15 people", "killed 2-2 women subset"]),
    ("Two men were pronounced dead at the scene.", ["killed 2-2 people"]),
    ("Nine soldiers and 14 rebels were killed.", ["killed 9-9 security_forces", "killed 14-14 militants"]),
    ("Six people were killed, a ten-year-old boy among them.", ["killed 6-6 people", "killed 1-1 children subset"]),
    ("Among those killed were two nurses. Eight people died.", ["killed 8-8 people", "killed 2-2 other subset"]),
    ("Eight people died. Among those killed were two nurses.", ["killed 8-8 people", "killed 2-2 other subset"]),
    ("More than 40 people remain missing.", ["missing 41-+ people"]),
    ("The floods displaced more than 20,000 people.", ["displaced 20001-+ people"]),
    ("The fighting forced 3,000 people to flee their homes.", ["displaced 3000-3000 people"]),
    ("The storm drove 600 families from their homes.", []),
    ("The quake left 900 people homeless.", ["displaced 900-900 people"]),
    ("Gunmen took 17 villagers hostage.", ["abducted 17-17 other"]),
    ("Twelve passengers were taken hostage.", ["abducted 12-12 other"]),
    ("Seven arrests were made.", ["detained 7-7 people"]),
    ("Police have made 12 arrests so far.", ["detained 12-12 people"]),
    ("A total of 45 people have been detained.", ["detained 45-45 people"]),
    ("At least three people were reported killed.", ["killed 3-+ people"]),
    ("The explosion is known to have killed four people.", ["killed 4-4 people"]),
    ("Officials put the number of dead at 61.", ["killed 61-61 people"]),
    ("The death toll stands at 61, with 12 still missing.", ["killed 61-61 people", "missing 12-12 people"]),
    ("Casualties: 5 dead, 17 wounded.", ["killed 5-5 people", "injured 17-17 people"]),
    ("5 dead and 17 wounded in Lagos market fire.", ["killed 5-5 people", "injured 17-17 people"]),
    (
        "Rebels killed at least eight soldiers and captured five others.",
        ["killed 8-+ security_forces", "detained 5-5 security_forces"],
    ),
    ("A suicide bomber killed himself and four others.", ["killed 1-1 militants", "killed 4-4 people"]),
    ("Police shot and killed two protesters.", ["killed 2-2 protesters"]),
    ("Two protesters were shot and killed by police.", ["killed 2-2 protesters"]),
    ("Soldiers opened fire, killing one man and wounding six.", ["killed 1-1 people", "injured 6-6 people"]),
    ("Twenty-two children were among the 60 dead.", ["killed 60-60 people", "killed 22-22 children subset"]),
    ("No injuries were reported.", ["injured 0-0 people"]),
    ("There were no reports of casualties.", []),
    ("There was no word on casualties.", []),
    ("Nobody was killed but 14 people were hurt.", ["killed 0-0 people", "injured 14-14 people"]),
    ("Neither of the pilots was hurt.", ["injured 0-0 other"]),
    ("The army said it lost three men.", []),
    ("The bodies of 11 migrants washed ashore.", ["killed 11-11 other"]),
    ("Rescuers have pulled out 19 bodies.", ["killed 19-19 people"]),
    (
        "An official said 13 people were dead and that 40 had been injured.",
        ["killed 13-13 people", "injured 40-40 people"],
    ),
    ("He said the blast had killed 13 and injured 40.", ["killed 13-13 people", "injured 40-40 people"]),
    (
        "Thirteen people, among them the mayor and two councillors, died.",
        ["killed 13-13 people", "killed 1-1 officials subset", "killed 2-2 officials subset"],
    ),
    ("Some 1,200 protesters are in custody.", ["detained 1080-1320 protesters"]),
    ("The mayor was kidnapped on Monday.", ["abducted 1-1 officials"]),
    ("A 17-year-old was stabbed to death.", ["killed 1-1 children"]),
    ("Two brothers aged six and nine drowned.", ["killed 2-2 children"]),
    ("Ten people were injured, two critically.", ["injured 10-10 people", "injured 2-2 people subset"]),
    (
        "Ten people were hurt. Four of the injured are in a critical condition.",
        ["injured 10-10 people", "injured 4-4 people subset"],
    ),
    ("The attack killed more people than any since 1999.", []),
    ("Around 20 to 30 people were wounded.", ["injured 18-33 people"]),
    ("It was unclear how many people had died.", []),
    ("The number of dead is expected to rise to 100.", []),
    ("Militants kidnapped and killed two teachers.", ["abducted 2-2 other", "killed 2-2 other"]),
    ("Seven people were arrested over the attack that killed 12.", ["detained 7-7 people", "killed 12-12 people"]),
    ("The ministry denied any deaths.", []),
    ("Three days of clashes have left scores dead.", ["killed 40-99 people"]),
    (
        "Hundreds of people were killed and thousands displaced.",
        ["killed 200-999 people", "displaced 2000-9999 people"],
    ),
    ("A woman and her two daughters died in the fire.", ["killed 1-1 women", "killed 2-2 people"]),
    ("Tens of people were hurt.", ["injured 24-99 people"]),
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


@pytest.mark.parametrize(("text", "expected"), [*VERBS, *LISTS, *NOUNS, *SCOPES, *CERTAINTY, *PARTS_AND_REST])
def test_claims(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_frames(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == sorted(expected)


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
