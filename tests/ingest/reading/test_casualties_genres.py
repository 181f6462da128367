"""Old wires, incident lists, event notes and police releases: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

WIRES_OF_THE_EIGHTIES_AND_NINETIES: list[Row] = [
    (
        (
            "GUERRILLAS OF THE FMLN KILLED FOUR SOLDIERS AND WOUNDED SEVEN IN AN AMBUSH NEAR SUCHITOTO, A "
            "MILITARY SPOKESMAN SAID."
        ),
        "killed 4 security_forces; injured 7 security_forces",
    ),
    ("THE BODIES OF FIVE PEASANTS WERE FOUND WITH THEIR HANDS TIED IN CHALATENANGO.", "killed 5 other"),
    ("A BOMB EXPLODED OUTSIDE A BANK IN LIMA, INJURING TWO PASSERSBY.", "injured 2 people"),
    ("THE MAYOR OF A TOWN IN THE HUALLAGA VALLEY WAS SHOT TO DEATH BY SHINING PATH REBELS.", "killed 1 officials"),
    ("SIX MEMBERS OF THE NATIONAL POLICE WERE SLAIN WHEN REBELS DYNAMITED THEIR TRUCK.", "killed 6 security_forces"),
    ("UNIDENTIFIED ASSAILANTS KIDNAPPED A CATTLE RANCHER IN CORDOBA.", "abducted 1 other"),
    (
        "THE ARMY REPORTED THAT EIGHT SUBVERSIVES WERE KILLED AND THREE CAPTURED.",
        "killed 8 militants; detained 3 militants",
    ),
    ("THREE CAMPESINOS DIED WHEN A MINE WENT OFF.", "killed 3 other"),
    ("TWO TERRORISTS DIED AND ONE WAS WOUNDED.", "killed 2 militants; injured 1 militants"),
    (
        "FOURTEEN CIVILIANS, AMONG THEM FOUR CHILDREN, WERE KILLED IN THE BOMBING.",
        "killed 14 civilians; killed 4 children subset",
    ),
    ("THE ATTACK LEFT A TOTAL OF NINE DEAD AND 20 WOUNDED.", "killed 9 people; injured 20 people"),
    ("NO ONE WAS INJURED IN THE BLAST, WHICH DAMAGED A POWER PYLON.", "injured 0 people"),
    ("REBELS HOLD TWO GERMAN ENGINEERS.", "abducted 2 other"),
]

INCIDENT_LISTS: list[Row] = [
    (
        "Assailants detonated a roadside bomb near a police vehicle, killing two officers and injuring one.",
        "killed 2 security_forces; injured 1 security_forces",
    ),
    (
        (
            "An explosive device detonated at a market. At least 20 people were killed and 50 were injured in "
            "the attack."
        ),
        "killed 20+ people; injured 50 people",
    ),
    (
        "Gunmen opened fire on a politician in Karachi. The politician was killed and his driver was wounded.",
        "killed 1 officials; injured 1 other",
    ),
    (
        (
            "A suicide bomber detonated an explosives-laden vehicle at a checkpoint. In addition to the bomber, "
            "three soldiers were killed."
        ),
        "killed 3 security_forces; killed 1 militants",
    ),
    ("There were no reported casualties.", "killed 0 people; injured 0 people"),
    ("The assailants abducted three civilians. Their whereabouts are unknown.", "abducted 3 civilians"),
    ("One of the abducted workers was released.", ""),
    ("Two assailants were killed when their device detonated prematurely.", "killed 2 militants"),
    ("The attack resulted in five deaths and 12 injuries.", "killed 5 people; injured 12 people"),
    ("Casualties included one killed and two wounded.", "killed 1 people; injured 2 people"),
    ("The blast caused no casualties.", "killed 0 people; injured 0 people"),
    ("At least 14 people, including two assailants, were killed.", "killed 14+ people; killed 2 militants subset"),
    ("Thirty people, mostly civilians, were wounded.", "injured 30 people"),
    ("It was reported that four soldiers died.", "killed 4 security_forces"),
    ("Police sources put the toll at seven killed and 31 wounded.", "killed 7 people; injured 31 people"),
    (
        "Eight people (five soldiers and three civilians) were killed.",
        "killed 8 people; killed 5 security_forces subset; killed 3 civilians subset",
    ),
]

EVENT_NOTES: list[Row] = [
    (
        "Al Shabaab militants attacked an SNA base at Bar Sanguni. 8 soldiers and 14 militants were killed.",
        "killed 8 security_forces; killed 14 militants",
    ),
    ("Clashes between herders and farmers in Guma. 6 fatalities.", "killed 6 people"),
    (
        "An unidentified armed group abducted 4 civilians in Djibo. No fatalities.",
        "abducted 4 civilians; killed 0 people",
    ),
    ("A vigilante group beat to death 2 suspected thieves in Lagos. 2 fatalities.", "killed 2 other"),
    (
        "Shelling by government forces on Kafr Nabl killed a woman and two children.",
        "killed 1 women; killed 2 children",
    ),
    (
        "Airstrikes targeted Saada city. 3 civilians reportedly killed, 5 injured.",
        "killed 3 civilians; injured 5 civilians",
    ),
    (
        "Suspected ADF fighters killed 7 farmers with machetes near Oicha and took away 4 others.",
        "killed 7 other; abducted 4 other",
    ),
    (
        "Fatalities: 3 (2 soldiers, 1 civilian).",
        "killed 3 people; killed 2 security_forces subset; killed 1 civilians subset",
    ),
    ("Around 200 people demonstrated in Tunis against unemployment.", ""),
    ("Unknown gunmen shot dead a village head in Katsina.", "killed 1 officials"),
    (
        "Military forces killed 4 protesters and wounded dozens in Khartoum.",
        "killed 4 protesters; injured 24-99 protesters",
    ),
    ("Two IEDs exploded on Route Tampa; 1 US KIA, 2 US WIA.", "killed 1 security_forces; injured 2 security_forces"),
]

AID_INCIDENTS: list[Row] = [
    ("Two INGO staff were killed when their vehicle hit a mine near Bentiu.", "killed 2 aid_workers"),
    (
        "A UN convoy was ambushed; one driver was killed and two peacekeepers wounded.",
        "killed 1 other; injured 2 security_forces",
    ),
    ("An ICRC delegate was shot dead in Benghazi.", "killed 1 aid_workers"),
    ("Three national staff of MSF were abducted and released a day later.", "abducted 3 aid_workers"),
    ("Five humanitarian workers were detained at a checkpoint.", "detained 5 aid_workers"),
    (
        "A vaccination team was attacked; one vaccinator and a policeman were killed.",
        "killed 1 aid_workers; killed 1 security_forces",
    ),
    ("A WHO staff member died in the attack.", "killed 1 aid_workers"),
    ("One national NGO worker killed, one injured.", "killed 1 aid_workers; injured 1 aid_workers"),
    ("Two UNHCR contractors were shot.", ""),
]

POLICE_RELEASES: list[Row] = [
    ("One male victim, 24, was pronounced dead at the scene.", "killed 1 people"),
    ("Two juveniles were taken into custody.", "detained 2 children"),
    ("Officers located a man suffering from a gunshot wound.", "injured 1 people"),
    ("Five persons were transported to area hospitals with non-life-threatening injuries.", "hospitalized 5 people"),
    ("The suspect was shot and killed by deputies.", "killed 1 other"),
    ("A 27-year-old male was arrested at the scene.", "detained 1 people"),
    ("The driver and two passengers sustained serious injuries.", "injured 1 other; injured 2 other"),
    ("Three persons lost their lives and nine were admitted to hospital.", "killed 3 people; hospitalized 9 people"),
    ("Charges have been laid against a man aged 43.", ""),
    ("Police shot an armed robber dead.", "killed 1 militants"),
]

SITREPS_OF_AGENCIES: list[Row] = [
    ("As of 3 May, 1,204 deaths and 3,410 injuries have been reported.", "killed 1204 people; injured 3410 people"),
    (
        "An estimated 12,000 people have been displaced and 3 are missing.",
        "displaced 10800-13200 people; missing 3 people",
    ),
    ("Some 45,000 people are affected; 1,200 houses destroyed.", ""),
    (
        "The Government reports 65 dead, 210 injured and 14 missing.",
        "killed 65 people; injured 210 people; missing 14 people",
    ),
    ("Deaths rose from 210 to 233 in 24 hours.", "killed 233 people; killed 210 people previous"),
    ("Casualty figures: 14 dead (up 3), 40 injured.", "killed 14 people; killed 3 people increment; injured 40 people"),
    ("Two volunteers of the Red Cross lost their lives.", "killed 2 aid_workers"),
    ("IDPs in camps: 8,340 (1,668 families).", "displaced 8340 people"),
    ("Women account for 41 of the dead.", "killed 41 women subset"),
]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        *WIRES_OF_THE_EIGHTIES_AND_NINETIES,
        *INCIDENT_LISTS,
        *EVENT_NOTES,
        *AID_INCIDENTS,
        *POLICE_RELEASES,
        *SITREPS_OF_AGENCIES,
    ],
)
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
