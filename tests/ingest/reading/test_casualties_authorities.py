"""Two authorities, denials, retractions, zero counts and references: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

TWO_AUTHORITIES: list[Row] = [
    ("The mayor says he has seen 60 dead, the fire brigade confirms 50.", "killed 60 people; killed 50 people"),
    ("Police said 12 people had died. The Red Cross speaks of 40.", "killed 12 people; killed 40 people"),
    ("The government put the dead at 30; the opposition said 110.", "killed 30 people; killed 110 people"),
    ("The ministry says 9 people were killed; witnesses say 25.", "killed 9 people; killed 25 people"),
    ("According to the army 14 rebels died, according to the rebels four.", "killed 14 militants; killed 4 militants"),
    ("The toll was more like 2,000 to 2,500, the minister said.", "killed 2000-2500 people"),
    ("Officials reported 1,000 dead. The disaster council has confirmed 833.", "killed 1000 people; killed 833 people"),
    ("Hospitals counted 31 dead, the police 28.", "killed 31 people; killed 28 people"),
    ("Doctors say 17 people were shot dead, the police four.", "killed 17 people; killed 4 people"),
    (
        "The governor's office said six people died, while a local rights group gave a figure of 21.",
        "killed 6 people; killed 21 people",
    ),
    ("The army admits two dead; the rebels claim 30.", "killed 2 people; killed 30 people"),
    ("Residents put the number of dead at 70, double the official count of 35.", "killed 70 people; killed 35 people"),
    ("State television reported four dead, a monitoring group at least 19.", "killed 4 people; killed 19+ people"),
    (
        "The interior ministry says 3 people died. Activists claim the number is 27.",
        "killed 3 people; killed 27 people",
    ),
    ("Police spoke of five dead and the union of nine.", "killed 5 people; killed 9 people"),
    ("A hospital gave the number of wounded as 112, the army as 60.", "injured 112 people; injured 60 people"),
    ("One survivor counted 18 bodies; the coast guard has found 11.", "killed 18 people; killed 11 people"),
    ("The official death toll stands at 44, but residents say 300 people died.", "killed 44 people; killed 300 people"),
]

DENIALS: list[Row] = [
    ("The ministry denied that 12 soldiers had died.", "killed 12 security_forces denied"),
    ("The army denied reports that 30 of its men were killed.", "killed 30 security_forces denied"),
    ("The company denied that anyone was hurt.", ""),
    ("The police deny having killed four demonstrators.", "killed 4 protesters denied"),
    ("Officials rejected claims that 200 people had been arrested.", "detained 200 people denied"),
    ("The rebels denied holding 14 hostages.", "abducted 14 people denied"),
    ("It is not true that nine people died, the mayor said.", "killed 9 people denied"),
    ('"No soldier was killed," the spokesman said.', "killed 0 security_forces"),
    ("The navy denied it had lost 20 sailors.", ""),
    ("The airline denied a report of 11 injured passengers.", "injured 11 other denied"),
    ("The claim that 400 people were executed is false, the general said.", "killed 400 people denied"),
]

RETRACTIONS: list[Row] = [
    ("The agency withdrew its report that 17 people were killed.", "killed 17 people retracted"),
    ("The figure of 164 dead was published in error, the ministry said.", "killed 164 people retracted"),
    (
        "Police have withdrawn a report that six girls were killed. Five girls died.",
        "killed 6 children previous retracted; killed 5 children",
    ),
    (
        "The health department retracted its toll of 90; 60 people died, it said.",
        "killed 90 people previous retracted; killed 60 people",
    ),
    ("The statement that 25 people were arrested was a mistake, police said.", "detained 25 people retracted"),
]

ZERO: list[Row] = [
    ("Nobody was hurt.", "injured 0 people"),
    ("Neither of the two pilots was hurt.", "injured 0 other"),
    ("Neither driver was injured.", "injured 0 other"),
    ("None of the 40 passengers was injured.", "injured 0 other"),
    ("No one was killed or injured.", "killed 0 people; injured 0 people"),
    ("There were no deaths.", "killed 0 people"),
    ("There were no casualties.", "killed 0 people; injured 0 people"),
    ("No casualties were reported.", "killed 0 people; injured 0 people"),
    ("No injuries have been reported.", "injured 0 people"),
    ("No civilians were killed.", "killed 0 civilians"),
    ("No one died and nobody is missing.", "killed 0 people; missing 0 people"),
    ("The building collapsed without loss of life.", "killed 0 people"),
    ("No fatalities were reported, but 14 people were injured.", "killed 0 people; injured 14 people"),
    ("No arrests have been made.", "detained 0 people"),
    ("No soldiers died or were wounded.", "killed 0 security_forces; injured 0 security_forces"),
    ("Zero deaths, 12 injured.", "killed 0 people; injured 12 people"),
    ("All 40 passengers survived.", ""),
    ("Everyone on board escaped unhurt.", ""),
    ("Not one of the 30 miners was hurt.", "injured 0 other"),
]

REFERENCES: list[Row] = [
    ("Three climbers fell on Monday. The three died on the spot.", "killed 3 other"),
    ("Four miners were trapped. All of them are dead.", "killed 4 other"),
    ("Two pilots were on board. Both died.", "killed 2 other"),
    ("Two pilots were on board. Both were killed.", "killed 2 other"),
    ("A boat with 12 migrants sank on Friday. All 12 drowned.", "killed 12 other"),
    ("Six hikers were swept away on Sunday. Their bodies were found on Monday.", "killed 6 other"),
    ("Five workers went missing on Tuesday. On Thursday all five were found dead.", "killed 5 other; missing 5 other"),
    ("The missing eleven are dead, the coast guard said.", "killed 11 people"),
    ("Nine people were missing; seven of them have been found dead.", "missing 9 people; killed 7 people increment"),
    ("A man drove into a crowd on Monday. He was shot dead.", "killed 1 militants"),
    ("Three men attacked the post. All three were killed.", "killed 3 people"),
    ("Three gunmen attacked a hotel. All three were shot dead.", "killed 3 militants"),
    ("Two suicide bombers struck a mosque, and both died.", "killed 2 militants"),
    ("A couple and their son lived there. All three died.", "killed 3 people"),
    ("Ten sailors are missing. The ten were on a tug.", "missing 10 other"),
    ("Four of the five crew drowned; the fifth was rescued.", "killed 4 other"),
    ("Eighty miners were killed; 120 were injured.", "killed 80 other; injured 120 other"),
    ("80 miners are dead; 12 miners are trapped and 20 were injured.", "killed 80 other; injured 20 other"),
    ("The dead are two nurses, a driver and a girl of nine.", "killed 2 other; killed 1 other; killed 1 children"),
    (
        "Five people died in Graz. The victims were three men and two women.",
        "killed 5 people; killed 3 people subset; killed 2 women subset",
    ),
]


@pytest.mark.parametrize(("text", "notation"), [*TWO_AUTHORITIES, *DENIALS, *RETRACTIONS, *ZERO, *REFERENCES])
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
