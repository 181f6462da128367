"""Who the victims are: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

CIVILIANS: list[Row] = [
    ("Eleven civilians were killed in the shelling.", "killed 11 civilians"),
    ("Three noncombatants died in the raid.", "killed 3 civilians"),
    ("Two civilian contractors were killed.", "killed 2 civilians"),
    ("Nine villagers were killed by the army.", "killed 9 other"),
]

SECURITY_FORCES: list[Row] = [
    ("Four policemen were killed in Basra.", "killed 4 security_forces"),
    ("Two paramilitary troopers were hurt in Srinagar.", "injured 2 security_forces"),
    ("Six national guardsmen were wounded.", "injured 6 security_forces"),
    ("Three peacekeepers from Ghana were killed.", "killed 3 security_forces"),
    ("Two CRPF jawans were killed.", "killed 2 security_forces"),
    ("A lieutenant colonel was shot dead.", "killed 1 security_forces"),
    ("Two customs officers were killed.", "killed 2 security_forces"),
    ("Five prison guards were taken hostage.", "abducted 5 security_forces"),
    ("Seven intelligence agents were arrested.", "detained 7 security_forces"),
    ("Three border guards and a sergeant died.", "killed 3 security_forces; killed 1 security_forces"),
    ("Two NATO soldiers were killed in Helmand.", "killed 2 security_forces"),
    ("Twelve recruits were killed at an army base.", "killed 12 security_forces"),
    ("Four members of the Iraqi security forces were killed.", "killed 4 security_forces"),
    ("Two members of the Kurdish Peshmerga were killed.", "killed 2 security_forces"),
    ("Ten crew of a warship drowned.", "killed 10 security_forces"),
    ("Fourteen marines died when their helicopter crashed.", "killed 14 security_forces"),
    ("Two bodyguards of the minister were killed.", "killed 2 security_forces"),
    ("A police constable was stabbed to death.", "killed 1 security_forces"),
    ("Eight riot police were hurt.", "injured 8 security_forces"),
    ("Two gendarmes were injured by stones.", "injured 2 security_forces"),
    ("A US airman was killed.", "killed 1 security_forces"),
    ("A federal agent was killed.", "killed 1 security_forces"),
    ("Three coastguards drowned.", "killed 3 security_forces"),
    ("Two Special Branch detectives were shot dead.", "killed 2 security_forces"),
    ("Nine servicemen died.", "killed 9 security_forces"),
    ("Six Turkish troops were killed.", "killed 6 security_forces"),
    ("Two anti-terror commandos were killed.", "killed 2 security_forces"),
]

MILITANTS: list[Row] = [
    ("Five suspected Boko Haram fighters were killed.", "killed 5 militants"),
    ("The gunman was killed.", "killed 1 militants"),
    ("The suicide bomber died in the blast.", "killed 1 militants"),
    ("Four al-Shabaab militants were killed.", "killed 4 militants"),
    ("Three hijackers were shot dead.", "killed 3 militants"),
    ("Two of the attackers were killed.", "killed 2 militants"),
    ("Twelve guerrillas were killed in Peru.", "killed 12 militants"),
    ("Seven Maoists were killed.", "killed 7 militants"),
    ("Nine ISIL members were arrested.", "detained 9 militants"),
    ("Twenty Taliban were killed.", "killed 20 militants"),
    ("Three kidnappers were shot dead by police.", "killed 3 militants"),
    ("The knifeman was shot dead.", "killed 1 militants"),
    ("Four suspected militants were arrested.", "detained 4 militants"),
    ("Six members of a rebel group were captured.", "detained 6 militants"),
    ("Two armed men were killed.", "killed 2 militants"),
    ("Eight bandits were killed in Zamfara.", "killed 8 militants"),
    ("Two plotters were arrested.", "detained 2 militants"),
    ("Thirty mutineers were arrested.", "detained 30 militants"),
    ("Fourteen militiamen died.", "killed 14 militants"),
    ("Five Hezbollah fighters were killed.", "killed 5 militants"),
    ("A Hamas commander was killed.", "killed 1 militants"),
    ("Three separatists were shot dead.", "killed 3 militants"),
    ("Two Tamil Tigers were killed.", "killed 2 militants"),
    ("Two terror suspects were arrested.", "detained 2 militants"),
    ("Ten ELN rebels were captured.", "detained 10 militants"),
    ("Nine insurgents surrendered and four were killed.", "killed 4 militants"),
    ("Six gang members were killed.", "killed 6 militants"),
    ("The shooter was shot dead by police.", "killed 1 militants"),
    ("The assailant was killed.", "killed 1 militants"),
    ("Two pirates were killed and three captured.", "killed 2 militants; detained 3 militants"),
]

CHILDREN: list[Row] = [
    ("Six schoolchildren were killed.", "killed 6 children"),
    ("Two toddlers drowned.", "killed 2 children"),
    ("A 14-year-old girl was killed.", "killed 1 children"),
    ("A nine-year-old was shot dead.", "killed 1 children"),
    ("A boy aged 12 was killed.", "killed 1 children"),
    ("Two girls, aged 8 and 11, were killed.", "killed 2 children"),
    ("A baby was found dead.", "killed 1 children"),
    ("Three under-fives died.", "killed 3 children"),
    ("A 17-year-old youth was shot dead.", "killed 1 children"),
    ("A six-month-old baby boy died.", "killed 1 children"),
    ("Two schoolboys drowned.", "killed 2 children"),
    ("Eleven kindergarten children were hurt.", "injured 11 children"),
    ("Thirty pupils were abducted.", "abducted 30 children"),
    ("276 schoolgirls were kidnapped.", "abducted 276 children"),
    ("A 19-year-old man was killed.", "killed 1 people"),
]

WOMEN: list[Row] = [
    ("Four women were killed.", "killed 4 women"),
    ("A pregnant woman was shot dead.", "killed 1 women"),
    ("An 82-year-old woman died.", "killed 1 women"),
    ("A mother and her three children died.", "killed 1 women; killed 3 children"),
    ("Two grandmothers were killed.", "killed 2 women"),
    ("A housewife was killed.", "killed 1 women"),
]

JOURNALISTS: list[Row] = [
    ("A radio journalist was shot dead.", "killed 1 journalists"),
    ("Two cameramen were killed.", "killed 2 journalists"),
    ("Three reporters were arrested.", "detained 3 journalists"),
    ("A newspaper editor was killed.", "killed 1 journalists"),
    ("Four media workers were detained.", "detained 4 journalists"),
    ("A photographer for Reuters was killed.", "killed 1 journalists"),
    ("A TV presenter was shot dead.", "killed 1 journalists"),
    ("Two film crew members were abducted.", "abducted 2 other"),
]

AID_WORKERS: list[Row] = [
    ("Two aid workers were kidnapped.", "abducted 2 aid_workers"),
    ("A Red Cross nurse was killed.", "killed 1 aid_workers"),
    ("Five MSF staff were killed.", "killed 5 aid_workers"),
    ("Two UN staff were killed in Kandahar.", "killed 2 aid_workers"),
    ("Three UNRWA employees were killed.", "killed 3 aid_workers"),
    ("Two national NGO staff members were killed.", "killed 2 aid_workers"),
    ("A WFP driver was shot dead.", "killed 1 aid_workers"),
    ("Four staff members of Save the Children were killed.", "killed 4 aid_workers"),
    ("Two humanitarian workers were abducted in Kaga Bandoro.", "abducted 2 aid_workers"),
    ("One international staff of an NGO was injured.", "injured 1 aid_workers"),
    ("Two employees of the World Food Programme were killed.", "killed 2 aid_workers"),
    ("A Médecins Sans Frontières doctor was killed.", "killed 1 aid_workers"),
    ("Three polio vaccinators were shot dead.", "killed 3 aid_workers"),
    ("A deminer was killed and two deminers were wounded.", "killed 1 aid_workers; injured 2 aid_workers"),
    ("A driver for Oxfam was wounded.", "injured 1 aid_workers"),
]

OFFICIALS: list[Row] = [
    ("The mayor of Tumaco was shot dead.", "killed 1 officials"),
    ("Two ministers were killed in the crash.", "killed 2 officials"),
    ("A judge was assassinated.", "killed 1 officials"),
    ("The deputy governor was killed.", "killed 1 officials"),
    ("Three councillors were arrested.", "detained 3 officials"),
    ("A diplomat was abducted.", "abducted 1 officials"),
    ("A member of parliament was killed.", "killed 1 officials"),
    ("Two election officials were killed.", "killed 2 officials"),
    ("A tribal chief was killed.", "killed 1 other"),
]

OTHER: list[Row] = [
    ("Twelve miners died.", "killed 12 other"),
    ("Thirty passengers were killed.", "killed 30 other"),
    ("Nine pilgrims died.", "killed 9 other"),
    ("Five students were shot dead.", "killed 5 other"),
    ("Three firefighters died.", "killed 3 other"),
    ("Two paramedics were hurt.", "injured 2 aid_workers"),
    ("Two nurses were killed.", "killed 2 other"),
    ("Six farmers were killed.", "killed 6 other"),
    ("Three prisoners escaped and two were killed.", "killed 2 other"),
    ("A priest was abducted.", "abducted 1 other"),
    ("Forty migrants drowned.", "killed 40 other"),
    ("A British tourist was killed.", "killed 1 other"),
    ("Seventeen prisoners were killed in a riot.", "killed 17 other"),
    ("Three hostages were killed.", "killed 3 other"),
    ("Four Chinese engineers were killed.", "killed 4 other"),
    ("Eleven fishermen are missing.", "missing 11 other"),
]

PEOPLE: list[Row] = [
    ("Ten Pakistanis were killed.", "killed 10 people"),
    ("Two British men were killed.", "killed 2 people"),
    ("Seven residents were killed.", "killed 7 people"),
    ("A couple were killed.", "killed 2 people"),
    ("A family of five died in a fire.", "killed 5 people"),
    ("Five family members were killed.", "killed 5 people"),
    ("Two brothers were killed.", "killed 2 people"),
    ("Four Israelis were wounded.", "injured 4 people"),
    ("A man and a woman were killed.", "killed 1 people; killed 1 women"),
    ("Nine men and three women were killed.", "killed 9 people; killed 3 women"),
    ("Forty Yazidis were killed.", "killed 40 people"),
    ("Three Shia Muslims were killed.", "killed 3 people"),
    ("Fifteen Hindus died.", "killed 15 people"),
    ("Two others were wounded.", "injured 2 people"),
    ("Two Frenchmen and an Englishwoman died.", "killed 2 people; killed 1 women"),
]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        *CIVILIANS,
        *SECURITY_FORCES,
        *MILITANTS,
        *CHILDREN,
        *WOMEN,
        *JOURNALISTS,
        *AID_WORKERS,
        *OFFICIALS,
        *OTHER,
        *PEOPLE,
    ],
)
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)
