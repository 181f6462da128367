"""Many ways to tell the same: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

TOLL_NOUNS: list[Row] = [
    ("The coroner has 14 deaths on his list so far.", "killed 14 people"),
    ("The ministry's books show 61 dead and 140 hurt.", "killed 61 people; injured 140 people"),
    ("Its latest bulletin lists 33 fatalities and nine missing.", "killed 33 people; missing 9 people"),
    ("The bulletin puts at 4,200 the number of people made homeless.", "displaced 4200 people"),
    ("The count of the wounded had reached 88 by dusk.", "injured 88 people"),
    ("The prefect gave the number of dead as 19.", "killed 19 people"),
    ("The prefect raised the number of dead to 24 on Friday.", "killed 24 people"),
    ("Officials lowered to 12 the number of those killed.", "killed 12 people"),
    ("The figure for the injured is 240.", "injured 240 people"),
    ("Deaths now stand at 57.", "killed 57 people"),
    ("The tally of arrests has climbed past 700.", "detained 701+ people"),
    ("The cost in lives is put at 26.", "killed 26 people"),
    ("The loss of life is put at 40.", "killed 40 people"),
    (
        "Confirmed deaths stood at 84 on Tuesday, 20 more than on Monday.",
        "killed 84 people; killed 20 people increment",
    ),
    ("The dead include a nurse and four pupils.", "killed 1 other subset; killed 4 children subset"),
    ("The wounded include 11 policemen.", "injured 11 security_forces subset"),
]

NOMINAL_KILLINGS: list[Row] = [
    ("The killing of six farmers in Jos has caused anger.", "killed 6 other"),
    ("The murder of two priests on Monday shocked the town.", "killed 2 other"),
    ("The deaths of three climbers were confirmed by the mountain police.", "killed 3 other"),
    ("The drowning of four boys on Sunday was an accident, police said.", "killed 4 children"),
    ("The arrest of nine students on Tuesday set off protests.", "detained 9 other"),
    ("The kidnapping of a bishop was condemned by the government.", "abducted 1 other"),
    ("The abduction of 14 girls was reported on Monday.", "abducted 14 children"),
    ("The disappearance of seven fishermen was reported by the port.", "missing 7 other"),
    ("The evacuation of 3,000 people began on Monday.", "displaced 3000 people"),
    ("An explosion with eight dead and 20 injured shook Kano.", "killed 8 people; injured 20 people"),
    ("A crash with the loss of all 78 on board was reported.", "killed 78 people"),
    ("The death of a second patient was announced.", "killed 1 other increment"),
]

VERBS_OF_COST: list[Row] = [
    ("The blast took 11 lives.", "killed 11 people"),
    ("The fire cost 22 people their lives.", "killed 22 people"),
    ("The crush proved fatal for 12 pilgrims.", "killed 12 other"),
    ("Seven miners paid with their lives.", "killed 7 other"),
    ("Rescuers could only recover the bodies of four divers.", "killed 4 other"),
    ("The river gave up two more bodies on Sunday.", "killed 2 people increment"),
    ("Nineteen people met their deaths.", "killed 19 people"),
    ("Thirty workers never came out of the mine.", ""),
    ("None of the 16 on board lived.", "killed 16 people"),
]

ADJECTIVES_AND_STATES: list[Row] = [
    ("Forty people are dead and 12 gravely hurt.", "killed 40 people; injured 12 people"),
    ("Four are known dead.", "killed 4 people"),
    ("Six people lay dead in the yard.", "killed 6 people"),
    ("Eleven were left dead, three of them soldiers.", "killed 11 people; killed 3 security_forces subset"),
    ("Two are confirmed dead, seven still missing.", "killed 2 people; missing 7 people"),
    ("At least 30 are thought to have died.", "killed 30+ people"),
    ("Some 50 are believed killed.", "killed 45-55 people"),
    ("A dozen are reported hurt.", "injured 12 people"),
    ("Scores were hurt, many by glass.", "injured 40-99 people"),
    ("Three people have burns.", "injured 3 people"),
    ("Eight have wounds, four of them life-threatening.", "injured 8 people; injured 4 people subset"),
    ("Five are in a coma.", ""),
    ("Twenty-two remain in hospital, six in intensive care.", "hospitalized 22 people; hospitalized 6 people subset"),
    ("Nine were treated on the spot.", "injured 9 people"),
    ("Ninety were treated for smoke, and 12 kept in hospital.", "injured 90 people; hospitalized 12 people"),
]

PARTS_WITH_RESPONSIBILITY: list[Row] = [
    (
        "Of the 40 dead, 28 were passengers and 12 pedestrians.",
        "killed 40 people; killed 28 other subset; killed 12 people subset",
    ),
    ("Half a dozen of the dead were nurses.", "killed 6 other subset"),
    ("Twelve of the arrested are minors.", "detained 12 children subset"),
    ("Two of the missing are sisters.", "missing 2 people subset"),
    ("The 31 dead include nine firefighters.", "killed 31 people; killed 9 other subset"),
    ("Thirty-one died, nine of them at sea.", "killed 31 people; killed 9 people subset"),
    ("The army accounts for 14 of the 20 dead.", "killed 20 people; killed 14 people subset"),
    ("Police were responsible for seven of these deaths.", "killed 7 people subset"),
]

PEOPLE_TOLD_BY_OTHER_WORDS: list[Row] = [
    ("A family of six perished.", "killed 6 people"),
    ("A father and his two sons drowned.", "killed 1 people; killed 2 people"),
    ("A couple in their sixties died.", "killed 2 people"),
    ("The pilot and all four passengers died.", "killed 1 other; killed 4 other"),
    ("A party of eight hikers is missing.", "missing 8 other"),
    ("A crew of 11 is missing.", "missing 11 other"),
    ("A class of 24 pupils was taken hostage.", "abducted 24 children"),
    ("A group of nine tourists was kidnapped.", "abducted 9 other"),
]

W_LIKE: list[Row] = [
    (
        (
            "The blaze in the dormitory left nine girls dead, their teacher said, and a tenth died on the way to "
            "the clinic."
        ),
        "killed 9 children; killed 1 children increment",
    ),
    ("Eleven lives were lost when the wall came down.", "killed 11 people"),
    ("The mine has given back 14 bodies.", "killed 14 people"),
    ("Doctors at the field hospital could save only four of the 19 who were brought in.", ""),
    ("Nobody in the bus was spared: 31 people are dead.", "killed 31 people"),
    ("Police fired on the march and five people fell dead.", "killed 5 people"),
    ("Seven bodies have come ashore since dawn.", "killed 7 people"),
    ("The sea has returned 23 bodies.", "killed 23 people"),
    ("A second explosion caught those who had come to help, and 12 of them died.", "killed 12 people"),
    ("Three are fighting for their lives.", "injured 3 people"),
    ("Another 30 walked away with scratches.", "injured 30 people increment"),
    ("Twelve nurses fell ill with the fever and three of them died.", "injured 12 other; killed 3 other increment"),
    ("The number who fled has passed 90,000.", "displaced 90001+ people"),
    ("Some 8,000 spent the night in the open.", "displaced 7200-8800 people"),
    ("The army has cleared 14 villages.", ""),
    ("Nine of the ringleaders sit in the central prison.", ""),
    ("Sixty of the marchers were put into vans and driven off.", ""),
    ("The gunmen let 12 women go and kept 20 men.", "abducted 20 people"),
    ("Of the 14 monks led away in May, six have come home.", ""),
    ("Their captors are asking a million dollars for the three nuns.", ""),
    ("The fate of 40 miners is unknown.", "missing 40 other"),
    ("Four boys are being searched for in the river.", "missing 4 children"),
    (
        "Three of the 12 soldiers killed on Monday were officers.",
        "killed 12 security_forces; killed 3 security_forces subset",
    ),
]

AGENCIES: list[Row] = [
    ("Relief workers have pulled 22 bodies out of the mud, and the mayor fears for 40 others.", "killed 22 people"),
    ("Eighteen of the 60 wounded are children, a surgeon said.", "injured 18 children subset; injured 60 people"),
    ("Fifteen fishermen from two boats are overdue.", "missing 15 other"),
    ("Four miners trapped since Monday were brought up dead.", "killed 4 other"),
    ("Five people trapped under the rubble were found dead on Tuesday.", "killed 5 people"),
    ("Two hostages were killed and five freed.", "killed 2 other"),
    ("An official of the water board was shot in his car and died.", "killed 1 officials"),
    ("A grenade went off in a bar; nine drinkers were hurt.", "injured 9 other"),
    ("Two trams collided in Kassel; 14 passengers needed treatment.", "injured 14 other"),
    ("The epidemic has infected 400 people and killed 31.", "killed 31 people"),
    ("Of 85 patients, 31 have died.", "killed 31 other"),
    ("Nine of the 31 crew of the trawler are dead and 22 missing.", "killed 9 other; missing 22 other"),
    ("The ferry had 212 people aboard; 140 were saved and the rest are missing.", ""),
    ("Fire gutted a dormitory, killing 19 girls in their sleep.", "killed 19 children"),
    ("The heat has killed 54 people, most of them elderly, since Friday.", "killed 54 people"),
    ("The crush at the gate left 12 dead and as many injured.", "killed 12 people"),
    ("A mine exploded under a bus: eight passengers dead, 11 hurt.", "killed 8 other; injured 11 other"),
    (
        "The pilot was killed instantly and his two passengers died on the way to hospital.",
        "killed 1 other; killed 2 other",
    ),
    ("Neither the driver nor his passenger survived.", ""),
    ("All but two of the 31 on board perished.", "killed 29 people"),
    ("Only three of the crew of 19 were rescued; the others drowned.", ""),
    ("Police arrested 14 men, among them the mayor's son.", "detained 14 people"),
    ("Twelve arrests were made and 30 officers injured.", "detained 12 people; injured 30 security_forces"),
    ("Three officers were hurt, none of them badly.", "injured 3 security_forces"),
    ("There was one fatality.", "killed 1 people"),
    ("The sole casualty was a guard, who was wounded in the hand.", "injured 1 security_forces"),
    ("The rebels left 12 dead on the field.", "killed 12 people"),
    ("Gunmen killed the mayor's son.", "killed 1 people"),
    ("A soldier's wife was shot dead.", "killed 1 women"),
    ("Gunmen shot dead the minister's driver.", "killed 1 other"),
    ("All but three of the 20 miners were killed.", "killed 17 other"),
    ("Gunmen burned the mayor's car.", ""),
]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        *TOLL_NOUNS,
        *NOMINAL_KILLINGS,
        *VERBS_OF_COST,
        *ADJECTIVES_AND_STATES,
        *PARTS_WITH_RESPONSIBILITY,
        *PEOPLE_TOLD_BY_OTHER_WORDS,
        *W_LIKE,
        *AGENCIES,
    ],
)
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
