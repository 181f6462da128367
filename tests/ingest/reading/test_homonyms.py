"""Which of the places of one name is meant, and whose word is no place."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

PLACED = [
    ("Eleven people were killed on Monday when a bus left the road near Gori, Georgia.", "GE"),
    ("ATLANTA, Georgia - A tornado killed five people in Macon on Tuesday, the governor said.", "US"),
    ("Police in Amman said four Jordanians were hurt in a shooting in the north of Jordan.", "JO"),
    ("Michael Jordan, a fireman, was killed in Leeds, England, on Friday.", "GB"),
    ("Boko Haram killed 12 villagers near Lake Chad in Chad on Sunday, the army said.", "TD"),
    ("Gunmen on motorbikes killed 22 people in Tillaberi, Niger, on Saturday.", "NE"),
    ("Gunmen killed 22 people in Niger state, Nigeria, on Saturday.", "NG"),
    ("A ferry sank on the Congo River near Mbandaka in the Democratic Republic of Congo, killing 40.", "CD"),
    ("An explosion in Brazzaville, Congo, killed 200 people.", "CG"),
    ("Clashes in Nzerekore, Guinea, left 54 dead.", "GN"),
    ("Six people died in a blast in Bata, Equatorial Guinea.", "GQ"),
    ("Soldiers shot dead two officers in Bissau, Guinea-Bissau, on Tuesday.", "GW"),
    ("A landslide in Papua New Guinea's Enga province buried 150 people; 12 bodies were found.", "PG"),
    ("Two bombs outside mosques in Tripoli, Lebanon, killed 42 people on Friday.", "LB"),
    ("Shelling in Tripoli killed nine civilians, Libya's health ministry said.", "LY"),
    ("Bushfires in Victoria, Australia, killed four people on Saturday.", "AU"),
    ("A stabbing in Victoria, British Columbia, left two dead.", "CA"),
    ("A quake killed 500 people in Chile. In Santiago three people died.", "CL"),
    ("A storm hit Santiago de los Caballeros, Dominican Republic, killing three.", "DO"),
    ("A train derailed near Santiago de Compostela, Spain, killing 79 people.", "ES"),
    ("Three people were killed in a crash in County Cork, Ireland, on Sunday.", "IE"),
    ("Mozambique was hit on Friday. In the Limpopo valley 30 people drowned.", "MZ"),
    ("Wildfires near Athens, Greece, killed 80 people, most of them in the village of Mati.", "GR"),
    ("The earthquake in Haiti killed 34 people in Jeremie and 12 in Les Cayes.", "HT"),
    ("BOMBAY, Dec 8 - Riots killed 40 people on Tuesday, police said.", "IN"),
    ("A landslide in Hiroshima killed 36 people on Wednesday.", "JP"),
    ("Forty-three students were abducted in Iguala, Mexico.", "MX"),
    ("Three French tourists were killed in an avalanche in Nepal on Tuesday.", "NP"),
    ("The Israeli army said that two of its soldiers were killed in southern Lebanon.", "LB"),
    ("Washington said four Americans had been killed in an attack in Benghazi, Libya.", "LY"),
    ("The Turkish defence ministry said five soldiers were killed in Syria's Idlib province.", "SY"),
    ("GENEVA - The UN said on Friday that 300 civilians had been killed in Sudan's Darfur region.", "SD"),
    ("GENEVA - At least 300 civilians have been killed in Darfur, the UN said on Friday.", "SD"),
    ("NAIROBI - Al-Shabaab killed 12 people in Mogadishu, Somalia, on Sunday.", "SO"),
    ("LONDON - A British aid worker was shot dead in Kabul on Wednesday.", "AF"),
    ("Some 4,000 refugees have fled Burundi for Rwanda since Friday, the UNHCR said in Geneva.", "RW"),
    ("Burundi: 4,000 people have crossed into Tanzania. Three refugees died at Kigoma.", "TZ"),
    ("Syrian refugees: six children died of cold in Arsal, Lebanon, this week.", "LB"),
    ("In Birmingham, Alabama, a bomb killed four girls.", "US"),
    ("A fire in Birmingham, England, killed three children.", "GB"),
    ("A bomb in Hyderabad, Pakistan, killed nine people.", "PK"),
    ("A bus plunged into a gorge in San Marcos, Guatemala, killing 14.", "GT"),
    ("An explosion in La Paz, Bolivia, killed eight people.", "BO"),
    ("Two died in a quake in Cordoba, Argentina.", "AR"),
    ("Police shot dead three men in Kingston, Jamaica.", "JM"),
    ("Soldiers killed five protesters in Khartoum on Thursday, doctors said.", "SD"),
    ("A car bomb in Kandahar's Arghandab district killed eight policemen.", "AF"),
    ("Gunmen attacked the town of Jos in Plateau state, Nigeria, killing 20.", "NG"),
    ("At least 20 people were killed in Plateau state in Nigeria.", "NG"),
    ("A blast at a mine in Donetsk killed 10 miners, Ukrainian officials said.", "UA"),
    ("Clashes in Dohuk, Iraqi Kurdistan, killed two Turkish soldiers.", "IQ"),
    ("Philippines: typhoon kills 12. Eastern Samar was hit on Friday. Twelve people drowned in Samar.", "PH"),
    ("A helicopter crashed in the Valencia region of Spain, killing four.", "ES"),
    ("Prison riot in Valencia, Venezuela, kills 68.", "VE"),
    ("Twelve people were killed in San Salvador on Monday.", "SV"),
    ("At Guayaquil's Litoral prison 68 inmates were killed, Ecuador's police said.", "EC"),
    ("Troops shot dead six in Conakry. Guinea's president called for calm.", "GN"),
    ("An earthquake in Armenia, Colombia, killed 900 people.", "CO"),
    ("Fighting in Armenia killed four soldiers near Goris.", "AM"),
    ("A shooting in Paris, Texas, killed two.", "US"),
    ("Macedonia's police said that two officers were killed in Kumanovo.", "MK"),
    ("Seven Kenyans were killed when gunmen raided Mandera on Friday.", "KE"),
    ("A mudslide in Freetown killed 400 people; they were buried in Waterloo.", "SL"),
    ("Three killed in Granada. An overloaded boat sank off Granada, Nicaragua, killing three.", "NI"),
]


@pytest.mark.parametrize(("text", "country"), PLACED)
def test_every_claim_is_placed_in_its_country(text: str, country: str) -> None:
    report = Report(published_at="2016-05-20T12:00:00Z", source="test", title="", text=text)
    found = [event.place.country for event in read(report).events if isinstance(event, CasualtiesReported)]
    assert found
    assert set(found) == {country}
