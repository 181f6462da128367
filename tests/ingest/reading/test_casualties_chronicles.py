"""Chronicles of attacks: named victims, parts before the verb, nobody hurt, names of armed groups."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

PARTS_BEFORE_EACH_VERB: list[Row] = [
    (
        "At least nine people, including two Dutch nationals and a Kenyan, were killed and 14 others, including a "
        "Danish national, were injured in the attack.",
        "killed 9+ people; killed 2 people subset; killed 1 people subset; injured 14 people; injured 1 people subset",
    ),
    (
        "Seven soldiers, two of them officers, were killed in the ambush and 12 more, three of them seriously, were "
        "wounded.",
        "killed 7 security_forces; killed 2 security_forces subset; injured 12 security_forces; "
        "injured 3 security_forces subset",
    ),
    (
        "Eight people, including the mayor, were shot dead on Monday and six others, including two nurses, were taken "
        "hostage.",
        "killed 8 people; killed 1 officials subset; abducted 6 people; abducted 2 other subset",
    ),
    (
        "The mayor was hurt in an attack in which her husband, a teacher, was killed.",
        "injured 1 officials; killed 1 people",
    ),
    (
        "Four people were hurt. Passengers, including three Americans, held the gunman down.",
        "injured 4 people",
    ),
    (
        "Four people were hurt. The victims, including three Americans, were flown home.",
        "injured 4 people; injured 3 people subset",
    ),
]

NAMED_VICTIMS: list[Row] = [
    ("Karim Nazari, 34, was shot dead and 20 others were injured in a clash.", "killed 1 people; injured 20 people"),
    (
        "Gunmen opened fire on Tomas Vera. Vera, a blogger, was killed in the assault.",
        "killed 1 journalists",
    ),
    ("Gunmen kidnapped Lars Holm, the head of the office.", "abducted 1 people"),
    ("Two men on a motorcycle shot dead Malik Zaman Khan in Quetta.", "killed 1 people"),
    ("A gunman shot and killed Piet Jansen, the former mayor, in Breda.", "killed 1 officials"),
    ("A man was killed on Friday. Jan Novak, 34, was shot outside a bar, his brother said.", "killed 1 people"),
    ("Pedro Alves was murdered in 1990.", ""),
    ("Carlos Mora was injured in training.", ""),
    ("Operation Condor was killed off by the new government.", ""),
    ("Red Star United was badly hurt by the decision.", ""),
]

NOBODY: list[Row] = [
    ("The blast broke windows but did not cause any injuries.", "injured 0 people"),
    ("The grenade went off without causing casualties.", "killed 0 people; injured 0 people"),
    ("No damage or casualties were reported.", "killed 0 people; injured 0 people"),
    ("NO DAMAGES OR CASUALTIES WERE REPORTED.", "killed 0 people; injured 0 people"),
    ("No fatalities or injuries were reported.", "killed 0 people; injured 0 people"),
    ("The explosion did not hurt anyone.", "injured 0 people"),
    ("It was not known whether the bomb caused any casualties.", ""),
]

NAMES_OF_ARMED_GROUPS: list[Row] = [
    ("28 IS militants killed, 9 SDF fighters wounded.", "killed 28 militants; injured 9 militants"),
    ("An IS commander was killed by a drone.", "killed 1 militants"),
    ("THE TRUCE IS OVER AND NINE SOLDIERS ARE DEAD.", "killed 9 security_forces"),
    ("Three al Shabaab dead.", "killed 3 militants"),
    ("Police shot dead four Boko Haram.", "killed 4 militants"),
    ("Two Hezbollah bases were destroyed.", ""),
    ("Ministry says 90 'terrorists' killed in operation.", "killed 90 militants"),
]

CODED: list[Row] = [
    ("Fatalities unknown, coded as 10.", "killed 10 people"),
    ("The chief spoke of many casualties in the clashes (coded as 10).", "killed 10 people"),
    ("The fault was coded as 3 in the log.", ""),
]

THE_ATTACKER_IN_THE_END: list[Row] = [
    ("A gunman killed three people before being shot dead by police.", "killed 3 people; killed 1 militants"),
    ("A gunman killed three people before police shot him dead.", "killed 3 people; killed 1 militants"),
    (
        "Two men stabbed four people at the market before being shot dead by police.",
        "injured 4 people; killed 2 militants",
    ),
    ("The attacker stabbed a priest at the altar, seriously wounding him.", "injured 1 other"),
    ("A bomber walked up to a tribal elder and blew up his vest, killing him.", "killed 1 other"),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *PARTS_BEFORE_EACH_VERB,
        *NAMED_VICTIMS,
        *NOBODY,
        *NAMES_OF_ARMED_GROUPS,
        *CODED,
        *THE_ATTACKER_IN_THE_END,
    ],
)
def test_a_chronicle_claims_what_it_tells(text: str, told: str) -> None:
    assert claims(text) == expected(told)


RULINGS: list[Row] = [
    ("A court sentenced a former warden on Friday to 15 years in prison for the murder of 40 prisoners in a camp.", ""),
    ("A jury found a man guilty on Tuesday of killing 70 people.", ""),
    ("Judges acquitted two officers of the deaths of nine detainees.", ""),
    ("A man who killed 40 prisoners was sentenced on Friday to life.", ""),
    (
        "Nine people were killed in clashes on Wednesday after a court sentenced a party leader for murders in 1971.",
        "killed 9 people",
    ),
    ("Two guards were shot dead outside a court where five men were on trial.", "killed 2 security_forces"),
    ("A man was charged on Monday with killing four people at a club on Saturday night.", "killed 4 people"),
]

BACK_AGAIN: list[Row] = [
    ("Five climbers who had been missing since Tuesday rang from a pub on Thursday.", ""),
    ("Officials said that nine people had been missing since the landslide.", "missing 9 people"),
]


@pytest.mark.parametrize(("text", "told"), [*RULINGS, *BACK_AGAIN])
def test_what_lies_back_is_no_news(text: str, told: str) -> None:
    assert claims(text) == expected(told)


LOSSES: list[Row] = [
    ("Troops killed 33 fighters and lost two soldiers.", "killed 33 militants; killed 2 security_forces"),
    ("The party lost 12 members to its rival.", ""),
    ("The side lost three men to injury.", ""),
]

COUNTS: list[Row] = [
    ("A bomber killed 50 people and wounded scores.", "killed 50 people; injured 40-99 people"),
    ("The blast wounded scores, many of them students.", "injured 40-99 people"),
    ("Police arrested over a 100 opposition activists.", "detained 101+ other"),
    ("An unknown number of people were wounded in the clash.", "injured 2+ people"),
    ("A large number of civilians were killed.", "killed 2+ civilians"),
    ("An army spokesman says nine rebels, four soldiers died.", "killed 9 militants; killed 4 security_forces"),
    ("Two Kenyans working for a bank were killed.", "killed 2 people"),
    ("Two bombers struck a mosque, killing only themselves.", "killed 2 militants"),
    ("The three attackers were all shot dead by police.", "killed 3 militants"),
    (
        "Police arrested a deputy and 60 others accused of belonging to a militia.",
        "detained 1 officials; detained 60 people",
    ),
    ("Gunmen abducted a farmer north of the camp.", "abducted 1 other"),
]

TOLLS_OF_A_DAY: list[Row] = [
    (
        "Police put the number of people killed in Monday's fight at the market at five; the hospital speaks of eight.",
        "killed 5 people; killed 8 people",
    ),
    (
        "The ministry put the number of dead in Sunday's quake at 640 on Monday night, up from 302 in the morning.",
        "killed 640 people; killed 302 people previous",
    ),
    ("The ministry puts the dead of the blast at 12.", "killed 12 people"),
]


@pytest.mark.parametrize(("text", "told"), [*LOSSES, *COUNTS, *TOLLS_OF_A_DAY])
def test_a_note_claims_what_it_tells(text: str, told: str) -> None:
    assert claims(text) == expected(told)
