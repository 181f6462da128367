"""Totals, what comes on top, earlier figures and parts: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

MAKES: list[Row] = [
    ("Another body was pulled out on Friday, which makes twelve.", "killed 1 people increment; killed 12 people"),
    ("Three more miners died overnight, which brings the toll to 19.", "killed 3 other increment; killed 19 people"),
    ("Two more bodies washed up at Ekofisk, making it nine dead.", "killed 2 people increment; killed 9 people"),
    ("Four more patients died on Monday, taking the dead to 31.", "killed 4 other increment; killed 31 people"),
    (
        "A fifth soldier died of his wounds, bringing the number of dead to five.",
        "killed 1 security_forces increment; killed 5 people",
    ),
    (
        "Seven people died in the night, which raises the number of dead to 88.",
        "killed 7 people increment; killed 88 people",
    ),
    ("Eleven more arrests were made today, for a total of 64.", "detained 11 people increment; detained 64 people"),
    ("Two children died today, pushing the toll past 50.", "killed 2 children increment; killed 51+ people"),
    ("Six more people were reported missing, which makes 23 in all.", "missing 6 people increment; missing 23 people"),
    ("Rescuers found two more bodies, lifting the death toll to 14.", "killed 2 people increment; killed 14 people"),
    ("Nine people died on Tuesday, bringing to 40 the number of dead.", "killed 9 people increment; killed 40 people"),
    ("The deaths of two nurses bring the toll to 16.", "killed 2 other increment; killed 16 people"),
    ("With three more deaths the toll stands at 77.", "killed 3 people increment; killed 77 people"),
    ("Five died yesterday. That makes 26.", "killed 5 people increment; killed 26 people"),
    (
        "Two more bodies were found on Sunday. That brings the total to 11.",
        "killed 2 people increment; killed 11 people",
    ),
]

PREVIOUS: list[Row] = [
    ("The dead numbered 64 by noon, against 51 at dawn.", "killed 64 people; killed 51 people previous"),
    ("Eighteen people are still missing; on Sunday it was 25.", "missing 18 people; missing 25 people previous"),
    ("Sixty people are dead, up from 44 on Monday.", "killed 60 people; killed 44 people previous"),
    ("There are 212 wounded, compared with 180 the day before.", "injured 212 people; injured 180 people previous"),
    ("The death toll is 97; yesterday it stood at 80.", "killed 97 people; killed 80 people previous"),
    ("The toll was 30 this morning, 21 last night.", "killed 30 people; killed 21 people previous"),
    ("The count of the dead rose from 7 to 12.", "killed 12 people; killed 7 people previous"),
    ("Forty-one people were killed, not 47 as first reported.", "killed 41 people; killed 47 people previous"),
    ("The ministry revised the death toll down to 60 from 75.", "killed 60 people; killed 75 people previous"),
    ("The toll was revised upwards to 130 from 112.", "killed 130 people; killed 112 people previous"),
    (
        "Police had earlier said that 15 people died; the figure is now 19.",
        "killed 15 people previous; killed 19 people",
    ),
    ("An earlier toll of 33 was corrected to 31.", "killed 33 people previous; killed 31 people"),
    ("The number of missing fell to 45 from 70.", "missing 45 people; missing 70 people previous"),
    ("Hospitals count 70 dead, 12 more than on Tuesday.", "killed 70 people; killed 12 people increment"),
    ("The previous count was 400 dead; it is 455 now.", "killed 400 people previous; killed 455 people"),
    ("The toll has doubled to 80 since Friday.", "killed 80 people"),
    (
        "The fire service, which had spoken of six dead, now puts the number at nine.",
        "killed 6 people previous; killed 9 people",
    ),
    ("The number of injured went up from 120 to 164.", "injured 120 people previous; injured 164 people"),
    ("The dead are 34, not 164.", "killed 34 people; killed 164 people previous"),
    ("Not 164 but 34 people were killed, the ministry said.", "killed 34 people; killed 164 people previous"),
]

COLON_PARTS: list[Row] = [
    (
        "Fifty people were killed on Monday: 31 in Ghor, nine in Bamyan and ten in a hospital.",
        "killed 50 people; killed 31 people subset; killed 9 people subset; killed 10 people subset",
    ),
    (
        "The quake killed 29 people: 20 in Kars, eight in Igdir and one in Van.",
        "killed 29 people; killed 20 people subset; killed 8 people subset; killed 1 people subset",
    ),
    (
        "Police say 18 people died: 11 at the station, five on the bridge, and two in the river.",
        "killed 18 people; killed 11 people subset; killed 5 people subset; killed 2 people subset",
    ),
    (
        "Thirteen people were hurt: four men, six women and three children.",
        "injured 13 people; injured 4 people subset; injured 6 women subset; injured 3 children subset",
    ),
    (
        "The storm left 45 dead: 30 in Leyte, 15 in Samar.",
        "killed 45 people; killed 30 people subset; killed 15 people subset",
    ),
    (
        "Nine people were arrested: six in Lyon, two in Nice and one in Metz.",
        "detained 9 people; detained 6 people subset; detained 2 people subset; detained 1 people subset",
    ),
    (
        "There were 17 dead (12 in Mosul, five in Erbil).",
        "killed 17 people; killed 12 people subset; killed 5 people subset",
    ),
]

PLACE_PART_OF_COUNTRY: list[Row] = [
    ("The floods have killed 300 people in Nigeria. Lokoja: 40 dead.", "killed 300 people; killed 40 people subset"),
    (
        "The cyclone killed 2,464 people, state media say. Bogale: 1,000 dead. Labutta: 800 dead.",
        "killed 2464 people; killed 1000 people subset; killed 800 people subset",
    ),
    ("The storm killed 90 people in Fiji. In Suva alone 20 people died.", "killed 90 people; killed 20 people subset"),
    (
        "The government counts 120 dead nationwide. In Patan 14 people died.",
        "killed 120 people; killed 14 people subset",
    ),
    (
        "Across the country 66 people were killed. Kharkiv was worst hit, with 21 dead.",
        "killed 66 people; killed 21 people subset",
    ),
]

SUBSET_WITH_SEVERITY: list[Row] = [
    ("About 60 people were injured, 12 of them critically.", "injured 54-66 people; injured 12 people subset"),
    ("Eighty were hurt, nine seriously.", "injured 80 people; injured 9 people subset"),
    (
        "Forty people were wounded, six of whom are in a critical condition.",
        "injured 40 people; injured 6 people subset",
    ),
    ("Thirty miners were injured, two of them fatally.", "injured 30 other; killed 2 other subset"),
    ("Twenty-two were injured, five gravely.", "injured 22 people; injured 5 people subset"),
    ("Of the 70 injured, eight are in a serious condition.", "injured 70 people; injured 8 people subset"),
    ("Of the 21 dead, nine were children.", "killed 21 people; killed 9 children subset"),
    ("Among the 33 dead were four nurses.", "killed 33 people; killed 4 other subset"),
]

ONE_OF_THE_N: list[Row] = [
    (
        "Twelve people were killed in Graz. The bus driver was one of the twelve.",
        "killed 12 people; killed 1 other subset",
    ),
    ("Nine people died. Two of the nine were nurses.", "killed 9 people; killed 2 other subset"),
    ("Ten people were arrested; four of the ten were students.", "detained 10 people; detained 4 other subset"),
    ("Thirty-one people drowned. A girl of six was among the 31.", "killed 31 people; killed 1 children subset"),
    ("Fourteen people were killed. Half of the dead were children.", "killed 14 people"),
    ("Five of the eight killed were policemen.", "killed 5 security_forces subset; killed 8 people"),
    ("Three of the 17 dead were firefighters.", "killed 3 other subset; killed 17 people"),
    ("Two of the four killed on Monday were children.", "killed 2 children subset; killed 4 people"),
    ("Six of the wounded are women.", "injured 6 women subset"),
    ("Seven of those killed were constables.", "killed 7 security_forces subset"),
    ("Four of those killed are firefighters.", "killed 4 other subset"),
]

WITH_PARTICIPLE: list[Row] = [
    ("The tornado killed 40 people, with 22 of the deaths in Moore.", "killed 40 people; killed 22 people subset"),
    (
        "Shelling killed 12 people in Donetsk, three of them in a queue for bread.",
        "killed 12 people; killed 3 people subset",
    ),
    ("The toll is 207, fifteen of them still without a name.", "killed 207 people; killed 15 people subset"),
    ("Thirty-four people died, most of them women.", "killed 34 people"),
    ("Police arrested 90 people, 40 of them in Leeds.", "detained 90 people; detained 40 people subset"),
    ("Eighteen people died, eight in Accra.", "killed 18 people; killed 8 people subset"),
    ("Eight gunmen died, five of them by blowing themselves up.", "killed 8 militants; killed 5 militants subset"),
]

WHERE_DEAD_WERE: list[Row] = [
    ("Some 60 of those killed were in a cinema.", "killed 54-66 people subset"),
    ("Ten of the dead were found in a cellar.", "killed 10 people subset"),
]

WHO_HAD_BEEN_ALIVE: list[Row] = [
    ("Five of the seven people missing since Sunday were found dead on Thursday.", "killed 5 people increment"),
    ("The last two men missing in the mine were found dead.", "killed 2 people increment"),
    ("Two passengers wounded in Tuesday's bombing have died.", "killed 2 other increment"),
    ("Three injured miners died in hospital.", "killed 3 other increment"),
    ("Two of the injured died on Wednesday.", "killed 2 people increment"),
    ("Four missing fishermen were found dead.", "killed 4 other increment"),
    ("A girl hurt in Monday's blast died overnight.", "killed 1 children increment"),
    ("Six of those hurt have since died.", "killed 6 people increment"),
]

RANKS_AND_PARTS: list[Row] = [
    ("A twelfth victim of Monday's bomb died in hospital.", "killed 12 people; killed 1 people increment"),
    ("A nurse died on Tuesday, becoming the third victim of the outbreak.", "killed 1 other; killed 3 people"),
    (
        ("More than 100 people were killed by avalanches in Nepal. Of these, 53 died in Mustang and 16 in Dolpa."),
        "killed 101+ people; killed 53 people subset; killed 16 people subset",
    ),
    (
        "Divers brought out 28 bodies; a dozen more were found on the beach.",
        "killed 28 people; killed 12 people increment",
    ),
    ("Thirty bodies, four of babies, were taken from the water.", "killed 30 people; killed 4 children subset"),
    (
        "Six people were hit by bullets, including two women; none of them died.",
        "injured 6 people; injured 2 women subset; killed 0 people",
    ),
    ("The toll of the bushfires in Victoria, Australia, passed 170.", "killed 171+ people"),
]

MORE_OF_ANOTHER_MEASURE: list[Row] = [
    ("A bomb killed two tourists and injured ten more.", "killed 2 other; injured 10 other"),
    ("Police lifted the toll of the wave by three to 13.", "killed 3 people increment; killed 13 people"),
    (
        "Islamabad put at 53 the number of people killed and at 266 the number wounded.",
        "killed 53 people; injured 266 people",
    ),
    ("The Czech ambassador was one of those killed.", "killed 1 officials subset"),
    (
        "Ten people died. A retired policeman who worked there was one of the ten.",
        "killed 10 people; killed 1 security_forces subset",
    ),
    (
        "Six men killed 57 tourists and four Egyptians in Luxor. Two of the four Egyptians were policemen.",
        "killed 57 other; killed 4 people; killed 2 security_forces subset",
    ),
]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        *MAKES,
        *PREVIOUS,
        *COLON_PARTS,
        *PLACE_PART_OF_COUNTRY,
        *SUBSET_WITH_SEVERITY,
        *ONE_OF_THE_N,
        *WITH_PARTICIPLE,
        *WHERE_DEAD_WERE,
        *WHO_HAD_BEEN_ALIVE,
        *RANKS_AND_PARTS,
        *MORE_OF_ANOTHER_MEASURE,
    ],
)
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
