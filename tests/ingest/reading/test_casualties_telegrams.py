"""Situation reports, forms, wires in capitals and headlines: each row is a text and what it claims."""

import pytest
from claim_notation import claims, expected

Row = tuple[str, str]

SITREP: list[Row] = [
    ("KIA 3, WIA 12.", "killed 3 people; injured 12 people"),
    ("Civ KIA 6 -> 11.", "killed 6 civilians previous; killed 11 civilians"),
    ("Mil KIA: none.", "killed 0 security_forces"),
    ("WIA 25, all civ.", "injured 25 civilians"),
    ("Police WIA: 4.", "injured 4 security_forces"),
    ("3 x civ killed, 2 x mil wounded.", "killed 3 civilians; injured 2 security_forces"),
    ("Casualties: 4 dead/11 inj.", "killed 4 people; injured 11 people"),
    ("Casualties: 4 killed, 11 injured, 2 missing.", "killed 4 people; injured 11 people; missing 2 people"),
    ("Losses: 2 soldiers KIA, 7 WIA.", "killed 2 security_forces; injured 7 security_forces"),
    ("Killed: 14. Injured: 30. Missing: 5.", "killed 14 people; injured 30 people; missing 5 people"),
    (
        "Dead: 9 (7 civilians, 2 police). Injured: 40+.",
        "killed 9 people; killed 7 civilians subset; killed 2 security_forces subset; injured 40+ people",
    ),
    ("- 12 killed, 4 of them children", "killed 12 people; killed 4 children subset"),
    ("Fatalities: 0", "killed 0 people"),
    ("Fatalities: 17", "killed 17 people"),
    ("Injuries: none reported", "injured 0 people"),
    ("Deaths: 120 (+14)", "killed 120 people; killed 14 people increment"),
    (
        "Dead 58 (41 yesterday). +17 all from shelling.",
        "killed 58 people; killed 41 people previous; killed 17 people increment",
    ),
    ("Detained: 40; of them 12 minors.", "detained 40 people; detained 12 children subset"),
    ("4 KIA, 9 WIA (2 serious).", "killed 4 people; injured 9 people; injured 2 people subset"),
    ("IED on Route 5, 2 US KIA, 3 ANA WIA.", "killed 2 security_forces; injured 3 security_forces"),
    ("1x LN killed, 3x LN wounded by stray fire.", "killed 1 people; injured 3 people"),
    ("Enemy KIA: 9; friendly WIA: 2.", "killed 9 militants; injured 2 security_forces"),
    ("12 insurgents KIA, 4 insurgents detained.", "killed 12 militants; detained 4 militants"),
    ("Displaced: 3,400 people. Deaths: 2.", "displaced 3400 people; killed 2 people"),
    ("IDPs: 12,500.", "displaced 12500 people"),
    ("3 injured, 0 killed.", "injured 3 people; killed 0 people"),
    ("No casualties.", "killed 0 people; injured 0 people"),
    ("One killed, several injured.", "killed 1 people; injured 3-9 people"),
    ("7 dead, 21 hurt as bus overturns near Jos", "killed 7 people; injured 21 people"),
    ("2 ISF killed / 5 wounded in Tikrit.", "killed 2 security_forces; injured 5 security_forces"),
    ("2 civilians & 1 soldier killed.", "killed 2 civilians; killed 1 security_forces"),
    (
        "Death toll: 31 (men 20, women 8, children 3).",
        "killed 31 people; killed 20 people subset; killed 8 women subset; killed 3 children subset",
    ),
    ("Toll so far 31 dead, 120 injured.", "killed 31 people; injured 120 people"),
    ("Total casualties: 15 dead, 44 injured.", "killed 15 people; injured 44 people"),
    ("Victims: 8 dead, 3 missing", "killed 8 people; missing 3 people"),
    ("KIA: 2x police, 1x civ", "killed 2 security_forces; killed 1 civilians"),
    ("Affected: 12,000. Homeless: 900. Dead: 6.", "displaced 900 people; killed 6 people"),
    ("Shelling of Avdiivka: 2 killed, 5 injured.", "killed 2 people; injured 5 people"),
    ("Kherson: three dead, Nikopol: one dead.", "killed 3 people; killed 1 people"),
]

CAPS_WIRE: list[Row] = [
    ("TWENTY MINERS KILLED, 12 TRAPPED IN SHAFT NEAR HUNAN", "killed 20 other"),
    ("GUNMEN KILL 14 IN MEXICO BAR", "killed 14 people"),
    ("NINE DEAD AND SIX WOUNDED IN KABUL BLAST -POLICE", "killed 9 people; injured 6 people"),
    ("DEATH TOLL IN SULAWESI QUAKE RISES TO 1,234 FROM 844", "killed 1234 people; killed 844 people previous"),
    ("POLICE SAY 31 ARRESTED IN RAIDS", "detained 31 people"),
    ("CAR BOMB IN BAGHDAD KILLS AT LEAST 7, WOUNDS 22 - MINISTRY", "killed 7+ people; injured 22 people"),
]

HEADLINES_VIA_TITLE: list[Row] = [
    ("Bus plunge kills 14", "killed 14 people"),
    ("Toll hits 90 in Manila ferry fire", "killed 90 people"),
    ("12 dead, 40 hurt in Osaka blaze", "killed 12 people; injured 40 people"),
    ("Dozens feared dead as ferry sinks", ""),
    ("Two soldiers, four rebels die in Kachin clash", "killed 2 security_forces; killed 4 militants"),
    ("Boy, 4, killed by stray bullet", "killed 1 children"),
    ("Journalist shot dead in Tijuana", "killed 1 journalists"),
    ("Police kill three protesters in Conakry", "killed 3 protesters"),
    ("Six killed in Quetta blast, 20 wounded", "killed 6 people; injured 20 people"),
    ("Flood toll in Kerala climbs to 324", "killed 324 people"),
    ("At least 30 dead in Nairobi slum fire", "killed 30+ people"),
    ("US drone strike kills 4 militants in Pakistan", "killed 4 militants"),
]

FORMS: list[Row] = [
    (
        ("Dead 1,171 (Armenia 907; Calarca 77; Pereira 58), injured 4,795, missing 731, homeless about 250,000."),
        (
            "killed 1171 people; killed 907 people subset; killed 77 people subset; killed 58 people subset; "
            "injured 4795 people; missing 731 people; displaced 225000-275000 people"
        ),
    ),
    (
        "Deaths 100+, displaced approx. 286,000, houses destroyed 13,031.",
        "killed 100+ people; displaced 257400-314600 people",
    ),
    (
        "Fatalities 52 (civil defence), up from 38 on 14 May. Missing 130.",
        "killed 52 people; killed 38 people previous; missing 130 people",
    ),
    ("Fatalities: 6 (province), 10 (police).", "killed 6 people; killed 10 people"),
    ("Muertos/deaths 293. Heridos/injured 332.", "killed 293 people; injured 332 people"),
    ("Fatalities coded as 6.", "killed 6 people"),
    ("Deaths confirmed by the district police: 2,838", "killed 2838 people"),
    (
        "Confirmed dead: 69. Injured: 46. Evacuated: 3,271.",
        "killed 69 people; injured 46 people; displaced 3271 people",
    ),
    ("Missing: 2 fishermen.", "missing 2 other"),
    ("Arrested so far: 120.", "detained 120 people"),
    ("Police injured: 14. Protesters injured: 60.", "injured 14 security_forces; injured 60 protesters"),
    ("Number of dead: 33. Number of injured: 80.", "killed 33 people; injured 80 people"),
    ("Killed in Homs: 12. Killed in Hama: 9.", "killed 12 people; killed 9 people"),
    ("Wounded 40 -> 52.", "injured 40 people previous; injured 52 people"),
    ("Deaths 12 (-), injuries 30 (9 critical).", "killed 12 people; injured 30 people; injured 9 people subset"),
    ("Hospitalised: 31, of whom 4 in intensive care.", "hospitalized 31 people; hospitalized 4 people subset"),
    ("Houses damaged: 300. Livestock dead: 1,200. Dead: 3.", "killed 3 people"),
    ("Shelters open: 14. Evacuated: 900. Beds: 40.", "displaced 900 people"),
    ("Pre-emptive evacuation: 4,208 persons / 1,011 families.", "displaced 4208 people"),
    ("Hostages: 14.", "abducted 14 people"),
]

LABELS_IN_A_ROW: list[Row] = [
    ("Killed:12 Injured:30 Missing:4", "killed 12 people; injured 30 people; missing 4 people"),
    ("Dead: 7 Injured: 19 Arrested: 3", "killed 7 people; injured 19 people; detained 3 people"),
    (
        "ISF: 5 KIA, 14 WIA. ISIS: est. 20 KIA.",
        "killed 5 security_forces; injured 14 security_forces; killed 18-22 militants",
    ),
]


@pytest.mark.parametrize(("text", "notation"), [*SITREP, *CAPS_WIRE, *FORMS, *LABELS_IN_A_ROW])
def test_text_claims(text: str, notation: str) -> None:
    assert claims(text) == expected(notation)


@pytest.mark.parametrize(("text", "notation"), HEADLINES_VIA_TITLE)
def test_title_claims(text: str, notation: str) -> None:
    assert claims("", text) == expected(notation)
