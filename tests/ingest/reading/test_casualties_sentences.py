# ruff: noqa: E501
"""Sentences as wires write them: what is claimed, however far the verb stands from its count."""

import pytest
from claim_notation import claims, expected

ROWS = [
    (
        "The mine, which had been cited for safety breaches three times since March, collapsed shortly after the night shift went down, burying 44 men.",
        "",
    ),
    ("Of the 44 men underground when the roof fell, 31 were brought up dead and 13 alive.", "killed 31 people"),
    ("Eleven of the 44 men underground when the roof fell died.", "killed 11 people"),
    (
        "Soldiers opened fire on the crowd, killing 14, among them a boy of ten, and wounding more than 60, hospital officials and witnesses said.",
        "killed 14 people; killed 1 children subset; injured 61+ people",
    ),
    ("The dead, who included nine women, were buried the same evening.", "killed 9 women subset"),
    ("A helicopter carrying 14 oil workers and a crew of two disappeared over the North Sea.", ""),
    ("All 16 on board a helicopter that went down in the North Sea on Monday are presumed dead.", ""),
    (
        "A bus taking pilgrims to a shrine plunged into a gorge in Himachal Pradesh, leaving at least 35 dead and a dozen others, some of them children, with serious injuries.",
        "killed 35+ people; injured 12 people",
    ),
    ("Fire swept through a dormitory where 120 girls were asleep; only 60 got out.", ""),
    (
        "Three days of fighting between the army and rebels for control of the town have cost at least 200 lives, the Red Cross says.",
        "killed 200+ people",
    ),
    (
        "The fighting has left 200 people dead and driven 45,000 from their homes.",
        "killed 200 people; displaced 45000 people",
    ),
    (
        "More than 45,000 people have been driven from their homes by the fighting, which has left 200 dead.",
        "displaced 45001+ people; killed 200 people",
    ),
    ("Police fired tear gas and then live rounds. Seven demonstrators fell dead.", "killed 7 protesters"),
    (
        "Gunmen walked into a bar in the port of Colon, ordered everyone to lie down and shot nine people dead before escaping in a boat.",
        "killed 9 people",
    ),
    ("Ten fishermen whose boat had been missing for a week were found dead on Tuesday.", "killed 10 other"),
    ("Ten fishermen whose boat has been missing for a week were found alive on Tuesday.", ""),
    (
        "The blast, the third in the city this month, killed a policeman and wounded 13 people, two of them critically.",
        "killed 1 security_forces; injured 13 people; injured 2 people subset",
    ),
    (
        "Eighteen people were killed outright and four more died later in hospital.",
        "killed 18 people; killed 4 people increment",
    ),
    (
        "The train, the night express from Delhi, left the rails at a bend; rescue teams have so far pulled 74 bodies from the wreckage and expect to find more.",
        "killed 74 people",
    ),
    (
        "Rescue teams, working by floodlight, had by dawn pulled 74 bodies, many burned beyond recognition, from the wreckage.",
        "killed 74 people",
    ),
    ("Seventy-four bodies had been pulled from the wreckage by dawn.", "killed 74 people"),
    (
        "At least 74 people lost their lives and some 200 others sustained injuries when the train left the rails.",
        "killed 74+ people; injured 180-220 people",
    ),
    ("The avalanche buried a hut in which 12 climbers were sleeping; three dug themselves out, the rest perished.", ""),
    ("The avalanche swept away nine climbers, killing all but two.", ""),
    (
        "A strong quake shook the island before dawn, killing at least one person and injuring dozens.",
        "killed 1+ people; injured 24-99 people",
    ),
    ("An old woman and her grandson drowned when their house was swept away.", "killed 1 women; killed 1 people"),
    (
        "The gunman, a former soldier, shot his wife, his two children and a neighbour dead before turning the gun on himself.",
        "killed 1 women; killed 2 children; killed 1 people; killed 1 militants",
    ),
    (
        "Troops killed eight guerrillas and captured 15 others in an operation near the border, the army said, adding that one soldier had died and three had been hurt.",
        "killed 8 militants; detained 15 militants; killed 1 security_forces; injured 3 security_forces",
    ),
    ("The army said it had lost four soldiers and killed 26 rebels.", "killed 4 security_forces; killed 26 militants"),
    (
        "Twenty-six rebels and four soldiers died in the battle, which lasted six hours.",
        "killed 26 militants; killed 4 security_forces",
    ),
    (
        "In the battle, which lasted six hours, 26 rebels and four soldiers died.",
        "killed 26 militants; killed 4 security_forces",
    ),
    (
        "Officials put the number of homeless at 30,000 and said that 112 people, most of whom had been asleep when the dam burst, were known to have died.",
        "displaced 30000 people; killed 112 people",
    ),
    ("No fewer than 112 people are known to have died.", "killed 112+ people"),
    ("It is known that 112 people died.", "killed 112 people"),
    ("Known dead: 112.", "killed 112 people"),
    ("The known dead number 112.", "killed 112 people"),
    ("The number of known dead is 112.", "killed 112 people"),
    ("The pilot, the only person on board, was killed.", "killed 1 other"),
    ("Neither the pilot nor his passenger survived.", ""),
    ("None of the 14 people on board survived.", "killed 14 people"),
    ("There were no survivors among the 14 people on board.", "killed 14 people"),
    ("Everyone on board, 14 passengers and a crew of three, died.", "killed 14 other; killed 3 other"),
    ("The crash killed everyone on board: 14 passengers and three crew.", "killed 14 other; killed 3 other"),
    (
        "Four firemen who were trying to put out the blaze, and a passer-by, were killed by the explosion.",
        "killed 4 other; killed 1 people",
    ),
    (
        "The militia, which has fought the government since 2012, on Monday abducted six councillors.",
        "abducted 6 officials",
    ),
    ("Six councillors abducted by the militia on Monday were freed on Wednesday.", "abducted 6 officials"),
    ("Six councillors whom the militia had abducted were found dead.", "killed 6 officials"),
    (
        "Police in riot gear broke up the march with batons, arresting 140 people, and 22 were treated in hospital for cuts and bruises.",
        "detained 140 people; hospitalized 22 people",
    ),
    (
        "More than 140 were arrested and 22, including two officers, were treated in hospital.",
        "detained 141+ people; hospitalized 22 people; hospitalized 2 security_forces subset",
    ),
    (
        "Two British tourists, a man and a woman in their thirties, were stabbed to death on a beach.",
        "killed 2 other; killed 1 people subset; killed 1 women subset",
    ),
    (
        "A car bomb exploded outside a police station in Mosul, killing two and wounding 14, most of them policemen.",
        "killed 2 people; injured 14 people",
    ),
    ("Killed along with the general were his driver and three bodyguards.", "killed 1 other; killed 3 security_forces"),
    (
        "The general was killed along with his driver and three bodyguards.",
        "killed 1 security_forces; killed 1 other; killed 3 security_forces",
    ),
    (
        "The general, his driver and three of his bodyguards died in the blast.",
        "killed 1 security_forces; killed 1 other; killed 3 security_forces",
    ),
    ("Thirty-two miners were rescued but nine, it was feared, had been killed.", ""),
    ("Nine people, the police chief said he believed, had been killed.", "killed 9 people"),
    ("At least nine are believed to have been killed.", "killed 9+ people"),
    ("Some 300 are reported to have been hurt.", "injured 270-330 people"),
    ("A total of 9 people were killed and 23 others hurt.", "killed 9 people; injured 23 people"),
    ("In all, nine people were killed.", "killed 9 people"),
    ("The attack brought to 40 the number of people killed this month.", "killed 40 people"),
    ("That brings to 40 the number killed.", "killed 40 people"),
    (
        "So far 1,320 people have been killed, 40,000 houses destroyed and two million people made homeless.",
        "killed 1320 people; displaced 2000000 people",
    ),
    ("Two boys playing on the ice and a man who went in after them drowned.", "killed 2 children; killed 1 people"),
    ("The boat sank with 70 people on board, of whom only 20 were saved.", ""),
    ("The dead man was named as Peter Lund, 44.", ""),
    ("A 44-year-old man, named locally as Peter Lund, was killed.", "killed 1 people"),
    ("Sixteen people, all but one of them foreigners, died.", "killed 16 people"),
    (
        "Sixteen people - ten Britons, four Swedes and two Danes - died.",
        "killed 16 people; killed 10 people subset; killed 4 people subset; killed 2 people subset",
    ),
    (
        "The rebels said they had shot down a transport plane, killing all 40 soldiers aboard.",
        "killed 40 security_forces",
    ),
    (
        "All 40 soldiers aboard a transport plane that rebels said they had shot down were killed.",
        "killed 40 security_forces",
    ),
    (
        "Mortar fire hit a queue outside a bakery, police in Sarajevo said, and 22 people, five of them children, lay dead in the street.",
        "killed 22 people; killed 5 children subset",
    ),
    ("He said 22 people lay dead.", "killed 22 people"),
    ("As many as 22 died, he said, when shells hit a bakery.", "killed 1-22 people"),
    (
        "Doctors at the main hospital, where the power had failed, said they had taken in 31 dead and 80 wounded since noon.",
        "killed 31 people; injured 80 people",
    ),
    ("The hospital said 31 dead and 80 wounded had been brought in.", "killed 31 people; injured 80 people"),
    (
        "A coach carrying schoolchildren home from a museum skidded off an icy road near Brno on Thursday, and at least 11 of them, together with their driver, were killed.",
        "killed 11+ children; killed 1 other",
    ),
    ("At least 11 of the schoolchildren were killed.", "killed 11+ children"),
    ("Eleven schoolchildren and the driver of their coach were killed.", "killed 11 children; killed 1 other"),
    ("The driver of the coach and eleven schoolchildren were killed.", "killed 1 other; killed 11 children"),
    (
        "The driver and, according to the police, eleven schoolchildren were killed.",
        "killed 1 other; killed 11 children",
    ),
    (
        "Killed in the shelling, which lasted all night, were six women and a child.",
        "killed 6 women; killed 1 children",
    ),
    ("The shelling, residents said by telephone, killed six women and a child.", "killed 6 women; killed 1 children"),
    ("Six women and a child, residents said by telephone, died in the shelling.", "killed 6 women; killed 1 children"),
    ("Residents said by telephone that six women and a child had died.", "killed 6 women; killed 1 children"),
    ("Six women, a child and, it is feared, many more were buried.", ""),
    (
        "In the worst incident, at a checkpoint outside Hit, a man driving a fuel lorry blew himself up, killing nine soldiers and three civilians who were queueing in their cars.",
        "killed 1 militants; killed 9 security_forces; killed 3 civilians",
    ),
    (
        "Nine soldiers and three civilians queueing in their cars were killed.",
        "killed 9 security_forces; killed 3 civilians",
    ),
    (
        "Nine soldiers manning a checkpoint, three civilians queueing in their cars and a boy selling cigarettes were killed.",
        "killed 9 security_forces; killed 3 civilians; killed 1 children",
    ),
    (
        "Clashes between police and students, now in their third day, left 40 people injured on Friday, 12 of them policemen.",
        "injured 40 people; injured 12 security_forces subset",
    ),
    (
        "On Friday 40 people, 12 of them policemen, were injured in clashes between police and students.",
        "injured 40 people; injured 12 security_forces subset",
    ),
    ("Of the 40 people injured on Friday, 12 were policemen.", "injured 40 people; injured 12 security_forces subset"),
    ("Forty people were injured. Twelve were policemen.", "injured 40 people; injured 12 security_forces subset"),
    (
        "The plane, with 86 passengers and six crew on board, hit a hill as it came in to land, and all 92 were killed.",
        "killed 92 people",
    ),
    ("The plane hit a hill. All 86 passengers and six crew were killed.", "killed 86 other; killed 6 other"),
    ("The plane hit a hill, and everyone on board was killed.", ""),
    (
        "Rescuers digging through the rubble of the hotel with their bare hands had by nightfall found 31 bodies and, under a stairwell, two survivors.",
        "killed 31 people",
    ),
    ("Two survivors and 31 bodies had been found by nightfall.", "killed 31 people"),
    ("Three more bodies were found on Sunday, raising the toll to 34.", "killed 3 people increment; killed 34 people"),
    ("Three more bodies found on Sunday raised the toll to 34.", "killed 3 people increment; killed 34 people"),
    (
        "A bomb hidden in a rubbish bin outside a cinema killed two passers-by, a woman of 60 and her grandson, and hurt nine.",
        "killed 2 people; killed 1 women subset; killed 1 people subset; injured 9 people",
    ),
    ("Hit by a stray bullet as she hung out washing, a woman of 60 died.", "killed 1 women"),
    ("A woman of 60, hit by a stray bullet as she hung out washing, died.", "killed 1 women"),
    ("A woman of 60 died after being hit by a stray bullet.", "killed 1 women"),
    ("A woman was hit by a stray bullet and died.", "killed 1 women"),
    ("Police shot and killed two men, both of them armed, and wounded a third.", "killed 2 people; injured 1 people"),
    (
        "Police shot two men dead and wounded a third, who was arrested.",
        "killed 2 people; injured 1 people; detained 1 people",
    ),
    (
        "Two men were shot dead by police and a third, who was wounded, was arrested.",
        "killed 2 people; injured 1 people; detained 1 people",
    ),
    (
        "Lightning killed three farm workers sheltering under a tree, and a fourth was badly burned.",
        "killed 3 other; injured 1 other",
    ),
    (
        "Three farm workers who were sheltering under a tree were killed by lightning and a fourth was badly burned.",
        "killed 3 other; injured 1 other",
    ),
    (
        "Three people, including the club's owner, have been charged over the fire, in which 87 people died.",
        "killed 87 people",
    ),
    ("The fire, in which 87 people, most of them students, died, was started on purpose.", "killed 87 people"),
    ("Eighty-seven people, most of them students, died in the fire, which was started on purpose.", "killed 87 people"),
    ("Most of the 87 people who died in the fire were students.", "killed 87 people"),
    ("The 87 people who died in the fire were mostly students.", "killed 87 people"),
    ("Guerrillas seized the mayor and seven councillors on Monday.", "abducted 1 officials; abducted 7 officials"),
    (
        "The mayor and seven councillors were seized by guerrillas on Monday.",
        "abducted 1 officials; abducted 7 officials",
    ),
    (
        "Security men rounded up more than 200 suspected militants in raids that began before dawn and went on all day.",
        "detained 201+ militants",
    ),
    ("More than 200 suspected militants were rounded up in raids that began before dawn.", "detained 201+ militants"),
    (
        "Wind-driven flames destroyed 60 houses, left 400 people homeless and injured 12.",
        "displaced 400 people; injured 12 people",
    ),
    (
        "The ship went down so fast that only nine of the 61 men on board got into the boats; the other 52 are missing.",
        "missing 52 people",
    ),
    ("Fifty-two of the 61 men on board are missing.", "missing 52 people"),
]


@pytest.mark.parametrize(("text", "told"), ROWS)
def test_a_sentence_claims_what_it_tells(text: str, told: str) -> None:
    assert claims(text) == expected(told)
