# ruff: noqa: E501
"""Reports that tell of no victim of today, however bloody their words: none may yield a claim."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

REPORTS = [
    ("Bees", "A farmer near Pau says 40,000 of his bees died in May. Twelve dead dogs were found on Monday."),
    (
        "Book of the week",
        "The author follows a caravan in which 60 porters die of thirst. It is her third book.",
    ),
    ("Survey of cyclists", "One in five cyclists has been hurt. Three in ten were taken to hospital."),
    (
        "Model expects 800 deaths",
        "The institute's model predicts 800 deaths from cold next winter. It was run 5,000 times.",
    ),
    ("Two to hang", "A court in the capital sentenced three men to death on Monday. They have a week to appeal."),
    (
        "Losses of the week",
        "Seen on pictures: 12 tanks (8 destroyed, 1 damaged, 3 captured). Trucks destroyed: 9. Captured: 4.",
    ),
    (
        "A tower and its fires",
        "On 3 May 1842 the tower fell in the great fire. Six years later it fell again and 40 masons were killed.",
    ),
    ("Two retailers gone", "Two shops died and a third was badly hurt in the price war. Prices fell by 4 per cent."),
    ("Aid on its way", "The agency has flown in four hundred body bags. One in six has been wounded before."),
    (
        "New show in the town hall: the plague of 1630",
        "The museum tells how 900 of the town's 3,000 people died in one winter. The exhibition has 60 objects.",
    ),
    (
        "Review: 'The Lighthouse'",
        "A smuggler is shot in the first act and nine sailors drown before the curtain falls. The soprano was in fine voice.",
    ),
    (
        "Woman who hid 20 orphans dies at 97",
        "She was twice arrested in 1944 and died on Monday in her sleep. The funeral is private.",
    ),
    (
        "Champions bury rivals 6-0",
        "The striker killed the tie with two goals in five minutes and the visitors never recovered. Eleven players were booked.",
    ),
    (
        "Boxer destroys challenger",
        "The champion floored his man three times and left him for dead in the fourth round. He has now knocked out 21 opponents.",
    ),
    (
        "Cricket: England collapse",
        "Six wickets fell for 40 runs in what one commentator called a massacre; the last three batsmen died without scoring.",
    ),
    (
        "Shares bleed",
        "The index shed 400 points on Thursday, and 27 companies hit their lowest ever. 'It was carnage,' one trader said.",
    ),
    (
        "Bill dies in committee",
        "Senators killed the bill by nine votes to six. It is the third time that the measure has died since 2020.",
    ),
    (
        "Comedian slays audience",
        "She murdered 400 people at the Apollo with jokes about her mother. 'We died laughing,' said one.",
    ),
    ("Jobs axed", "The bank will cut 3,000 jobs and close 40 branches, leaving thousands out of work. Unions mourned."),
    (
        "Video game review",
        "In the first level you kill 60 guards with a bow. The second is harder: three of my characters died twice.",
    ),
    (
        "New thriller",
        "The novel opens with four bodies in a lake. Its detective, 62, must find who killed them before a fifth is drowned.",
    ),
    (
        "Opera opens",
        "Two lovers die in act three, stabbed by the tenor's men. The soprano won five curtain calls on Saturday.",
    ),
    (
        "War film premieres",
        "The picture shows the landing in which 4,000 men fell. Its stars walked the red carpet on Tuesday.",
    ),
    (
        "Anniversary of ferry disaster",
        "Flowers were thrown into the sea on Friday for the 852 who drowned when a ferry sank on 28 September 1994.",
    ),
    (
        "City remembers bombing",
        "Church bells rang 168 times on Wednesday, once for each of those killed in the bombing of 1995.",
    ),
    (
        "Veterans march",
        "Two hundred old soldiers marched on Thursday. Their regiment lost 600 men in the desert in 1942.",
    ),
    (
        "Museum of the flood",
        "A museum to the flood of 1953, in which 1,836 people died, opened in Ouwerkerk on Monday.",
    ),
    (
        "Former guard on trial",
        "A man of 96 went on trial on Tuesday accused of helping to murder 11,000 people in a camp in 1943 and 1944.",
    ),
    (
        "Appeal court upholds sentence",
        "The court on Thursday upheld the sentence of a man who killed eight people in a mosque in 2017.",
    ),
    (
        "Report on landmines",
        "Landmines killed or injured 5,554 people in 2021, a monitoring body said in its yearly report. Half were children.",
    ),
    (
        "Smoking bill",
        "Tobacco kills eight million people a year, the agency said, launching a campaign with 12 countries.",
    ),
    (
        "Traffic statistics",
        "On average 90 people die on the country's roads every day. The minister promised 400 cameras.",
    ),
    (
        "Warning over glacier lake",
        "A breach could sweep away 12 villages and kill up to 3,000 people, scientists said on Monday.",
    ),
    (
        "Threat to shoot down jets",
        "The general warned that any aircraft crossing the line would be shot down and its crew killed.",
    ),
    (
        "Bomb defused",
        "Had it exploded, the bomb would have killed dozens of shoppers, police said. Two streets were cleared.",
    ),
    ("Plotters charged", "Four men planned to kill 50 people at a Christmas market, prosecutors said on Tuesday."),
    (
        "Simulated attack",
        "Students with fake blood lay in the corridors as police rehearsed their answer to a gunman; the scenario had nine dead and 20 injured.",
    ),
    (
        "Disaster drill",
        "The drill on Saturday imagined a wave that left 1,500 dead and 6,000 missing. Sirens sounded at 10:00.",
    ),
    ("Swine fever", "Vets have killed 14,000 pigs on three farms since Sunday. No person has fallen ill. "),
    ("Dog attack", "A wolf killed 13 lambs near Siena on Sunday night; two dogs were injured."),
    ("Trees felled by storm", "The storm killed two hundred oaks in the park. A roof was hurt too, a gardener joked."),
    (
        "Obituary: poet",
        "The poet died on Tuesday at 88 after a long illness. She leaves three sons and nine grandchildren.",
    ),
    ("Actor dies", "He died in his sleep at his home, aged 91. In 40 films he was killed 25 times."),
    ("Fishermen home safe", "All nine fishermen missing since Monday were found alive on Thursday, cold but unhurt."),
    (
        "Miners saved",
        "The last of the 17 miners was brought up at dawn on Friday. 'Nobody believed it,' his wife said.",
    ),
    (
        "Vaccination drive",
        "Measles killed 140,000 people worldwide in 2018. This week nurses vaccinated 2,000 children.",
    ),
    (
        "Election bloodbath",
        "The governing party was wiped out on Sunday, losing 40 of its 52 seats. Three ministers fell.",
    ),
    ("Chess", "In the fourth game he sacrificed two knights and killed the attack."),
    ("If war came", "If the two sides fought, analysts say, 20,000 soldiers could die in the first week."),
    (
        "Could have been worse",
        "The falling crane missed a school bus by two metres. 'Thirty children might have been killed,' a father said.",
    ),
    (
        "Quake history",
        "Istanbul fears a great quake. The last, in 1999, killed 17,000 people and left half a million homeless.",
    ),
    (
        "Prize for war reporter",
        "The jury praised her account of a siege in which 11,541 people died between 1992 and 1996.",
    ),
]


@pytest.mark.parametrize(("title", "text"), REPORTS, ids=[title for title, _ in REPORTS])
def test_no_claim(title: str, text: str) -> None:
    report = Report(published_at="2024-05-16T12:00:00Z", source="test", title=title, text=text.strip())
    assert [event for event in read(report).events if isinstance(event, CasualtiesReported)] == []
