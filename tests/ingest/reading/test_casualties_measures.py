"""What befell them, and what befell nobody: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

KILLED: list[Row] = [
    ("Four men were gunned down in Acapulco.", "killed 4 people"),
    ("Two soldiers were shot dead.", "killed 2 security_forces"),
    ("Six people were burned to death.", "killed 6 people"),
    ("Nine miners were buried alive.", "killed 9 other"),
    ("A man was beheaded in Jeddah.", "killed 1 people"),
    ("Seven people froze to death.", "killed 7 people"),
    ("Two boys starved to death.", "killed 2 children"),
    ("Five hikers fell to their deaths.", "killed 5 other"),
    ("Four passengers were crushed to death.", "killed 4 other"),
    ("Eleven people succumbed to their injuries.", "killed 11 people"),
    ("Ten people lost their lives.", "killed 10 people"),
    ("The fire claimed 12 lives.", "killed 12 people"),
    ("The crash took the lives of eight people.", "killed 8 people"),
    ("Three workers were electrocuted.", "killed 3 other"),
    ("A policeman was hacked to death.", "killed 1 security_forces"),
    ("Twenty people were massacred.", "killed 20 people"),
    ("Rebels slaughtered 15 villagers.", "killed 15 other"),
    ("Two brothers were lynched by a mob.", "killed 2 people"),
    ("Three judges were assassinated.", "killed 3 officials"),
    ("Five prisoners were put to death.", "killed 5 other"),
    ("The bodies of nine men were found in a well.", "killed 9 people"),
    ("Rescuers recovered 14 bodies.", "killed 14 people"),
    ("Six corpses were pulled from the river.", "killed 6 people"),
    ("Police found four people dead in a flat.", "killed 4 people"),
    ("Two children were mauled to death by dogs.", "killed 2 children"),
    ("Four climbers perished.", "killed 4 other"),
    ("Gunmen mowed down 11 worshippers.", "killed 11 other"),
    ("A car bomb blew up and killed three.", "killed 3 people"),
    ("The driver was pronounced dead at the scene.", "killed 1 other"),
    ("A woman was declared dead in hospital.", "killed 1 women"),
    ("Two men bled to death.", "killed 2 people"),
    ("Six people suffocated in a lorry.", "killed 6 people"),
    ("A soldier was killed in action.", "killed 1 security_forces"),
    ("Eight inmates were strangled.", "killed 8 other"),
    ("Two officers died in the line of duty.", "killed 2 security_forces"),
    ("The militants executed 12 hostages.", "killed 12 other"),
    ("A toddler was run over and killed.", "killed 1 children"),
    ("Seven were killed outright.", "killed 7 people"),
    ("Two people were certified dead.", "killed 2 people"),
    ("A gang murdered six women.", "killed 6 women"),
    ("Fifteen people drowned when a boat capsized.", "killed 15 people"),
    ("Cholera has killed 40 people in Bauchi since April.", "killed 40 people"),
    ("Police shot and killed two men.", "killed 2 people"),
    ("Mortar fire left five dead.", "killed 5 people"),
    ("Five people lie dead.", "killed 5 people"),
    ("Two fighters blew themselves up.", "killed 2 militants"),
]

INJURED: list[Row] = [
    ("Twelve people were hurt.", "injured 12 people"),
    ("Three soldiers were wounded by shrapnel.", "injured 3 security_forces"),
    ("A man was shot in the leg.", "injured 1 people"),
    ("Two girls suffered burns.", "injured 2 children"),
    ("Nine people sustained injuries.", "injured 9 people"),
    ("Four officers suffered minor injuries.", "injured 4 security_forces"),
    ("A boy was stabbed and wounded.", "injured 1 children"),
    ("Five people were shot and injured.", "injured 5 people"),
    ("Six people were treated for smoke inhalation.", "injured 6 people"),
    ("Twenty people were treated for cuts and bruises.", "injured 20 people"),
    ("Eight people were left with injuries.", "injured 8 people"),
    ("Seven police were injured by stones.", "injured 7 security_forces"),
    ("Four workers were scalded.", "injured 4 other"),
    ("Two people were maimed by a mine.", "injured 2 people"),
    ("A girl was badly burned.", "injured 1 children"),
    ("Ten people escaped with light injuries.", "injured 10 people"),
]

HOSPITALIZED: list[Row] = [
    ("Six people were taken to hospital.", "hospitalized 6 people"),
    ("Forty were hospitalised.", "hospitalized 40 people"),
    ("Twelve children were rushed to hospital.", "hospitalized 12 children"),
    ("Three people were airlifted to hospital.", "hospitalized 3 people"),
    ("Eighteen people were admitted to hospital.", "hospitalized 18 people"),
    ("Two men remain in hospital.", "hospitalized 2 people"),
    ("Four patients are in intensive care.", "hospitalized 4 other"),
    ("The hospital admitted 25 people.", "hospitalized 25 people"),
    ("Doctors at the hospital are treating 14 people.", "hospitalized 14 people"),
    ("Five workers were sent to hospital.", "hospitalized 5 other"),
    ("Seven people are being treated in hospital.", "hospitalized 7 people"),
]

MISSING: list[Row] = [
    ("Eleven people are missing.", "missing 11 people"),
    ("Four climbers are unaccounted for.", "missing 4 other"),
    ("Nine people remain missing.", "missing 9 people"),
    ("Three fishermen went missing.", "missing 3 other"),
    ("The search for six missing miners goes on.", "missing 6 other"),
    ("Seven people have not been found.", "missing 7 people"),
    ("A pilot is feared missing.", ""),
    ("Twenty students disappeared in Iguala.", "missing 20 other"),
    ("Twelve people are reported missing.", "missing 12 people"),
    ("Two divers vanished off Malta.", "missing 2 other"),
]

DETAINED: list[Row] = [
    ("Police arrested 40 people.", "detained 40 people"),
    ("Nine men were taken into custody.", "detained 9 people"),
    ("Three suspects are in custody.", "detained 3 other"),
    ("Thirty people were rounded up.", "detained 30 people"),
    ("The army captured five rebels.", "detained 5 militants"),
    ("Four gunmen were caught.", "detained 4 militants"),
    ("Six men were seized by police.", "detained 6 people"),
    ("Troops nabbed a smuggler.", "detained 1 other"),
    ("Eighty people were placed under arrest.", "detained 80 people"),
    ("Two women were remanded in custody.", "detained 2 women"),
    ("Seven men were apprehended.", "detained 7 people"),
    ("Police made 22 arrests.", "detained 22 people"),
    ("A man was charged with murder.", ""),
    ("Ten students were released.", ""),
]

ABDUCTED: list[Row] = [
    ("Gunmen kidnapped two nuns.", "abducted 2 other"),
    ("Four tourists were taken hostage.", "abducted 4 other"),
    ("Rebels are holding six soldiers hostage.", "abducted 6 security_forces"),
    ("Armed men snatched a priest.", "abducted 1 other"),
    ("A businessman was abducted for ransom.", "abducted 1 other"),
    ("Pirates took 11 sailors captive.", "abducted 11 other"),
    ("Militants hold 30 hostages.", "abducted 30 people"),
]

DISPLACED: list[Row] = [
    ("The floods displaced 4,000 people.", "displaced 4000 people"),
    ("Some 200 people were evacuated.", "displaced 180-220 people"),
    ("Thousands fled their homes.", "displaced 2000-9999 people"),
    ("The fire left 60 people homeless.", "displaced 60 people"),
    ("About 500 residents were relocated.", "displaced 450-550 people"),
    ("Forty families lost their homes.", ""),
    ("Some 700 people were driven from their homes.", "displaced 630-770 people"),
    ("Four hundred residents had to leave their homes.", "displaced 400 people"),
]

NOBODY: list[Row] = [
    ("Helicopters plucked 40 people from roofs.", ""),
    ("Firefighters rescued 12 people.", ""),
    ("Twenty miners were brought out alive.", ""),
    ("Nineteen people were saved.", ""),
    ("Four people escaped unhurt.", ""),
    ("The police chief fired 12 officers.", ""),
    ("Ten soldiers were honoured.", ""),
    ("The bomb destroyed 14 houses and damaged 30 cars.", ""),
    ("Three hundred people attended the funeral.", ""),
    ("The quake struck at 5:30 and measured 6.1.", ""),
    ("He was sentenced to death.", ""),
    ("Two men were sentenced to 12 years.", ""),
    ("Eleven goats were killed.", ""),
    ("The firm axed 400 jobs.", ""),
    ("Four banks were hit.", ""),
    ("The party lost 12 seats.", ""),
    ("She killed off 14 characters in the novel.", ""),
    ("About 50 people were trapped.", ""),
    ("Two ships were lost.", ""),
    ("The 3rd Battalion lost its way.", ""),
    ("Eight people were exposed to the virus.", ""),
]

AGES: list[Row] = [
    ("Three men, aged 19, 24 and 31, were killed.", "killed 3 people"),
    ("A man, 45, was killed and his son, 12, was hurt.", "killed 1 people; injured 1 people"),
    ("Four people aged between 20 and 35 were injured.", "injured 4 people"),
    ("A couple in their 70s were found dead.", "killed 2 people"),
]


@pytest.mark.parametrize(
    ("text", "notation"), [*KILLED, *INJURED, *HOSPITALIZED, *MISSING, *DETAINED, *ABDUCTED, *DISPLACED, *NOBODY, *AGES]
)
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
